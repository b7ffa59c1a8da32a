/**
 * The keys and words of the public lists, and where its rows are, after the program has learned to make other ones or
 * knows more ZIP codes: a few thousand rows at a time, by the worker, while everybody searches. How far it is stands in
 * `listed_organization_keys`. Words are counted anew at the end, as a load does.
 */
import { type SqlBool, sql } from 'kysely';
import type { HostCtx } from '../../../house/ctx.ts';
import { type Db, inTransaction } from '../../../house/db.ts';
import { turn } from '../../../house/turns.ts';
import { KEYS } from '../../directory/name-key.ts';
import { countWords } from './indexes.ts';
import { nameKeyOf, whereabouts, wordsOf } from './place.ts';
import { withInitials } from './title-case.ts';

const BATCH = 2000;

type KeyedRow = { id: number; name: string; chapter: string; city: string; state: string; postal_code: string };

/** Returns whether there is more to do. Does nothing while a list is loaded or a load is undone. */
export async function remakeListedKeys(host: HostCtx): Promise<boolean> {
  const at = await host.db.selectFrom('listed_organization_keys').select('version').executeTakeFirstOrThrow();
  if (at.version >= KEYS) return false;
  return inTransaction(host, async ({ db }) => {
    const { rows } = await sql<{
      mine: SqlBool;
    }>`select pg_try_advisory_xact_lock(hashtext('commontable.public-lists')) as mine`.execute(db);
    if (!rows[0]?.mine) return false;
    const { up_to } = await db.selectFrom('listed_organization_keys').select('up_to').executeTakeFirstOrThrow();
    const next = await rowsAfter(db, up_to);
    if (next.length > 0) await write(db, next);
    else if (up_to > 0) await countWords(db);
    const last = next.at(-1)?.id;
    await db
      .updateTable('listed_organization_keys')
      .set(last === undefined ? { version: KEYS, up_to: 0 } : { up_to: last })
      .execute();
    return last !== undefined;
  });
}

/** A load was undone: its former rows are back, with the keys they had then. */
export const remakeLater = (db: Db) =>
  db.updateTable('listed_organization_keys').set({ version: 0, up_to: 0 }).execute();

async function rowsAfter(db: Db, id: number): Promise<KeyedRow[]> {
  const { rows } =
    await sql<KeyedRow>`select id, name, chapter, city, state, postal_code from listed_organizations where id > ${id}
      order by id limit ${BATCH}`.execute(db);
  return rows;
}

async function write(db: Db, rows: KeyedRow[]): Promise<void> {
  const made: object[] = [];
  for (const [at, row] of rows.entries()) {
    // There are millions of rows, and pages are served by the same event loop.
    if (at % 50 === 49) await turn();
    const named = { ...row, name: withInitials(row.name), chapter: withInitials(row.chapter) };
    const keys = { name_key: nameKeyOf(named), words: wordsOf(named) };
    made.push({ id: row.id, name: named.name, chapter: named.chapter, ...keys, ...whereabouts(row.postal_code) });
  }
  await sql`update listed_organizations c
    set name = n.name, chapter = n.chapter, name_key = n.name_key, words = n.words::tsvector,
      latitude = n.latitude, longitude = n.longitude, cells = n.cells::int[]
    from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as n(id int, name text, chapter text, name_key text,
      words text, latitude real, longitude real,
      cells text)
    where c.id = n.id and (c.name, c.chapter, c.name_key, c.words, c.cells)
      is distinct from (n.name, n.chapter, n.name_key, n.words::tsvector, n.cells::int[])`.execute(db);
}
