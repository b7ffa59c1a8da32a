/**
 * Where a US ZIP code is, and how far two points are apart. The places are GeoNames' (data/geo, CC BY 4.0), read once when first asked for:
 * 41,488 ZIP codes in about 15 MB of memory. No SQL. Puerto Rico and the islands are not in it.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { dataFile } from '../../house/data.ts';

/** Degrees, WGS 84. */
export type Point = { latitude: number; longitude: number };
export type Place = Point & { zip: string; place: string; state: string; countyFips: string };

let places: Map<string, Place> | undefined;

/** The place of "04240" or "04240-1234"; undefined for what is no known ZIP code. */
export function placeOf(postalCode: string): Place | undefined {
  const zip = /^\s*(\d{5})(?:-?\d{4})?\s*$/.exec(postalCode)?.[1];
  if (!zip) return undefined;
  places ??= readPlaces();
  return places.get(zip);
}

/** The ZIP codes whose middle lies within so many miles of a point, nearest first. */
export function placesWithin(center: Point, miles: number): (Place & { miles: number })[] {
  places ??= readPlaces();
  const reach = miles / 68.7; // the shortest degree of latitude, so none is left out
  const near: (Place & { miles: number })[] = [];
  for (const place of places.values()) {
    if (Math.abs(place.latitude - center.latitude) > reach) continue;
    const away = milesBetween(center, place);
    if (away <= miles) near.push({ ...place, miles: away });
  }
  return near.sort((a, b) => a.miles - b.miles || Number(a.zip) - Number(b.zip));
}

export const POSTAL_CODES = 'geo/us-postal.csv';

function readPlaces(): Map<string, Place> {
  const rows: string[][] = parse(readFileSync(dataFile(POSTAL_CODES)), { from_line: 2 });
  return new Map(
    rows.map(([zip = '', place = '', state = '', countyFips = '', latitude, longitude]) => [
      zip,
      { zip, place, state, countyFips, latitude: Number(latitude), longitude: Number(longitude) },
    ]),
  );
}

export const EARTH_MILES = 3958.8;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Great-circle distance in statute miles (haversine on a sphere; at most 0.5 % off). */
export function milesBetween(a: Point, b: Point): number {
  const north = radians(b.latitude - a.latitude);
  const east = radians(b.longitude - a.longitude);
  const h = Math.sin(north / 2) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(east / 2) ** 2;
  return 2 * EARTH_MILES * Math.asin(Math.min(1, Math.sqrt(h)));
}
