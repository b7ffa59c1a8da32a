/**
 * Where a US ZIP code is, and how far two points are apart. No SQL. The places of the states are GeoNames' (data/geo,
 * CC BY 4.0), read once when first asked for: 41,488 ZIP codes in about 15 MB of memory. That file has neither Puerto
 * Rico nor the islands. They come from a table of our own, in which all ZIP codes of a municipality have one point, its
 * middle (on Guam and St. Croix, that of the village). So distances there are right to a few miles, and a code that the
 * post office has not assigned yet is known if it lies between two that are.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { dataFile } from '../../house/data.ts';

/** Degrees, WGS 84. */
export type Point = { latitude: number; longitude: number };
export type Place = Point & { zip: string; place: string; state: string; countyFips: string };

let places: Map<string, Place> | undefined;

const ZIP = /^\s*(\d{5})(?:-?\d{4})?\s*$/;

/** Whether the text has the form of a ZIP code, be it one that exists or not. */
export const isZip = (postalCode: string): boolean => ZIP.test(postalCode);

/** The place of "04240" or "04240-1234"; undefined for what is no known ZIP code. */
export function placeOf(postalCode: string): Place | undefined {
  const zip = ZIP.exec(postalCode)?.[1];
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

/** Ranges of ZIP codes, with a point for each. */
export const TERRITORIES = 'geo/territories.csv';

function readPlaces(): Map<string, Place> {
  const all = new Map<string, Place>();
  for (const [zip = '', ...where] of rowsOf(POSTAL_CODES)) all.set(zip, placeAt(zip, where));
  for (const [from, to, ...where] of rowsOf(TERRITORIES)) {
    for (let code = Number(from); code <= Number(to); code++) {
      const zip = String(code).padStart(5, '0');
      all.set(zip, placeAt(zip, where));
    }
  }
  return all;
}

const rowsOf = (file: string): string[][] => parse(readFileSync(dataFile(file)), { from_line: 2 });

function placeAt(zip: string, [place = '', state = '', countyFips = '', latitude, longitude]: string[]): Place {
  return { zip, place, state, countyFips, latitude: Number(latitude), longitude: Number(longitude) };
}

export const EARTH_MILES = 3958.8;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Great-circle distance in statute miles (haversine on a sphere; at most 0.5 % off). */
export function milesBetween(a: Point, b: Point): number {
  const north = radians(b.latitude - a.latitude);
  const east = radians(b.longitude - a.longitude);
  const h =
    Math.sin(north / 2) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(east / 2) ** 2;
  return 2 * EARTH_MILES * Math.asin(Math.min(1, Math.sqrt(h)));
}
