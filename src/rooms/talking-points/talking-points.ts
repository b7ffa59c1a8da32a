/** What one can do with talking points: read, change, add, leave out, take away. */
import { type Ctx, memberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import { idOf, newId } from '../../house/ids.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import { advantages, builtInPoints, listeners } from '../guide/talking-points.ts';
import { mayTellStory } from '../stories/library-figure.ts';
import { type PointDraft, pointIn, type TalkingPoint, type TalkingPointId } from './talking-point.ts';

const BUILT_IN = new Map(
  builtInPoints.map((point): [string, TalkingPoint] => [
    point.id,
    {
      ...{ ...point, id: idOf<'talking_points'>(point.id), figures: [...point.figures] },
      ...{ builtIn: true, changed: false, unused: false, version: 1 },
    },
  ]),
);
const orderOf = (keys: readonly { key: string }[]) => new Map(keys.map(({ key }, at) => [key, at]));
const ADVANTAGES = orderOf(advantages);
const LISTENERS = orderOf([{ key: '' }, ...listeners]);

/** All of them, those that are left out too: in the guide's order, and under each those for everybody first. */
export async function talkingPoints(ctx: Ctx): Promise<TalkingPoint[]> {
  const rows = await ctx.db
    .selectFrom('talking_points')
    .select(['id', 'advantage', 'listener', 'title_en', 'text_en', 'title_es', 'text_es', 'figures', 'unused'])
    .select('version')
    .where('library_id', '=', ctx.library.id)
    .orderBy('id')
    .execute();
  const own = rows.map(({ title_en, text_en, title_es, text_es, ...row }): TalkingPoint => {
    const words = { title: { en: title_en, es: title_es }, text: { en: text_en, es: text_es } };
    return { ...row, ...words, builtIn: BUILT_IN.has(row.id), changed: saysElse(BUILT_IN.get(row.id), words) };
  });
  const kept = new Set<string>(own.map(({ id }) => id));
  const all = [...[...BUILT_IN.values()].filter(({ id }) => !kept.has(id)), ...own];
  const place = (point: TalkingPoint) =>
    (ADVANTAGES.get(point.advantage) ?? 0) * 100 + (LISTENERS.get(point.listener) ?? 0);
  return all.toSorted((one, other) => place(one) - place(other));
}

const saysElse = (builtIn: TalkingPoint | undefined, words: Pick<TalkingPoint, 'title' | 'text'>) =>
  builtIn !== undefined && JSON.stringify([words.title, words.text]) !== JSON.stringify([builtIn.title, builtIn.text]);

export const findPoint = async (ctx: Ctx, id: TalkingPointId): Promise<TalkingPoint> =>
  found((await talkingPoints(ctx)).find((each) => each.id === id));

export async function addPoint(ctx: Ctx, draft: PointDraft): Promise<TalkingPointId> {
  allow(mayTellStory(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const id = newId<'talking_points'>();
    await ctx.db
      .insertInto('talking_points')
      .values({ library_id: ctx.library.id, id, ...draft, changed_by: memberId(ctx), changed_at: ctx.now })
      .execute();
    await history(ctx, 'talking_point.added', { subject: theLibrary(ctx), details: { name: titleOf(ctx, draft) } });
    return id;
  });
}

const titleOf = (ctx: Ctx, { title_en, title_es }: Pick<PointDraft, 'title_en' | 'title_es'>) =>
  (ctx.library.locale === 'es' && title_es) || title_en || title_es;

/** As the fields of its form. */
export const pointAsTyped = ({ advantage, listener, title, text, figures }: TalkingPoint) => ({
  ...{ advantage, listener, figures: figures.join(', ') },
  ...{ title_en: title.en, text_en: text.en, title_es: title.es, text_es: text.es },
});

/** Throws Conflict with what it says now when somebody has changed it meanwhile. */
export async function changePoint(
  ctx: Ctx,
  id: TalkingPointId,
  { version, ...draft }: PointDraft & { version: number },
): Promise<void> {
  allow(mayTellStory(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const was = await findPoint(ctx, id);
    if (!(await write(ctx, was, { ...draft, unused: was.unused, version })))
      throw new Conflict(pointAsTyped(was), was.version);
    await history(ctx, 'talking_point.changed', { subject: theLibrary(ctx), details: { name: titleOf(ctx, draft) } });
  });
}

type Kept = PointDraft & { unused: boolean; version: number };

/** The library's row, made where a built-in one had none. Returns whether it was still of this version. */
async function write(ctx: Ctx, { id, version: now }: TalkingPoint, { version, ...kept }: Kept): Promise<boolean> {
  if (now !== version) return false;
  const row = { ...kept, changed_by: memberId(ctx), changed_at: ctx.now, version: version + 1 };
  const written = await ctx.db
    .insertInto('talking_points')
    .values({ library_id: ctx.library.id, id, ...row })
    .onConflict((same) =>
      same
        .columns(['library_id', 'id'])
        .doUpdateSet(row)
        .where('talking_points.library_id', '=', ctx.library.id)
        .where('talking_points.version', '=', version),
    )
    .returning('id')
    .execute();
  return written.length > 0;
}

/** Leaves it out of what is suggested, or takes it in again. */
export async function leaveOutPoint(ctx: Ctx, id: TalkingPointId, unused: boolean): Promise<void> {
  allow(mayTellStory(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const was = await findPoint(ctx, id);
    const draft = { ...pointAsTyped(was), figures: was.figures };
    await write(ctx, was, { ...draft, unused, version: was.version });
    const action = unused ? 'talking_point.left_out' : 'talking_point.taken_in';
    await history(ctx, action, { subject: theLibrary(ctx), details: { name: titleOf(ctx, draft) } });
  });
}

/** Of a built-in one, what the library changed; its own words are there again. Returns the id that brings it back. */
export async function removePoint(ctx: Ctx, id: TalkingPointId): Promise<RemovalId> {
  allow(mayTellStory(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const was = await findPoint(ctx, id);
    const label = pointIn(was, ctx.library.locale).title;
    return removing(ctx, { kind: 'talking_point', subject: id, label, about: theLibrary(ctx) }, async (ctx) => {
      const gone = await ctx.db
        .deleteFrom('talking_points')
        .where('library_id', '=', ctx.library.id)
        .where('id', '=', id)
        .executeTakeFirst();
      found(gone.numDeletedRows || null);
      await history(ctx, 'talking_point.removed', { subject: theLibrary(ctx), details: { name: label } });
    });
  });
}
