/**
 * The public directory as a read-only HSDS 3.1 API, for anyone, under /hsds/<library>/. It lies outside /l/, where only
 * members go. A library that has not turned its directory on is not there (404). Answers may be kept but are asked for
 * again (ETag), errors are RFC 9457 problems.
 */
import type { Context } from 'hono';
import type { Reading } from '../house/ctx.ts';
import { NotFound } from '../house/errors.ts';
import type { House } from '../house/furnish.ts';
import { type AnyId, idFrom } from '../house/ids.ts';
import { HSDS_VERSION } from '../views/exports/hsds-tabular.ts';
import { findOrganizations, publishedOrganization } from '../views/public-directory/published.ts';
import { findOffers, publishedOffer } from '../views/public-directory/published-offers.ts';
import type { PublishedQuery } from '../views/public-directory/published-query.ts';
import { findServices, publishedService } from '../views/public-directory/published-services.ts';
import {
  findTaxonomies,
  findTerms,
  publishedTaxonomy,
  publishedTerm,
} from '../views/public-directory/published-words.ts';
import { json, PREFLIGHT } from './answer.ts';
import { answerList, type Find } from './listing.ts';
import { openapi } from './openapi.ts';
import { asked, type HsdsEnv, type Question, reading } from './question.ts';
import { guarded } from './refusals.ts';

type Route = (path: string, answer: (c: Context<HsdsEnv>) => Response | Promise<Response>) => unknown;
type App = { get: Route; options: Route };

type One = (ctx: Reading, id: AnyId, query: PublishedQuery) => Promise<unknown>;

const RESOURCES: Record<string, { find: Find; one: One }> = {
  organizations: { find: findOrganizations, one: publishedOrganization },
  services: { find: findServices, one: publishedService },
  service_at_locations: { find: findOffers, one: publishedOffer },
  taxonomies: { find: findTaxonomies, one: publishedTaxonomy },
  taxonomy_terms: { find: findTerms, one: publishedTerm },
};

export function hsdsApi(app: App, house: House): void {
  const ask = (path: string, answer: (question: Question) => Promise<Response>) =>
    app.get(`/hsds/:library${path}`, (c) => guarded({ c, house }, () => answer({ c, house })));
  const get = (path: string, make: (ctx: Reading, question: Question) => Promise<unknown>) =>
    ask(path, async (question) => json(question.c, await reading(question, (ctx) => make(ctx, question))));
  get('', async (ctx) => about(house, ctx));
  get('/', async (ctx) => about(house, ctx));
  get('/openapi.json', async (ctx) => openapi(ctx.library.name, `${house.baseUrl}/hsds/${ctx.library.slug}`));
  for (const [name, { find, one }] of Object.entries(RESOURCES)) {
    ask(`/${name}`, (question) => answerList(question, find));
    get(`/${name}/:id`, (ctx, question) => one(ctx, idFrom(question.c.req.param('id')), asked(question)));
  }
  app.options('/hsds/*', () => new Response(null, { status: 204, headers: PREFLIGHT }));
  const nothing = () => Promise.reject(new NotFound());
  app.get('/hsds/*', (c) => guarded({ c, house }, nothing, nothing));
}

const about = (house: House, ctx: Reading) => {
  const here = `${house.baseUrl}/hsds/${ctx.library.slug}`;
  return {
    version: HSDS_VERSION,
    profile: 'https://docs.openreferral.org/',
    openapi_url: `${here}/openapi.json`,
    publisher: { name: ctx.library.name },
  };
};
