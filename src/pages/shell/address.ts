/**
 * Addresses of pages, made in one way: the page's own path with its names filled in. What the path has no place for
 * goes into the query. Pages do not import each other for this (they would go in circles); test/web/list.test.ts holds
 * that each path that is written here and there is the path of a page.
 */

import { remembered } from '../../house/remembered.ts';

/** The names in a path: 'id' | 'row' of "/imports/:id/rows/:row". */
export type NamesIn<P extends string> = P extends `${string}/:${infer Rest}`
  ? Rest extends `${infer Name}/${infer Tail}`
    ? Name | NamesIn<`/${Tail}`>
    : Rest
  : never;

export type Query = Record<string, string | number | readonly string[] | null | undefined>;
/** What fills a path: nothing but a query, or all of its names. */
export type Fills<P extends string> = [NamesIn<P>] extends [never]
  ? [given?: Query]
  : [given: Record<NamesIn<P>, string> & Query];

/** `to('/partners/:id', { id })`: an address within the library, or, on a page outside any library, of the site. */
export type To = <P extends string>(path: P, ...given: Fills<P>) => string;

export function addressOf<P extends string>(base: string, path: P, ...[given = {}]: Fills<P>): string {
  const values = given as Query;
  const parts = partsOf(path);
  const filled = parts.map((part, at) => (at % 2 ? encodeURIComponent(String(values[part])) : part)).join('');
  const asked = Object.entries(values)
    .filter(([name]) => !parts.some((part, at) => at % 2 && part === name))
    .flatMap(([name, value]) => [value ?? []].flat().map((each) => [name, String(each)]));
  return `${base}${filled}${asked.length > 0 ? `?${new URLSearchParams(asked)}` : ''}`;
}

/** What stands in a path and, at odd places, its names. A list asks for the same path in each of its rows. */
const partsOf = remembered((path: string): string[] => path.split(/:(\w+)/));
