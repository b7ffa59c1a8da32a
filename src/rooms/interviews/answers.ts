/** What one can do with answers: save what a writer has, read what stands, make one text of two, erase them. */
import { sql } from 'kysely';
import { forgetRecorded } from '../../house/change-sets.ts';
import { type Ctx, memberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Invalid } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import type { Question } from '../guide/interview-guides.ts';
import { type AnswerLine, type ArrivingAnswers, standing, taken, type WriterId } from './answer.ts';
import { unquote } from './consents.ts';
import type { Interview, InterviewId } from './interview.ts';
import { findInterview, interviewToChange } from './interviews.ts';
import { type GuideId, mayInterview, type RoundId } from './round.ts';

export type Answer = { writer: WriterId; counter: number; body: string; who: string; written_at: Date };
/** What stands of one question, the oldest first; several where two wrote without seeing each other. */
export type Answers = Record<string, Answer[]>;

type Row = AnswerLine & { question_key: string; who: string; written_at: Date };

async function rowsOf(ctx: Ctx, ids: InterviewId[]): Promise<(Row & { interview_id: InterviewId })[]> {
  const { rows } = await sql<Row & { interview_id: InterviewId }>`
    select a.interview_id, a.question_key, a.writer, a.counter, a.body, a.superseded_at is not null as superseded,
      u.name as who, a.written_at
    from interview_answers a join members m on m.library_id = a.library_id and m.id = a.written_by
    join users u on u.id = m.user_id
    where a.library_id = ${ctx.library.id} and a.interview_id = any(${ids}::uuid[])
    order by a.written_at, a.writer`.execute(ctx.db);
  return rows;
}

function byQuestion(rows: Row[]): Answers {
  const answers: Answers = {};
  for (const { question_key, writer, counter, body, who, written_at } of standing(rows)) {
    answers[question_key] ??= [];
    answers[question_key].push({ writer, counter, body, who, written_at });
  }
  return answers;
}

/** For the round's interviewers. */
export async function answersOf(ctx: Ctx, interview: Interview): Promise<Answers> {
  allow(mayInterview(ctx.actor, interview));
  return byQuestion(await rowsOf(ctx, [interview.id]));
}

/** Of many at once, for what is counted over a round; whoever shows words asks who may read them. */
export async function answersOfMany(ctx: Ctx, ids: InterviewId[]): Promise<Map<InterviewId, Answers>> {
  const rows = Map.groupBy(await rowsOf(ctx, ids), ({ interview_id }) => interview_id);
  return new Map([...rows].map(([id, of]) => [id, byQuestion(of)]));
}

/** What the words of a question are, where passages are marked: all that stands, one after the other. */
export const textOf = (answers: Answers, question: string): string =>
  (answers[question] ?? []).map(({ body }) => body).join('\n\n');

/** What the sender may forget now, by question, and what others have beside it. */
export type Saved = { saved: Record<string, number>; standing: Answers };

/** The questions that an interview is held with; before it has begun, those of the round as they are now. */
export async function questionsOf(ctx: Ctx, { id, round_id }: Pick<Interview, 'id' | 'round_id'>) {
  const { rows } = await sql<{ id: GuideId; number: number; questions: Question[] }>`
    select g.id, g.number, g.questions from interview_guides g
    where g.library_id = ${ctx.library.id} and g.round_id = ${round_id}
      and g.id = coalesce((select i.guide_id from interviews i where i.library_id = ${ctx.library.id} and i.id = ${id}),
        (select n.id from interview_guides n where n.library_id = ${ctx.library.id} and n.round_id = ${round_id}
          order by n.number desc limit 1))`.execute(ctx.db);
  return rows[0] as { id: GuideId; number: number; questions: Question[] };
}

