/** What one can do with the responsibility grid: write a row, change it, take it away, see who has left. */
import { type RawBuilder, sql } from 'kysely';
import { type Ctx, memberId, today } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found, Invalid, translating } from '../../house/errors.ts';
import { theLibrary } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import { insertMany } from '../../house/many.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import type { PartnerId } from '../partners/partner.ts';
import type { Proposal, ProposalId } from './proposal.ts';
import { findProposal } from './proposal-list.ts';
import { tell } from './proposals.ts';
import { type Grid, type GridRow, mayKeepGrid, type ResponsibilityId, type RowDraft } from './responsibility.ts';

/** A person of an organization is there while they have a role there; a member, until they leave. */
const person = (ctx: Ctx, column: 'person_id' | 'deputy_person_id') => sql`(
  select jsonb_build_object('id', pe.id, 'name', pe.name, 'there', exists (select 1 from contacts k
      join partners r on r.library_id = k.library_id and r.organization_id = k.organization_id
      where k.library_id = ${ctx.library.id} and r.id = c.partner_id and k.person_id = pe.id
        and (k.ends_on is null or k.ends_on >= ${today(ctx)})))
  from persons pe where pe.library_id = ${ctx.library.id} and pe.id = ${sql.ref(`c.${column}`)})`;
const member = (ctx: Ctx, column: 'member_id' | 'deputy_member_id') => sql`(
  select jsonb_build_object('id', m.id, 'name', u.name, 'there', m.left_at is null and m.role <> 'reader')
  from members m join users u on u.id = m.user_id
  where m.library_id = ${ctx.library.id} and m.id = ${sql.ref(`c.${column}`)})`;

export const rowsWhere = (ctx: Ctx, where: RawBuilder<unknown>) => sql<GridRow & { proposal_id: ProposalId }>`
  select r.id, r.proposal_id, r.what, r.due_on, r.monthly, r.version,
    coalesce((select jsonb_agg(jsonb_build_object('partner_id', c.partner_id, 'part', c.part,
        'person', coalesce(${person(ctx, 'person_id')}, ${member(ctx, 'member_id')}),
        'deputy', coalesce(${person(ctx, 'deputy_person_id')}, ${member(ctx, 'deputy_member_id')}))
        order by c.partner_id nulls first)
      from responsibility_parts c where c.library_id = ${ctx.library.id} and c.responsibility_id = r.id), '[]') as cells
  from responsibilities r where r.library_id = ${ctx.library.id} and ${where}`;

export async function gridOf(ctx: Ctx, proposal: Proposal): Promise<Grid> {
  const which = sql`r.proposal_id = ${proposal.id} order by r.monthly desc, r.due_on, r.made_at, r.id`;
  const { rows } = await rowsWhere(ctx, which).execute(ctx.db);
  const partners = proposal.partners.map(({ id, name }) => ({ partner_id: id as PartnerId | null, name }));
  const columns = [{ partner_id: null, name: ctx.library.name }, ...partners];
  // The parts of one that is not in it any more are kept for the day on which it comes back.
  const isHere = (id: PartnerId | null) => columns.some(({ partner_id }) => partner_id === id);
  const here = rows.map((row) => ({ ...row, cells: row.cells.filter(({ partner_id }) => isHere(partner_id)) }));
  return { proposal_id: proposal.id, columns, rows: here };
}

export async function findRow(ctx: Ctx, id: ResponsibilityId): Promise<{ proposal: Proposal; row: GridRow }> {
  const row = found((await rowsWhere(ctx, sql`r.id = ${id}`).execute(ctx.db)).rows[0]);
  return { proposal: await findProposal(ctx, row.proposal_id), row };
}

const STRANGE: Record<string, [string, string]> = Object.fromEntries(
  ['person_id', 'deputy_person_id', 'member_id', 'deputy_member_id', 'partner_id'].map((column) => [
    `responsibility_parts_library_id_${column}_fkey`,
    ['form', 'error.choice'] as [string, string],
  ]),
);

