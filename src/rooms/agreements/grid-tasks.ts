/**
 * Rows of an accepted grid become tasks of ours and promises of theirs: one with a day once, one of each month at its
 * end, for whoever does it today.
 */

import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { type Ctx, type MemberId, today } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow } from '../../house/errors.ts';
import { newId } from '../../house/ids.ts';
import type { PersonId } from '../directory/person.ts';
import { addTask } from '../outreach/tasks.ts';
import { acceptedBy, gridVersions } from './grid-versions.ts';
import type { Proposal, ProposalId } from './proposal.ts';
import { proposalForUpdate } from './proposal-list.ts';
import { gridOf } from './responsibilities.ts';
import { doerOf, type GridCell, type GridRow, mayKeepGrid, needsWord, type SentRow } from './responsibility.ts';

/** Whether every partner has accepted what it is to do of this. */
export const isAccepted = (
  { partners }: Pick<Proposal, 'partners'>,
  versions: Awaited<ReturnType<typeof gridVersions>>,
  now: readonly SentRow[],
): boolean =>
  versions.length > 0 &&
  partners.length > 0 &&
  partners.every(({ id }) => needsWord(id, acceptedBy(versions, id), now) !== 'accept');

type Days = Pick<Proposal, 'starts_on' | 'ends_on'>;

/**
 * The month and its last day, or the row's own day; null where it has neither, or the month is not one of the
 * proposal's. The last month ends with the proposal.
 */
export function periodOf(
  { due_on, monthly }: Pick<GridRow, 'due_on' | 'monthly'>,
  day: string,
  { starts_on, ends_on }: Days,
) {
  if (!monthly) return due_on ? { period: '', due_on } : null;
  const date = Temporal.PlainDate.from(day);
  const last = date.with({ day: date.daysInMonth }).toString();
  if ((starts_on && last < starts_on) || (ends_on && ends_on < day)) return null;
  return { period: day.slice(0, 7), due_on: ends_on && ends_on < last ? ends_on : last };
}

/**
 * Returns how many were made. Of an approved proposal, from the rows as they were accepted: only who does them is taken
 * from today. A row that has its task already gets no second one.
 */
export async function makeGridTasks(ctx: Ctx, id: ProposalId): Promise<number> {
  allow(mayKeepGrid(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const proposal = await proposalForUpdate(ctx, id);
    const versions = await gridVersions(ctx, id);
    const sent = versions[0]?.content ?? [];
    if (proposal.state !== 'approved' || !isAccepted(proposal, versions, sent)) return 0;
    let made = 0;
    for (const row of (await gridOf(ctx, proposal)).rows)
      for (const cell of row.cells)
        if (wasSent(row, cell, sent) && (await makeOne(ctx, proposal, { row, cell }))) made++;
    return made;
  });
}

/** Proposals that go on and have a grid that was sent, with whoever looks after them. */
export async function gridsToWorkOff(ctx: Ctx): Promise<{ id: ProposalId; owner_id: string }[]> {
  const { rows } = await sql<{ id: ProposalId; owner_id: string }>`select p.id, p.owner_id from proposals p
    where p.library_id = ${ctx.library.id} and p.removed_at is null
      and (p.ends_on is null or p.ends_on >= ${today(ctx)})
      and exists (select 1 from responsibility_versions v where v.library_id = ${ctx.library.id}
        and v.proposal_id = p.id)`.execute(ctx.db);
  return rows;
}

/** It says today what was sent, but for who it is. */
const wasSent = (row: GridRow, { partner_id, part }: GridCell, sent: readonly SentRow[]): boolean =>
  part === 'does' &&
  sent.some(
    (each) =>
      each.id === row.id &&
      each.what === row.what &&
      each.due_on === row.due_on &&
      each.monthly === row.monthly &&
      each.cells.some((cell) => cell.partner_id === partner_id && cell.part === 'does'),
  );

async function makeOne(
  ctx: Ctx,
  proposal: Proposal,
  { row, cell }: { row: GridRow; cell: GridCell },
): Promise<boolean> {
  const when = periodOf(row, today(ctx), proposal);
  const doer = doerOf(cell);
  const partner = cell.partner_id ?? proposal.partners[0]?.id;
  if (!when || !doer || !partner) return false;
  const { rows } = await sql`select 1 from responsibility_tasks where library_id = ${ctx.library.id}
    and responsibility_id = ${row.id} and period = ${when.period}
    and partner_id is not distinct from ${cell.partner_id}::uuid`.execute(ctx.db);
  if (rows.length > 0) return false;
  const whose = cell.partner_id
    ? { member_id: null, person_id: doer.id as PersonId }
    : { member_id: doer.id as MemberId, person_id: null };
  const task = await addTask(ctx, partner, { what: row.what, due_on: when.due_on, ...whose });
  await sql`insert into responsibility_tasks (library_id, id, responsibility_id, partner_id, period, task_id, made_at)
    values (${ctx.library.id}, ${newId()}, ${row.id}, ${cell.partner_id}, ${when.period}, ${task},
      ${ctx.now})`.execute(ctx.db);
  return true;
}
