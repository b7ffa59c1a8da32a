/**
 * Work that somebody asked for and does not wait for. A job is only ids; it is written in the transaction that asks for it, and taken away in
 * the transaction that does it, so that it is done once or not at all, whatever is killed when.
 */
import { sql } from 'kysely';
import type { Ctx, HostCtx } from './ctx.ts';
import { newId } from './ids.ts';

export const JOBS = ['import.apply', 'import.undo'] as const;
export type JobKind = (typeof JOBS)[number];
export type Job = { id: string; for_library: string; kind: JobKind; subject_id: string; asked_by: string | null; attempts: number };

export async function enqueue(ctx: Ctx, kind: JobKind, subject_id: string): Promise<void> {
  await ctx.db.insertInto('jobs').values({ id: newId(), for_library: ctx.library.id, kind, subject_id, asked_by: ctx.actor.id, run_at: ctx.now }).execute();
}

/** The next job that is due, kept from others until the transaction ends. */
export async function takeJob(host: HostCtx): Promise<Job | undefined> {
  const { rows } = await sql<Job>`
    select id, for_library, kind, subject_id, asked_by, attempts from jobs where run_at <= ${host.now} order by run_at limit 1 for update skip locked`.execute(
    host.db,
  );
  return rows[0];
}

export const finishJob = (host: HostCtx, id: string) => host.db.deleteFrom('jobs').where('id', '=', id).execute();

/** Tried again after a while that grows. */
export async function postponeJob(host: HostCtx, job: Job): Promise<void> {
  const run_at = new Date(host.now.getTime() + 5000 * 4 ** job.attempts);
  await host.db
    .updateTable('jobs')
    .set({ attempts: job.attempts + 1, run_at })
    .where('id', '=', job.id)
    .execute();
}