/** Takes what a writer has. Twice, late or out of order, it is the same. Throws Invalid, and then nothing is taken. */
export async function saveAnswers(
  ctx: Ctx,
  id: InterviewId,
  { writer, guide, answers }: ArrivingAnswers,
): Promise<Saved> {
  return inTransaction(ctx, async (ctx) => {
    await sql`select 1 from interviews where library_id = ${ctx.library.id} and id = ${id} for update`.execute(ctx.db);
    const interview = await interviewToChange(ctx, id);
    if (interview.consent === 'none') throw new Invalid({ form: { key: 'error.consent_no' } });
    await begin(ctx, interview, guide as GuideId);
    const known = await knownQuestions(ctx, interview.round_id);
    if (answers.some(({ question }) => !known.has(question))) throw new Invalid({ form: { key: 'error.question' } });
    const before = Map.groupBy(await rowsOf(ctx, [id]), ({ question_key }) => question_key);
    for (const { question, ...mine } of answers) {
      const lines: AnswerLine[] = before.get(question) ?? [];
      await write(ctx, { id, question }, { lines, now: taken(lines, { writer, ...mine }) });
    }
    const rows = await rowsOf(ctx, [id]);
    // Only what is there as it was sent may be forgotten by whoever sent it.
    const isThere = ({ question, counter }: (typeof answers)[number]) =>
      rows.some((row) => row.question_key === question && row.writer === writer && row.counter === counter);
    const saved = answers.filter(isThere).map(({ question, counter }) => [question, counter] as const);
    return { saved: Object.fromEntries(saved), standing: byQuestion(rows) };
  });
}

/** The first words that are kept settle which questions they answer: those that the writer had before them. */
async function begin(ctx: Ctx, { id, round_id, guide_id }: Interview, guide: GuideId): Promise<void> {
  if (guide_id) return;
  const begun = await sql`update interviews i set guide_id = g.id from interview_guides g
    where i.library_id = ${ctx.library.id} and i.id = ${id} and g.library_id = ${ctx.library.id} and g.id = ${guide}
      and g.round_id = ${round_id} returning 1`.execute(ctx.db);
  if (begun.rows.length === 0) throw new Invalid({ form: { key: 'error.question' } });
}

/** Of any version: somebody may be on the road with an earlier one. */
async function knownQuestions(ctx: Ctx, roundId: RoundId): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    select distinct q ->> 'key' as key from interview_guides g cross join jsonb_array_elements(g.questions) q
    where g.library_id = ${ctx.library.id} and g.round_id = ${roundId}`.execute(ctx.db);
  return new Set(rows.map(({ key }) => key));
}

type Written = { lines: readonly AnswerLine[]; now: readonly AnswerLine[] };

async function write(ctx: Ctx, of: { id: InterviewId; question: string }, { lines, now }: Written): Promise<void> {
  const was = new Map(lines.map((line) => [line.writer, line]));
  const changed = now.filter((line) => was.get(line.writer) !== line);
  for (const { writer, superseded } of changed.filter(({ superseded }) => superseded))
    await sql`update interview_answers set superseded_at = ${superseded ? ctx.now : null}
      where library_id = ${ctx.library.id} and interview_id = ${of.id} and question_key = ${of.question}
        and writer = ${writer} and superseded_at is null`.execute(ctx.db);
  for (const { writer, counter, body } of changed.filter(({ superseded }) => !superseded))
    await sql`insert into interview_answers (library_id, interview_id, question_key, writer, counter, body, written_by,
        written_at)
      values (${ctx.library.id}, ${of.id}, ${of.question}, ${writer}, ${counter}, ${body}, ${memberId(ctx)}, ${ctx.now})
      on conflict (library_id, interview_id, question_key, writer) do update set counter = excluded.counter,
        body = excluded.body, written_by = excluded.written_by, written_at = excluded.written_at,
        superseded_at = null`.execute(ctx.db);
}

const NOTES = [
  ...(['interview_passages', 'interview_codings', 'interview_mentions'] as const),
  ...(['interview_referrals', 'interview_answers'] as const),
];

/** What was said is gone, with everything that was made of it. Whoever does so was asked first. */
export async function eraseNotes(ctx: Ctx, id: InterviewId): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const { round } = await interviewToChange(ctx, id);
    await unquote(ctx, id);
    // Of whom they named it is not kept that they did, nor what they said of them.
    await sql`update interviews set referred_by_id = null, how_known = '' where library_id = ${ctx.library.id}
      and referred_by_id = ${id}`.execute(ctx.db);
    for (const table of NOTES)
      await sql`delete from ${sql.table(table)} where library_id = ${ctx.library.id}
        and interview_id = ${id}`.execute(ctx.db);
    // Nor does an undo of something else bring them back.
    await forgetRecorded(ctx, NOTES, id);
    const subject = theLibrary(ctx);
    await history(ctx, 'interview.notes_erased', { subject, details: { round } });
  });
}

export const interviewWithAnswers = async (ctx: Ctx, id: InterviewId) => {
  const interview = await findInterview(ctx, id);
  return { interview, answers: await answersOf(ctx, interview), guide: await questionsOf(ctx, interview) };
};
