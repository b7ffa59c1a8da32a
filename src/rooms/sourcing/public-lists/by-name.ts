/**
 * Listed organizations by what they are called: first those whose name begins with what was typed, then the others that
 * have its words.
 */
import { sql } from 'kysely';
import type { Db } from '../../../house/db.ts';
import {
  type Ask,
  conditions,
  ENOUGH,
  type Hit,
  LISTED_ORGANIZATION,
  type ListedOrganization,
  queryOf,
} from './ask.ts';
import { complete } from './complete.ts';
import type { PlaceInOrder } from './filter.ts';

/** A character that sorts after every letter: the end of a range of names. */
const LAST = '\u{10ffff}';

/**
 * Names that begin with `key` (all names when it is empty), in their order: a walk along one index, whatever is asked.
 */
export async function byName(db: Db, ask: Ask): Promise<Hit[]> {
  const after = ask.after?.[0] === 'name' ? (ask.after as PlaceInOrder<'name'>) : null;
  const from = after ? sql`and (c.name_key, c.id) > (${after[1]}, ${after[2]}::int)` : sql``;
  const { rows } = await sql<ListedOrganization>`select ${LISTED_ORGANIZATION}
    where ${conditions(ask)} and c.name_key >= ${ask.key} and c.name_key < ${ask.key + LAST} ${from}
    order by c.name_key, c.id limit ${ENOUGH}`.execute(db);
  return rows.map((row) => ({ ...row, at: ['name', row.name_key, row.id], miles: null }));
}

/** How many rows are looked at before the best are picked: a word like "church" stands in hundreds of thousands. */
const CANDIDATES = 2000;

/** Rows that have all the words, but whose name does not begin so; the shorter the name, the more of it was meant. */
export async function byWords(db: Db, ask: Ask, limit: number): Promise<Hit[]> {
  const { terms, rows: most } = await complete(db, ask.terms);
  if (most === 0) return [];
  const after = ask.after?.[0] === 'words' ? (ask.after as PlaceInOrder<'words'>) : null;
  const from = after
    ? sql`where (length(name_key), name_key, id) > (${after[1]}::int, ${after[2]}, ${after[3]}::int)`
    : sql``;
  const others = ask.key === '' ? sql`` : sql`and not (c.name_key >= ${ask.key} and c.name_key < ${ask.key + LAST})`;
  const { rows } = await sql<ListedOrganization>`
    with candidates as materialized (
      select c.id, c.name_key from listed_organizations c where c.words @@ ${queryOf(terms)}::tsquery
        and ${conditions(ask)} ${others} limit ${CANDIDATES}
    ), best as materialized (
      select id from candidates ${from} order by length(name_key), name_key, id limit ${limit}
    )
    select ${LISTED_ORGANIZATION} join best on best.id = c.id order by length(c.name_key), c.name_key, c.id`.execute(
    db,
  );
  return rows.map((row) => ({ ...row, at: ['words', [...row.name_key].length, row.name_key, row.id], miles: null }));
}
