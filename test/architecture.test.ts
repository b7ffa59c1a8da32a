/** Reads the imports and enforces the arrows of ARCHITECTURE.md, and a few rules of the house that a reader would otherwise have to watch. */
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
  return first === 'rooms' ? second : first.replace(/\.tsx?$/, '');
};

/** What each place may import from, besides itself. */
const ARROWS: Record<string, string[]> = {
  house: ['messages'],
  accounts: ['house'],
  guide: ['house', 'data'],
  directory: ['house', 'guide'],
  places: ['house'],
  partners: ['house', 'guide', 'directory'],
  catalogue: ['house', 'guide', 'places', 'directory', 'data'],
  leads: ['house', 'guide', 'directory', 'places', 'partners', 'catalogue'],
  imports: ['house', 'guide', 'directory', 'places', 'partners', 'catalogue', 'leads'],
  duplicates: ['house', 'directory', 'partners'],
  gaps: ['house', 'guide', 'directory', 'places'],
  exports: ['house', 'guide', 'directory', 'places', 'partners'],
  api: ['house', 'accounts', 'exports'],
  evaluations: ['house', 'guide'],
  'open-library': ['house', 'accounts', 'directory', 'evaluations'],
  keys: ['house', 'accounts', 'directory', 'leads', 'imports'],
  removed: ['house', 'accounts', 'directory', 'partners', 'leads', 'imports', 'duplicates', 'evaluations'],
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
  const wrong = imports.filter(({ from, to, typeOnly }) => place(from) === 'ui' && place(to) === 'house' && !typeOnly && !to.endsWith('/ids.ts'));

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
  const withSql = files.filter((file) => /\.(selectFrom|insertInto|updateTable|deleteFrom)\(|sql`/.test(readFileSync(join(root, file), 'utf8')));
  const allowed = ['src/house/', 'src/rooms/'];
  // The form's key belongs to the door itself; the worker sweeps.
  const known = ['src/pages/door.tsx', 'src/worker.ts'];

  expect(withSql.filter((file) => !allowed.some((folder) => file.startsWith(folder)) && !known.includes(file))).toEqual([]);
});

test('passwords are compared in one place, which counts', () => {
  const knowing = files.filter((file) => /argon2'|password_hash'/.test(readFileSync(join(root, file), 'utf8')));

  expect(knowing).toEqual(['src/rooms/accounts/passwords.ts']);
});

test('the clock and chance are asked for at the doors only', () => {
  const rooms = files.filter((file) => file.startsWith('src/rooms/'));

  expect(rooms.filter((file) => /new Date\(\)|Date\.now|Math\.random/.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
});
