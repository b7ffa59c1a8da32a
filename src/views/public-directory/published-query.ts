/** The parameters of the public directory's API, parsed. Their names are those of the HSDS API. */

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
/** A day, or a moment with its time zone; a moment without one is taken as UTC. */
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
/**
 * Whether a search has text but no letter or digit. It then finds nothing; without a word to look for, it would find
 * everything.
 */
export const isWordless = (search: string): boolean => search !== '' && nameKey(search) === '';
export type PublishedQuery = z.output<typeof publishedQuery>;

/**
 * The result of a query: which rows match, and how to read some of them. A page reads only its own rows; a caller who
 * wants all rows reads them in pieces, without holding a connection in between.
 */
export type Listing<T> = { rows: FoundId[]; total: number; read: (ctx: Reading, rows: FoundId[]) => Promise<T[]> };
/** With `whole`, every row is found and `page` is ignored. */
export type PublishedQuestion = PublishedQuery & { whole?: boolean };

export type FoundId = { id: string; organization_id: string };

export const paged = <T>(all: T[], { whole, page, per_page }: PublishedQuestion): T[] =>
  whole ? all : all.slice((page - 1) * per_page, page * per_page);
