/** Imports at work: the worker takes what waits, as the member who asked, and writes down how far it is. */
import type { Ctx, HostCtx } from '../../house/ctx.ts';
import { borrow, type Db, inTransaction } from '../../house/db.ts';
import { Invalid } from '../../house/errors.ts';
import { finishJob, type Job, postponeJob, takeJob } from '../../house/jobs.ts';
import { applyImport, undoImport } from './applying.ts';
import { failImport, noteProgress } from './imports.ts';

const MAX_ATTEMPTS = 3;

/** How a job finds the ctx of whoever asked: given by the door, which knows about members. */
export type ActFor = (host: HostCtx, asker: { libraryId: string; memberId: string | null }) => Promise<Ctx | null>;

/** Does the next job, if there is one. The work and the job's end are one transaction; a failure is tried again, and then told. */
export async function runNextJob(db: Db, now: Date, actFor: ActFor): Promise<boolean> {
  const outcome = await borrow(db, { libraryId: null }, async (connection) => {
    let job: Job | undefined;
    try {
      await inTransaction({ db: connection, now }, async (host) => {
        job = await takeJob(host);
        if (job) await work(db, host, job, actFor);
      });
      return { job };
    } catch (error) {
      return { job, error };
    }
  });
  if (outcome.job && 'error' in outcome) await giveBack(db, now, outcome.job, actFor, outcome.error);
  else if ('error' in outcome) throw outcome.error;
  return outcome.job !== undefined;
}

async function work(db: Db, host: HostCtx, job: Job, actFor: ActFor): Promise<void> {
  const ctx = await actFor(host, { libraryId: job.for_library, memberId: job.asked_by });
  if (ctx) {
    const watch = (done: number, total: number) => beside(db, ctx, job, (ctx) => noteProgress(ctx, job.subject_id, done, total));
    if (job.kind === 'import.apply') await applyImport(ctx, job.subject_id, watch);
    else await undoImport(ctx, job.subject_id, watch);
  }
  await finishJob(host, job.id);
}

const beside = (db: Db, ctx: Ctx, job: Job, work: (ctx: Ctx) => Promise<void>) =>
  borrow(db, { libraryId: job.for_library }, (connection) => work({ ...ctx, db: connection }));

async function giveBack(db: Db, now: Date, job: Job, actFor: ActFor, error: unknown): Promise<void> {
  const refused = error instanceof Invalid;
  await borrow(db, { libraryId: null }, (connection) =>
    inTransaction({ db: connection, now }, async (host) => {
      if (!refused && job.attempts + 1 < MAX_ATTEMPTS) return postponeJob(host, job);
      const ctx = await actFor(host, { libraryId: job.for_library, memberId: job.asked_by });
      const message = refused ? Object.values(error.fields)[0] : undefined;
      if (ctx) await failImport(ctx, job.subject_id, job.kind === 'import.apply' ? 'failed' : 'applied', message ?? { key: 'error.import_failed' });
      await finishJob(host, job.id);
    }),
  );
  if (!refused) throw error;
}
