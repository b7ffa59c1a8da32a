/**
 * Work that somebody asked for and does not wait for. A job is only ids, so that one look serves all libraries; which
 * kinds there are, the rooms say (each in its `jobs.ts`). The queue is pg-boss, in a schema of its own.
 */
import { sql } from 'kysely';
import type { Actor, Ctx, HostCtx, Library, LibraryId, MemberId } from '../ctx.ts';
import type { Db } from '../db.ts';
import { type AnyId, newId } from '../ids.ts';

export type Job = {
  id: string;
  kind: string;
  /** How many tries were before this one; with the id it is what a worker holds, and what it ends. */
  tries: number;
  libraryId: LibraryId | null;
  subject: AnyId;
  /** The member who asked; null for the system. */
  askedBy: MemberId | null;
  /** Of a job that was given up: what kind it was. */
  was: string | null;
};

/** What stands in the queue. */
export type Payload = { library: LibraryId | null; subject: string; by: MemberId | null };

/** Who asks: somebody in a library, or nobody in none. */
export type Asking = HostCtx & { library?: Pick<Library, 'id'>; actor?: Actor };

/**
 * Asks for work, in the transaction that is open: no work for what did not happen. Written by SQL, which is a door of
 * pg-boss too: a verb has the database and no more, and is called where no worker runs.
 */
export const enqueue = (ctx: Asking, kind: string, subject: string): Promise<void> =>
  enqueueAfter(ctx, kind, { subject, after: null });

/** For work that nobody does before then. */
export async function enqueueAfter(
  ctx: Asking,
  kind: string,
  { subject, after }: { subject: string; after: Date | null },
): Promise<void> {
  const payload = { library: ctx.library?.id ?? null, subject, by: ctx.actor?.id ?? null };
  const { numAffectedRows } = await sql`
    ${insertJobs} select ${newId()}, q.name, ${JSON.stringify(payload)}::jsonb, ${asQueue}, coalesce(${after}, now())
    from pgboss.queue q where q.name = ${kind}`.execute(ctx.db);
  if (!numAffectedRows) throw new Error(`Nobody does work of the kind ${kind}.`);
}

/** A job takes its limits from its queue. Ids are in the order of asking, which is the order of the work. */
export const insertJobs = sql`insert into pgboss.job (id, name, data, policy, retry_limit, retry_delay, retry_backoff,
  retry_delay_max, expire_seconds, heartbeat_seconds, deletion_seconds, dead_letter, keep_until, start_after)`;
export const asQueue = sql`q.policy, q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max, q.expire_seconds,
  q.heartbeat_seconds, q.deletion_seconds, q.dead_letter, now() + make_interval(secs => q.retention_seconds)`;

/** Whether work of this kind waits that nobody has tried yet, of any library. */
export async function somethingWaits(host: HostCtx, kind: string): Promise<boolean> {
  const { rows } = await sql`select 1 from pgboss.job where name = ${kind} and state = 'created' limit 1`.execute(
    host.db,
  );
  return rows.length > 0;
}

/** How many jobs of this kind, of any library, come before this one and with it; 0 once somebody is at it. */
export async function placeInQueue(ctx: Ctx, kind: string, subject: string): Promise<number> {
  const { rows } = await sql<{ place: number }>`
    select count(*) as place from pgboss.job j, (${own(ctx, kind, subject)}) own
    where j.name = ${kind} and j.state = 'created' and own.state = 'created'
      and (j.created_on, j.id) <= (own.created_on, own.id)`.execute(ctx.db);
  return rows[0]?.place ?? 0;
}

/** Takes what was asked for back, also where somebody is at it: they cannot end it any more. */
export async function withdraw(ctx: Ctx, kind: string, subject: string): Promise<void> {
  await sql`delete from pgboss.job where name = ${kind}
    and id in (select id from (${own(ctx, kind, subject)}) own)`.execute(ctx.db);
}

const own = (ctx: Ctx, kind: string, subject: string) => sql`select id, created_on, state from pgboss.job
  where name = ${kind} and data->>'library' = ${ctx.library.id} and data->>'subject' = ${subject}`;

/** Whether work of this kind waits or is under way for the library. */
export async function isUnderWay(ctx: Pick<Ctx, 'db' | 'library'>, kind: string): Promise<boolean> {
  const { rows } = await sql`select 1 from pgboss.job where name = ${kind} and data->>'library' = ${ctx.library.id}
    and state < 'completed' limit 1`.execute(ctx.db);
  return rows.length > 0;
}

/** Other jobs of the same kind for the same library that wait now: whoever does one of them may do them all. */
export async function othersLike(db: Db, { kind, libraryId, id }: Job): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from pgboss.job where name = ${kind}
    and data->>'library' = ${libraryId} and id <> ${id} and state = 'created'`.execute(db);
  return rows.map((row) => row.id);
}

/** Of these, the ones that nobody has taken meanwhile. */
export async function dropJobs(db: Db, kind: string, ids: string[]): Promise<void> {
  await sql`delete from pgboss.job where name = ${kind} and id = any(${ids}::uuid[]) and state = 'created'`.execute(db);
}

/** Whether a job of the same kind for the same library was asked for after this one and is done. */
export async function laterIsDone(db: Db, { kind, libraryId, id }: Job): Promise<boolean> {
  const { rows } = await sql`select 1 from pgboss.job where name = ${kind} and data->>'library' = ${libraryId}
    and id > ${id} and state = 'completed' limit 1`.execute(db);
  return rows.length > 0;
}
