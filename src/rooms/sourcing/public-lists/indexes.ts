/**
 * The indexes that searching needs. They are built by the load that finds them missing, after its rows are in, and
 * dropped when the last row is undone: building them in one go takes seconds where filling them row by row takes
 * minutes.
 */
import { sql } from 'kysely';
import type { Db } from '../../../house/db.ts';

const INDEXES: Record<string, string> = {
  listed_organizations_words_index: 'using gin (words, state, sector_key, cells) with (fastupdate = off)',
  listed_organizations_name_index: '(name_key, id)',
  listed_organizations_state_index: '(state, name_key, id)',
  listed_organizations_sector_index: '(sector_key, name_key, id)',
  listed_organizations_state_sector_index: '(state, sector_key, name_key, id)',
  // For each sector in which a library talks to nobody, a few organizations near a branch (views/gaps).
  listed_organizations_belt_index: '(sector_key, state, latitude) where latitude is not null',
  listed_organizations_zip_index: '("left"(postal_code, 5), name_key, id)',
  listed_organizations_zip_sector_index: '("left"(postal_code, 5), sector_key, name_key, id)',
};

export async function buildSearchIndexes(db: Db): Promise<void> {
  for (const [name, definition] of Object.entries(INDEXES)) {
    await sql`create index if not exists ${sql.id(name)} on listed_organizations ${sql.raw(definition)}`.execute(db);
  }
}

export async function dropSearchIndexes(db: Db): Promise<void> {
  for (const name of Object.keys(INDEXES)) await sql`drop index if exists ${sql.id(name)}`.execute(db);
}

/** Counts the words of all rows anew; what did not change is not written. */
export async function countWords(db: Db): Promise<void> {
  await sql`create temporary table counted on commit drop as
    select word, ndoc as rows from ts_stat('select words from listed_organizations')
      where length(word) between 3 and 100 and word !~ '^[0-9]+$'`.execute(db);
  await sql`create unique index on counted (word)`.execute(db);
  await sql`analyze counted`.execute(db);
  await sql`delete from listed_organization_words w
    where not exists (select 1 from counted where counted.word = w.word)`.execute(db);
  await sql`insert into listed_organization_words (word, rows) select word, rows from counted
    on conflict (word) do update set rows = excluded.rows
      where listed_organization_words.rows <> excluded.rows`.execute(db);
  await sql`drop table counted`.execute(db);
}
