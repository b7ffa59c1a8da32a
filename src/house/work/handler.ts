/**
 * How a kind of job is done. A room brings its handlers as a record, from its `jobs.ts`:
 * `{ 'import.apply': { run, gaveUp } }`. The effect of a job and its end are one transaction (`once`): it is done once
 * or not at all, whatever is killed when.
 */
import { fromKysely, type PgBoss, type QueueOptions } from 'pg-boss';
import type { Actor, Ctx, HostCtx, LibraryId, MemberId } from '../ctx.ts';
import { borrow, type Db, inTransaction } from '../db.ts';
import { Invalid, type Message } from '../errors.ts';
import type { House } from '../furnish.ts';
import type { Connections } from './boss.ts';
import type { Job } from './job.ts';
import type { Postman } from './postman.ts';

/**
 * How a job finds the ctx of whoever asked, and whether they still may: given by the door, which knows about members.
 */
export type ActFor = (
  host: HostCtx,
  asker: { libraryId: LibraryId; memberId: MemberId | null },
  may: (actor: Actor) => boolean,
) => Promise<{ ctx: Ctx; still: 'may' | 'left' | 'role' } | null>;

/** What a handler works with. */
export type At = {
  /** The worker's own. */
  pool: Connections;
  db: Db;
  now: () => Date;
  actFor: ActFor;
  /** What a library is called, for the mails that it sends: given by the door as well. */
  nameOf: (host: HostCtx, library: LibraryId) => Promise<string>;
  /** The time zones in which there is a library. */
  zones: () => Promise<string[]>;
  house: Pick<House, 'reading' | 'imports' | 'mailbox'>;
  postman: Postman;
  boss: PgBoss;
};

/** A job that will not be done, and why. */
export type FailedJob = Job & { why: Message | null };

export type Handler = {
  run: (at: At, job: Job) => Promise<void>;
  /**
   * Says where people look that it will not be done: at once when a verb refused it (`why`), else after the last try
   * (null). In the transaction that ends the job.
   */
  gaveUp?: (at: At, host: HostCtx, failed: FailedJob) => Promise<void>;
  /** How many at once. */
  atOnce?: number;
  /** How many are taken at a time and done one after the other. */
  batch?: number;
  /** Seconds between two looks while there is nothing to do. */
  pause?: number;
  /** What is other than for all jobs (boss.ts). */
  queue?: QueueOptions & { policy?: string };
};
export type Handlers = Readonly<Record<string, Handler>>;

/**
 * Does the job. What a verb refuses will be refused again, so it is given up; any other error may pass, and is thrown.
 */
export async function perform(at: At, handlers: Handlers, job: Job): Promise<void> {
  const handler = handlers[job.kind];
  if (!handler) throw new Error(`Nobody does work of the kind ${job.kind}.`);
  try {
    await handler.run(at, job);
  } catch (error) {
    const { gaveUp } = handler;
    if (!(error instanceof Invalid) || !gaveUp) throw error;
    const why = Object.values(error.fields)[0] ?? null;
    await once(at, job, (host) => gaveUp(at, host, { ...job, why }));
  }
}

/**
 * Runs the effect and completes the job in one transaction. Throws, and so rolls back, when another worker has taken
 * the job or it was withdrawn.
 */
export function once<T>(at: At, job: Job, work: (host: HostCtx) => Promise<T>): Promise<T> {
  return borrow(at.db, { libraryId: job.libraryId }, (db) =>
    inTransaction({ db, now: at.now() }, async (host) => {
      const done = await work(host);
      const attempt = { id: job.id, retryCount: job.tries };
      const ended = await at.boss.complete(job.kind, attempt, null, { db: fromKysely(host.db) });
      if ((ended as { affected: number }).affected === 0) throw new Error('the job is no longer ours to end');
      return done;
    }),
  );
}

/** Where jobs go after their last try, also those that ended the whole process each time. */
export const GIVEN_UP = 'work.given-up';

export const givenUp = (handlers: Handlers): Handler => ({
  run: (at, job) => once(at, job, async (host) => handlers[job.was ?? '']?.gaveUp?.(at, host, { ...job, why: null })),
});
