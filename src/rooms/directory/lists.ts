/**
 * Writes the lists of an organization (phones, addresses, sectors) and of a person (phones, mails, addresses). Rows
 * that do not change are kept, so that an import, merge or removal that recorded them can still be undone.
 */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { newId } from '../../house/ids.ts';
import { given, insertMany } from '../../house/many.ts';
import type { OrganizationDraft, OrganizationId } from './organization.ts';
import type { PersonDraft } from './person.ts';

type OrganizationLists = Pick<OrganizationDraft, 'phones' | 'addresses' | 'sectors'>;
/** The organization or person. One that is `fresh` was just added, so its stored rows need not be read. */
type ListOwner = { id: string; fresh?: boolean };

/** Makes the lists of each organization exactly these, in this order. A fixed number of statements, however many. */
export async function writeLists(ctx: Ctx, many: (ListOwner & OrganizationLists)[]): Promise<void> {
  const column = 'organization_id';
  await writeList(
    ctx,
    { table: 'phones', column, parts: ['phone_type', 'number', 'extension', 'description'] },
    wantedOf(many, (each) => each.phones),
  );
  await writeList(
    ctx,
    { table: 'addresses', column, parts: ['address_type', ...ADDRESS] },
    wantedOf(many, (each) => each.addresses),
  );
  await writeSectors(
    ctx,
    wantedOf(many, (each) => each.sectors),
  );
}

const ADDRESS = ['address_1', 'address_2', 'city', 'state_province', 'postal_code', 'country'];

/** Makes the lists of each person exactly these, in this order. */
export async function writePersonLists(ctx: Ctx, many: (ListOwner & Omit<PersonDraft, 'name'>)[]): Promise<void> {
  const column = 'person_id';
  await writeList(
    ctx,
    { table: 'person_phones', column, parts: ['kind', 'number', 'extension', 'description'] },
    wantedOf(many, (each) => each.phones),
  );
  await writeList(
    ctx,
    { table: 'person_emails', column, parts: ['kind', 'email'] },
    wantedOf(many, (each) => each.emails),
  );
  await writeList(
    ctx,
    { table: 'person_addresses', column, parts: ['kind', ...ADDRESS] },
    wantedOf(many, (each) => each.addresses),
  );
}

type Wanted<T> = ListOwner & { wanted: T[] };
const wantedOf = <M extends ListOwner, T>(many: M[], list: (each: M) => T[]): Wanted<T>[] =>
  many.map((each) => ({ id: each.id, fresh: each.fresh ?? false, wanted: list(each) }));

type List = {
  table: 'phones' | 'addresses' | 'person_phones' | 'person_emails' | 'person_addresses';
  column: 'organization_id' | 'person_id';
  /** Columns that identify an entry: a stored row that agrees in all of them is kept. */
  parts: string[];
};
type StoredItem = { id: string; position: number } & Record<string, unknown>;

async function writeList(ctx: Ctx, list: List, many: Wanted<object>[]): Promise<void> {
  const { table } = list;
  const stored = await storedBy(ctx, list, many);
  const added: object[] = [];
  const moved: { id: string; position: number }[] = [];
  const gone: string[] = [];
  const key = (row: object) => JSON.stringify(list.parts.map((part) => (row as Record<string, unknown>)[part]));
  for (const { id, wanted } of many) {
    const free = (stored.get(id) ?? []).map((row) => ({ row, key: key(row) }));
    for (const [position, item] of wanted.entries()) {
      const at = free.findIndex((each) => each.key === key(item));
      const kept = at < 0 ? undefined : free.splice(at, 1)[0]?.row;
      if (!kept) added.push({ library_id: ctx.library.id, id: newId(), [list.column]: id, position, ...item });
      else if (kept.position !== position) moved.push({ id: kept.id, position });
    }
    gone.push(...free.map(({ row }) => row.id));
  }
  if (moved.length > 0)
    await sql`update ${sql.table(table)} t set position = n.position from ${given(table, moved)} n
      where t.library_id = ${ctx.library.id} and t.id = n.id`.execute(ctx.db);
  if (gone.length > 0)
    await sql`delete from ${sql.table(table)} where library_id = ${ctx.library.id}
      and id = any(${gone}::uuid[])`.execute(ctx.db);
  await insertMany(ctx.db, table, added);
}

async function storedBy(ctx: Ctx, { table, column }: List, many: ListOwner[]): Promise<Map<string, StoredItem[]>> {
  const asked = many.filter((each) => !each.fresh).map((each) => each.id);
  if (asked.length === 0) return new Map();
  const { rows } = await sql<StoredItem>`
    select * from ${sql.table(table)} where library_id = ${ctx.library.id}
      and ${sql.ref(column)} = any(${asked}::uuid[]) order by position`.execute(ctx.db);
  return Map.groupBy(rows, (row) => row[column] as string);
}

async function writeSectors(ctx: Ctx, many: Wanted<string>[]): Promise<void> {
  const library_id = ctx.library.id;
  const asked = many.filter((each) => !each.fresh).map((each) => each.id);
  type Sector = { organization_id: OrganizationId; sector_key: string };
  const { rows } =
    asked.length === 0
      ? { rows: [] }
      : await sql<Sector>`select organization_id, sector_key from organization_sectors
          where library_id = ${library_id} and organization_id = any(${asked}::uuid[])`.execute(ctx.db);
  const wanted = new Map(many.map((each) => [each.id, new Set(each.wanted)]));
  const gone = rows.filter((row) => !wanted.get(row.organization_id)?.has(row.sector_key));
  for (const row of rows) wanted.get(row.organization_id)?.delete(row.sector_key);
  if (gone.length > 0)
    await sql`delete from organization_sectors t using ${given('organization_sectors', gone)} n
      where t.library_id = ${library_id} and t.organization_id = n.organization_id
        and t.sector_key = n.sector_key`.execute(ctx.db);
  const added = [...wanted].flatMap(([organization_id, keys]) =>
    [...keys].map((sector_key) => ({ library_id, organization_id, sector_key })),
  );
  await insertMany(ctx.db, 'organization_sectors', added);
}
