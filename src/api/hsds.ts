/**
 * The public directory as a read-only HSDS 3.1 API, for anyone, under /hsds/<library>/. It lies outside /l/, where only
 * members go. A library that has not turned its directory on is not there (404). Answers may be kept but are asked for
 * again (ETag), errors are RFC 9457 problems.
 */

import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { TooMany } from '../house/counters.ts';
import type { Reading } from '../house/ctx.ts';
import { asBusy, Invalid, NotFound } from '../house/errors.ts';
import type { House } from '../house/furnish.ts';
import { type AnyId, idFrom } from '../house/ids.ts';
import { parse } from '../house/parse.ts';
import { streamOf } from '../house/stream.ts';
import { turn } from '../house/turns.ts';
import { enterPublicDirectory } from '../rooms/accounts/libraries.ts';
import { pageOf } from '../views/exports/hsds-page.ts';
import { HSDS_VERSION } from '../views/exports/hsds-tabular.ts';
import { findOrganizations, publishedOrganization } from '../views/public-directory/published.ts';
import { findOffers, publishedOffer } from '../views/public-directory/published-offers.ts';
import {
  type Listing,
  type PublishedQuery,
  type PublishedQuestion,
  publishedQuery,
} from '../views/public-directory/published-query.ts';
import { findServices, publishedService } from '../views/public-directory/published-services.ts';
import {
  findTaxonomies,
  findTerms,
  publishedTaxonomy,
  publishedTerm,
} from '../views/public-directory/published-words.ts';
import { openapi } from './openapi.ts';
import { problem } from './problem.ts';

type HsdsEnv = { Variables: { requestId: string } };
type Route = (path: string, answer: (c: Context<HsdsEnv>) => Response | Promise<Response>) => unknown;
type App = { get: Route; options: Route };

type Find = (ctx: Reading, query: PublishedQuestion) => Promise<Listing<unknown>>;
type One = (ctx: Reading, id: AnyId, query: PublishedQuery) => Promise<unknown>;

const RESOURCES: Record<string, { find: Find; one: One }> = {
  organizations: { find: findOrganizations, one: publishedOrganization },
  services: { find: findServices, one: publishedService },
  service_at_locations: { find: findOffers, one: publishedOffer },
  taxonomies: { find: findTaxonomies, one: publishedTaxonomy },
  taxonomy_terms: { find: findTerms, one: publishedTerm },
};

export function hsdsApi(app: App, house: House): void {
  const get = (path: string, make: (ctx: Reading, c: Context<HsdsEnv>) => Promise<unknown>) => {
    const answer = (c: Context<HsdsEnv>) =>
      guarded(c, house, async () => json(c, await reading(c, house, (ctx) => make(ctx, c))));
    app.get(`/hsds/:library${path}`, answer);
  };
  get('', async (ctx) => about(house, ctx));
  get('/', async (ctx) => about(house, ctx));
  get('/openapi.json', async (ctx) => openapi(ctx.library.name, `${house.baseUrl}/hsds/${ctx.library.slug}`));
  for (const [name, { find, one }] of Object.entries(RESOURCES)) {
    app.get(`/hsds/:library/${name}`, (c) => guarded(c, house, () => answerList(c, house, find)));
    get(`/${name}/:id`, (ctx, c) => one(ctx, idFrom(c.req.param('id')), asked(c)));
  }
  app.options('/hsds/*', () => new Response(null, { status: 204, headers: PREFLIGHT }));
  const nothing = () => Promise.reject(new NotFound());
  app.get('/hsds/*', (c) => guarded(c, house, nothing, nothing));
}

/**
 * A browser asks first when a page of another site wants to send If-None-Match. The answer is the same for every
 * library.
 */
const PREFLIGHT = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, HEAD',
  'Access-Control-Allow-Headers': 'Accept, If-None-Match',
  'Access-Control-Max-Age': '86400',
};

const about = (house: House, ctx: Reading) => {
  const here = `${house.baseUrl}/hsds/${ctx.library.slug}`;
  return {
    version: HSDS_VERSION,
    profile: 'https://docs.openreferral.org/',
    openapi_url: `${here}/openapi.json`,
    publisher: { name: ctx.library.name },
  };
};

const asked = (c: Context<HsdsEnv>): PublishedQuery => parse(publishedQuery, c.req.query());

