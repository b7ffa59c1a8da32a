/**
 * Every column that says which organization, or which partner, a row belongs to. A merge moves them all, so this room
 * is the one that writes other rooms' tables; a test asks the database's catalogue whether one is missing here, and
 * whether each keeps its changes for the undo.
 */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';

type Reference = { table: string; column: string };

export const TO_ORGANIZATION: readonly Reference[] = [
  { table: 'organizations', column: 'parent_organization_id' },
  { table: 'organization_sectors', column: 'organization_id' },
  { table: 'organization_sources', column: 'organization_id' },
  { table: 'phones', column: 'organization_id' },
  { table: 'addresses', column: 'organization_id' },
  { table: 'contacts', column: 'organization_id' },
  { table: 'services', column: 'organization_id' },
  { table: 'locations', column: 'organization_id' },
  { table: 'misplaced_answers', column: 'organization_id' },
  { table: 'partners', column: 'organization_id' },
];

/** The pair of an answer has an order, so these move in their own way. */
export const PAIRED: readonly Reference[] = [
  { table: 'duplicate_answers', column: 'organization_id' },
  { table: 'duplicate_answers', column: 'other_id' },
];

export const TO_PARTNER: readonly Reference[] = [
  { table: 'stage_changes', column: 'partner_id' },
  { table: 'next_steps', column: 'partner_id' },
  { table: 'notes', column: 'partner_id' },
  { table: 'worksheet_partners', column: 'partner_id' },
  { table: 'leads', column: 'promoted_partner_id' },
  { table: 'listed_organization_answers', column: 'partner_id' },
];

/** Everything that belongs to the gone one belongs to the kept one from now on. */
export async function moveAll(ctx: Ctx, references: readonly Reference[], from: string, to: string): Promise<void> {
  for (const { table, column } of references) {
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${to}
      where library_id = ${ctx.library.id} and ${sql.ref(column)} = ${from}`.execute(ctx.db);
  }
}

/**
 * How many rows of which table belong to it. Of private notes only one's own are counted: that another's exists is
 * private too.
 */
export async function countAll(
  ctx: Ctx,
  organizationId: string,
  partnerId: string | null,
): Promise<Record<string, number>> {
  const countOf = (id: string) => (reference: Reference) => {
    const seen = reference.table === 'notes' ? sql`and (audience = 'library' or author_id = ${ctx.actor.id})` : sql``;
    return sql`select ${reference.table} as name, count(*) as rows from ${sql.table(reference.table)}
      where library_id = ${ctx.library.id} and ${sql.ref(reference.column)} = ${id} ${seen}`;
  };
  const counts = [
    ...TO_ORGANIZATION.map(countOf(organizationId)),
    ...(partnerId ? TO_PARTNER.map(countOf(partnerId)) : []),
  ];
  const { rows } = await sql<{ name: string; rows: number }>`${sql.join(counts, sql` union all `)}`.execute(ctx.db);
  return Object.fromEntries(rows.filter((row) => row.rows > 0).map((row) => [row.name, row.rows]));
}
