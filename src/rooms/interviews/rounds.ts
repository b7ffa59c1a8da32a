/** What one can do with rounds: set one up, change it, its questions and its target mix, find it, take it away. */
import { type RawBuilder, sql } from 'kysely';
import { type Ctx, type MemberId, memberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found, Invalid, translating } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import { insertMany } from '../../house/many.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import type { Question } from '../guide/interview-guides.ts';
import {
  builtInGuide,
  type GuideEdit,
  type GuideId,
  mayChangeRound,
  mayHoldRounds,
  type Round,
  type RoundDraft,
  type RoundId,
  type Target,
} from './round.ts';

const select = (ctx: Ctx, where: RawBuilder<unknown>) => sql<Round>`
  select r.id, r.name, r.purpose, r.starts_on, r.ends_on, r.keep_until, r.locale, r.previous_id, r.thanks_en,
    r.thanks_es, r.anonymised_at, r.version,
    coalesce((select jsonb_agg(jsonb_build_object('id', b.id, 'name', b.name) order by b.name)
      from interview_round_branches rb join branches b on b.library_id = rb.library_id and b.id = rb.branch_id
      where rb.library_id = ${ctx.library.id} and rb.round_id = r.id), '[]') as branches,
    coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'name', u.name) order by u.name, m.id)
      from interview_round_members rm join members m on m.library_id = rm.library_id and m.id = rm.member_id
      join users u on u.id = m.user_id
      where rm.library_id = ${ctx.library.id} and rm.round_id = r.id and m.left_at is null), '[]') as interviewers,
    (select jsonb_build_object('id', g.id, 'number', g.number, 'questions', g.questions) from interview_guides g
      where g.library_id = ${ctx.library.id} and g.round_id = r.id order by g.number desc limit 1) as guide
  from interview_rounds r where r.library_id = ${ctx.library.id} and r.removed_at is null and ${where}`;

export const findRound = async (ctx: Ctx, id: RoundId): Promise<Round> =>
  found((await select(ctx, sql`r.id = ${id}`).execute(ctx.db)).rows[0]);

/** The latest first. */
export const roundsOf = async (ctx: Ctx): Promise<Round[]> =>
  (await select(ctx, sql`true order by r.starts_on desc, r.id desc`).execute(ctx.db)).rows;

/** Throws Invalid where the guide to begin with is none. */
export async function addRound(ctx: Ctx, draft: RoundDraft & { guide: string }): Promise<RoundId> {
  allow(mayHoldRounds(ctx.actor));
  const { guide, branches, interviewers, ...words } = draft;
  return inTransaction(ctx, async (ctx) => {
    const id = newId<'interview_rounds'>();
    const questions = await questionsToBeginWith(ctx, guide);
    await sayingWhich(() =>
      ctx.db
        .insertInto('interview_rounds')
        .values({ library_id: ctx.library.id, id, ...words, made_by: memberId(ctx), made_at: ctx.now })
        .execute(),
    );
    await writeLists(ctx, id, { branches, interviewers });
    await addGuideVersion(ctx, id, { number: 1, questions });
    await history(ctx, 'interview_round.added', { subject: theLibrary(ctx), details: { name: draft.name } });
    return id;
  });
}

async function questionsToBeginWith(ctx: Ctx, guide: string): Promise<Question[]> {
  const ours = builtInGuide(guide);
  if (ours) return ours.questions;
  const other = (await roundsOf(ctx)).find(({ id }) => id === guide);
  if (!other) throw new Invalid({ guide: { key: 'error.choice' } });
  return other.guide.questions;
}

const sayingWhich = <T>(work: () => Promise<T>): Promise<T> =>
  translating(
    {
      interview_rounds_library_id_previous_id_fkey: ['previous_id', 'error.choice'],
      interview_round_members_library_id_member_id_fkey: ['interviewers', 'error.choice'],
    },
    work,
  );

type Lists = { branches: string[]; interviewers: MemberId[] };

async function writeLists(ctx: Ctx, round_id: RoundId, { branches, interviewers }: Lists): Promise<void> {
  const of = { library_id: ctx.library.id, round_id };
  // A branch that was removed is in no form, and comes back to the round when it comes back.
  await sql`delete from interview_round_branches r where library_id = ${ctx.library.id} and round_id = ${round_id}
    and exists (select 1 from branches b where b.library_id = ${ctx.library.id} and b.id = r.branch_id)`.execute(
    ctx.db,
  );
  await sql`delete from interview_round_members where library_id = ${ctx.library.id} and round_id = ${round_id}`.execute(
    ctx.db,
  );
  const rows = [...new Set(interviewers)].map((member_id) => ({ ...of, member_id }));
  const { rows: readers } = await sql`select 1 from members where library_id = ${ctx.library.id}
    and id = any(${interviewers}::uuid[]) and (role = 'reader' or left_at is not null)`.execute(ctx.db);
  if (readers.length > 0) throw new Invalid({ interviewers: { key: 'error.reader_asks' } });
  await sayingWhich(async () => {
    await insertMany(
      ctx.db,
      'interview_round_branches',
      [...new Set(branches)].map((branch_id) => ({ ...of, branch_id })),
    );
    await insertMany(ctx.db, 'interview_round_members', rows);
  });
}

/** As the fields of its form. */
export const roundAsTyped = (round: Round) => ({
  ...{ name: round.name, purpose: round.purpose, locale: round.locale, previous_id: round.previous_id ?? '' },
  ...{ starts_on: round.starts_on, ends_on: round.ends_on, keep_until: round.keep_until },
  ...{ thanks_en: round.thanks_en, thanks_es: round.thanks_es },
  branches: round.branches.map(({ id }) => id as string),
  interviewers: round.interviewers.map(({ id }) => id as string),
});

