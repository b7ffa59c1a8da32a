/**
 * Lists that came in while others were being read. Their files are kept until it is their turn; the worker reads them
 * as the member who sent them, without a connection while it reads, and what was a waiting list is then an import with
 * the same id.
 */
import { sql } from 'kysely';
import type { Ctx, HostCtx } from '../../../house/ctx.ts';
import { borrow, inTransaction } from '../../../house/db.ts';
import { allow, found, Invalid, type Message } from '../../../house/errors.ts';
import { type Id, idOf, newId } from '../../../house/ids.ts';
import { type At, type Handler, once } from '../../../house/work/handler.ts';
import { enqueue, type Job, placeInQueue, somethingWaits, withdraw } from '../../../house/work/job.ts';
import { actingFor, REFUSED } from './asker.ts';
import { type ImportStart, importStart, mayImport } from './import.ts';
import { readApart } from './reading/apart.ts';
import { type Sheet, type UploadedFile, unreadable } from './reading/sheet.ts';
import { startImport } from './starting.ts';

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

/** Whether a list waits, of any library: then nobody goes past it. */
export const somebodyWaits = (host: HostCtx): Promise<boolean> => somethingWaits(host, READ);

const select = (ctx: Ctx) => sql`
  select w.id, w.file_name, w.problem, w.created_at,
    (select u.name from members m join users u on u.id = m.user_id where m.library_id = w.library_id
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

/** Takes a list out of the line, or one away that could not be read. */
export async function leaveLine(ctx: Ctx, id: WaitingListId): Promise<void> {
  allow(mayImport(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    await findWaiting(ctx, id);
    await withdraw(ctx, READ, id);
    await forget(ctx, id);
  });
}

/**
 * Reads lists, the one that waits longest first, as many at once as there are places for reading; whoever sends a list
 * while a place is free has it read without waiting here. Nothing is held while it is read.
 */
export const readLists: Handler = {
  atOnce: 2,
  run: async (at, job) => {
    const leave = await at.house.reading.whenFree('the line');
    try {
      await readList(at, job);
    } finally {
      leave();
    }
  },
  gaveUp: async (at, host, { why, ...job }) => {
    const acting = await actingFor(at, host, job);
    if (acting) await refuseList(acting.ctx, job.subject, why ?? { key: 'error.file_unread' });
  },
};

async function readList(at: At, job: Job): Promise<void> {
  const files = await borrow(at.db, { libraryId: null }, (db) => filesFor(at, { db, now: at.now() }, job));
  const reading = files && (await outcomeOf(readApart(files, at.house.imports)));
  await once(at, job, async (host) => {
    const acting = await actingFor(at, host, job);
    if (!acting) return;
    if (acting.still !== 'may') await refuseList(acting.ctx, job.subject, { key: REFUSED[acting.still] });
    else if (reading) await keep(acting.ctx, job.subject, reading);
  });
}

/** Null when nobody wants it read any more: a list whose sender may no longer do this is not read, and says so. */
async function filesFor(at: At, host: HostCtx, job: Job): Promise<UploadedFile[] | null> {
  const acting = await actingFor(at, host, job);
  return acting?.still === 'may' ? filesOf(acting.ctx, job.subject) : null;
}

type ReadOrRefused = { sheet: Sheet } | { refused: Message };

/** A refused list would be refused again; any other error is tried again. */
async function outcomeOf(reading: Promise<Sheet>): Promise<ReadOrRefused> {
  try {
    return { sheet: await reading };
  } catch (error) {
    if (error instanceof Invalid) return { refused: messageOf(error) };
    throw error;
  }
}

const messageOf = (error: Invalid): Message => Object.values(error.fields)[0] ?? { key: 'error.file_unread' };

async function filesOf(ctx: Ctx, list_id: WaitingListId): Promise<UploadedFile[]> {
  const rows = await ctx.db
    .selectFrom('waiting_files')
    .select(['name', 'bytes'])
    .where('library_id', '=', ctx.library.id)
    .where('list_id', '=', list_id)
    .orderBy('position')
    .execute();
  return rows.map(({ name, bytes }) => ({ name, bytes }));
}

async function keep(ctx: Ctx, id: WaitingListId, reading: ReadOrRefused): Promise<void> {
  const list = await ctx.db
    .selectFrom('waiting_lists')
    .select(['file_name', 'start'])
    .where('library_id', '=', ctx.library.id)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!list) return;
  const refused = 'refused' in reading ? reading.refused : await started(ctx, reading.sheet, { id, ...list });
  return refused ? refuseList(ctx, id, refused) : forget(ctx, id);
}

/** The list stays with what was wrong; its files go. */
async function refuseList(ctx: Ctx, id: WaitingListId, problem: Message): Promise<void> {
  await forgetFiles(ctx, id);
  await ctx.db
    .updateTable('waiting_lists')
    .set({ problem: JSON.stringify(problem) })
    .where('library_id', '=', ctx.library.id)
    .where('id', '=', id)
    .execute();
}

/** Null when it has become an import. */
async function started(
  ctx: Ctx,
  sheet: Sheet,
  { id, file_name, start }: { id: WaitingListId; file_name: string; start: unknown },
): Promise<Message | null> {
  try {
    await startImport(ctx, sheet, { ...importStart.parse(start), fileName: file_name, id: idOf(id) });
    return null;
  } catch (error) {
    if (error instanceof Invalid) return messageOf(error);
    throw error;
  }
}

const forgetFiles = (ctx: Ctx, id: WaitingListId) =>
  ctx.db.deleteFrom('waiting_files').where('library_id', '=', ctx.library.id).where('list_id', '=', id).execute();

async function forget(ctx: Ctx, id: WaitingListId): Promise<void> {
  await forgetFiles(ctx, id);
  await ctx.db.deleteFrom('waiting_lists').where('library_id', '=', ctx.library.id).where('id', '=', id).execute();
}
