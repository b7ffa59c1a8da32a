/** What one can do with goals: set one, change it, read how far it is. */
import { type RawBuilder, sql } from 'kysely';
import { type Ctx, memberId, today } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found, Invalid, translating } from '../../house/errors.ts';
import { theLibrary } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import type { Removal, RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import {
  type Goal,
  type GoalDraft,
  type GoalId,
  type GoalReadingId,
  mayKeepGoals,
  type Reading,
  type ReadingDraft,
} from './goal.ts';
import { countedReadings } from './goal-counts.ts';
import type { GoalSaid } from './goal-said.ts';
import type { ProposalId } from './proposal.ts';
import { findProposal, proposalForUpdate, touchProposal } from './proposal-list.ts';
import { tell } from './proposals.ts';

type Row = Omit<Goal, 'readings'> & { readings: Reading[] };

const select = (ctx: Ctx, where: RawBuilder<unknown>) => sql<Row>`
  select g.id, g.proposal_id, p.name as proposal, g.measure, g.unit, g.counted, g.baseline, g.baseline_on,
    g.baseline_source, g.target, g.due_on, g.owner_id, u.name as owner, g.person_id, pe.name as person, g.version,
    coalesce((select jsonb_agg(jsonb_build_object('id', w.partner_id, 'name', o.name) order by o.name_key)
      from proposal_partners w join partners q on q.library_id = w.library_id and q.id = w.partner_id
      join organizations o on o.library_id = q.library_id and o.id = q.organization_id
      where w.library_id = ${ctx.library.id} and w.proposal_id = g.proposal_id), '[]') as partners,
    coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'read_on', r.read_on, 'value', r.value,
        'source', r.source, 'who', v.name) order by r.read_on)
      from goal_readings r join members n on n.library_id = r.library_id and n.id = r.read_by
      join users v on v.id = n.user_id
      where r.library_id = ${ctx.library.id} and r.goal_id = g.id), '[]') as readings
  from goals g join proposals p on p.library_id = g.library_id and p.id = g.proposal_id
  join members m on m.library_id = g.library_id and m.id = g.owner_id join users u on u.id = m.user_id
  left join persons pe on pe.library_id = g.library_id and pe.id = g.person_id
  where g.library_id = ${ctx.library.id} and g.removed_at is null and p.removed_at is null and ${where}`;

/** Counted ones with what is counted today. */
async function withCounts(ctx: Ctx, rows: Row[]): Promise<Goal[]> {
  const counted = await countedReadings(
    ctx,
    rows.filter((each) => each.counted),
  );
  return rows.map((row) => (row.counted ? { ...row, readings: counted.get(row.id) ?? [] } : row));
}

export const findGoal = async (ctx: Ctx, id: GoalId): Promise<Goal> =>
  found((await withCounts(ctx, (await select(ctx, sql`g.id = ${id}`).execute(ctx.db)).rows))[0]);

/** Of these proposals, those due first at the top. */
export async function goalsOf(ctx: Ctx, proposals: readonly ProposalId[]): Promise<Goal[]> {
  const which = sql`g.proposal_id = any(${[...proposals]}::uuid[]) order by g.due_on, g.id`;
  return withCounts(ctx, (await select(ctx, which).execute(ctx.db)).rows);
}

const STRANGE: Record<string, [string, string]> = {
  goals_library_id_owner_id_fkey: ['owner_id', 'error.choice'],
  goals_library_id_person_id_fkey: ['person_id', 'error.choice'],
};

function notInFuture(ctx: Ctx, field: string, day: string): void {
  if (day > today(ctx)) throw new Invalid({ [field]: { key: 'error.future' } });
}

export async function addGoal(ctx: Ctx, proposal_id: ProposalId, draft: GoalDraft): Promise<GoalId> {
  allow(mayKeepGoals(ctx.actor));
  notInFuture(ctx, 'baseline_on', draft.baseline_on);
  return inTransaction(ctx, async (ctx) => {
    const proposal = await proposalForUpdate(ctx, proposal_id);
    const id = newId<'goals'>();
    const made = { made_by: memberId(ctx), made_at: ctx.now };
    await translating(STRANGE, () =>
      ctx.db
        .insertInto('goals')
        .values({ library_id: ctx.library.id, id, proposal_id, ...draft, ...made })
        .execute(),
    );
    await tell(ctx, 'goal.added', proposal, { what: draft.measure });
    return id;
  });
}

/** As the fields of its form. */
export const goalAsTyped = (goal: Goal) => ({
  ...{ measure: goal.measure, unit: goal.unit, counted: goal.counted ?? '', baseline: String(goal.baseline) },
  ...{ baseline_on: goal.baseline_on, baseline_source: goal.baseline_source, target: String(goal.target) },
  ...{ due_on: goal.due_on, owner_id: goal.owner_id as string, person_id: (goal.person_id as string | null) ?? '' },
});

/** One that was approved and says something else now needs an approval with its proposal. Throws Conflict. */
export async function changeGoal(ctx: Ctx, id: GoalId, { version, ...draft }: GoalDraft & { version: number }) {
  allow(mayKeepGoals(ctx.actor));
  notInFuture(ctx, 'baseline_on', draft.baseline_on);
  await inTransaction(ctx, async (ctx) => {
    // Whoever hands it in at this moment waits, or is waited for.
    await proposalForUpdate(ctx, (await findGoal(ctx, id)).proposal_id);
    const was = await findGoal(ctx, id);
    const changed = await translating(STRANGE, () =>
      ctx.db
        .updateTable('goals')
        .set({ ...draft, version: version + 1 })
        .where('library_id', '=', ctx.library.id)
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst(),
    );
    if (!changed.numUpdatedRows) throw new Conflict(goalAsTyped(was), was.version);
    if (JSON.stringify(asSaid(was)) !== JSON.stringify(asSaid({ ...was, ...draft }))) await needsAnew(ctx, was);
    await tell(ctx, 'goal.changed', await findProposal(ctx, was.proposal_id), { what: draft.measure });
  });
}

export const asSaid = ({ id, measure, unit, target, due_on, baseline, baseline_on }: Goal): GoalSaid => ({
  ...{ id, measure, unit, target, due_on, baseline, baseline_on },
});

async function needsAnew(ctx: Ctx, { id, proposal_id }: Goal): Promise<void> {
  const { rows } = await sql`select 1 from proposal_versions v where v.library_id = ${ctx.library.id}
    and v.proposal_id = ${proposal_id} and v.content -> 'goals' @> ${JSON.stringify([{ id }])}::jsonb`.execute(ctx.db);
  if (rows.length > 0) await touchProposal(ctx, proposal_id);
}

/** Returns the id that brings it back. */
export async function removeGoal(ctx: Ctx, id: GoalId): Promise<RemovalId> {
  allow(mayKeepGoals(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const goal = await findGoal(ctx, id);
    await proposalForUpdate(ctx, goal.proposal_id);
    const about = { subject: id, label: goal.measure, about: theLibrary(ctx) };
    // Not with what is undone when it comes back: the proposal may have been approved without it by then.
    await needsAnew(ctx, goal);
    return removing(ctx, { kind: 'goal', ...about }, async (ctx) => {
      await sql`update goals set removed_at = ${ctx.now} where library_id = ${ctx.library.id} and id = ${id}`.execute(
        ctx.db,
      );
      await tell(ctx, 'goal.removed', await findProposal(ctx, goal.proposal_id), { what: goal.measure });
    });
  });
}

/** One for a day. Throws Invalid for a day to come, for one that has a reading, and where it is counted. */
export async function addReading(ctx: Ctx, id: GoalId, { read_on, value, source }: ReadingDraft): Promise<void> {
  allow(mayKeepGoals(ctx.actor));
  notInFuture(ctx, 'read_on', read_on);
  await inTransaction(ctx, async (ctx) => {
    const goal = await findGoal(ctx, id);
    if (goal.counted) throw new Invalid({ form: { key: 'error.goal_counted' } });
    if (read_on < goal.baseline_on) throw new Invalid({ read_on: { key: 'error.goal_before' } });
    await translating({ goal_readings_day_key: ['read_on', 'error.goal_read'] }, () =>
      ctx.db
        .insertInto('goal_readings')
        .values({
          ...{ library_id: ctx.library.id, id: newId(), goal_id: id, read_on, value, source },
          ...{ read_by: memberId(ctx), read_at: ctx.now },
        })
        .execute(),
    );
  });
}

/** Returns the id that brings it back. */
export async function removeReading(ctx: Ctx, id: GoalId, reading: GoalReadingId): Promise<RemovalId> {
  allow(mayKeepGoals(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const goal = await findGoal(ctx, id);
    const { read_on } = found(goal.readings.find((each) => each.id === reading));
    const about = { subject: reading, label: `${goal.measure}, ${read_on}`, about: theLibrary(ctx) };
    return removing(ctx, { kind: 'goal_reading', ...about }, async (ctx) => {
      await sql`delete from goal_readings where library_id = ${ctx.library.id} and id = ${reading}`.execute(ctx.db);
    });
  });
}

/** One that comes back was not there when its proposal was approved last. */
export async function goalIsBack(ctx: Ctx, { subject }: Pick<Removal, 'subject'>): Promise<void> {
  const { rows } = await sql<{ proposal_id: ProposalId }>`select proposal_id from goals
    where library_id = ${ctx.library.id} and id = ${subject}`.execute(ctx.db);
  await touchProposal(ctx, found(rows[0]).proposal_id);
}