type Edit = RoundDraft & { thanks_en: string; thanks_es: string; version: number };

/** Throws Conflict where somebody has changed it meanwhile. */
export async function changeRound(ctx: Ctx, id: RoundId, { version, branches, interviewers, ...words }: Edit) {
  await inTransaction(ctx, async (ctx) => {
    const was = await findRound(ctx, id);
    allow(mayChangeRound(ctx.actor, was));
    if (words.previous_id === id) throw new Invalid({ previous_id: { key: 'error.choice' } });
    const changed = await sayingWhich(() =>
      ctx.db
        .updateTable('interview_rounds')
        .set({ ...words, version: version + 1 })
        .where('library_id', '=', ctx.library.id)
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst(),
    );
    const { branches: b, interviewers: i, ...typed } = roundAsTyped(was);
    if (!changed.numUpdatedRows)
      throw new Conflict({ ...typed, branches: b.join(', '), interviewers: i.join(', ') }, was.version);
    await writeLists(ctx, id, { branches, interviewers });
    const { interviewers: now } = await findRound(ctx, id);
    await history(ctx, 'interview_round.changed', {
      subject: theLibrary(ctx),
      details: { name: words.name, interviewers: now.map(({ name }) => name).join(', ') },
    });
  });
}

/** Interviews that were held keep the questions they were held with. Throws Invalid where somebody was quicker. */
export async function changeGuide(ctx: Ctx, id: RoundId, { questions, number }: GuideEdit): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const round = await findRound(ctx, id);
    allow(mayChangeRound(ctx.actor, round));
    const known = new Set(round.guide.questions.map(({ key }) => key));
    const kept = questions.map((each) => (known.has(each.key) ? each : { ...each, key: newId() as string }));
    if (new Set(kept.map(({ key }) => key)).size < kept.length) throw new Invalid({ form: { key: 'error.choice' } });
    await addGuideVersion(ctx, id, { number: number + 1, questions: kept });
    await history(ctx, 'interview_round.guide_changed', { subject: theLibrary(ctx), details: { name: round.name } });
  });
}

async function addGuideVersion(
  ctx: Ctx,
  round_id: RoundId,
  { number, questions }: { number: number; questions: Question[] },
): Promise<GuideId> {
  const id = newId<'interview_guides'>();
  const made = { made_by: memberId(ctx), made_at: ctx.now };
  await translating({ interview_guides_number_key: ['form', 'error.version'] }, () =>
    ctx.db
      .insertInto('interview_guides')
      .values({ library_id: ctx.library.id, id, round_id, number, questions: JSON.stringify(questions), ...made })
      .execute(),
  );
  return id;
}

export const targetsOf = (ctx: Ctx, id: RoundId): Promise<Target[]> =>
  ctx.db
    .selectFrom('interview_targets')
    .select(['kind', 'key', 'wanted'])
    .where('library_id', '=', ctx.library.id)
    .where('round_id', '=', id)
    .orderBy('kind')
    .orderBy('key')
    .execute() as Promise<Target[]>;

/** As the fields of their form. */
export const targetsAsTyped = (targets: readonly Target[]): Record<string, string> =>
  Object.fromEntries(targets.map(({ kind, key, wanted }) => [`${kind}.${key}`, String(wanted)]));

/** Throws Conflict where somebody has changed the round meanwhile. */
export async function setTargets(
  ctx: Ctx,
  id: RoundId,
  { targets, version }: { targets: Target[]; version: number },
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const round = await findRound(ctx, id);
    allow(mayChangeRound(ctx.actor, round));
    const { numUpdatedRows } = await ctx.db
      .updateTable('interview_rounds')
      .set({ version: version + 1 })
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst();
    if (!numUpdatedRows) {
      // Of what others took away meanwhile it is said that it is nothing.
      const gone = targetsAsTyped(targets.map((each) => ({ ...each, wanted: 0 })));
      const cleared = Object.fromEntries(Object.keys(gone).map((name) => [name, '']));
      throw new Conflict({ ...cleared, ...targetsAsTyped(await targetsOf(ctx, id)) }, round.version);
    }
    await ctx.db
      .deleteFrom('interview_targets')
      .where('library_id', '=', ctx.library.id)
      .where('round_id', '=', id)
      .execute();
    const rows = targets.map((each) => ({ library_id: ctx.library.id, round_id: id, ...each }));
    await insertMany(ctx.db, 'interview_targets', rows);
    await history(ctx, 'interview_round.targets_changed', { subject: theLibrary(ctx), details: { name: round.name } });
  });
}

/** Returns the id that brings it back, with everything in it. */
export async function removeRound(ctx: Ctx, id: RoundId): Promise<RemovalId> {
  return inTransaction(ctx, async (ctx) => {
    const round = await findRound(ctx, id);
    allow(mayHoldRounds(ctx.actor));
    return removing(
      ctx,
      { kind: 'interview_round', subject: id, label: round.name, about: theLibrary(ctx) },
      async (ctx) => {
        await sql`update interview_rounds set removed_at = ${ctx.now} where library_id = ${ctx.library.id}
        and id = ${id}`.execute(ctx.db);
        await history(ctx, 'interview_round.removed', { subject: theLibrary(ctx), details: { name: round.name } });
      },
    );
  });
}
