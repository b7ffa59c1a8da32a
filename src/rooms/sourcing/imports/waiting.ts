/**
 * Lists that came in while others were being read. Their files are kept until it is their turn; then the job in
 * reading-lists.ts makes imports of them.
 */
import { sql } from 'kysely';
import type { Ctx, HostCtx } from '../../../house/ctx.ts';
import { inTransaction } from '../../../house/db.ts';
import { allow, found, type Message } from '../../../house/errors.ts';
import { type Id, newId } from '../../../house/ids.ts';
import { enqueue, placeInQueue, somethingWaits, withdraw } from '../../../house/work/job.ts';
import { type ImportStart, mayImport } from './import.ts';
import { type UploadedFile, unreadable } from './reading/sheet.ts';

export type WaitingListId = Id<'waiting_lists'>;

export type WaitingList = {
  id: WaitingListId;
  file_name: string;
  problem: Message | null;
  created_at: Date;
  created_name: string | null;
};

const READ = 'import.read';
const MOST = 10;

/** Keeps the files until it is their turn. */
export async function waitInLine(
  ctx: Ctx,
  files: UploadedFile[],
  start: ImportStart & { fileName: string },
): Promise<WaitingListId> {
  allow(mayImport(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const library_id = ctx.library.id;
    const { rows } = await sql`select id from waiting_lists where library_id = ${library_id}
        and problem is null for key share`.execute(ctx.db);
    if (rows.length >= MOST) throw unreadable('error.too_many_waiting');
    const id: WaitingListId = newId();
    const { fileName, ...said } = start;
    const list = {
      library_id,
      id,
      file_name: fileName.slice(0, 200) || 'file',
      start: JSON.stringify(said),
      created_by: ctx.actor.id,
      created_at: ctx.now,
    };
    await ctx.db.insertInto('waiting_lists').values(list).execute();
    for (const [position, { name, bytes }] of files.entries())
      await ctx.db
        .insertInto('waiting_files')
        .values({
          library_id,
          list_id: id,
          position,
          name,
          bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
        })
        .execute();
    await enqueue(ctx, READ, id);
    return id;
  });
}

/** Whether any library's list waits: then a new list must wait as well. */
export const somebodyWaits = (host: HostCtx): Promise<boolean> => somethingWaits(host, READ);

const select = (ctx: Ctx) => sql`
  select w.id, w.file_name, w.problem, w.created_at,
    (select u.name from members m join users u on u.id = m.user_id where m.library_id = ${ctx.library.id}
      and m.id = w.created_by) as created_name
  from waiting_lists w where w.library_id = ${ctx.library.id}`;

export async function findWaiting(ctx: Ctx, id: WaitingListId): Promise<WaitingList> {
  allow(mayImport(ctx.actor));
  const { rows } = await sql<WaitingList>`${select(ctx)} and w.id = ${id}`.execute(ctx.db);
  return found(rows[0]);
}

/** The newest first. */
export async function listWaiting(ctx: Ctx): Promise<WaitingList[]> {
  allow(mayImport(ctx.actor));
  const { rows } = await sql<WaitingList>`${select(ctx)} order by w.id desc`.execute(ctx.db);
  return rows;
}

/** How many lists, of any library, are to be read before this one and with it; 0 when it is being read. */
export const placeInLine = (ctx: Ctx, id: WaitingListId): Promise<number> => placeInQueue(ctx, READ, id);

/** Removes a list that waits, or one that could not be read. */
export async function leaveLine(ctx: Ctx, id: WaitingListId): Promise<void> {
  allow(mayImport(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    await findWaiting(ctx, id);
    await withdraw(ctx, READ, id);
    await forget(ctx, id);
  });
}

export const forgetFiles = (ctx: Ctx, id: WaitingListId) =>
  ctx.db.deleteFrom('waiting_files').where('library_id', '=', ctx.library.id).where('list_id', '=', id).execute();

export async function forget(ctx: Ctx, id: WaitingListId): Promise<void> {
  await forgetFiles(ctx, id);
  await ctx.db.deleteFrom('waiting_lists').where('library_id', '=', ctx.library.id).where('id', '=', id).execute();
}
