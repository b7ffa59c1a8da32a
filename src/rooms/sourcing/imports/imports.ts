/**
 * Imports as a whole: found, listed, sent off, thrown away. How one begins is in starting.ts, its dry run in
 * checking.ts, its end in applying.ts.
 */
import { sql } from 'kysely';
import type { Ctx, MemberId } from '../../../house/ctx.ts';
import { inTransaction } from '../../../house/db.ts';
import { allow, found, Invalid, type Message } from '../../../house/errors.ts';
import { history, theLibrary } from '../../../house/history.ts';
import type { RemovalId } from '../../../house/removal.ts';
import { removing } from '../../../house/removals.ts';
import { enqueue } from '../../../house/work/job.ts';
import { type Import, type ImportId, isOpen, mayImport, type Status } from './import.ts';

const select = (ctx: Ctx) => sql`
  select i.id, i.file_name, i.source, i.vintage, i.kind, i.target, i.format, i.header, i.mapping, i.default_sector,
    i.status, i.counts, i.problem,
    i.version, i.created_at, i.applied_at, i.undone_at,
    (select u.name from members m join users u on u.id = m.user_id where m.library_id = ${ctx.library.id}
      and m.id = i.created_by) as created_name
  from imports i where i.library_id = ${ctx.library.id} and i.removed_at is null`;

/**
 * With `lock` nobody else can act on it until the transaction ends; noting its progress (a row that refers to it) stays
 * possible.
 */
export async function findImport(ctx: Ctx, id: ImportId, { lock = false } = {}): Promise<Import> {
  allow(mayImport(ctx.actor));
  const { rows } =
    await sql<Import>`${select(ctx)} and i.id = ${id} ${lock ? sql`for no key update of i` : sql``}`.execute(ctx.db);
  return found(rows[0]);
}

/** The newest 200, newest first. */
export async function listImports(ctx: Ctx): Promise<Import[]> {
  allow(mayImport(ctx.actor));
  const { rows } = await sql<Import>`${select(ctx)} order by i.created_at desc, i.id desc limit 200`.execute(ctx.db);
  return rows;
}

/** Returns an import that can still be changed; refuses one that is under way or done. */
export async function openImport(ctx: Ctx, id: ImportId): Promise<Import> {
  const item = await findImport(ctx, id, { lock: true });
  if (!isOpen(item.status)) throw new Invalid({ form: { key: 'error.import_under_way' } });
  return item;
}

/** Queues the import for the worker, so that nobody has to wait. */
export async function queueImport(ctx: Ctx, id: ImportId): Promise<void> {
  allow(mayImport(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const item = await openImport(ctx, id);
    if (item.status === 'mapping') throw new Invalid({ form: { key: 'error.import_not_checked' } });
    await forgetProgress(ctx, id);
    await setStatus(ctx, id, { status: 'queued', applied_by: ctx.actor.id, problem: null });
    await enqueue(ctx, 'import.apply', id);
  });
}

export async function queueUndo(ctx: Ctx, id: ImportId): Promise<void> {
  allow(mayImport(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const item = await findImport(ctx, id, { lock: true });
    if (item.status !== 'applied') throw new Invalid({ form: { key: 'error.import_not_applied' } });
    await forgetProgress(ctx, id);
    await setStatus(ctx, id, { status: 'undoing', undone_by: ctx.actor.id, problem: null });
    await enqueue(ctx, 'import.undo', id);
  });
}

/**
 * Removes an import that was not applied. It is only marked as removed, so that its rows and all answers can come back.
 * Returns the id that brings it back.
 */
export async function discardImport(ctx: Ctx, id: ImportId): Promise<RemovalId> {
  allow(mayImport(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const item = await openImport(ctx, id);
    if (item.applied_at) throw new Invalid({ form: { key: 'error.import_under_way' } });
    const about = theLibrary(ctx);
    return removing(ctx, { kind: 'import', subject: id, label: item.file_name, about }, async (ctx) => {
      await ctx.db
        .updateTable('imports')
        .set({ removed_at: ctx.now })
        .where('library_id', '=', ctx.library.id)
        .where('id', '=', id)
        .execute();
      await history(ctx, 'import.removed', { subject: about, details: { file: item.file_name } });
    });
  });
}

/** Only for the verbs of this room: asks nobody for permission. */
export async function setStatus(
  ctx: Ctx,
  id: ImportId,
  standing: {
    status: Status;
    counts?: string;
    format?: string;
    problem?: string | null;
    applied_at?: Date;
    applied_by?: MemberId | null;
    undone_at?: Date;
    undone_by?: MemberId | null;
  },
): Promise<void> {
  await ctx.db
    .updateTable('imports')
    .set(standing)
    .where('library_id', '=', ctx.library.id)
    .where('id', '=', id)
    .execute();
}

/** `back` is the status that the import has again. */
export type Failure = { back: 'failed' | 'applied'; message: Message };

/**
 * The job failed for good: the import says so, and can be tried again by hand. One that is not under way stays as it
 * is.
 */
export async function failImport(ctx: Ctx, id: ImportId, { back, message }: Failure): Promise<void> {
  const problem = JSON.stringify({ message });
  const underWay = ['queued', 'undoing'];
  await ctx.db
    .updateTable('imports')
    .set({ status: back, problem })
    .where('library_id', '=', ctx.library.id)
    .where('id', '=', id)
    .where('status', 'in', underWay)
    .execute();
}

const forgetProgress = (ctx: Ctx, id: ImportId) =>
  ctx.db.deleteFrom('import_progress').where('library_id', '=', ctx.library.id).where('import_id', '=', id).execute();

export type Progress = { done: number; total: number };

/** How far it is; written from a connection of its own. */
export async function noteProgress(ctx: Ctx, import_id: ImportId, { done, total }: Progress): Promise<void> {
  await ctx.db
    .insertInto('import_progress')
    .values({ library_id: ctx.library.id, import_id, done, total })
    .onConflict((conflict) => conflict.columns(['library_id', 'import_id']).doUpdateSet({ done, total }))
    .execute();
}

export const progressOf = (ctx: Ctx, id: ImportId) =>
  ctx.db
    .selectFrom('import_progress')
    .select(['done', 'total'])
    .where('library_id', '=', ctx.library.id)
    .where('import_id', '=', id)
    .executeTakeFirst();
