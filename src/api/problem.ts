/** Error answers of the API: RFC 9457, in the same words as the pages, never with internal messages. */
import type { Context } from 'hono';
import { preferredLocale, speak, type Values } from '../house/messages.ts';

const STATUS = {
  'refused.parameter': 400,
  'refused.not_found': 404,
  'refused.too_many': 429,
  'refused.bug': 500,
  'refused.full': 503,
  'refused.slow': 503,
} as const;

export function problem(c: Context, reason: keyof typeof STATUS, values: Values = {}): Response {
  const status = STATUS[reason];
  const { t, locale } = speak(preferredLocale(c.req.header('accept-language')));
  const body = { type: 'about:blank', title: t(`${reason}.title`), status, detail: t(`${reason}.text`, values) };
  const headers = {
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Language': locale,
    'Access-Control-Allow-Origin': '*',
    'Cache-Control': 'no-store',
    ...(status === 429 && { 'Retry-After': String(values.seconds ?? 60) }),
    ...(status === 503 && { 'Retry-After': '5' }),
  };
  return new Response(JSON.stringify(body), { status, headers });
}
