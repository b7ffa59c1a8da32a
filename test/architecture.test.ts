/**
 * Reads the imports and enforces the arrows of ARCHITECTURE.md, and a few rules of the house that a reader would
 * otherwise have to watch.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../src/house/data.ts';
import { rooms } from '../src/rooms/index.ts';
import { sqlIn } from './sql.ts';

const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.test.ts') && !name.endsWith('tables.ts'))
  .map((name) => join('src', name));

type Import = { from: string; to: string; typeOnly: boolean };

const imports: Import[] = files.flatMap((from) => {
  const source = readFileSync(join(root, from), 'utf8');
  return [...source.matchAll(/^import (type )?[^;]*?from '(\.[^']+)'/gms)].map(([, type, path]) => ({
    from,
    to: relative(root, join(root, dirname(from), path ?? '')),
    typeOnly: Boolean(type),
  }));
});

/** A room, a view, or what stands beside them in `src`. */
const place = (path: string) => {
  const [, first = '', second = ''] = path.split('/');
  if (!path.startsWith('src/')) return path.split('/')[0] ?? '';
  return (['rooms', 'views'].includes(first) ? second : first).replace(/\.tsx?$/, '');
};

const BELOW = ['house', 'guide', 'places', 'accounts'];
const ROOMS = [
  ...BELOW,
  'lists',
  'directory',
  'partners',
  'guests',
  'mailbox',
  'sourcing',
  'outreach',
  'letters',
  'stories',
  'talking-points',
  'ties',
  'overlaps',
  'officials',
  'initiatives',
  'agreements',
  'interviews',
  'merging',
  'worksheets',
];

/** What each place may import from, besides itself. `index` is the one list of rooms. */
const ARROWS: Record<string, string[]> = {
  // Only the names of the keys, which are a type.
  house: ['words'],
  guide: ['house', 'data'],
  places: ['house'],
  accounts: ['house', 'guide', 'places'],
  lists: ['house', 'accounts'],
  directory: BELOW,
  partners: [...BELOW, 'directory'],
  guests: [...BELOW, 'directory', 'partners'],
  mailbox: [...BELOW, 'directory', 'partners'],
  outreach: [...BELOW, 'directory', 'partners', 'guests', 'mailbox'],
  letters: [...BELOW, 'directory', 'partners', 'mailbox', 'outreach'],
  stories: [...BELOW, 'directory', 'partners', 'guests', 'outreach', 'ties'],
  officials: [...BELOW, 'directory', 'partners', 'outreach', 'ties'],
  agreements: [
    ...[
      ...BELOW,
      'directory',
      'partners',
      'guests',
      'outreach',
      'officials',
      'initiatives',
      'worksheets',
      'interviews',
    ],
    'data',
  ],
  initiatives: [...BELOW, 'directory', 'partners', 'outreach', 'sourcing', 'overlaps'],
  interviews: [...BELOW, 'directory', 'partners', 'guests', 'sourcing'],
  overlaps: [...BELOW, 'directory', 'partners', 'sourcing'],
  ties: [...BELOW, 'directory', 'partners', 'mailbox', 'outreach'],
  'talking-points': [...BELOW, 'directory', 'partners', 'mailbox', 'outreach', 'stories'],
  // Imports write many notes at once, by the bulk verb of the room that has them.
  sourcing: [...BELOW, 'directory', 'partners', 'outreach', 'data'],
  // Knows the other rooms only by what they bring.
  merging: [...BELOW, 'directory', 'partners', 'index'],
  worksheets: [...BELOW, 'directory', 'partners', 'outreach'],
  index: ROOMS,
  calendar: [...ROOMS, 'index'],
  evidence: [...ROOMS, 'index'],
  exports: [...ROOMS, 'index'],
  gaps: [...ROOMS, 'index'],
  history: [...ROOMS, 'index'],
  'initiative-story': [...ROOMS, 'index'],
  'public-directory': [...ROOMS, 'index', 'exports'],
  removed: [...ROOMS, 'index'],
  search: [...ROOMS, 'index'],
  timeline: [...ROOMS, 'index'],
  today: [...ROOMS, 'index'],
  api: ['house', 'accounts', 'public-directory', 'exports'],
  'open-library': ROOMS,
  keys: ROOMS,
  // What all rooms say is due, as mail.
  digest: [...ROOMS, 'today'],
  ui: ['house'],
  browser: [],
};
/** They know who is asking, and put together what they like. */
const DOORS = ['app', 'cli', 'database', 'listen', 'pages', 'server', 'thread', 'worker'];

test('imports go only along the arrows', () => {
  const wrong = imports.filter(({ from, to }) => {
    const allowed = ARROWS[place(from)] ?? [];
    return !DOORS.includes(place(from)) && place(from) !== place(to) && !allowed.includes(place(to));
  });

  expect(wrong).toEqual([]);
});

