/**
 * Work that somebody asked for and does not wait for. A job is only ids; it is written in the transaction that asks for
 * it, and taken away in the transaction that does it, so that it is done once or not at all, whatever is killed when.
 * Each try is counted before it begins: a job that ends the whole process is given up like any other.
 */
import { sql } from 'kysely';
import type { Ctx, HostCtx, LibraryId, MemberId } from './ctx.ts';
import { type AnyId, type Id, newId, type SomeId } from './ids.ts';

export const JOBS = ['import.apply', 'import.undo', 'import.read'] as const;
export type JobKind = (typeof JOBS)[number];
export type Job = {
  id: Id<'jobs'>;
  for_library: LibraryId;
  kind: JobKind;
  /** The id that the job is about; `kind` says of which noun. */
  subject_id: AnyId;
  asked_by: MemberId | null;
  attempts: number;
};

export const MAX_ATTEMPTS = 3;

export async function enqueue(ctx: Ctx, kind: JobKind, subject_id: SomeId): Promise<void> {
  await ctx.db
    .insertInto('jobs')
    .values({ id: newId(), for_library: ctx.library.id, kind, subject_id, asked_by: ctx.actor.id, run_at: ctx.now })
    .execute();
}

/**
 * The next job of these kinds that is due and that nobody is at, with this try counted; it is due again after a while
 * that grows. `again` is that while the first time, in seconds: longer than the work takes where nothing keeps the job
 * from others meanwhile.
 */
export async function claimJob(
  host: HostCtx,
  kinds: readonly JobKind[] = ['import.apply', 'import.undo'],
  again = 5,
): Promise<Job | undefined> {
  const { rows } = await sql<Job>`
    update jobs set attempts = attempts + 1, run_at = ${host.now}::timestamptz + make_interval(secs => ${again}::int * 4 ^ attempts)
    where id = (select id from jobs where run_at <= ${host.now} and kind = any(${[...kinds]}::text[]) order by run_at, id limit 1 for update skip locked)
    returning id, for_library, kind, subject_id, asked_by, attempts`.execute(host.db);
  return rows[0];
}

/** Keeps the job from others while the transaction lasts; false when it is done, or somebody else is at it. */
export async function holdJob(host: HostCtx, { id, attempts }: Job): Promise<boolean> {
  const { rows } =
    await sql`select 1 from jobs where id = ${id} and attempts = ${attempts} for update skip locked`.execute(host.db);
  return rows.length > 0;
}

/** Work that nobody wants any more is not done. */
export async function forgetJobs(ctx: Ctx, kind: JobKind, subject_id: string): Promise<void> {
  const jobs = ctx.db.deleteFrom('jobs').where('kind', '=', kind).where('for_library', '=', ctx.library.id);
  await jobs.where('subject_id', '=', subject_id).execute();
}

export const finishJob = (host: HostCtx, id: Job['id']) => host.db.deleteFrom('jobs').where('id', '=', id).execute();
