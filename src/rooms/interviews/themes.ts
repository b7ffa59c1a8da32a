/** What one can do with the code book of a round: add a theme, change it, make one of two or two of one, take one away. */
import { sql } from 'kysely';
import { type Ctx, memberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found, Invalid, translating } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import { insertMany } from '../../house/many.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import { nameKey } from '../directory/name-key.ts';
import { isCounted } from './quotes.ts';
import { mayInterview, type RoundId } from './round.ts';
import { findRound } from './rounds.ts';
import type { PassageId, Theme, ThemeDraft, ThemeId } from './theme.ts';

const TAKEN: Record<string, [string, string]> = { interview_themes_name_key: ['name', 'error.theme_taken'] };

/** In the order in which they were added. Every member may read what is spoken of. */
export async function themesOf(ctx: Ctx, roundId: RoundId): Promise<Theme[]> {
  const { rows } = await sql<Theme>`
    select t.id, t.name, t.description, t.example, t.is_need, t.version, coalesce(c.leaders, 0) as leaders,
      coalesce(c.passages, 0) as passages
    from interview_themes t left join (
      select p.theme_id, count(distinct p.interview_id) as leaders, count(*) as passages
      from interview_passages p join interviews i on i.library_id = p.library_id and i.id = p.interview_id
      where p.library_id = ${ctx.library.id} and i.library_id = ${ctx.library.id} and i.round_id = ${roundId}
        and ${isCounted(ctx)} group by p.theme_id) c on c.theme_id = t.id
    where t.library_id = ${ctx.library.id} and t.round_id = ${roundId} order by t.position, t.id`.execute(ctx.db);
  return rows;
}

export type ThemeInRound = Theme & { round_id: RoundId };

export async function findTheme(ctx: Ctx, id: ThemeId): Promise<ThemeInRound> {
  const { rows } = await sql<{ round_id: RoundId }>`select round_id from interview_themes
    where library_id = ${ctx.library.id} and id = ${id}`.execute(ctx.db);
  const { round_id } = found(rows[0]);
  await findRound(ctx, round_id);
  return { ...found((await themesOf(ctx, round_id)).find((each) => each.id === id)), round_id };
}

async function allowInRound(ctx: Ctx, roundId: RoundId) {
  const round = await findRound(ctx, roundId);
  allow(mayInterview(ctx.actor, round));
  return round;
}

export async function addTheme(ctx: Ctx, roundId: RoundId, draft: ThemeDraft): Promise<ThemeId> {
  return inTransaction(ctx, async (ctx) => {
    await allowInRound(ctx, roundId);
    const id = newId<'interview_themes'>();
    await translating(TAKEN, () =>
      ctx.db
        .insertInto('interview_themes')
        .values((of) => ({
          ...{ library_id: ctx.library.id, id, round_id: roundId, ...draft, name_key: nameKey(draft.name) },
          ...{ made_by: memberId(ctx), made_at: ctx.now },
          position: of
            .selectFrom('interview_themes')
            .select((row) => row.fn.coalesce(row.fn.max('position'), sql<number>`0`).as('last'))
            .where('library_id', '=', ctx.library.id)
            .where('round_id', '=', roundId) as never,
        }))
        .execute(),
    );
    return id;
  });
}

/** The code book of another round, so that the two can be compared; those that are called alike are there already. */
export async function copyThemes(ctx: Ctx, roundId: RoundId, from: RoundId): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    await allowInRound(ctx, roundId);
    await findRound(ctx, from);
    const there = new Set((await themesOf(ctx, roundId)).map(({ name }) => nameKey(name)));
    const fresh = (await themesOf(ctx, from)).filter(({ name }) => !there.has(nameKey(name)));
    const made = { made_by: memberId(ctx), made_at: ctx.now };
    const rows = fresh.map(({ name, description, example, is_need }, at) => ({
      ...{ library_id: ctx.library.id, id: newId<'interview_themes'>(), round_id: roundId, name, description, example },
      ...{ is_need, name_key: nameKey(name), position: there.size + at, ...made },
    }));
    await insertMany(ctx.db, 'interview_themes', rows);
    return rows.length;
  });
}

/** As the fields of its form. */
export const themeAsTyped = ({ name, description, example, is_need }: Theme) => ({
  ...{ name, description, example },
  ...(is_need && { is_need: 'on' }),
});