test('every room and view has its arrows', () => {
  const here = files.filter((file) => /^src\/(rooms|views)\//.test(file)).map(place);

  expect([...new Set(here)].filter((each) => !ARROWS[each])).toEqual([]);
});

const owners = new Map(rooms.flatMap((room) => Object.keys(room.tables).map((table) => [table, room.name])));
const sqlOf = (file: string) => sqlIn(readFileSync(join(root, file), 'utf8'), new Set(owners.keys()));
const inFolder = (folder: string) => files.filter((file) => file.startsWith(`src/${folder}/`));

test('SQL of the house is about its own tables: it knows nothing of the rooms', () => {
  const wrong = inFolder('house').flatMap((file) => {
    const { reads, writes } = sqlOf(file);
    const foreign = [...new Set([...reads, ...writes])].filter((table) => owners.get(table) !== 'house');
    return foreign.map((table) => `${file} is about ${table} of ${owners.get(table)}`);
  });

  expect(wrong).toEqual([]);
});

test('SQL follows the arrows: a room reads only tables of rooms that it may import', () => {
  const wrong = inFolder('rooms').flatMap((file) => {
    const [mine, allowed] = [place(file), ARROWS[place(file)] ?? []];
    const read = [...sqlOf(file).reads].filter((table) => {
      const owner = owners.get(table) ?? '';
      return owner !== mine && !allowed.includes(owner);
    });
    return read.map((table) => `${file} reads ${table} of ${owners.get(table)}`);
  });

  expect(wrong).toEqual([]);
});

test('a room writes only its own tables, and a view none', () => {
  const wrong = [...inFolder('rooms'), ...inFolder('views')].flatMap((file) => {
    const written = [...sqlOf(file).writes].filter((table) => owners.get(table) !== place(file));
    return written.map((table) => `${file} writes ${table} of ${owners.get(table)}`);
  });

  expect(wrong).toEqual([]);
});

test('SQL is read as it is written', () => {
  const tables = new Set(['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight']);
  const read = (source: string) => {
    const { reads, writes } = sqlIn(source, tables);
    return [[...reads], [...writes]];
  };

  expect(read('select 1 from one a, two as b join three c on true -- update of nothing')).toEqual([
    ['one', 'two', 'three'],
    [],
  ]);
  expect(read('delete from one using two where exists (select 1 from three)')).toEqual([
    ['one', 'two', 'three'],
    ['one'],
  ]);
  expect(read('insert into one select * from two; update three set x = 1 from four')).toEqual([
    ['two', 'four'],
    ['one', 'three'],
  ]);
  expect(read(".selectFrom('one as o').innerJoin('two', 'x').leftJoin('three as t')")).toEqual([
    ['one', 'two', 'three'],
    [],
  ]);
  expect(read(".insertInto('one') .updateTable('two') .deleteFrom('three'); insertMany(ctx.db, 'four', [])")).toEqual([
    [],
    ['one', 'two', 'three', 'four'],
  ]);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source
  expect(read("for (const table of ['one', 'two']) sql`update ${sql.table(table)} set x = 1`")).toEqual([
    ['one', 'two'],
    ['one', 'two'],
  ]);
  expect(read("// from one\n/* update two */ const three = 'four';")).toEqual([[], []]);
});

test('components know nothing of the house but its words, ids and types', () => {
  const wrong = imports.filter(
    ({ from, to, typeOnly }) => place(from) === 'ui' && place(to) === 'house' && !typeOnly && !to.endsWith('/ids.ts'),
  );

  expect(wrong).toEqual([]);
});

test('no import goes in a circle', () => {
  const edges = Map.groupBy(
    imports.filter((each) => !each.typeOnly),
    (each) => each.from,
  );
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: string[]) => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
    if (path.includes(file) || done.has(file)) return;
    for (const { to } of edges.get(file) ?? []) visit(to, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);

  expect(circles).toEqual([]);
});

test('SQL stands in rooms, the house and the command line of the host, never in pages or components', () => {
  const withSql = files.filter((file) =>
    /\.(selectFrom|insertInto|updateTable|deleteFrom)\(|sql`/.test(readFileSync(join(root, file), 'utf8')),
  );
  const allowed = ['src/house/', 'src/rooms/', 'src/views/'];
  // The form's key belongs to the door itself; the worker sweeps.
  const known = ['src/pages/shell/once.ts', 'src/worker.ts'];

  expect(withSql.filter((file) => !allowed.some((folder) => file.startsWith(folder)) && !known.includes(file))).toEqual(
    [],
  );
});

test('passwords are compared in one place, which counts', () => {
  const knowing = files.filter((file) => /argon2'|password_hash'/.test(readFileSync(join(root, file), 'utf8')));

  expect(knowing).toEqual(['src/rooms/accounts/passwords.ts']);
});

test('the clock and chance are asked for at the doors only', () => {
  const rooms = files.filter((file) => file.startsWith('src/rooms/') || file.startsWith('src/views/'));

  expect(
    rooms.filter((file) => /new Date\(\)|Date\.now|Math\.random/.test(readFileSync(join(root, file), 'utf8'))),
  ).toEqual([]);
});

test('a journey waits for what it expects of a page: read once, it may not be there yet on a slow machine', () => {
  const journeys = readdirSync(join(root, 'test/browser')).filter((name) => name.endsWith('.spec.ts'));

  expect(journeys.length).toBeGreaterThan(5);
  expect(
    journeys.filter((name) => /expect\(\(?await /.test(readFileSync(join(root, 'test/browser', name), 'utf8'))),
  ).toEqual([]);
});

test('every pool is opened by the house, which bears that the database goes away', () => {
  const all = ['src', 'test', 'bench'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  const own = all.filter(
    (name) => name.endsWith('.ts') && /\bnew (?:pg\.)?Pool\(\{/.test(readFileSync(join(root, name), 'utf8')),
  );

  expect(own).toEqual(['src/house/db.ts']);
});
