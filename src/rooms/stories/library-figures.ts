/** What one can do with figures of the library: type one, change it, count what is logged. */
import { sql } from 'kysely';
import { type Ctx, memberId, today } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found, Invalid } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import { countThroughUs } from '../ties/ties.ts';
import {
  type CountedFigure,
  type FigureDraft,
  type LibraryFigureId,
  mayTellStory,
  staleUntil,
  type TypedFigure,
} from './library-figure.ts';

/** The newest day first. */
export async function typedFigures(ctx: Ctx): Promise<TypedFigure[]> {
  const rows = await ctx.db
    .selectFrom('library_figures')
    .select(['id', 'value', 'says_en', 'says_es', 'source', 'as_of', 'version'])
    .where('library_id', '=', ctx.library.id)
    .orderBy('as_of', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(({ says_en, says_es, ...row }) => ({
    ...row,
    says: { en: says_en, es: says_es },
    stale: row.as_of <= staleUntil(ctx),
  }));
}

export const findFigure = async (ctx: Ctx, id: LibraryFigureId): Promise<TypedFigure> =>
  found((await typedFigures(ctx)).find((each) => each.id === id));

/** Throws Invalid where the day is ahead: nobody knows it yet. */
function notAhead(ctx: Ctx, { as_of }: Pick<FigureDraft, 'as_of'>): void {
  if (as_of > today(ctx)) throw new Invalid({ as_of: { key: 'error.figure_ahead' } });
}

export async function addFigure(ctx: Ctx, draft: FigureDraft): Promise<LibraryFigureId> {
  allow(mayTellStory(ctx.actor));
  notAhead(ctx, draft);
  return inTransaction(ctx, async (ctx) => {
    const id = newId<'library_figures'>();
    await ctx.db
      .insertInto('library_figures')
      .values({ library_id: ctx.library.id, id, ...draft, changed_by: memberId(ctx), changed_at: ctx.now })
      .execute();
    await history(ctx, 'library_figure.added', { subject: theLibrary(ctx), details: { name: draft.value } });
    return id;
  });
}

/** A typed one as the fields of its form. */
export const figureAsTyped = ({ value, says, source, as_of }: TypedFigure): Record<string, string> => ({
  ...{ value, source, as_of },
  ...{ says_en: says.en, says_es: says.es },
});

/** Throws Conflict with what it says now when somebody has changed it meanwhile. */
export async function changeFigure(
  ctx: Ctx,
  id: LibraryFigureId,
  { version, ...draft }: FigureDraft & { version: number },
): Promise<void> {
  allow(mayTellStory(ctx.actor));
  notAhead(ctx, draft);
  await inTransaction(ctx, async (ctx) => {
    const was = await findFigure(ctx, id);
    const changed = await ctx.db
      .updateTable('library_figures')
      .set({ ...draft, changed_by: memberId(ctx), changed_at: ctx.now, version: version + 1 })
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst();
    if (!changed.numUpdatedRows) throw new Conflict(figureAsTyped(was), was.version);
    await history(ctx, 'library_figure.changed', { subject: theLibrary(ctx), details: { name: draft.value } });
  });
}

/** Returns the id that brings it back. */
export async function removeFigure(ctx: Ctx, id: LibraryFigureId): Promise<RemovalId> {
  allow(mayTellStory(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const was = await findFigure(ctx, id);
    const label = `${was.value} ${was.says[ctx.library.locale] || was.says.en || was.says.es}`;
    return removing(ctx, { kind: 'library_figure', subject: id, label, about: theLibrary(ctx) }, async (ctx) => {
      await ctx.db
        .deleteFrom('library_figures')
        .where('library_id', '=', ctx.library.id)
        .where('id', '=', id)
        .execute();
      await history(ctx, 'library_figure.removed', { subject: theLibrary(ctx), details: { name: was.value } });
    });
  });
}

const YEAR = -365;
/** The first day that is counted. */
export const countedSince = (ctx: Ctx): string => today(ctx, YEAR);

type Counts = { active: number; talked: number; interactions: number; reached: number; known: number };

/** All that is counted, as it is now. Entries that do not say how many people they reached count as unknown. */
export async function countedFigures(ctx: Ctx): Promise<CountedFigure[]> {
  const { rows } = await sql<Counts>`
    select (select count(*) from partners p where p.library_id = ${ctx.library.id} and p.stage = 'active') as active,
      (select count(distinct w.partner_id) from interaction_partners w
        join interactions i on i.library_id = w.library_id and i.id = w.interaction_id
        where w.library_id = ${ctx.library.id} and i.kind <> 'remark'
          and i.happened_on >= ${countedSince(ctx)}) as talked,
      count(*) as interactions, coalesce(sum(i.people_reached), 0) as reached, count(i.people_reached) as known
    from interactions i where i.library_id = ${ctx.library.id} and i.kind <> 'remark'
      and i.happened_on >= ${countedSince(ctx)}`.execute(ctx.db);
  const { active, talked, interactions, reached, known } = rows[0] as Counts;
  return [
    { counted: 'active_partners', count: active },
    { counted: 'partners_talked', count: talked },
    { counted: 'interactions', count: interactions },
    { counted: 'people_reached', count: Number(reached), of: { known, all: interactions } },
    { counted: 'met_through_us', count: await countThroughUs(ctx) },
  ];
}
