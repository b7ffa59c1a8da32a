/** What one can do with the people of a round: add one or many, change, find, say that they were interviewed, remove. */
import { type RawBuilder, sql } from 'kysely';
import { type Ctx, memberId, today } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found, Invalid, translating } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import { insertMany } from '../../house/many.ts';
import { nameKey } from '../directory/name-key.ts';
import type { Interview, InterviewId, LeaderDraft, WayHeld } from './interview.ts';
import { consentOf, interviewReadable } from './readable.ts';
import { mayInterview, type RoundId } from './round.ts';
import { findRound } from './rounds.ts';

/** A time of `interview_slots`, with whose it is, as an object. */
export const slotObject = sql`jsonb_build_object('id', s.id, 'interviewer_id', s.interviewer_id, 'interviewer', su.name,
  'interviewer_email', su.email, 'starts_at', s.starts_at, 'ends_at', s.ends_at, 'place', s.place,
  'chosen_at', s.chosen_at)`;
export const slotJoins = sql`join members sm on sm.library_id = s.library_id and sm.id = s.interviewer_id
  join users su on su.id = sm.user_id`;

const select = (ctx: Ctx, where: RawBuilder<unknown>) => sql<Interview>`
  select i.*, case
      when i.declined_at is not null or i.consent = 'none' then 'declined' when i.held_on is not null then 'held'
      when i.appointment is not null then 'scheduled' when i.proposed <> '' then 'proposed'
      when i.invited_at is not null then 'invited' else 'to_invite' end as state
  from (
    select i.id, i.round_id, r.name as round, i.name, i.role, i.organization, i.email, i.phone, i.how_known, i.locale,
      i.sector_key, i.populations, i.branch_id, b.name as branch, i.interviewer_id, u.name as interviewer, i.person_id,
      i.organization_id, p.id as partner_id, i.referred_by_id, f.name as referred_by, i.guide_id, i.invited_at,
      i.declined_at, i.proposed, i.held_on, i.held_way, i.sequence, i.added_at, i.version, i.name_key,
      r.anonymised_at is not null as anonymised, ${consentOf(ctx, sql`i.id`)} as consent,
      (select ${slotObject} from interview_slots s ${slotJoins} where s.library_id = ${ctx.library.id}
        and s.interview_id = i.id and s.chosen_at is not null and s.released_at is null) as appointment,
      (select t.sent_at from interview_thanks t where t.library_id = ${ctx.library.id} and t.interview_id = i.id
        and t.what = 'thanks') as thanked_at,
      (select t.sent_at from interview_thanks t where t.library_id = ${ctx.library.id} and t.interview_id = i.id
        and t.what = 'findings') as findings_at,
      (select t.way from interview_thanks t where t.library_id = ${ctx.library.id} and t.interview_id = i.id
        and t.what = 'thanks') as thanked_way,
      (select t.way from interview_thanks t where t.library_id = ${ctx.library.id} and t.interview_id = i.id
        and t.what = 'findings') as findings_way,
      coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'name', mu.name) order by mu.name, m.id)
        from interview_round_members rm join members m on m.library_id = rm.library_id and m.id = rm.member_id
        join users mu on mu.id = m.user_id
        where rm.library_id = ${ctx.library.id} and rm.round_id = i.round_id and m.left_at is null), '[]')
        as interviewers
    from interviews i join interview_rounds r on r.library_id = i.library_id and r.id = i.round_id
    left join branches b on b.library_id = i.library_id and b.id = i.branch_id
    left join members k on k.library_id = i.library_id and k.id = i.interviewer_id
    left join users u on u.id = k.user_id
    left join interviews f on f.library_id = i.library_id and f.id = i.referred_by_id
    left join partners p on p.library_id = i.library_id and p.organization_id = i.organization_id
    where i.library_id = ${ctx.library.id} and i.removed_at is null and r.removed_at is null and ${where}) i
  order by i.name_key, i.id`;

const dates = (row: Interview): Interview => ({
  ...row,
  appointment: row.appointment && {
    ...row.appointment,
    starts_at: new Date(row.appointment.starts_at),
    ends_at: new Date(row.appointment.ends_at),
  },
});

/** Whoever shows it asks `mayInterview`. */
export const findInterview = async (ctx: Ctx, id: InterviewId): Promise<Interview> =>
  dates(found((await select(ctx, sql`i.id = ${id}`).execute(ctx.db)).rows[0]));

/** All of a round, by name, for its interviewers. */
export async function interviewsOf(ctx: Ctx, roundId: RoundId): Promise<Interview[]> {
  allow(mayInterview(ctx.actor, await findRound(ctx, roundId)));
  return (await select(ctx, sql`i.round_id = ${roundId}`).execute(ctx.db)).rows.map(dates);
}

