/**
 * Mail through a real SMTP server on this machine.
 *
 * @module-tag long
 */

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import ICAL from 'ical.js';
import { type ParsedMail, simpleParser } from 'mailparser';
import ical from 'node-ical';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { found } from '../src/house/errors.ts';
import { openLog } from '../src/house/log.ts';
import { type Mail, outbox } from '../src/house/work/mail.ts';
import { openPostman } from '../src/house/work/postman.ts';
import { cancelAppointment, setAppointment } from '../src/rooms/interviews/slots.ts';
import { aLeader, aLibrary, aMember, aRound, aWorksheet } from './factories.ts';
import { copyOfTemplate, houseOn, NOW, useDatabase, Visitor } from './support.ts';
import { allJobs, nextJob } from './work.ts';

const world = useDatabase();
let received: (ParsedMail & { to_: string[]; raw: string })[];
/** What the server does with a mail that it has read whole. */
let answer: 'take' | 'refuse' | 'take and die';
let server: SMTPServer;
let smtpUrl: string;

beforeEach(async () => {
  received = [];
  answer = 'take';
  server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData: async (stream, session, done) => {
      const pieces: Buffer[] = [];
      for await (const piece of stream) pieces.push(piece as Buffer);
      const raw = Buffer.concat(pieces).toString();
      if (answer === 'refuse') return done(new Error('try later'));
      received.push({ ...(await simpleParser(raw)), raw, to_: session.envelope.rcptTo.map((each) => each.address) });
      if (answer === 'take') return done();
      // It has the mail, and we never hear of it.
      const connections = (server as unknown as { connections: Set<{ _socket: { destroy: () => void } }> }).connections;
      for (const connection of connections) connection._socket.destroy();
    },
  });
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  smtpUrl = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
});
afterEach(() => new Promise<void>((done) => server.close(() => done())));

const sender = { from: 'Alder Library <library@example.org>', baseUrl: 'http://library.test' };
const postman = () => openPostman(sender, openLog('silent'), smtpUrl);
const send = () => allJobs(world.db, { postman: postman() });
const mail = (over: Partial<Mail> = {}): Mail => ({
  ...{ to: 'kim@example.org', locale: 'en', subject: 'Again', body: 'text' },
  ...over,
});
const header = (at: number, name: string) => received[at]?.headerLines.find(({ key }) => key === name)?.line ?? '';

test('a mail arrives once, however often the worker goes round, and its text is wiped from the outbox', async () => {
  const ctx = await aLibrary(world.host);
  await outbox(ctx, mail({ subject: 'Añada su calificación', body: 'Link: https://x.test/secret' }));
  await send();

  expect(received.map(({ to_, subject }) => [to_, subject])).toEqual([[['kim@example.org'], 'Añada su calificación']]);
  expect(received[0]?.text).toContain('https://x.test/secret');
  expect(await nextJob(world.db, { postman: postman(), early: true })).toBe(false);
  expect(await world.db.selectFrom('outbox').select(['body', 'last_error']).execute()).toEqual([
    { body: '', last_error: null },
  ]);
});

test('line breaks in a name, a subject or an address to answer add neither a header nor a recipient', async () => {
  const ctx = await aLibrary(world.host);
  const bad = 'Hi\r\nBcc: eve@example.org\u2028X: y';
  await outbox(ctx, mail({ to: 'kim@example.org\r\nBcc: eve@example.org', subject: bad }));
  await outbox(
    ctx,
    mail({ subject: 'Hello\nBcc: eve@example.org', replyTo: 'kim@example.org\r\nBcc: eve@example.org' }),
  );
  await send();

  expect(received.flatMap((each) => each.to_)).not.toContain('eve@example.org');
  expect(received.map((each) => each.subject)).toContain('Hello Bcc: eve@example.org');
  expect(received.flatMap((each) => each.headerLines.map(({ key }) => key))).not.toContain('bcc');
});