export async function changeTheme(ctx: Ctx, id: ThemeId, { version, ...draft }: ThemeDraft & { version: number }) {
  await inTransaction(ctx, async (ctx) => {
    const was = await findTheme(ctx, id);
    await allowInRound(ctx, was.round_id);
    const changed = await translating(TAKEN, () =>
      ctx.db
        .updateTable('interview_themes')
        .set({ ...draft, name_key: nameKey(draft.name), version: version + 1 })
        .where('library_id', '=', ctx.library.id)
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst(),
    );
    const typed = { name: was.name, description: was.description, example: was.example };
    if (!changed.numUpdatedRows) throw new Conflict({ ...typed, is_need: was.is_need ? 'on' : '' }, was.version);
  });
}

/** Its passages become the other's; one that has both keeps one. Returns the id that makes two of them again. */
export async function mergeTheme(ctx: Ctx, id: ThemeId, into: ThemeId): Promise<RemovalId> {
  return inTransaction(ctx, async (ctx) => {
    const [gone, kept] = [await findTheme(ctx, id), await findTheme(ctx, into)];
    await allowInRound(ctx, gone.round_id);
    if (gone.round_id !== kept.round_id || id === into) throw new Invalid({ into: { key: 'error.choice' } });
    return removing(
      ctx,
      { kind: 'interview_theme', subject: id, label: gone.name, about: theLibrary(ctx) },
      async (ctx) => {
        const of = sql`p.library_id = ${ctx.library.id} and p.theme_id = ${id}`;
        await sql`delete from interview_passages p where ${of} and exists (select 1 from interview_passages k
        where k.library_id = ${ctx.library.id} and k.theme_id = ${into} and k.interview_id = p.interview_id
          and k.question_key = p.question_key and k.coder_id = p.coder_id and k.starts_at = p.starts_at)`.execute(
          ctx.db,
        );
        await sql`update interview_passages p set theme_id = ${into} where ${of}`.execute(ctx.db);
        await sql`delete from interview_themes where library_id = ${ctx.library.id} and id = ${id}`.execute(ctx.db);
        await history(ctx, 'interview_theme.merged', {
          subject: theLibrary(ctx),
          details: { name: gone.name, into: kept.name },
        });
      },
    );
  });
}

/** Some of its passages become a new one's. Returns the id that makes one of them again, and the new one. */
export async function splitTheme(
  ctx: Ctx,
  id: ThemeId,
  { name, passages }: { name: string; passages: PassageId[] },
): Promise<{ removal: RemovalId; theme: ThemeId }> {
  return inTransaction(ctx, async (ctx) => {
    const was = await findTheme(ctx, id);
    await allowInRound(ctx, was.round_id);
    const made: ThemeId[] = [];
    const removal = await removing(
      ctx,
      { kind: 'interview_theme_split', subject: id, label: name, about: theLibrary(ctx) },
      async (ctx) => {
        const theme = await addTheme(ctx, was.round_id, { name, description: '', example: '', is_need: was.is_need });
        made.push(theme);
        const moved = await sql`update interview_passages set theme_id = ${theme} where library_id = ${ctx.library.id}
        and theme_id = ${id} and id = any(${passages}::uuid[])`.execute(ctx.db);
        if (Number(moved.numAffectedRows) < passages.length) throw new Invalid({ passages: { key: 'error.choice' } });
        await history(ctx, 'interview_theme.split', {
          subject: theLibrary(ctx),
          details: { name: was.name, into: name },
        });
      },
    );
    return { removal, theme: found(made[0]) };
  });
}

/** With its marks. Returns the id that brings them back. */
export async function removeTheme(ctx: Ctx, id: ThemeId): Promise<RemovalId> {
  return inTransaction(ctx, async (ctx) => {
    const theme = await findTheme(ctx, id);
    await allowInRound(ctx, theme.round_id);
    return removing(
      ctx,
      { kind: 'interview_theme', subject: id, label: theme.name, about: theLibrary(ctx) },
      async (ctx) => {
        await sql`delete from interview_passages where library_id = ${ctx.library.id} and theme_id = ${id}`.execute(
          ctx.db,
        );
        await sql`delete from interview_themes where library_id = ${ctx.library.id} and id = ${id}`.execute(ctx.db);
        await history(ctx, 'interview_theme.removed', { subject: theLibrary(ctx), details: { name: theme.name } });
      },
    );
  });
}
