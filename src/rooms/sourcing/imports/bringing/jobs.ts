/**
 * The jobs of imports: the worker applies and undoes what is queued, as the member who asked if they still may, and
 * writes down how far it is.
 */

import type { Ctx, HostCtx } from '../../../../house/ctx.ts';
import { borrow } from '../../../../house/db.ts';
import { Invalid } from '../../../../house/errors.ts';
import { type At, type Handler, type Handlers, once } from '../../../../house/work/handler.ts';
import type { Job } from '../../../../house/work/job.ts';
import { actingFor, REFUSED } from '../asker.ts';
import type { ImportId } from '../import.ts';
import { failImport, noteProgress } from '../imports.ts';
import { readLists } from '../reading-lists.ts';
import { applyImport } from './applying.ts';
import { undoImport } from './undoing.ts';

type Watch = (done: number, total: number) => Promise<void>;

/** `back` is what the import is again when it could not be done; it says why, and can be tried again by hand. */
const onImport = (
  back: 'failed' | 'applied',
  work: (ctx: Ctx, id: ImportId, watch: Watch) => Promise<unknown>,
): Handler => ({
  run: (at, job) =>
    once(at, job, async (host) => {
      const ctx = await asWhoAsked(at, host, job);
      if (!ctx) return;
      await work(ctx, job.subject, watching(at, ctx, job));
      // It may have taken minutes: nothing is done for a member who was removed meanwhile.
      await asWhoAsked(at, host, job);
    }),
  gaveUp: async (at, host, { why, ...job }) => {
    const acting = await actingFor(at, host, job);
    const message = why ?? { key: 'error.import_failed' };
    if (acting) await failImport(acting.ctx, job.subject, { back, message });
  },
});

export const jobs: Handlers = {
  'import.apply': onImport('failed', applyImport),
  'import.undo': onImport('applied', undoImport),
  'import.read': readLists,
};

/** Null when the library is gone. Throws when the member who asked may no longer import. */
async function asWhoAsked(at: At, host: HostCtx, job: Job): Promise<Ctx | null> {
  const acting = await actingFor(at, host, job);
  if (acting && acting.still !== 'may') throw new Invalid({ form: { key: REFUSED[acting.still] } });
  return acting?.ctx ?? null;
}

/** Writes the progress on a connection of its own. When that fails, the work goes on. */
const watching =
  (at: At, ctx: Ctx, job: Job): Watch =>
  (done, total) =>
    borrow(at.db, { libraryId: job.libraryId }, (db) =>
      noteProgress({ ...ctx, db }, job.subject, { done, total }),
    ).catch(() => {});