test('when the server refuses, the mail waits and is tried again later', async () => {
  const ctx = await aLibrary(world.host);
  await outbox(ctx, mail());
  answer = 'refuse';
  await nextJob(world.db, { postman: postman() });
  answer = 'take';
  expect(await nextJob(world.db, { postman: postman() })).toBe(false);
  expect(received).toEqual([]);

  await nextJob(world.db, { postman: postman(), early: true });
  expect(received).toHaveLength(1);
});

test('a server that dies with the mail in hand gets it once more, as the same mail, and no other twice', async () => {
  const ctx = await aLibrary(world.host);
  await outbox(ctx, mail({ subject: 'first' }));
  await send();
  await outbox(ctx, mail({ subject: 'second' }));
  answer = 'take and die';
  await nextJob(world.db, { postman: postman() });
  answer = 'take';
  await allJobs(world.db, { postman: postman(), early: true });

  expect(received.map((each) => each.subject)).toEqual(['first', 'second', 'second']);
  const [first, second, again] = received.map((each) => each.messageId);
  expect(second).toBe(again);
  expect(first).not.toBe(second);
});

test('a kill between the server’s word and ours repeats the mail as the same mail', async () => {
  const real = await copyOfTemplate();
  await real.db.transaction().execute((db) => outbox({ db, now: NOW }, mail()));
  const dying = postman();
  const transport = {
    sendMail: async (message: never) => {
      await dying.transport?.sendMail(message);
      throw new Error('killed');
    },
  };
  await nextJob(real.db, { postman: { ...dying, transport: transport as never } });
  await allJobs(real.db, { postman: postman(), early: true });
  await allJobs(real.db, { postman: postman(), early: true });

  expect(received.map((each) => each.messageId)).toEqual([received[0]?.messageId, received[0]?.messageId]);
  await real.drop();
});

