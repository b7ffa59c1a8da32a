/** Where a listed organization is, and in which words it is found. Shared by what loads and what searches. */
import { indexWords, nameKey } from '../../directory/name-key.ts';
import { type Point, placeOf } from '../../places/places.ts';
import type { ListedRow } from './irs.ts';

/** The map cell of a place, a quarter of a degree each way, as one number. */
export const cellOf = ({ latitude, longitude }: Point): number =>
  Math.floor((latitude + 90) * 4) * 10_000 + Math.floor((longitude + 180) * 4);

/** A thousand rows share a ZIP code: each is looked up once. */
const known = new Map<string, { latitude: number | null; longitude: number | null; cells: string }>();

export function whereabouts(postalCode: string): { latitude: number | null; longitude: number | null; cells: string } {
  const zip = postalCode.slice(0, 5);
  let where = known.get(zip);
  if (!where) {
    const place = placeOf(zip);
    where = place
      ? { latitude: place.latitude, longitude: place.longitude, cells: `{${cellOf(place)}}` }
      : { latitude: null, longitude: null, cells: '{}' };
    if (known.size < 100_000) known.set(zip, where);
  }
  return where;
}

export const nameKeyOf = (row: Pick<ListedRow, 'name' | 'chapter'>): string =>
  nameKey(row.chapter ? `${row.name} ${row.chapter}` : row.name);

/** Millions of rows have a few thousand cities. */
const cities = new Map<string, string[]>();

function cityWords(city: string): string[] {
  const words = cities.get(city) ?? indexWords(city);
  if (cities.size < 50_000) cities.set(city, words);
  return words;
}

/** The words of a row in the notation of a tsvector: letters, digits and spaces need no quotes. */
export const wordsOf = ({
  name,
  chapter,
  city,
  state,
}: Pick<ListedRow, 'name' | 'chapter' | 'city' | 'state'>): string =>
  [...indexWords(name), ...indexWords(chapter), ...cityWords(city), state.toLowerCase()].join(' ');
