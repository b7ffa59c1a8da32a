/** How the public API answers: open to pages of every site, and kept by them only with a tag to ask again by. */
import { createHash } from 'node:crypto';
import type { Context } from 'hono';

/**
 * A browser asks first when a page of another site wants to send If-None-Match. The answer is the same for every
 * library.
 */
export const PREFLIGHT = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, HEAD',
  'Access-Control-Allow-Headers': 'Accept, If-None-Match',
  'Access-Control-Max-Age': '86400',
};

const OPEN = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag',
  'Cache-Control': 'public, no-cache',
  Vary: 'Accept',
};

export const JSON_TYPE = 'application/json; charset=utf-8';

/** An answer without a tag: a stream, whose whole body nobody has in hand, or no body at all. */
export const open = (body: BodyInit | null, type: string): Response =>
  new Response(body, { headers: { ...OPEN, 'Content-Type': type } });

/** With a tag made of the body: who has this very answer gets an empty 304. */
export function json(c: Context, value: unknown): Response {
  const body = JSON.stringify(value);
  const tag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  const known = (c.req.header('if-none-match') ?? '').split(',').map((each) => each.trim());
  if (known.includes(tag) || known.includes('*'))
    return new Response(null, { status: 304, headers: { ...OPEN, ETag: tag } });
  return new Response(body, { headers: { ...OPEN, ETag: tag, 'Content-Type': JSON_TYPE } });
}
