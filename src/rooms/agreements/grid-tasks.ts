/**
 * Rows of an accepted grid become tasks of ours and promises of theirs: one with a day once, one of each month at its
 * end, for whoever does it today.
 */

import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { type Ctx, today } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow } from '../../house/errors.ts';
import { addTask } from '../outreach/tasks.ts';
import type { PartnerId } from '../partners/partner.ts';
import { acceptedBy, gridVersions } from './grid-versions.ts';
import type { Proposal, ProposalId } from './proposal.ts';
import { findProposal } from './proposal-list.ts';
import { gridOf } from './responsibilities.ts';
import { doerOf, type GridCell, type GridRow, mayKeepGrid, needsWord, type SentRow } from './responsibility.ts';

/** Whether every partner has accepted what it is to do of this. */
export const isAccepted = (
  proposal: Pick<Proposal, 'partners'>,
  versions: Awaited<ReturnType<typeof gridVersions>>,
  now: readonly SentRow[],
): boolean =>
  versions.length > 0 &&
  proposal.partners.every(({ id }) => {
    const accepted = acceptedBy(versions, id);
    return accepted !== null && needsWord(id, accepted, now) !== 'accept';
  });

/** The month and its last day, or the row's own day; null where it has neither. */
export function periodOf({ due_on, monthly }: Pick<GridRow, 'due_on' | 'monthly'>, day: string) {
  if (!monthly) return due_on ? { period: '', due_on } : null;
  const date = Temporal.PlainDate.from(day);
  return { period: day.slice(0, 7), due_on: date.with({ day: date.daysInMonth }).toString() };
}

/** Returns how many were made. A row that has its task already gets no second one. */
export async function makeGridTasks(ctx: Ctx, id: ProposalId): Promise<number> {
  allow(mayKeepGrid(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    await sql`select 1 from proposals where library_id = ${ctx.library.id} and id = ${id} for update`.execute(ctx.db);
    const proposal = await findProposal(ctx, id);
    const versions = await gridVersions(ctx, id);
    const sent = versions[0]?.content ?? [];
    if (!isAccepted(proposal, versions, sent)) return 0;
    if (proposal.ends_on && proposal.ends_on < today(ctx)) return 0;
    let made = 0;
    for (const row of (await gridOf(ctx, proposal)).rows.filter((each) => sent.some(({ id }) => id === each.id)))
      for (const cell of row.cells.filter(({ part }) => part === 'does'))
        if (await makeOne(ctx, proposal, { row, cell })) made++;
    return made;
  });
}

async function makeOne(
  ctx: Ctx,
  proposal: Proposal,
  { row, cell }: { row: GridRow; cell: GridCell },
): Promise<boolean> {
  const when = periodOf(row, today(ctx));
  const doer = doerOf(cell);
  if (!when || !doer) return false;
  const key = { responsibility: row.id, whose: doer.id as string, period: when.period };
  const { rows } = await sql`select 1 from responsibility_tasks where library_id = ${ctx.library.id}
    and responsibility_id = ${key.responsibility} and period = ${key.period}
    and whose in (${cellIds(cell)})`.execute(ctx.db);
  if (rows.length > 0) return false;
  const partner = cell.partner_id ?? (proposal.partners[0]?.id as PartnerId);
  const whose = cell.partner_id
    ? { member_id: null, person_id: doer.id as never }
    : { member_id: doer.id as never, person_id: null };
  const task = await addTask(ctx, partner, { what: row.what, due_on: when.due_on, ...whose });
  await sql`insert into responsibility_tasks (library_id, responsibility_id, whose, period, task_id, made_at)
    values (${ctx.library.id}, ${key.responsibility}, ${key.whose}, ${key.period}, ${task}, ${ctx.now})`.execute(
    ctx.db,
  );
  return true;
}

/** Whoever has the cell: what one of them has a task for is not given to the other as well. */
const cellIds = ({ person, deputy }: GridCell) =>
  sql.join([person, deputy].flatMap((each) => (each ? [sql`${each.id}::uuid`] : [])));
