/** docs/glossary.md against the database, the folders and the addresses: each has a noun, and each noun is there. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../src/house/data.ts';
import { buildApp } from '../src/server.ts';
import { houseOn, useDatabase } from './support.ts';

const world = useDatabase();

const lines = readFileSync(join(root, 'docs/glossary.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| Noun'))
  .map((line) => line.split('|').map((cell) => cell.trim()));

/** What a column names: 3 tables, 4 rooms and views, 5 folders of pages, 6 addresses. */
const named = (column: number) =>
  lines.flatMap((cells) => [...(cells[column] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));

/** Folders with sources of their own, below this one. */
function foldersIn(folder: string): string[] {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  const own = files.filter((file) => /\.tsx?$/.test(file) && !/\.test\.ts$/.test(file)).map((file) => dirname(file));
  return [...new Set(own)].filter((name) => name !== '.' && name !== 'sourcing');
}

const missing = (wanted: string[], there: string[]) => wanted.filter((each) => !there.includes(each)).sort();

test('a line of the glossary has all its columns, and no noun is there twice', () => {
  expect(lines.filter((cells) => cells.length !== 8)).toEqual([]);
  const nouns = lines.map((cells) => cells[1]);
  expect(nouns.filter((noun, at) => nouns.indexOf(noun) !== at)).toEqual([]);
});

test('every table has one noun', () => {
  const schema = readFileSync(join(root, 'db/schema.sql'), 'utf8');
  const tables = [...schema.matchAll(/^create table (\w+)/gm)].map(([, name = '']) => name);

  expect(named(3).toSorted()).toEqual(tables.toSorted());
});

test('every room and every view has a noun', () => {
  const parts = ['rooms', 'views'].flatMap((part) => foldersIn(`src/${part}`).map((name) => `${part}/${name}`));
  // Folders inside imports hold parts of that noun: how a file is read, what its columns mean, what its rows do.
  const rooms = ['house', 'house/work', ...parts.filter((name) => !name.startsWith('rooms/sourcing/imports/'))];

  expect([missing(rooms, named(4)), missing(named(4), rooms)]).toEqual([[], []]);
});

test('every folder of pages has a noun', () => {
  const folders = foldersIn('src/pages');
  // A folder inside one that is named holds parts of the same noun.
  const known = (folder: string) => named(5).some((name) => folder === name || folder.startsWith(`${name}/`));

  expect([folders.filter((folder) => !known(folder)), missing(named(5), folders)]).toEqual([[], []]);
});

test('every address has a noun', () => {
  const first = (path: string) => path.replace(/^\/l\/:library(?=\/|$)/, '').split('/')[1] ?? '';
  const routes = buildApp(houseOn(world.db)).routes.filter((route) => route.method !== 'ALL');
  const addresses = [...new Set(routes.map((route) => first(route.path)))].filter((each) => /^[a-z]/.test(each));

  expect([missing(addresses, named(6)), missing(named(6), addresses)]).toEqual([[], []]);
});
