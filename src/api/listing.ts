/** The list of a resource: one page of it, or all of it line by line. */
import type { Reading } from '../house/ctx.ts';
import { streamOf } from '../house/stream.ts';
import { turn } from '../house/turns.ts';
import { pageOf } from '../views/exports/hsds-page.ts';
import type { Listing, PublishedQuestion } from '../views/public-directory/published-query.ts';
import { json, open } from './answer.ts';
import { asked, type Question, reading } from './question.ts';

export type Find = (ctx: Reading, query: PublishedQuestion) => Promise<Listing<unknown>>;

export async function answerList(question: Question, find: Find): Promise<Response> {
  const query = asked(question);
  if (wantsLines(question)) {
    const listing = await reading(question, (ctx) => find(ctx, { ...query, whole: true }), { fromCopy: false });
    const lines = everyLine(listing, (rows) => reading(question, (ctx) => listing.read(ctx, rows), NEXT_PIECE));
    return open(streamOf(lines), 'application/x-ndjson; charset=utf-8');
  }
  const found = await reading(question, async (ctx) => {
    const { rows, total, read } = await find(ctx, query);
    const page = rows.length === total ? { page: 1, per_page: Math.max(1, total) } : query;
    return pageOf(await read(ctx, rows), total, page);
  });
  return json(question.c, found);
}

/** All results, one to a line, without pages. */
const wantsLines = ({ c }: Question) =>
  ['ndjson', 'stream'].includes(c.req.query('format') ?? '') ||
  (c.req.header('accept') ?? '').includes('application/x-ndjson');

const LINES_AT_A_TIME = 50;
/** An answer that has begun waits this long for a connection rather than breaking off. */
const NEXT_PIECE = { patience: 30_000, fromCopy: false };

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
