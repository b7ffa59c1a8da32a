/** What one can ask of the public directory: the parameters of the HSDS API, parsed. Their names are the standard's. */

import { z } from 'zod';
import type { Reading } from '../../house/ctx.ts';
import { line } from '../../house/parse.ts';
import { nameKey } from '../../rooms/directory/name-key.ts';

export const MAX_PER_PAGE = 100;
const PER_PAGE = 25;

const yes = z
  .enum(['true', 'false', '1', '0', ''])
  .default('')
  .transform((text) => text === 'true' || text === '1');
const whole = (fallback: number) => z.coerce.number().int().min(1).max(1_000_000).default(fallback);
const id = z
  .guid()
  .transform((text) => text.toLowerCase())
  .optional();
/** A day, or a moment with its time zone; a moment without one is UTC. */
const moment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true, local: true })])
  .transform((text) => new Date(/T.*(Z|[+-]\d\d:?\d\d)$/.test(text) || !text.includes('T') ? text : `${text}Z`))
  .optional();

export const publishedQuery = z.object({
  search: line(200),
  page: whole(1),
  per_page: whole(PER_PAGE).transform((size) => Math.min(size, MAX_PER_PAGE)),
  taxonomy_term_id: id,
  taxonomy_id: id,
  organization_id: id,
  parent_id: id,
  top_only: yes,
  modified_after: moment,
  minimal: yes,
  full: yes,
  full_service: yes,
  postcode: line(20),
  /** In meters. */
  proximity: z.coerce.number().positive().max(20_100_000).optional(),
});
/** Searched for, but not a word in it: such a search finds nothing, rather than everything. */
export const isWordless = (search: string): boolean => search !== '' && nameKey(search) === '';
export type PublishedQuery = z.output<typeof publishedQuery>;

/**
 * The result of a query: which rows match, and how to read some of them. A page reads the rows it needs; a caller who
 * wants all rows reads them in pieces, without holding a connection in between.
 */
export type Listing<T> = { rows: FoundId[]; total: number; read: (ctx: Reading, rows: FoundId[]) => Promise<T[]> };
/** `whole` finds every row and leaves the page aside. */
export type PublishedQuestion = PublishedQuery & { whole?: boolean };

export type FoundId = { id: string; organization_id: string };

export const paged = <T>(all: T[], { whole, page, per_page }: PublishedQuestion): T[] =>
  whole ? all : all.slice((page - 1) * per_page, page * per_page);
