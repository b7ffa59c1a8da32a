/**
 * An organization's phones, addresses and sectors, and what a person has several of. A change keeps the rows that stay: what somebody did not touch is still the same row, so
 * that an undo of whatever brought it finds it.
 */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { newId } from '../../house/ids.ts';
import type { OrganizationDraft } from './organization.ts';
import type { PersonDraft } from './person.ts';

type Lists = Pick<OrganizationDraft, 'phones' | 'addresses' | 'sectors'>;

/** From now on the organization has exactly these, in this order. One that is `fresh` has none yet, and is not asked. */
export async function writeLists(ctx: Ctx, organization: { id: string; fresh?: boolean }, { phones, addresses, sectors }: Lists): Promise<void> {
  await writeList(ctx, 'phones', { column: 'organization_id', ...organization }, phones, ['phone_type', 'number', 'extension']);
  await writeList(ctx, 'addresses', { column: 'organization_id', ...organization }, addresses, ['address_type', ...ADDRESS]);
  await writeSectors(ctx, organization, [...new Set(sectors)]);
}

const ADDRESS = ['address_1', 'address_2', 'city', 'state_province', 'postal_code', 'country'] as const;

/** From now on the person has exactly these, in this order. */
export async function writePersonLists(
  ctx: Ctx,
  person: { id: string; fresh?: boolean },
  { phones, emails, addresses }: Omit<PersonDraft, 'name'>,
): Promise<void> {
  const owner = { column: 'person_id', ...person } as const;
  await writeList(ctx, 'person_phones', owner, phones, ['kind', 'number', 'extension']);
  await writeList(ctx, 'person_emails', owner, emails, ['kind', 'email']);
  await writeList(ctx, 'person_addresses', owner, addresses, ['kind', ...ADDRESS]);
}

type Table = 'phones' | 'addresses' | 'person_phones' | 'person_emails' | 'person_addresses';
type Owner = { column: 'organization_id' | 'person_id'; id: string; fresh?: boolean };

async function writeList<T extends object>(ctx: Ctx, table: Table, { column, id, fresh }: Owner, wanted: T[], parts: readonly (keyof T & string)[]) {
  const library_id = ctx.library.id;
  const { rows: stored } = fresh
    ? { rows: [] }
    : await sql<{ id: string; position: number }>`
        select * from ${sql.table(table)} where library_id = ${library_id} and ${sql.ref(column)} = ${id} order by position`.execute(ctx.db);
  const key = (row: object) => JSON.stringify(parts.map((part) => (row as T)[part]));
  const free = stored.map((row) => ({ row, key: key(row) }));
  const added: object[] = [];
  for (const [position, item] of wanted.entries()) {
    const at = free.findIndex((each) => each.key === key(item));
    const kept = at < 0 ? undefined : free.splice(at, 1)[0]?.row;
    if (!kept) added.push({ library_id, id: newId(), [column]: id, position, ...item });
    else if (kept.position !== position)
      await ctx.db.updateTable(table).set({ position }).where('library_id', '=', library_id).where('id', '=', kept.id).execute();
  }
  const gone = free.map(({ row }) => row.id);
  if (gone.length > 0) await ctx.db.deleteFrom(table).where('library_id', '=', library_id).where('id', 'in', gone).execute();
  if (added.length > 0)
    await ctx.db
      .insertInto(table)
      .values(added as never)
      .execute();
}

async function writeSectors(ctx: Ctx, { id: organization_id, fresh }: { id: string; fresh?: boolean }, wanted: string[]): Promise<void> {
  const library_id = ctx.library.id;
  const rows = fresh
    ? []
    : await ctx.db
        .selectFrom('organization_sectors')
        .select('sector_key')
        .where('library_id', '=', library_id)
        .where('organization_id', '=', organization_id)
        .execute();
  const stored = rows.map((row) => row.sector_key);
  const gone = stored.filter((key) => !wanted.includes(key));
  if (gone.length > 0)
    await ctx.db
      .deleteFrom('organization_sectors')
      .where('library_id', '=', library_id)
      .where('organization_id', '=', organization_id)
      .where('sector_key', 'in', gone)
      .execute();
  const added = wanted.filter((key) => !stored.includes(key)).map((sector_key) => ({ library_id, organization_id, sector_key }));
  if (added.length > 0) await ctx.db.insertInto('organization_sectors').values(added).execute();
}
