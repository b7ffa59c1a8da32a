/** What one can do with passages: mark one, take a mark away, say that one is done, and see where two agree. */
import { type RawBuilder, sql } from 'kysely';
import { type Ctx, type MemberId, memberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Invalid } from '../../house/errors.ts';
import { newId } from '../../house/ids.ts';
import { insertMany } from '../../house/many.ts';
import { agreementOf, ofTheme } from './agreement.ts';
import { answersOf, answersOfMany, textOf } from './answers.ts';
import type { InterviewId } from './interview.ts';
import { findInterview, interviewToChange } from './interviews.ts';
import { wasInterviewed } from './readable.ts';
import { mayInterview, type RoundId } from './round.ts';
import { findRound } from './rounds.ts';
import {
  LONGEST_PASSAGE,
  locate,
  maySeeMarks,
  type Passage,
  type PassageDraft,
  type PassageId,
  pointsIn,
  type Theme,
} from './theme.ts';
import { themesOf } from './themes.ts';

const select = (ctx: Ctx, where: RawBuilder<unknown>) => sql<Passage>`
  select p.id, p.interview_id, p.question_key, p.theme_id, p.coder_id, u.name as coder, p.starts_at, p.words
  from interview_passages p join interviews i on i.library_id = p.library_id and i.id = p.interview_id
  join members m on m.library_id = p.library_id and m.id = p.coder_id join users u on u.id = m.user_id
  where p.library_id = ${ctx.library.id} and i.library_id = ${ctx.library.id} and i.removed_at is null and ${where}
  order by p.interview_id, p.question_key, p.starts_at, p.id`;

/** Whoever shows their words asks who may read those, and whether they may be quoted. */
export const passagesOfRound = async (ctx: Ctx, roundId: RoundId): Promise<Passage[]> =>
  (await select(ctx, sql`i.round_id = ${roundId}`).execute(ctx.db)).rows;

/** Those of a round whose words whoever asks may see by now: each marks by themselves first. */
export async function passagesSeen(ctx: Ctx, roundId: RoundId): Promise<Passage[]> {
  allow(mayInterview(ctx.actor, await findRound(ctx, roundId)));
  const { rows } = await select(
    ctx,
    sql`i.round_id = ${roundId} and ${wasInterviewed(ctx, 'i')} and (p.coder_id = ${memberId(ctx)}
      or exists (select 1 from interview_codings c where c.library_id = ${ctx.library.id}
        and c.interview_id = p.interview_id and c.coder_id = ${memberId(ctx)}))`,
  ).execute(ctx.db);
  return rows;
}

export type Coding = { coder_id: MemberId; coder: string; finished_at: Date };
export type Marked = { passages: Passage[]; finished: Coding[]; mine: boolean };

async function codingsOf(ctx: Ctx, ids: InterviewId[]): Promise<(Coding & { interview_id: InterviewId })[]> {
  const { rows } = await sql<Coding & { interview_id: InterviewId }>`
    select c.interview_id, c.coder_id, u.name as coder, c.finished_at from interview_codings c
    join members m on m.library_id = c.library_id and m.id = c.coder_id join users u on u.id = m.user_id
    where c.library_id = ${ctx.library.id} and c.interview_id = any(${ids}::uuid[]) order by c.finished_at`.execute(
    ctx.db,
  );
  return rows;
}

/** Marks of an interview that whoever asks may see: their own, and others' once they have finished theirs. */
export async function marksOf(ctx: Ctx, id: InterviewId): Promise<Marked> {
  allow(mayInterview(ctx.actor, await findInterview(ctx, id)));
  const finished = await codingsOf(ctx, [id]);
  const done = finished.map(({ coder_id }) => coder_id);
  const { rows } = await select(ctx, sql`i.id = ${id}`).execute(ctx.db);
  const seen = rows.filter(({ coder_id }) => maySeeMarks(ctx.actor, coder_id, done));
  return { passages: seen, finished, mine: done.includes(memberId(ctx)) };
}

/** Throws Invalid where the words are not there, or are too many. Marked with the same theme again, it is once. */
export async function markPassage(ctx: Ctx, id: InterviewId, draft: PassageDraft): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const interview = await interviewToChange(ctx, id);
    const text = textOf(await answersOf(ctx, interview), draft.question);
    const { starts_at, words } = chosen(text, draft);
    const known = new Set((await themesOf(ctx, interview.round_id)).map((theme) => theme.id));
    if (draft.themes.some((theme) => !known.has(theme))) throw new Invalid({ themes: { key: 'error.choice' } });
    const of = { library_id: ctx.library.id, interview_id: id, question_key: draft.question, starts_at, words };
    const rows = draft.themes.map((theme_id) => ({
      ...{ ...of, id: newId<'interview_passages'>(), theme_id },
      ...{ coder_id: memberId(ctx), made_at: ctx.now },
    }));
    await insertMany(ctx.db, 'interview_passages', { rows, unlessThere: true });
  });
}

