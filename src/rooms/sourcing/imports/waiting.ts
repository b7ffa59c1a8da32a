/**
 * Lists that came in while others were being read. Their files are kept until it is their turn; the worker reads them
 * as the member who sent them, without a connection while it reads, and what was a waiting list is then an import with
 * the same id.
 */
import { sql } from 'kysely';
import type { Ctx, HostCtx } from '../../../house/ctx.ts';
import { borrow, type Db, inTransaction } from '../../../house/db.ts';
import type { ImportLimits } from '../../../house/env.ts';
import { allow, found, Invalid, type Message } from '../../../house/errors.ts';
import { type Id, idOf, newId } from '../../../house/ids.ts';
import { claimJob, enqueue, finishJob, forgetJobs, holdJob, type Job, MAX_ATTEMPTS } from '../../../house/jobs.ts';
import { type ImportStart, importStart, mayImport } from './import.ts';
import { type ActFor, REFUSED } from './jobs.ts';
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

const MOST = 10;
/** Seconds after which a reading that did not end is tried again; longer than any reading may take. */
const AGAIN = 150;

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
    await enqueue(ctx, 'import.read', id);
    return id;
  });
}

/** Whether a list of any library is waiting. Then a new one must wait, too. */
export async function somebodyWaits(host: HostCtx): Promise<boolean> {
  const { rows } = await sql`select 1 from jobs where kind = 'import.read' and attempts = 0 limit 1`.execute(host.db);
  return rows.length > 0;
}

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
export async function placeInLine(ctx: Ctx, id: WaitingListId): Promise<number> {
  const { rows } = await sql<{ place: number }>`
    select count(*) as place from jobs j, (select id, attempts from jobs where kind = 'import.read'
      and for_library = ${ctx.library.id} and subject_id = ${id}) own
    where j.kind = 'import.read' and j.attempts = 0 and own.attempts = 0 and j.id <= own.id`.execute(ctx.db);
  return rows[0]?.place ?? 0;
}

/** Takes a list out of the line, or one away that could not be read. */
export async function leaveLine(ctx: Ctx, id: WaitingListId): Promise<void> {
  allow(mayImport(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    await findWaiting(ctx, id);
    await forgetJobs(ctx, 'import.read', id);
    await forget(ctx, id);
  });
}

/** Reads the list that waits longest, if there is one. Nothing is held while it is read. */
export async function readNextList(db: Db, now: Date, actFor: ActFor, limits: ImportLimits): Promise<boolean> {
  const job = await borrow(db, { libraryId: null }, (connection) =>
    claimJob({ db: connection, now }, ['import.read'], AGAIN),
  );
  if (!job) return false;
  const at = <T>(work: (ctx: Ctx) => Promise<T>) => asAsker(db, now, job, actFor, work);
  const files = job.attempts > MAX_ATTEMPTS ? null : await at((ctx) => filesOf(ctx, job.subject_id));
  const reading = files ? await outcomeOf(readApart(files, limits)) : { refused: { key: 'error.file_unread' } };
  await at((ctx) => inTransaction(ctx, (ctx) => keep(ctx, job, reading)));
  return true;
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

/** A list whose sender is no member any more, or may no longer do this, is not read, and says so. */
async function asAsker<T>(
  db: Db,
  now: Date,
  job: Job,
  actFor: ActFor,
  work: (ctx: Ctx) => Promise<T>,
): Promise<T | null> {
  return borrow(db, { libraryId: null }, async (connection) => {
    const acting = await actFor(
      { db: connection, now },
      { libraryId: job.for_library, memberId: job.asked_by },
      mayImport,
    );
    if (acting?.still === 'may') return work(acting.ctx);
    if (acting) await refuseList(acting.ctx, job.subject_id, { key: REFUSED[acting.still] });
    await finishJob({ db: connection, now }, job.id);
    return null;
  });
}

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

async function keep(ctx: Ctx, job: Job, reading: ReadOrRefused): Promise<void> {
  const id = job.subject_id;
  // Taken out of the line meanwhile, or read by another process.
  if (!(await holdJob(ctx, job))) return;
  await finishJob(ctx, job.id);
  const list = await ctx.db
    .selectFrom('waiting_lists')
    .select(['file_name', 'start'])
    .where('library_id', '=', ctx.library.id)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!list) return;
  const refused = 'refused' in reading ? reading.refused : await started(ctx, id, reading.sheet, list);
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
  id: WaitingListId,
  sheet: Sheet,
  list: { file_name: string; start: unknown },
): Promise<Message | null> {
  try {
    await startImport(ctx, sheet, { ...importStart.parse(list.start), fileName: list.file_name, id: idOf(id) });
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
