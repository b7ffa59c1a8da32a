/**
 * Where the host's mail server hands in e-mail, as it came, for the secret addresses of the mailbox: another way than
 * fetching it. It knows a secret of the host and has no session, so its address is mounted before the check that
 * refuses forms of other sites. Without the setting there is no such address.
 */
import { timingSafeEqual } from 'node:crypto';
import { bodyLimit } from 'hono/body-limit';
import { Busy } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import { hashOf } from '../../house/ids.ts';
import { arrive } from '../../rooms/mailbox/arriving.ts';
import type { App } from '../shell/visit.ts';

const ADDRESS = '/mail/incoming';
const TYPE = 'message/rfc822';
const RECIPIENTS = 20;

export function mailHandedIn(app: App, house: House): void {
  const { mailbox } = house;
  if (!mailbox?.secret) return;
  const secret = hashOf(`Bearer ${mailbox.secret}`);
  const mayHandIn = (given: string | undefined) => timingSafeEqual(hashOf(given ?? ''), secret);
  const onError = () => new Response('It is larger than this installation keeps.\n', { status: 413 });
  app.use(ADDRESS, async (c, next) => {
    if (c.req.method !== 'POST') return c.text('Hand in e-mail by POST.\n', 405);
    if (!mayHandIn(c.req.header('authorization'))) return c.text('The secret is another.\n', 401);
    if (c.req.header('content-type')?.split(';')[0]?.trim() !== TYPE) return c.text(`Send it as ${TYPE}.\n`, 415);
    return next();
  });
  app.post(ADDRESS, bodyLimit({ maxSize: mailbox.bytes, onError }), async (c) => {
    const leave = house.bodies.enter(ADDRESS);
    if (!leave) return c.text('Too much comes in just now.\n', 503, { 'Retry-After': '60' });
    const recipients = (c.req.queries('to') ?? []).slice(0, RECIPIENTS);
    const db = house.lending.to({ library: null, signal: c.req.raw.signal });
    try {
      const raw = new Uint8Array(await c.req.arrayBuffer());
      const what = await arrive({ db, now: house.now() }, mailbox, { raw, whole: true, bytes: raw.length, recipients });
      // For nobody here: whoever handed it in may say so to its sender.
      return c.text(`${what}\n`, what === 'nobody' ? 422 : 200);
    } catch (error) {
      if (!(error instanceof Busy)) throw error;
      return c.text('The database is busy.\n', 503, { 'Retry-After': '60' });
    } finally {
      leave();
    }
  });
}
