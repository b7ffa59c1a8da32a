/**
 * The two ways in which e-mail comes to the host's mailbox: fetched from a real IMAP server, or handed in by a mail
 * server; and notices that one of our own did not arrive.
 *
 * @module-tag long
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import hoodiecrow from 'hoodiecrow-imap';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Ctx } from '../src/house/ctx.ts';
import { newId } from '../src/house/ids.ts';
import { openLog } from '../src/house/log.ts';
import { bouncedAmong, forgetBounce } from '../src/house/work/bounced.ts';
import { outbox } from '../src/house/work/mail.ts';
import type { Mailbox } from '../src/house/work/mailbox.ts';
import { enter } from '../src/rooms/accounts/libraries.ts';
import { addressFor } from '../src/rooms/accounts/mail-address.ts';
import { makeMailAddress } from '../src/rooms/accounts/mail-addresses.ts';
import { arrive } from '../src/rooms/mailbox/arriving.ts';
import { fetchMails } from '../src/rooms/mailbox/fetching.ts';
import { findMail, sourceOf, trayOf } from '../src/rooms/mailbox/received-mails.ts';
import { buildApp } from '../src/server.ts';
import { aLibrary, aMember } from './factories.ts';
import { aMail, aMailbox } from './mails.ts';
import { houseOn, NOW, useDatabase } from './support.ts';
import { allJobs } from './work.ts';

const SECRET = 'a secret of the host';
const MOST = 3_000;
const world = useDatabase();
const log = openLog('silent');
let ana: Ctx;
let own: string;
let mailbox: Mailbox;
const ended: (() => unknown)[] = [];

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'coordinator', 'Ana');
  mailbox = aMailbox({ secret: SECRET, bytes: MOST });
  own = addressFor(mailbox, ana.library.id, await makeMailAddress(ana));
});
afterEach(async () => {
  for (const end of ended.splice(0)) await end();
});

const read = async () => {
  await allJobs(ana.db, { kinds: ['mail.file'], house: { ...houseOn(ana.db), mailbox } });
  await enter(ana, ana.library);
};
const waiting = async () => Promise.all((await trayOf(ana)).waiting.map(({ id }) => findMail(ana, id)));

/** A mailbox with these in it. */
async function imapWith(raws: Uint8Array[]): Promise<Mailbox> {
  const messages = raws.map((raw) => ({ raw: Buffer.from(raw).toString('latin1') }));
  const server = hoodiecrow({ plugins: ['ID', 'IDLE', 'NAMESPACE'], storage: { INBOX: { messages } } });
  server.server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  ended.push(() => server.server.close());
  const { port } = server.server.address() as AddressInfo;
  return { ...mailbox, imapUrl: `imap://testuser:testpass@127.0.0.1:${port}` };
}
const fetched = (from: Mailbox) => fetchMails({ db: ana.db, now: NOW }, from, log);

test('what is in the mailbox is fetched once, and what is for nobody stays there', async () => {
  const from = await imapWith([
    await aMail({ from: 'sam@pantry.example.org', to: own, subject: 'One' }),
    await aMail({ from: 'sam@pantry.example.org', to: 'log@library.test', subject: 'For nobody' }),
    await aMail({ from: 'sam@pantry.example.org', to: 'x@y.example', head: [`Delivered-To: ${own}`], subject: 'Two' }),
  ]);

  expect(await fetched(from)).toEqual({ kept: 2, nobody: 1 });
  expect(await fetched(from)).toEqual({ kept: 0, nobody: 0 });
  await read();
  expect((await waiting()).map(({ subject }) => subject).toSorted()).toEqual(['One', 'Two']);
});

test('of one that is too large the beginning is kept, and the page says so', async () => {
  const from = await imapWith([await aMail({ from: 'sam@pantry.example.org', to: own, text: 'word '.repeat(9_000) })]);

  await fetched(from);
  await read();
  const [mail] = await waiting();
  expect(mail).toMatchObject({ whole: false, subject: 'Reading hour' });
  expect(mail?.bytes).toBeGreaterThan(45_000);
});

test('a mailbox that does not answer, or lets nobody in, loses nothing and is asked again', async () => {
  const from = await imapWith([await aMail({ from: 'sam@pantry.example.org', to: own })]);

  await expect(fetched({ ...from, imapUrl: from.imapUrl?.replace('testpass', 'wrong') ?? '' })).rejects.toThrow();
  await expect(fetched({ ...from, imapUrl: 'imap://a:b@127.0.0.1:1' })).rejects.toThrow();
  expect(await fetched(from)).toEqual({ kept: 1, nobody: 0 });
});

