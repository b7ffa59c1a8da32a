/**
 * The published taxonomies and their terms. There are few of them, so they are all read and then filtered in memory.
 */
import type { Reading } from '../../house/ctx.ts';
import { found } from '../../house/errors.ts';
import { nameKey } from '../../rooms/directory/name-key.ts';
import { PUBLISHED } from '../exports/export.ts';
import { fullTerm } from '../exports/hsds-hanging.ts';
import { type Taxonomy, type TaxonomyTerm, vocabularyOf } from '../exports/vocabulary.ts';
import { isWordless, type Listing, type PublishedQuestion, paged } from './published-query.ts';

export async function findTaxonomies(ctx: Reading, query: PublishedQuestion): Promise<Listing<Taxonomy>> {
  const { taxonomies } = await vocabularyOf(ctx, PUBLISHED);
  return amongWords(
    taxonomies.filter((each) => has(each.name, query.search)),
    query,
  );
}

export const publishedTaxonomy = async (ctx: Reading, id: string): Promise<Taxonomy> =>
  found((await vocabularyOf(ctx, PUBLISHED)).taxonomies.find((each) => each.id === id));

/** `top_only` keeps terms without a parent, `parent_id` those directly below that term. */
export async function findTerms(ctx: Reading, query: PublishedQuestion): Promise<Listing<TaxonomyTerm>> {
  const words = await vocabularyOf(ctx, PUBLISHED);
  const terms = words.terms.filter(
    (term) =>
      (!query.parent_id || term.parent_id === query.parent_id) &&
      !(query.top_only && term.parent_id) &&
      has(term.name, query.search) &&
      (query.taxonomy_id ?? term.taxonomy_id) === term.taxonomy_id,
  );
  return amongWords(
    terms.map((term) => fullTerm(term, words)),
    query,
  );
}

export async function publishedTerm(ctx: Reading, id: string): Promise<TaxonomyTerm> {
  const words = await vocabularyOf(ctx, PUBLISHED);
  return fullTerm(found(words.terms.find((each) => each.id === id)), words);
}

const has = (name: string, search: string) => !isWordless(search) && nameKey(name).includes(nameKey(search));

/** The listing of taxonomies or terms that have been read already, so `read` asks the database for nothing. */
function amongWords<T extends { id: string }>(all: T[], query: PublishedQuestion): Listing<T> {
  const byId = new Map(all.map((each) => [each.id, each]));
  const rows = paged(all, query).map(({ id }) => ({ id, organization_id: '' }));
  return { rows, total: all.length, read: async (_, some) => some.flatMap(({ id }) => byId.get(id) ?? []) };
}