test('a mail says the same in text and as a page, in its reader’s language, and fetches nothing', async () => {
  const ctx = await aLibrary(world.host);
  await outbox(ctx, mail({ locale: 'es', body: 'Hola <b>&\n\nhttps://x.test/a?b=1&c=2', kind: 'rate' }));
  await send();

  const html = String(received[0]?.html);
  expect(html).toContain('<html lang="es">');
  expect(html).toContain('Hola &lt;b&gt;&amp;');
  expect(html).toContain('<a href="https://x.test/a?b=1&amp;c=2">');
  expect(html).not.toMatch(/<(img|script|link|iframe)\b|url\(/);
  expect(received[0]?.text).toContain('No recibir más correos de este tipo: http://library.test/mail/stop/');
  expect(header(0, 'content-language')).toBe('Content-Language: es');
});

test('who asks somebody to rate is answered; the date of a look back comes for the calendar', async () => {
  const ana = await aMember(await aLibrary(world.host), 'administrator');
  const kim = await aMember(ana, 'contributor');
  await aWorksheet(ana, { purpose: 'Story time', raters: [found(kim.actor.id)] });
  await outbox(ana, {
    ...mail({ subject: 'dated' }),
    calendar: { method: 'PUBLISH', uid: 'u-1', day: '2026-09-01', title: 'Look; back', link: 'https://x.test/' },
  });
  await send();

  const email = await world.db.selectFrom('users').select('email').where('id', '=', ana.actor.userId).execute();
  const asked = received.findIndex((each) => each.subject?.includes('Story time'));
  expect(received[asked]?.replyTo?.value.map((each) => each.address)).toEqual([email[0]?.email]);
  const part = received.find((each) => each.subject === 'dated')?.attachments.find((each) => each.filename);
  const calendar = new ICAL.Component(ICAL.parse(part?.content.toString() ?? ''));
  expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
  const event = calendar.getFirstSubcomponent('vevent');
  expect([event?.getFirstPropertyValue('summary'), String(event?.getFirstPropertyValue('dtstart'))]).toEqual([
    'Look; back',
    '2026-09-01',
  ]);
});

test('one press in the mail ends its kind and no other; opening the link ends nothing, and it can be taken back', async () => {
  const ctx = await aLibrary(world.host);
  const visitor = new Visitor(houseOn(world.db));
  await outbox(ctx, mail({ kind: 'rate' }));
  await outbox(ctx, mail({ subject: 'account' }));
  await send();
  expect(header(1, 'list-unsubscribe')).toBe('');
  expect(header(0, 'list-unsubscribe-post')).toBe('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  const address = /<(http[^>]+)>/.exec(header(0, 'list-unsubscribe').replace(/\s/g, ''))?.[1] ?? '';
  const path = new URL(address).pathname;
  const arrivesNow = async (kind: string) => {
    const before = received.length;
    await outbox(ctx, mail({ kind }));
    await send();
    return received.length - before;
  };

  await visitor.get(path);
  expect([visitor.status, visitor.text]).toEqual([200, expect.stringContaining('requests to rate partners')]);
  expect(await arrivesNow('rate')).toBe(1);
  const one = { 'List-Unsubscribe': 'One-Click' };
  const noOrigin = { origin: '', 'sec-fetch-site': 'cross-site' };
  expect((await visitor.post(path, { x: 'y' }, noOrigin)).status).toBe(400);
  expect((await visitor.post(path.replace(/[^/]+\/one-click/, 'x/one-click'), one, noOrigin)).status).toBe(404);
  expect((await visitor.post(path, one, noOrigin)).status).toBe(200);
  expect([await arrivesNow('rate'), await arrivesNow('decisions')]).toEqual([0, 1]);

  const page = path.replace('/one-click', '');
  expect((await visitor.post(page, { want: 'again' }, noOrigin)).status).toBe(403);
  await visitor.submit(page);
  expect(visitor.text).toContain('sends you e-mails of this kind');
  expect(await arrivesNow('rate')).toBe(1);
});

test('an appointment comes as an invitation at the time of the clock, also when clocks change between two', async () => {
  const ana = await aMember(await aLibrary(world.host), 'coordinator', 'Ana');
  const id = await aLeader(ana, await aRound(ana), { name: 'Lena "Q" Ruiz', email: 'lena@example.org' });
  // Clocks in the United States go back on November 1, 2026.
  await setAppointment(ana, id, { day: '2026-10-30', time: '14:30', minutes: 60, place: 'Elm School; room 2' });
  await setAppointment(ana, id, { day: '2026-11-02', time: '14:30', minutes: 60, place: 'Elm School; room 2' });
  await cancelAppointment(ana, id);
  await send();

  const parts = received
    .filter(({ to_ }) => to_.includes('lena@example.org'))
    .flatMap(({ attachments }) => attachments.filter(({ contentType }) => contentType.startsWith('text/calendar')));
  const texts = [...new Set(parts.map(({ content }) => content.toString()))];
  const read = texts.map((text) => {
    const calendar = ical.sync.parseICS(text);
    const event = Object.values(calendar).find((each) => each?.type === 'VEVENT');
    const [, starts = ''] = /DTSTART;TZID[^:]*:(\S+)/.exec(text) ?? [];
    return {
      method: event?.method,
      uid: event?.uid,
      sequence: event?.sequence,
      starts,
      at: event?.start?.toISOString(),
    };
  });
  expect(read.map(({ method, sequence, starts }) => [method, sequence, starts])).toEqual([
    ['REQUEST', 1, '20261030T143000'],
    ['REQUEST', 2, '20261102T143000'],
    ['CANCEL', 3, '20261102T143000'],
  ]);
  expect(read.map(({ at }) => at)).toEqual([
    ...['2026-10-30T20:30:00.000Z', '2026-11-02T21:30:00.000Z', '2026-11-02T21:30:00.000Z'],
  ]);
  expect(new Set(read.map(({ uid }) => uid)).size).toBe(1);
  for (const text of texts) {
    expect(text).toContain('BEGIN:VTIMEZONE');
    expect(text).toContain('TZID=America/Denver');
    expect(text).not.toMatch(/DTSTART[^\r\n]*Z\r?\n/);
  }
});
