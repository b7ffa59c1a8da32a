/** Runs queued imports in the worker, as the member who asked if they still may, and records the progress. */
import type { Actor, Ctx, HostCtx, LibraryId, MemberId } from '../../../house/ctx.ts';
import { borrow, type Db, inTransaction } from '../../../house/db.ts';
import { Invalid, type Message } from '../../../house/errors.ts';
import { claimJob, finishJob, holdJob, type Job, type JobKind, MAX_ATTEMPTS } from '../../../house/jobs.ts';
import type { JobHandler } from '../../../house/room.ts';
import { applyImport, undoImport } from './applying.ts';
import { mayImport } from './import.ts';
import { failImport, noteProgress } from './imports.ts';

/** What this room does for whoever asked and does not wait. Lists that wait are read in their own way (waiting.ts). */
export const jobs: Readonly<Record<Exclude<JobKind, 'import.read'>, JobHandler>> = {
  'import.apply': applyImport,
  'import.undo': undoImport,
};

/**
 * How a job finds the ctx of whoever asked, and whether they still may: given by the door, which knows about members.
 */
export type ActFor = (
  host: HostCtx,
  asker: { libraryId: LibraryId; memberId: MemberId | null },
  may: (actor: Actor) => boolean,
) => Promise<{ ctx: Ctx; still: 'may' | 'left' | 'role' } | null>;

/**
 * Does the next job, if there is one. The work and the job's end are one transaction; a failure is tried again later,
 * and at last told.
 */
export async function runNextJob(db: Db, now: Date, actFor: ActFor): Promise<boolean> {
  const job = await borrow(db, { libraryId: null }, (connection) => claimJob({ db: connection, now }));
  if (!job) return false;
  if (job.attempts > MAX_ATTEMPTS) await giveUp(db, now, job, actFor, { key: 'error.import_failed' });
  else await tryJob(db, now, job, actFor);
  return true;
}

async function tryJob(db: Db, now: Date, job: Job, actFor: ActFor): Promise<void> {
  try {
    await borrow(db, { libraryId: null }, (connection) =>
      inTransaction({ db: connection, now }, async (host) => {
        if (await holdJob(host, job)) await work(db, host, job, actFor);
      }),
    );
  } catch (error) {
    // An Invalid would be thrown again, so the job is given up; any other error is retried.
    if (error instanceof Invalid)
      return giveUp(db, now, job, actFor, Object.values(error.fields)[0] ?? { key: 'error.import_failed' });
    if (job.attempts === MAX_ATTEMPTS) await giveUp(db, now, job, actFor, { key: 'error.import_failed' });
    throw error;
  }
}

async function work(db: Db, host: HostCtx, job: Job, actFor: ActFor): Promise<void> {
  const ctx = await asWhoAsked(host, job, actFor);
  if (ctx) {
    // On a connection of its own. A failure to record progress does not stop the import.
    const watch = (done: number, total: number) =>
      borrow(db, { libraryId: job.for_library }, (connection) =>
        noteProgress({ ...ctx, db: connection }, job.subject_id, done, total),
      ).catch(() => {});
    if (job.kind !== 'import.read') await jobs[job.kind](ctx, job.subject_id, watch);
    // It may have taken minutes: whoever was removed meanwhile does not get it done after all.
    await asWhoAsked(host, job, actFor);
  }
  await finishJob(host, job.id);
}

/** Why what somebody asked for is not done after all. */
export const REFUSED = { left: 'error.import_asker_left', role: 'error.import_asker_role' };

/**
 * Null when the library is gone. A job whose asker may no longer do this is refused; it is not done in anybody else's
 * name.
 */
async function asWhoAsked(host: HostCtx, job: Job, actFor: ActFor): Promise<Ctx | null> {
  const acting = await actFor(host, { libraryId: job.for_library, memberId: job.asked_by }, mayImport);
  if (acting && acting.still !== 'may') throw new Invalid({ form: { key: REFUSED[acting.still] } });
  return acting?.ctx ?? null;
}

/** The import says why, and can be tried again by hand. */
async function giveUp(db: Db, now: Date, job: Job, actFor: ActFor, message: Message): Promise<void> {
  await borrow(db, { libraryId: null }, (connection) =>
    inTransaction({ db: connection, now }, async (host) => {
      if (!(await holdJob(host, job))) return;
      const acting = await actFor(host, { libraryId: job.for_library, memberId: job.asked_by }, mayImport);
      if (acting)
        await failImport(acting.ctx, job.subject_id, job.kind === 'import.apply' ? 'failed' : 'applied', message);
      await finishJob(host, job.id);
    }),
  );
}
