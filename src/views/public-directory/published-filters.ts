/** Turns the parameters of the public directory's API into conditions on its rows. */
import { type RawBuilder, sql } from 'kysely';
import type { Reading } from '../../house/ctx.ts';
import { nameKey } from '../../rooms/directory/name-key.ts';
import type { HsdsVocabulary, TaxonomyTerm } from '../exports/vocabulary.ts';
import { isWordless, type PublishedQuery } from './published-query.ts';

/** What is filed: conditions are about `s` or about `o`. */
type Filed = 'organization' | 'service';

export const like = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`;

/** One condition for each word, at most eight. A search without any letter or digit finds nothing. */
export const searched = (query: PublishedQuery, text: string, condition: (word: string) => RawBuilder<unknown>) =>
  isWordless(query.search) ? [sql`false`] : text.split(/\s+/).filter(Boolean).slice(0, 8).map(condition);

export const serviceSearch = (query: PublishedQuery) =>
  searched(
    query,
    query.search,
    (word) =>
      sql`(concat_ws(' ', s.name, s.alternate_name, s.description) ilike ${like(word)}
        or o.search_key like ${like(nameKey(word) || word)})`,
  );

export const ofOrganization = (query: PublishedQuery) =>
  query.organization_id ? [sql`o.id = ${query.organization_id}`] : [];
export const since = (query: PublishedQuery, at: RawBuilder<unknown>) =>
  query.modified_after ? [sql`${at} >= ${query.modified_after}`] : [];

/**
 * A `postcode` without `proximity` finds what is offered in that ZIP code, because areas of service are not kept in a
 * form that can be searched.
 */
export const samePostcode = (query: PublishedQuery) =>
  query.postcode ? [sql`left(l.postal_code, 5) = ${query.postcode.slice(0, 5)}`] : [];

/**
 * Conditions for `taxonomy_term_id` and `taxonomy_id`: filed under that term, or under any term of that taxonomy. An
 * organization is filed by its sectors, its populations and the terms of its services; a service by its own terms and
 * by the sectors and populations of its organization.
 */
export function filed(
  ctx: Reading,
  query: PublishedQuery,
  { words, what }: { words: HsdsVocabulary; what: Filed },
): RawBuilder<unknown>[] {
  return [
    query.taxonomy_term_id ? words.terms.filter((term) => term.id === query.taxonomy_term_id) : null,
    query.taxonomy_id ? words.terms.filter((term) => term.taxonomy_id === query.taxonomy_id) : null,
  ].flatMap((terms) => (terms ? [underOneOf(ctx, terms, { words, what })] : []));
}

function underOneOf(
  ctx: Reading,
  terms: TaxonomyTerm[],
  { words, what }: { words: HsdsVocabulary; what: Filed },
): RawBuilder<unknown> {
  const meanings = terms.flatMap((term) => words.meaning(term.id) ?? []);
  const sectors = meanings.flatMap((each) => ('sector' in each ? each.sector : []));
  const people = meanings.flatMap((each) => ('population' in each ? each.population : []));
  const subjects = meanings.flatMap((each) => ('term' in each ? [each] : []));
  const of = what === 'service' ? sql`x.id = s.id` : sql`x.organization_id = o.id`;
  return sql`(
    o.populations && ${people}::text[]
    or exists (select 1 from organization_sectors k where k.library_id = ${ctx.library.id} and k.organization_id = o.id
      and k.sector_key = any(${sectors}::text[]))
    or exists (select 1 from service_terms t join services x on x.library_id = t.library_id and x.id = t.service_id
      where t.library_id = ${ctx.library.id} and ${of} and (t.taxonomy, t.term) in (
        select * from unnest(${subjects.map((each) => each.taxonomy)}::text[],
          ${subjects.map((each) => each.term)}::text[]))))`;
}
