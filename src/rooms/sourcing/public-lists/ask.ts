/** What the ways of searching share: the question, the row, and the conditions that all of them put. */
import { type RawBuilder, sql } from 'kysely';
import type { placeOf } from '../../places/places.ts';
import { PAGE_SIZE, type PublicListsFilter, type Term, type Token } from './filter.ts';

export type ListedOrganization = {
  id: number;
  source: string;
  source_key: string;
  vintage: string;
  name: string;
  chapter: string;
  name_key: string;
  tax_id: string;
  sector_key: string;
  /** As `reasonFrom` reads it. */
  sector_reason: string;
  address_1: string;
  city: string;
  state: string;
  postal_code: string;
  income: number | null;
  website: string;
  email: string;
  phone: string;
  description: string;
};
/** A question, taken apart. `key` is what was typed as a name begins; '' when words were mended. */
export type Ask = Pick<PublicListsFilter, 'sector' | 'state' | 'miles'> & {
  q: string;
  place: ReturnType<typeof placeOf> | null;
  key: string;
  terms: Term[];
  after: Token['at'] | null;
};
/** A row with its place in the order. */
export type Hit = ListedOrganization & { at: Token['at']; miles: number | null };
/** One more than a page, to know whether there are more. */
export const ENOUGH = PAGE_SIZE + 1;

export const LISTED_ORGANIZATION = sql`c.id, c.source, c.source_key, l.vintage, c.name, c.chapter, c.name_key, c.tax_id, c.sector_key, c.sector_reason, c.address_1,
  c.city, c.state, c.postal_code, c.income, c.website, c.email, c.phone, c.description from listed_organizations c join public_list_loads l on l.id = c.load_id`;

export function conditions({ sector, state }: Pick<Ask, 'sector' | 'state'>): RawBuilder<unknown> {
  const all = [sql`true`];
  if (sector) all.push(sql`c.sector_key = ${sector}`);
  if (state) all.push(sql`c.state = ${state}`);
  return sql.join(all, sql` and `);
}

/** 'food' & ('pantry' | 'pantries') & 'bost':* */
export const queryOf = (terms: Term[]): string =>
  terms
    .map(({ words, prefix }) => `(${words.map((word) => `'${word}'${prefix ? ':*' : ''}`).join(' | ')})`)
    .join(' & ');
