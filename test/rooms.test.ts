/**
 * Asks the database's own catalogue whether the rooms say all that those must know who put things together: whose a
 * table is, what a merge moves, and who may read a row.
 */
import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { type Ctx, systemActor } from '../src/house/ctx.ts';
import { directory } from '../src/rooms/directory/room.ts';
import { rooms, tableNames, tableOf } from '../src/rooms/index.ts';
import { personReferences, referencesHere } from '../src/rooms/merging/references.ts';
import { aLibrary, aMember } from './factories.ts';
import { useDatabase } from './support.ts';

const world = useDatabase();
let ana: Ctx;
beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'coordinator', 'Ana');
});

type Column = { table: string; column: string; type: string };

/** Every column of every table that is there, but for temporary ones. */
async function columns(): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind in ('r', 'p') and c.relnamespace = current_schema()::regnamespace order by 1, 2`.execute(ana.db);
  return rows;
}

test('every table belongs to exactly one room', async () => {
  const there = [...new Set((await columns()).map((each) => each.table))];

  expect(rooms.flatMap((room) => Object.keys(room.tables)).toSorted()).toEqual(there.toSorted());
  expect(new Set(rooms.map((room) => room.name)).size).toBe(rooms.length);
});

/** Columns that hold such an id and do not move by a reference of their own, with the reason. */
const OTHERWISE: Record<string, string> = {
  'duplicate_answers.organization_id': 'A pair has an order; merging moves it in its own way.',
  'duplicate_answers.other_id': 'A pair has an order; merging moves it in its own way.',
  'likely_pairs.organization_id': 'Found anew.',
  'likely_pairs.other_id': 'Found anew.',
  'former_partners.former_id': 'It is no more; that is what the row says.',
  'former_partners.partner_id': 'Said anew at each merge and each undo.',
  'merges.gone_id': 'It is no more; that is what the row says.',
  'merges.gone_partner_id': 'It is no more; that is what the row says.',
  'merges.kept_id': 'Of the day of the merge; a later one says where that one went.',
  'merges.kept_partner_id': 'Of the day of the merge; a later one says where that one went.',
};

test('every column that points at an organization or a partner is moved by a merge', async () => {
  const moved = Object.values(await referencesHere(ana)).flat();
  const named = (await columns()).filter(
    ({ column, type }) =>
      type === 'uuid' &&
      /(organization|partner|^other|^kept|^gone|^former)(_\w+)?_id$|^(other|kept|gone|former)_id$/.test(column),
  );
  const names = (list: { table: string; column: string }[]) => list.map(({ table, column }) => `${table}.${column}`);

  expect(names(named).toSorted()).toEqual([...names(moved), ...Object.keys(OTHERWISE)].toSorted());
});

test('every column that points at a person is moved when two become one', async () => {
  const moved = new Set((await personReferences(ana)).map(({ table }) => table));
  const named = (await columns()).filter(({ column, type }) => type === 'uuid' && /(^|_)person_id$/.test(column));
  const own = Object.keys(directory.tables);

  expect(named.map(({ table }) => table).filter((table) => !moved.has(table) && !own.includes(table))).toEqual([]);
  expect([...moved]).toContain('interaction_persons');
});

/** A mark says that not everybody may read a row, or a row that belongs to it. */
const MARK = /^(audience|only_for|author_id|confidential\w*|private\w*)$/;

test('every table with an audience, a confidential mark or an author’s own rows says who may read it', async () => {
  const marked = (await columns()).filter(({ column }) => MARK.test(column)).map((each) => each.table);

  expect(marked.length).toBeGreaterThan(2);
  expect(marked.filter((table) => !tableOf(table).readable)).toEqual([]);
});

test('what a room says of its tables is SQL for members, for the system and for the outside', async () => {
  const { actor, ...outside } = ana;
  for (const reader of [ana, { ...ana, actor: systemActor }, outside]) {
    for (const table of tableNames) {
      const { readable } = tableOf(table);
      if (typeof readable !== 'function') continue;
      const found = await sql`select 1 from ${sql.table(table)} t where ${readable(reader, 't')}`.execute(ana.db);
      expect(found.rows).toEqual([]);
    }
  }
});

test('whose label a merge counts points at an organization, a partner or a person', async () => {
  const all = [...Object.values(await referencesHere(ana)).flat(), ...(await personReferences(ana))];
  const moved = all.map((each) => each.table);

  for (const said of ['label', 'sameWhen', 'listed'] as const)
    expect(tableNames.filter((table) => tableOf(table)[said] && !moved.includes(table))).toEqual([]);
});
