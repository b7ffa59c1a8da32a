/**
 * Notes about a partner, for the library or for the writer alone. Every reading asks for whom: another's private note
 * does not exist.
 */
import { type Actor, type Ctx, memberId, today } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found, Invalid, NotFound } from '../../house/errors.ts';
import { histories, history } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import { insertMany } from '../../house/many.ts';
import { removing } from '../../house/removals.ts';
import { mayLog } from '../partners/partner.ts';
import { findPartner } from '../partners/partners.ts';

const notAhead = (ctx: Ctx, draft: Draft) => {
  if (draft.happened_on && draft.happened_on > today(ctx)) throw new Invalid({ happened_on: { key: 'error.future' } });
};

type Draft = { body: string; audience: 'library' | 'me'; happened_on: string | null };
export type Note = {
  id: string;
  partner_id: string;
  author_id: string;
  audience: 'library' | 'me';
  body: string;
  happened_on: string;
  version: number;
};

export async function addNote(ctx: Ctx, partnerId: string, draft: Draft): Promise<void> {
  allow(mayLog(ctx.actor));
  notAhead(ctx, draft);
  await inTransaction(ctx, async (ctx) => {
    await findPartner(ctx, partnerId);
    const row = {
      ...draft,
      happened_on: draft.happened_on ?? today(ctx),
      author_id: memberId(ctx),
      partner_id: partnerId,
    };
    await ctx.db
      .insertInto('notes')
      .values({ library_id: ctx.library.id, id: newId(), ...row, created_at: ctx.now })
      .execute();
    // That a private note exists is private too.
    if (draft.audience === 'library') await history(ctx, 'note.added', { type: 'partner', id: partnerId });
  });
}

/**
 * Notes that a list brings, for the library, by ids that the caller has made. A fixed number of statements, however
 * many.
 */
export async function addNotes(ctx: Ctx, many: { id: string; partner_id: string; body: string }[]): Promise<void> {
  allow(mayLog(ctx.actor));
  const common = {
    library_id: ctx.library.id,
    audience: 'library',
    author_id: memberId(ctx),
    happened_on: today(ctx),
    created_at: ctx.now,
  };
  await insertMany(
    ctx.db,
    'notes',
    many.map((note) => ({ ...note, ...common })),
  );
  await histories(
    ctx,
    many.map(({ partner_id }) => ({ action: 'note.added', subject: { type: 'partner', id: partner_id } })),
  );
}

export async function findNote(ctx: Ctx, id: string): Promise<Note> {
  const note = await ctx.db
    .selectFrom('notes')
    .select(['id', 'partner_id', 'author_id', 'audience', 'body', 'happened_on', 'version'])
    .where('library_id', '=', ctx.library.id)
    .where('id', '=', id)
    .where((row) => row.or([row('audience', '=', 'library'), row('author_id', '=', ctx.actor.id)]))
    .executeTakeFirst();
  return found(note) as unknown as Note;
}

/** A note belongs to its author: nobody else rewrites what they said. */
export const mayEditNote = (actor: Actor, note: Pick<Note, 'author_id'>) =>
  mayLog(actor) && note.author_id === actor.id;

export async function changeNote(ctx: Ctx, id: string, draft: Draft & { version: number }): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const note = await findNote(ctx, id);
    allow(mayEditNote(ctx.actor, note));
    notAhead(ctx, draft);
    const { version, ...values } = draft;
    const changed = await ctx.db
      .updateTable('notes')
      .set({ ...values, happened_on: values.happened_on ?? note.happened_on, version: version + 1 })
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst();
    if (!changed.numUpdatedRows)
      throw new Conflict({ body: note.body, audience: note.audience, happened_on: note.happened_on }, note.version);
    if (draft.audience === 'library') await history(ctx, 'note.changed', { type: 'partner', id: note.partner_id });
  });
}

/** Returns the id that brings it back. */
export async function removeNote(ctx: Ctx, id: string): Promise<string> {
  return inTransaction(ctx, async (ctx) => {
    const note = await findNote(ctx, id);
    allow(mayEditNote(ctx.actor, note));
    const about = { type: 'partner', id: note.partner_id } as const;
    const onlyFor = note.audience === 'me' ? note.author_id : null;
    return removing(ctx, { kind: 'note', subject: id, label: note.body, about, onlyFor }, async (ctx) => {
      const gone = await ctx.db
        .deleteFrom('notes')
        .where('library_id', '=', ctx.library.id)
        .where('id', '=', id)
        .executeTakeFirst();
      if (!gone.numDeletedRows) throw new NotFound();
      if (!onlyFor) await history(ctx, 'note.removed', about);
    });
  });
}
