/**
 * The job that reads waiting lists, as the member who sent them, without a connection while it reads. A list that was
 * read becomes an import with the same id; one that was refused stays, with what was wrong.
 */
import type { Ctx, HostCtx } from '../../../house/ctx.ts';
import { borrow } from '../../../house/db.ts';
import { Invalid, type Message } from '../../../house/errors.ts';
import { idOf } from '../../../house/ids.ts';
import { type At, type Handler, once } from '../../../house/work/handler.ts';
import type { Job } from '../../../house/work/job.ts';
import { actingFor, REFUSED } from './asker.ts';
import { importStart } from './import.ts';
import { readApart } from './reading/apart.ts';
import type { Sheet, UploadedFile } from './reading/sheet.ts';
import { startImport } from './starting.ts';
import { forget, forgetFiles, type WaitingListId } from './waiting.ts';

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
