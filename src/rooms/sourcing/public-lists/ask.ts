/** What all searches of the public lists share: the question, the row, and the conditions. */
import { type RawBuilder, sql } from 'kysely';
import type { placeOf } from '../../places/places.ts';
import { PAGE_SIZE, type PublicListsFilter, type SearchTerm, type Token } from './filter.ts';

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
/** A parsed search. `key` is the typed text as the beginning of a name; '' when misspelled words were corrected. */
export type Ask = Pick<PublicListsFilter, 'sector' | 'state' | 'miles'> & {
  q: string;
  place: ReturnType<typeof placeOf> | null;
  key: string;
  terms: SearchTerm[];
  after: Token['at'] | null;
};
/** A found row with its position in the order, from which the next page continues. */
export type Hit = ListedOrganization & { at: Token['at']; miles: number | null };
/** One more than a page, to know whether there are more. */
export const ENOUGH = PAGE_SIZE + 1;

export const LISTED_ORGANIZATION = sql`c.id, c.source, c.source_key, l.vintage, c.name, c.chapter, c.name_key, c.tax_id,
  c.sector_key, c.sector_reason, c.address_1,
  c.city, c.state, c.postal_code, c.income, c.website, c.email, c.phone, c.description from listed_organizations c
    join public_list_loads l on l.id = c.load_id`;

export function conditions({ sector, state }: Pick<Ask, 'sector' | 'state'>): RawBuilder<unknown> {
  const all = [sql`true`];
  if (sector) all.push(sql`c.sector_key = ${sector}`);
  if (state) all.push(sql`c.state = ${state}`);
  return sql.join(all, sql` and `);
}

/** 'food' & ('pantry' | 'pantries') & 'bost':* */
export const queryOf = (terms: SearchTerm[]): string =>
  terms
    .map(({ words, prefix }) => `(${words.map((word) => `'${word}'${prefix ? ':*' : ''}`).join(' | ')})`)
    .join(' & ');