const handIn = (body: Uint8Array, { secret = SECRET, type = 'message/rfc822', to = '' } = {}) =>
  buildApp({ ...houseOn(ana.db), mailbox }).request(`/mail/incoming${to && `?to=${encodeURIComponent(to)}`}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': type },
    body: Buffer.from(body),
  });

test('a mail server hands in what came, by its head or by its envelope', async () => {
  const copy = await aMail({ from: 'ana@x.example', to: 'sam@pantry.example.org', subject: 'A blind copy' });

  expect((await handIn(await aMail({ from: 'sam@pantry.example.org', to: own }))).status).toBe(200);
  expect((await handIn(copy)).status).toBe(422);
  expect((await handIn(copy, { to: own })).status).toBe(200);
  await read();
  expect((await waiting()).map(({ subject }) => subject).toSorted()).toEqual(['A blind copy', 'Reading hour']);
  const blind = (await waiting()).find(({ subject }) => subject === 'A blind copy');
  expect(await sourceOf(ana, blind?.id as never)).toEqual(copy);
});

test('whoever does not know the secret hands in nothing, nor what is too large or no e-mail', async () => {
  const mail = await aMail({ from: 'sam@pantry.example.org', to: own });

  expect((await handIn(mail, { secret: 'another secret' })).status).toBe(401);
  expect((await handIn(mail, { type: 'text/plain' })).status).toBe(415);
  expect((await handIn(new Uint8Array(MOST + 1))).status).toBe(413);
  mailbox = { ...mailbox, secret: null };
  expect((await handIn(mail)).status).not.toBe(200);
  await read();
  expect(await waiting()).toEqual([]);
});

test('what was made to stop the fetching stops nothing', async () => {
  const deep = Array.from(
    { length: 300 },
    (_, at) => `Content-Type: multipart/report; report-type=delivery-status; boundary=b${at}\n\n--b${at}\n`,
  );
  const hostile = [`To: log@library.test\n${deep.join('')}`, `To: ${'a'.repeat(200_000)}\n\nx`, '', 'no head at all'];
  const host = { db: ana.db, now: NOW };
  for (const text of hostile) {
    const raw = Buffer.from(text.replaceAll('\n', '\r\n'));
    expect(await arrive(host, mailbox, { raw, whole: true, bytes: raw.length })).toBe('nobody');
  }
});

/** What a mail server writes of one of ours that it could not deliver. */
const notice = (messageId: string, { action = 'failed', status = '5.1.1' } = {}) =>
  Buffer.from(
    `From: MAILER-DAEMON@mx.example
To: log@library.test
Subject: Undelivered
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="r"

--r
Content-Type: text/plain

It did not arrive.
--r
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; sam@pantry.example.org
Action: ${action}
Status: ${status}
Diagnostic-Code: smtp; 550 5.1.1 <sam@pantry.example.org>:
 nobody of that name

--r
Content-Type: text/rfc822-headers

Message-ID: ${messageId}
--r--
`.replaceAll('\n', '\r\n'),
  );

test('a notice that one of our mails did not arrive marks the address, until somebody says that it works', async () => {
  await outbox(ana, { to: 'sam@pantry.example.org', locale: 'en', subject: 'Hello', body: 'Words' });
  const { id } = await ana.db.selectFrom('outbox').select('id').executeTakeFirstOrThrow();
  const messageId = `<${id}.${ana.library.id}@common-table>`;
  const comes = async (raw: Uint8Array) => {
    const what = await arrive({ db: ana.db, now: NOW }, mailbox, { raw, whole: true, bytes: raw.length });
    await enter(ana, ana.library);
    return what;
  };
  const marked = async () => [...(await bouncedAmong(ana, ['sam@pantry.example.org'])).values()];

  expect(await comes(notice(messageId, { action: 'delayed', status: '4.4.1' }))).toBe('nobody');
  expect(await comes(notice(`<${newId()}.${ana.library.id}@common-table>`))).toBe('nobody');
  expect(await comes(notice('<somebody@elsewhere.example>'))).toBe('nobody');
  expect(await comes(notice(`<${'-'.repeat(36)}.${'-'.repeat(36)}@common-table>`))).toBe('nobody');
  expect(await comes(notice(messageId, { status: '5.7.1' }))).toBe('nobody');
  expect(await comes(notice(messageId, { status: '5.2.2' }))).toBe('nobody');
  expect(await marked()).toEqual([]);

  expect(await comes(notice(messageId))).toBe('noted');
  expect(await marked()).toMatchObject([
    { status: '5.1.1', said: '550 5.1.1 <sam@pantry.example.org>: nobody of that name' },
  ]);

  await forgetBounce(ana, 'sam@pantry.example.org');
  expect(await marked()).toEqual([]);
});