/** One connection for one question; between the pieces of a long answer none is held. */
const reading = <T>(
  c: Context<HsdsEnv>,
  house: House,
  work: (ctx: Reading) => Promise<T>,
  patience?: number,
): Promise<T> => {
  const slug = c.req.param('library') ?? '';
  const lent = house.lending.to({
    library: slug,
    stranger: true,
    reading: true,
    signal: c.req.raw.signal,
    ...(patience && { patience }),
  });
  return lent.connection().execute(async (db) => {
    const ctx = await enterPublicDirectory({ db, now: house.now() }, slug);
    house.lending.met(slug);
    return work(ctx);
  });
};

async function answerList(c: Context<HsdsEnv>, house: House, find: Find): Promise<Response> {
  const query = asked(c);
  if (wantsLines(c)) {
    const listing = await reading(c, house, (ctx) => find(ctx, { ...query, whole: true }));
    const lines = everyLine(listing, (rows) => reading(c, house, (ctx) => listing.read(ctx, rows), NEXT_PIECE));
    return new Response(streamOf(lines), {
      headers: { ...OPEN, 'Content-Type': 'application/x-ndjson; charset=utf-8' },
    });
  }
  return json(
    c,
    await reading(c, house, async (ctx) => {
      const { rows, total, read } = await find(ctx, query);
      const page = rows.length === total ? { page: 1, per_page: Math.max(1, total) } : query;
      return pageOf(await read(ctx, rows), total, page);
    }),
  );
}

/** All results, one to a line, without pages. */
const wantsLines = (c: Context<HsdsEnv>) =>
  ['ndjson', 'stream'].includes(c.req.query('format') ?? '') ||
  (c.req.header('accept') ?? '').includes('application/x-ndjson');

const LINES_AT_A_TIME = 50;
/** Milliseconds: an answer that has begun waits for a connection rather than breaks off. */
const NEXT_PIECE = 30_000;

async function* everyLine(
  { rows }: Listing<unknown>,
  read: (rows: Listing<unknown>['rows']) => Promise<unknown[]>,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for (let at = 0; at < rows.length; at += LINES_AT_A_TIME) {
    const items = await read(rows.slice(at, at + LINES_AT_A_TIME));
    await turn();
    yield encoder.encode(items.map((item) => `${JSON.stringify(item)}\n`).join(''));
  }
}

const OPEN = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag',
  'Cache-Control': 'public, no-cache',
  Vary: 'Accept',
};

/** With a tag made of the body: who has this very answer gets an empty 304. */
function json(c: Context<HsdsEnv>, value: unknown): Response {
  const body = JSON.stringify(value);
  const tag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  const known = (c.req.header('if-none-match') ?? '').split(',').map((each) => each.trim());
  if (known.includes(tag) || known.includes('*'))
    return new Response(null, { status: 304, headers: { ...OPEN, ETag: tag } });
  return new Response(body, { headers: { ...OPEN, ETag: tag, 'Content-Type': 'application/json; charset=utf-8' } });
}

/** HEAD is told whether there is such a directory, and no more: nothing is read, made or counted for it. */
async function onlyHead(c: Context<HsdsEnv>, house: House): Promise<Response> {
  await reading(c, house, async () => undefined);
  return new Response(null, { headers: { ...OPEN, 'Content-Type': 'application/json; charset=utf-8' } });
}

async function guarded(
  c: Context<HsdsEnv>,
  house: House,
  work: () => Promise<Response>,
  head = () => onlyHead(c, house),
): Promise<Response> {
  const isHead = c.req.method === 'HEAD';
  try {
    if (!isHead) await house.limits.take('hsds', house.clientAddress(c));
    return await (isHead ? head() : work());
  } catch (error) {
    if (error instanceof TooMany) return problem(c, 429, 'refused.too_many', { seconds: error.seconds });
    if (error instanceof NotFound) return problem(c, 404, 'refused.not_found');
    if (error instanceof Invalid)
      return problem(c, 400, 'refused.parameter', { names: Object.keys(error.fields).join(', ') });
    const id = c.get('requestId');
    const busy = asBusy(error);
    if (busy) {
      if (busy.cause) house.log.warn({ request: id, error: String(busy.cause) }, busy.message);
      return problem(c, 503, busy.why === 'slow' ? 'refused.slow' : 'refused.full');
    }
    house.log.error({ request: id, error: error instanceof Error ? error.stack : String(error) }, 'a request failed');
    return problem(c, 500, 'refused.bug', { id });
  }
}