async function setCells(ctx: Ctx, proposal: Proposal, id: ResponsibilityId, columns: RowDraft['columns']) {
  const partners = new Set(proposal.partners.map((each) => each.id as string));
  if (columns.some(({ partner }) => partner && !partners.has(partner)))
    throw new Invalid({ form: { key: 'error.choice' } });
  await sql`delete from responsibility_parts where library_id = ${ctx.library.id}
    and responsibility_id = ${id}`.execute(ctx.db);
  const rows = columns
    .filter(({ part }) => part !== null)
    .map(({ partner, part, person, deputy }) => ({
      ...{ library_id: ctx.library.id, id: newId(), responsibility_id: id, partner_id: partner, part },
      ...(partner
        ? { member_id: null, deputy_member_id: null, person_id: person, deputy_person_id: deputy }
        : { member_id: person, deputy_member_id: deputy, person_id: null, deputy_person_id: null }),
    }));
  await translating(STRANGE, () => insertMany(ctx.db, 'responsibility_parts', rows));
}

export async function addRow(ctx: Ctx, proposal_id: ProposalId, draft: RowDraft): Promise<ResponsibilityId> {
  allow(mayKeepGrid(ctx.actor));
  const { columns, ...words } = draft;
  return inTransaction(ctx, async (ctx) => {
    const proposal = await findProposal(ctx, proposal_id);
    const id = newId<'responsibilities'>();
    const made = { made_by: memberId(ctx), made_at: ctx.now };
    await ctx.db
      .insertInto('responsibilities')
      .values({ library_id: ctx.library.id, id, proposal_id, ...words, ...made })
      .execute();
    await setCells(ctx, proposal, id, columns);
    await tell(ctx, 'responsibility.added', proposal, { what: words.what });
    return id;
  });
}

/** As the fields of its form, for the columns in their order. */
export function rowAsTyped({ what, due_on, monthly, cells }: GridRow, columns: Grid['columns']) {
  const typed: Record<string, string> = { what, due_on: due_on ?? '', monthly: monthly ? 'on' : '' };
  for (const [at, { partner_id }] of columns.entries()) {
    const cell = cells.find((each) => each.partner_id === partner_id);
    typed[`columns.${at}.part`] = cell?.part ?? '';
    typed[`columns.${at}.person`] = cell?.person?.id ?? '';
    typed[`columns.${at}.deputy`] = cell?.deputy?.id ?? '';
  }
  return typed;
}

/** Throws Conflict where somebody has changed it meanwhile. */
export async function changeRow(
  ctx: Ctx,
  id: ResponsibilityId,
  { version, columns, ...words }: RowDraft & { version: number },
) {
  allow(mayKeepGrid(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const { proposal, row } = await findRow(ctx, id);
    const changed = await ctx.db
      .updateTable('responsibilities')
      .set({ ...words, version: version + 1 })
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst();
    if (!changed.numUpdatedRows)
      throw new Conflict(rowAsTyped(row, (await gridOf(ctx, proposal)).columns), row.version);
    await setCells(ctx, proposal, id, columns);
    await tell(ctx, 'responsibility.changed', proposal, { what: words.what });
  });
}

/** Returns the id that brings it back. Tasks that came of it stay. */
export async function removeRow(ctx: Ctx, id: ResponsibilityId): Promise<RemovalId> {
  allow(mayKeepGrid(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const { proposal, row } = await findRow(ctx, id);
    const about = { subject: id, label: row.what, about: theLibrary(ctx) };
    return removing(ctx, { kind: 'responsibility', ...about }, async (ctx) => {
      const of = sql`library_id = ${ctx.library.id} and responsibility_id = ${id}`;
      await sql`delete from responsibility_tasks where ${of}`.execute(ctx.db);
      await sql`delete from responsibility_parts where ${of}`.execute(ctx.db);
      await sql`delete from responsibilities where library_id = ${ctx.library.id} and id = ${id}`.execute(ctx.db);
      await tell(ctx, 'responsibility.removed', proposal, { what: row.what });
    });
  });
}
