/** Mail through a real SMTP server on this machine. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLog } from '../src/house/log.ts';
import { openPostman, outbox } from '../src/house/work/mail.ts';
import { aLibrary } from './factories.ts';
import { useDatabase } from './support.ts';
import { allJobs, nextJob } from './work.ts';

const world = useDatabase();
type Received = { to: string[]; subject: string; text: string; id: string };
let received: Received[];
let refusing: boolean;
let server: SMTPServer;
let smtpUrl: string;

beforeEach(async () => {
  received = [];
  refusing = false;
  server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData: async (stream, session, done) => {
      const mail = await simpleParser(stream);
      if (refusing) return done(new Error('try later'));
      received.push({
        to: session.envelope.rcptTo.map((each) => each.address),
        subject: mail.subject ?? '',
        text: mail.text ?? '',
        id: mail.messageId ?? '',
      });
      done();
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  smtpUrl = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
});
afterEach(() => new Promise<void>((done) => server.close(() => done())));

const postman = () => openPostman('Alder Library <library@example.org>', openLog('silent'), smtpUrl);

test('a mail arrives once, however often the worker goes round, and its text is wiped from the outbox', async () => {
  const ctx = await aLibrary(world.host);
  await outbox(ctx, { to: 'kim@example.org', subject: 'Añada su calificación', body: 'Link: https://x.test/secret' });
  await allJobs(world.db, { postman: postman() });

  expect(received).toEqual([expect.objectContaining({ to: ['kim@example.org'], subject: 'Añada su calificación' })]);
  expect(received[0]?.text).toContain('https://x.test/secret');
  expect(await nextJob(world.db, { postman: postman(), early: true })).toBe(false);
  expect(await world.db.selectFrom('outbox').select(['body', 'last_error']).execute()).toEqual([
    { body: '', last_error: null },
  ]);
});

test('line breaks in a name or a subject add neither a header nor a recipient', async () => {
  const ctx = await aLibrary(world.host);
  await outbox(ctx, {
    to: 'kim@example.org\r\nBcc: eve@example.org',
    subject: 'Hi\r\nBcc: eve@example.org\u2028X: y',
    body: 'text',
  });
  await outbox(ctx, { to: 'kim@example.org', subject: 'Hello\nBcc: eve@example.org', body: 'text' });
  await allJobs(world.db, { postman: postman() });

  expect(received.flatMap((mail) => mail.to)).not.toContain('eve@example.org');
  expect(received.map((mail) => mail.subject)).toContain('Hello Bcc: eve@example.org');
});

test('when the server refuses, the mail waits and is tried again later', async () => {
  const ctx = await aLibrary(world.host);
  await outbox(ctx, { to: 'kim@example.org', subject: 'Again', body: 'text' });
  refusing = true;
  await nextJob(world.db, { postman: postman() });
  refusing = false;
  expect(await nextJob(world.db, { postman: postman() })).toBe(false);
  expect(received).toEqual([]);

  await nextJob(world.db, { postman: postman(), early: true });
  expect(received).toHaveLength(1);
});
