/**
 * Reads the imports and enforces the arrows of ARCHITECTURE.md, and a few rules of the house that a reader would
 * otherwise have to watch.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../src/house/data.ts';

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

const place = (path: string) => {
  const [, first = '', second = ''] = path.split('/');
  if (!path.startsWith('src/')) return path.split('/')[0] ?? '';
  return ['rooms', 'views'].includes(first) ? second : first.replace(/\.tsx?$/, '');
};

const ROOMS = [
  'house',
  'guide',
  'places',
  'accounts',
  'directory',
  'partners',
  'sourcing',
  'outreach',
  'merging',
  'worksheets',
];

/** What each place may import from, besides itself. */
const ARROWS: Record<string, string[]> = {
  // Only the names of the keys, which are a type.
  house: ['words'],
  guide: ['house', 'data'],
  places: ['house'],
  accounts: ['house', 'guide', 'places'],
  directory: ['house', 'guide', 'places', 'accounts'],
  partners: ['house', 'guide', 'places', 'accounts', 'directory'],
  sourcing: ['house', 'guide', 'places', 'accounts', 'directory', 'partners', 'data'],
  outreach: ['house', 'guide', 'places', 'accounts', 'directory', 'partners'],
  merging: ['house', 'directory', 'partners'],
  worksheets: ['house', 'guide', 'accounts', 'directory', 'partners', 'outreach'],
  gaps: ROOMS,
  exports: ROOMS,
  'public-directory': ROOMS,
  api: ['house', 'accounts', 'public-directory', 'exports'],
  'open-library': ['house', ...ROOMS],
  keys: ['house', ...ROOMS],
  removed: ['house', ...ROOMS],
  ui: ['house'],
  browser: [],
};

test('imports go only along the arrows', () => {
  const wrong = imports.filter(({ from, to }) => {
    const allowed = ARROWS[place(from)];
    return allowed && place(from) !== place(to) && !allowed.includes(place(to));
  });

  expect(wrong).toEqual([]);
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
  const known = ['src/pages/shell/door.tsx', 'src/worker.ts'];

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
