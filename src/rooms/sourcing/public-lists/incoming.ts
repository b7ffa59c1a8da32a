/** The rows of a bulk list on their way in: they stream through COPY into the temporary table `incoming`. */
import { type RawBuilder, sql } from 'kysely';
import { copyInto, copyLine } from '../../../house/copy.ts';
import type { Db } from '../../../house/db.ts';
import type { ListedRow } from './irs.ts';
import { nameKeyOf, whereabouts, wordsOf } from './place.ts';

const FACTS = [
  'name',
  'chapter',
  'tax_id',
  'group_number',
  'code',
  'sector_key',
  'sector_reason',
  'address_1',
  'city',
  'state',
  'postal_code',
  'latitude',
  'longitude',
  'income',
  'website',
  'email',
  'phone',
  'description',
  'cells',
] as const;
/** Columns that are computed from the facts. */
const DERIVED = ['words', 'name_key'] as const;
export const COLUMNS = [...FACTS, ...DERIVED];

/** These columns of a table, one after the other. */
export const columns = (names: readonly string[], table: string): RawBuilder<unknown> =>
  sql.join(names.map((name) => sql.ref(`${table}.${name}`)));
export const names = sql.join(COLUMNS.map((name) => sql.id(name)));

export async function receive(db: Db, rows: AsyncIterable<ListedRow>, watch: (rows: number) => void): Promise<void> {
  await sql`create temporary table incoming on commit drop as select source_key, ${names}
    from listed_organizations limit 0`.execute(db);
  await copyInto(db, `copy incoming (source_key, ${COLUMNS.join(', ')}) from stdin`, lines(rows, watch));
  await keepOneOfEach(db);
  await sql`analyze incoming`.execute(db);
}

async function* lines(rows: AsyncIterable<ListedRow>, watch: (rows: number) => void): AsyncIterable<string> {
  let count = 0;
  for await (const row of rows) {
    if (++count % 10_000 === 0) watch(count);
    yield lineOf(row);
  }
}

function lineOf(row: ListedRow): string {
  const { latitude, longitude, cells } = whereabouts(row.postal_code);
  const facts = [
    row.name,
    row.chapter,
    row.tax_id,
    row.group_number,
    row.code,
    row.sector_key,
    row.sector_reason,
    row.address_1,
    row.city,
    row.state,
  ];
  const more = [
    row.postal_code,
    latitude,
    longitude,
    row.income,
    row.website,
    row.email,
    row.phone,
    row.description,
    cells,
  ];
  return copyLine([row.source_key, ...facts, ...more, wordsOf(row), nameKeyOf(row)]);
}

/**
 * Of several rows with one key, keeps the one with the higher income, then the later text, in whatever order they came.
 */
async function keepOneOfEach(db: Db): Promise<void> {
  await sql`with twice as (select source_key from incoming group by source_key having count(*) > 1),
    ranked as (select i.ctid as place, row_number() over (partition by i.source_key
      order by i.income desc nulls last, i::text desc, i.ctid) as nth
      from incoming i where i.source_key in (select source_key from twice))
    delete from incoming i using ranked r where i.ctid = r.place and r.nth > 1`.execute(db);
}

export async function countIncoming(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from incoming`.execute(db);
  return rows[0]?.count ?? 0;
}

/** A row of `incoming` (i) says something else than the one that is stored (c). */
export const different = sql`(${columns(FACTS, 'c')}) is distinct from (${columns(FACTS, 'i')})`;

export const assignments = (from: string): RawBuilder<unknown> =>
  sql.join(COLUMNS.map((name) => sql`${sql.id(name)} = ${sql.ref(`${from}.${name}`)}`));