/** One that may be written to by whoever asks. Throws NotFound, Forbidden. */
export async function interviewToChange(ctx: Ctx, id: InterviewId): Promise<Interview> {
  const interview = await findInterview(ctx, id);
  allow(mayInterview(ctx.actor, interview));
  if (interview.anonymised) throw new Invalid({ form: { key: 'error.round_anonymised' } });
  return interview;
}

/** `mine`: whoever looks asks in that round, and may know who it is. */
export type AskedBefore = {
  id: InterviewId;
  name: string;
  round: string;
  round_id: RoundId;
  who: string;
  day: Date;
  mine: boolean;
};
type Somebody = { name: string; email: string; person_id?: string | null; except?: InterviewId };

/** The months in which nobody is asked a second time without it being said. */
const MONTHS = 18;

/** A row `i` of interviews in a row `r` of their rounds is somebody whom it would be a second time for. */
const isOfLate = (ctx: Ctx) => sql`i.library_id = ${ctx.library.id} and i.removed_at is null and r.removed_at is null
  and i.name <> '' and r.ends_on > ${today(ctx)}::date - make_interval(months => ${MONTHS})`;

/** Who of that name, that address or that contact is or was asked, in any round of late. */
export async function askedBefore(ctx: Ctx, { name, email, person_id, except }: Somebody): Promise<AskedBefore[]> {
  const { rows } = await sql<AskedBefore>`
    select i.id, i.name, r.name as round, i.round_id, coalesce(u.name, au.name) as who,
      coalesce(i.invited_at, i.added_at) as day, ${interviewReadable(ctx, 'i')} as mine
    from interviews i join interview_rounds r on r.library_id = i.library_id and r.id = i.round_id
    join members a on a.library_id = i.library_id and a.id = i.added_by join users au on au.id = a.user_id
    left join members k on k.library_id = i.library_id and k.id = i.interviewer_id
    left join users u on u.id = k.user_id
    where ${isOfLate(ctx)} and (i.name_key = ${nameKey(name)} or (${email} <> '' and i.email = ${email})
        or i.person_id = ${person_id ?? null}) and i.id is distinct from ${except ?? null}
    order by i.added_at desc limit 20`.execute(ctx.db);
  return rows;
}

const STRANGE: Record<string, [string, string]> = {
  interviews_library_id_sector_key_fkey: ['sector_key', 'error.choice'],
  interviews_library_id_interviewer_id_fkey: ['interviewer_id', 'error.choice'],
  interviews_library_id_person_id_fkey: ['form', 'error.choice'],
};

/** Throws Invalid under `anyway` where somebody may have been asked before, and nobody said that they are meant. */
export async function addInterview(
  ctx: Ctx,
  roundId: RoundId,
  { anyway, ...draft }: LeaderDraft & { anyway: boolean },
): Promise<InterviewId> {
  const [first] = anyway ? [] : await askedBefore(ctx, draft);
  if (first) {
    const values = { name: first.name, round: first.round, who: first.who };
    throw new Invalid({ anyway: { key: first.mine ? 'error.asked_before' : 'error.asked_elsewhere', values } });
  }
  return (await addInterviews(ctx, roundId, [draft]))[0] as InterviewId;
}

/** Many at once, in this order. */
export async function addInterviews(ctx: Ctx, roundId: RoundId, drafts: LeaderDraft[]): Promise<InterviewId[]> {
  return inTransaction(ctx, async (ctx) => {
    const round = await findRound(ctx, roundId);
    allow(mayInterview(ctx.actor, round));
    if (round.anonymised_at) throw new Invalid({ form: { key: 'error.round_anonymised' } });
    const organizations = await organizationsCalled(
      ctx,
      drafts.map(({ organization }) => organization),
    );
    for (const { interviewer_id } of drafts) checkInterviewer(round, interviewer_id);
    const made = { added_by: memberId(ctx), added_at: ctx.now };
    const rows = drafts.map((draft) => ({
      ...{
        library_id: ctx.library.id,
        id: newId<'interviews'>(),
        round_id: roundId,
        person_id: null,
        ...draft,
        ...made,
      },
      referred_by_id: draft.referred_by_id ?? null,
      name_key: nameKey(draft.name),
      organization_id: organizations.get(nameKey(draft.organization)) ?? null,
    }));
    await translating(STRANGE, () => insertMany(ctx.db, 'interviews', rows));
    // Who is asked is for the interviewers; the history says how many.
    await history(ctx, 'interview_round.people_added', {
      subject: theLibrary(ctx),
      details: { name: round.name, count: rows.length },
    });
    return rows.map(({ id }) => id);
  });
}