function chosen(text: string, { starts_at, length, words }: PassageDraft): { starts_at: number; words: string } {
  const points = pointsIn(text);
  const picked =
    starts_at !== null && length
      ? { start: starts_at, words: points.slice(starts_at, starts_at + length).join('') }
      : { start: locate(text, words.normalize('NFC').trim(), 0)?.start ?? -1, words: words.normalize('NFC').trim() };
  if (picked.words.trim() === '') throw new Invalid({ words: { key: 'error.passage_words' } });
  if (picked.start < 0) throw new Invalid({ words: { key: 'error.passage_gone' } });
  if (pointsIn(picked.words).length > LONGEST_PASSAGE) throw new Invalid({ words: { key: 'error.passage_long' } });
  // What is selected with a mouse has a space at its end.
  const lead = pointsIn(picked.words).length - pointsIn(picked.words.trimStart()).length;
  return { starts_at: picked.start + lead, words: picked.words.trim() };
}

/** One's own. */
export async function unmark(ctx: Ctx, id: InterviewId, passageId: PassageId): Promise<void> {
  await interviewToChange(ctx, id);
  await sql`delete from interview_passages where library_id = ${ctx.library.id} and interview_id = ${id}
    and id = ${passageId} and coder_id = ${memberId(ctx)}`.execute(ctx.db);
}

/** One has marked all that one sees; or, with `false`, goes on. */
export async function finishCoding(ctx: Ctx, id: InterviewId, done: boolean): Promise<void> {
  await interviewToChange(ctx, id);
  if (done)
    await sql`insert into interview_codings (library_id, interview_id, coder_id, finished_at)
      values (${ctx.library.id}, ${id}, ${memberId(ctx)}, ${ctx.now}) on conflict do nothing`.execute(ctx.db);
  else
    await sql`delete from interview_codings where library_id = ${ctx.library.id} and interview_id = ${id}
      and coder_id = ${memberId(ctx)}`.execute(ctx.db);
}

export type ThemeAgreement = { theme: Theme; agreement: ReturnType<typeof agreementOf> };
export type RoundAgreement = {
  coders: { one: string; other: string; interviews: number }[];
  themes: ThemeAgreement[];
  /** Over all themes and answers. */
  all: ReturnType<typeof agreementOf>;
};

/** Of interviews that two have finished, answer by answer: whether each marked it with a theme. */
export async function agreementIn(ctx: Ctx, roundId: RoundId): Promise<RoundAgreement> {
  allow(mayInterview(ctx.actor, await findRound(ctx, roundId)));
  const themes = await themesOf(ctx, roundId);
  const passages = await passagesOfRound(ctx, roundId);
  const { rows: ids } = await sql<{ id: InterviewId }>`select i.id from interviews i
    where i.library_id = ${ctx.library.id} and i.round_id = ${roundId} and ${wasInterviewed(ctx, 'i')}`.execute(ctx.db);
  const codings = Map.groupBy(
    await codingsOf(
      ctx,
      ids.map(({ id }) => id),
    ),
    ({ interview_id }) => interview_id,
  );
  const doubled = [...codings].flatMap(([id, [one, other]]) => (one && other ? [{ id, one, other }] : []));
  const answers = await answersOfMany(
    ctx,
    doubled.map(({ id }) => id),
  );
  const marked = new Set(
    passages.map((each) => keyOf(each.interview_id, each.question_key, each.theme_id, each.coder_id)),
  );
  const said = (theme: Theme) =>
    doubled.flatMap(({ id, one, other }) =>
      Object.keys(answers.get(id) ?? {}).map((question) => ({
        first: marked.has(keyOf(id, question, theme.id, one.coder_id)),
        second: marked.has(keyOf(id, question, theme.id, other.coder_id)),
      })),
    );
  const pairs = Map.groupBy(doubled, ({ one, other }) => [one.coder, other.coder].toSorted().join('\n'));
  return {
    coders: [...pairs].map(([names, all]) => {
      const [one = '', other = ''] = names.split('\n');
      return { one, other, interviews: all.length };
    }),
    themes: themes.map((theme) => ({ theme, agreement: agreementOf(ofTheme(said(theme))) })),
    all: agreementOf(ofTheme(themes.flatMap(said))),
  };
}

const keyOf = (...parts: string[]) => parts.join(' ');
