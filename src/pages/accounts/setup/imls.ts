/**
 * The library systems of the IMLS Public Libraries Survey (FY 2015, US government work), to choose one's own from at
 * set-up. Read when first asked for.
 */
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import stateTimeZones from '../../../../data/libraries/state-time-zones.json' with { type: 'json' };
import { dataFile } from '../../../house/data.ts';
import { nameKey } from '../../../rooms/directory/name-key.ts';

export type LibrarySystem = { id: string; name: string; city: string; state: string; zip: string };

export type Outlet = { name: string; city: string; zip: string };

/** The outlets of one system, central library and branches, by name; none for a system that the survey lacks. */
export async function outletsOf(system: string): Promise<Outlet[]> {
  if (!/^[A-Z]{2}\d{4}$/.test(system)) return [];
  const rows: (Outlet & { system: string })[] = parse(await readFile(dataFile('libraries/imls-2015-branches.csv')), {
    columns: true,
  });
  const own = rows.filter((row) => row.system === system);
  // A branch has a name of its own in its library.
  return [...new Map(own.map((row) => [row.name, row])).values()];
}

let systems: Promise<(LibrarySystem & { key: string })[]> | undefined;

async function read() {
  const rows: LibrarySystem[] = parse(await readFile(dataFile('libraries/imls-2015.csv')), { columns: true });
  return rows.map((row) => ({ ...row, key: nameKey(`${row.name} ${row.city} ${row.state} ${row.zip}`) }));
}

/** Systems whose name, place or ZIP has every word of the query; at most 25, those whose name starts with it first. */
export async function searchLibraries(query: string): Promise<LibrarySystem[]> {
  systems ??= read();
  const key = nameKey(query.replace(/\b(\d{5})-\d{4}\b/, '$1'));
  const words = key.split(' ').filter(Boolean);
  if (words.length === 0) return [];
  const matches = (await systems).filter((system) => words.every((word) => ` ${system.key}`.includes(` ${word}`)));
  const rank = (system: { key: string }) => (system.key.startsWith(key) ? 0 : 1);
  return matches.sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name)).slice(0, 25);
}

/** The time zone that most people of a state live in: a suggestion, which the form lets one change. */
export const timeZoneOfState = (state: string): string =>
  (stateTimeZones as Record<string, string>)[state] ?? 'America/New_York';