/** Those that we have, by the key of their name, where exactly one is called so. */
export async function organizationsCalled(ctx: Ctx, names: string[]): Promise<Map<string, string>> {
  const keys = [...new Set(names.filter((name) => name !== '').map(nameKey))];
  const { rows } = await sql<{ name_key: string; id: string }>`
    select o.name_key, min(o.id::text) as id from organizations o where o.library_id = ${ctx.library.id}
      and o.name_key = any(${keys}::text[]) group by o.name_key having count(*) = 1`.execute(ctx.db);
  return new Map(rows.map(({ name_key, id }) => [name_key, id]));
}

function checkInterviewer({ interviewers }: Pick<Interview, 'interviewers'>, id: string | null): void {
  if (id && !interviewers.some((each) => each.id === id))
    throw new Invalid({ interviewer_id: { key: 'error.not_interviewer' } });
}

/** As the fields of its form. */
export const leaderAsTyped = (leader: Interview) => ({
  ...{ name: leader.name, role: leader.role, organization: leader.organization, email: leader.email },
  ...{ phone: leader.phone, how_known: leader.how_known, locale: leader.locale },
  ...{ sector_key: leader.sector_key ?? '', branch_id: leader.branch_id ?? '' },
  interviewer_id: leader.interviewer_id ?? '',
  populations: leader.populations,
});

/** A branch that was removed is in no form, and is theirs again when it comes back. */
const removedBranch = (ctx: Ctx) => sql<string | null>`case when not exists (select 1 from branches b
  where b.library_id = ${ctx.library.id} and b.id = interviews.branch_id) then branch_id end`;

export async function changeInterview(
  ctx: Ctx,
  id: InterviewId,
  { version, branch_id, ...leader }: Omit<LeaderDraft, 'person_id'> & { version: number },
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const was = await interviewToChange(ctx, id);
    checkInterviewer(was, leader.interviewer_id);
    const organization = (await organizationsCalled(ctx, [leader.organization])).get(nameKey(leader.organization));
    const changed = await translating(STRANGE, () =>
      ctx.db
        .updateTable('interviews')
        .set({ ...leader, name_key: nameKey(leader.name), version: version + 1 })
        .set({ organization_id: (organization ?? null) as never, branch_id: branch_id ?? removedBranch(ctx) })
        .where('library_id', '=', ctx.library.id)
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst(),
    );
    if (leader.interviewer_id && leader.interviewer_id !== was.interviewer_id)
      await translating({ interview_slots_no_clash: ['interviewer_id', 'error.slot_taken'] }, () =>
        sql`update interview_slots set interviewer_id = ${leader.interviewer_id} where library_id = ${ctx.library.id}
          and interview_id = ${id} and released_at is null and starts_at > ${ctx.now}`.execute(ctx.db),
      );
    const { populations, ...typed } = leaderAsTyped(was);
    if (!changed.numUpdatedRows) throw new Conflict({ ...typed, populations: populations.join(', ') }, was.version);
  });
}

/** It was held: on which day, and how; by whoever says so first. */
export async function noteHeld(
  ctx: Ctx,
  id: InterviewId,
  { held_on, held_way }: { held_on: string; held_way: WayHeld },
): Promise<void> {
  if (held_on > today(ctx)) throw new Invalid({ held_on: { key: 'error.held_future' } });
  await inTransaction(ctx, async (ctx) => {
    const { interviewer_id, round_id, round, held_on: held_on_was } = await interviewToChange(ctx, id);
    const { guide } = await findRound(ctx, round_id);
    await sql`update interviews set held_on = ${held_on}, held_way = ${held_way}, declined_at = null,
        interviewer_id = ${held_on_was ? (interviewer_id ?? memberId(ctx)) : memberId(ctx)}, guide_id = coalesce(guide_id, ${guide.id})
      where library_id = ${ctx.library.id} and id = ${id}`.execute(ctx.db);
    await history(ctx, 'interview.held', { subject: theLibrary(ctx), details: { round } });
  });
}

/** Lines of a list whose person may have been asked before, in any round of late. */
export async function askedBeforeMany(
  ctx: Ctx,
  people: readonly { line: number; name: string; email: string }[],
): Promise<Set<number>> {
  const { rows } = await sql<{ name_key: string; email: string }>`
    select i.name_key, i.email from interviews i
    join interview_rounds r on r.library_id = i.library_id and r.id = i.round_id
    where ${isOfLate(ctx)} and (i.name_key = any(${people.map(({ name }) => nameKey(name))}::text[])
        or i.email <> '' and i.email = any(${people.map(({ email }) => email)}::text[]))`.execute(ctx.db);
  const [names, emails] = [new Set(rows.map((row) => row.name_key)), new Set(rows.map((row) => row.email))];
  return new Set(
    people
      .filter(({ name, email }) => names.has(nameKey(name)) || (email !== '' && emails.has(email)))
      .map(({ line }) => line),
  );
}
