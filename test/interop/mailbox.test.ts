/**
 * E-mail and calendars as other programs have them: a mailbox of Dovecot (Debian's), and our calendar feed as another
 * library than our own reads it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import ICAL from 'ical.js';
import ical from 'node-ical';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Ctx } from '../../src/house/ctx.ts';
import { openLog } from '../../src/house/log.ts';
import { makeFeed } from '../../src/rooms/accounts/calendar-feeds.ts';
import { enter } from '../../src/rooms/accounts/libraries.ts';
import { addressFor } from '../../src/rooms/accounts/mail-address.ts';
import { makeMailAddress } from '../../src/rooms/accounts/mail-addresses.ts';
import { fetchMails, lookAtMailbox } from '../../src/rooms/mailbox/fetching.ts';
import { sourceOf, trayOf } from '../../src/rooms/mailbox/received-mails.ts';
import { addTask } from '../../src/rooms/outreach/tasks.ts';
import { setNextStep } from '../../src/rooms/partners/next-steps.ts';
import { buildApp } from '../../src/server.ts';
import { aLibrary, aMember, aPartner } from '../factories.ts';
import { aMail, aMailbox } from '../mails.ts';
import { houseOn, NOW, useDatabase } from '../support.ts';
import { allJobs } from '../work.ts';

const DOVECOT = '/usr/sbin/dovecot';
const isRoot = process.getuid?.() === 0;
const there = existsSync(DOVECOT) && isRoot;
const USER = { name: 'vmail', uid: 54_330 };

const world = useDatabase();
let ana: Ctx;
let folder: string;
let server: ChildProcess | undefined;
let imapUrl = '';

beforeAll(async () => {
  if (!there) return console.log('Left out, because it is not installed, or nobody is root: dovecot.');
  folder = mkdtempSync(join(tmpdir(), 'common-table-dovecot-'));
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'mail/new'), { recursive: true });
  for (const name of ['mail', 'mail/new']) chownSync(join(folder, name), USER.uid, USER.uid);
  const port = await freePort();
  writeFileSync(join(folder, 'dovecot.conf'), settings(port));
  server = spawn(DOVECOT, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' });
  imapUrl = `imap://ana:secret@127.0.0.1:${port}`;
  for (let tries = 0; tries < 50; tries++) {
    if (
      await lookAtMailbox(imapUrl).then(
        () => true,
        () => false,
      )
    )
      return;
    await sleep(100);
  }
  throw new Error('Dovecot does not answer.');
});
afterAll(async () => {
  if (!server) return;
  const ended = new Promise((done) => server?.on('exit', done));
  server.kill();
  await ended;
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'coordinator', 'Ana');
});

const settings = (port: number) => `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${folder}/mail
mail_uid = ${USER.uid}
mail_gid = ${USER.uid}
first_valid_uid = 1
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=${USER.uid} gid=${USER.uid} home=${folder}/mail
}
service imap-login {
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
`;

const freePort = () =>
  new Promise<number>((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => done(port));
    });
  });

let delivered = 0;
function deliver(raw: Uint8Array): void {
  const path = join(folder, 'mail/new', `${++delivered}.example`);
  writeFileSync(path, raw);
  chownSync(path, USER.uid, USER.uid);
}

test.skipIf(!there)('what Dovecot has is fetched once, byte for byte, and stays there as seen', async () => {
  const mailbox = aMailbox({ imapUrl });
  const own = addressFor(mailbox, ana.library.id, await makeMailAddress(ana));
  const mail = await aMail({
    from: 'Sam <sam@pantry.example.org>',
    to: 'x@y.example',
    head: [`X-Original-To: ${own}`],
  });
  deliver(mail);
  deliver(await aMail({ from: 'eve@elsewhere.example', to: 'log@library.test' }));

  const host = { db: ana.db, now: NOW };
  expect(await fetchMails(host, mailbox, openLog('silent'))).toEqual({ kept: 1, nobody: 1 });
  expect(await fetchMails(host, mailbox, openLog('silent'))).toEqual({ kept: 0, nobody: 0 });
  await allJobs(ana.db, { kinds: ['mail.file'], house: { ...houseOn(ana.db), mailbox } });
  await enter(ana, ana.library);
  const [waiting] = (await trayOf(ana)).waiting;
  expect(waiting?.from_email).toBe('sam@pantry.example.org');
  expect(Buffer.compare(await sourceOf(ana, waiting?.id as never), Buffer.from(mail))).toBe(0);
  expect(readdirSync(join(folder, 'mail/cur')).every((name) => name.includes('S'))).toBe(true);
});

test.skipIf(!there)('a wrong password is said, and loses nothing', async () => {
  await expect(lookAtMailbox(imapUrl.replace('secret', 'wrong'))).rejects.toThrow();
});

test('our calendar feed says the same to two libraries that read calendars', async () => {
  const partner = await aPartner(ana, { name: 'Ñandú; House, "North"' });
  await setNextStep(ana, partner, { what: 'Call\\, then; write', due_on: '2026-03-08' });
  const own = { member_id: ana.actor.id as never, person_id: null };
  await addTask(ana, partner, { what: `Long words ${'and more words '.repeat(15)}`, due_on: '2026-11-01', ...own });
  const path = `/l/${ana.library.slug}/calendar/${await makeFeed(ana)}/steps.ics`;
  const text = await (await buildApp(houseOn(world.db)).request(`http://library.test${path}`)).text();

  const ours = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return [event.uid, event.startDate.toString(), event.summary];
  });
  const theirs = Object.values(ical.sync.parseICS(text)).flatMap((event) =>
    event?.type === 'VEVENT' ? [[event.uid, dayOf(event.start), String(event.summary)]] : [],
  );
  expect(theirs.toSorted()).toEqual(ours.toSorted());
  expect(ours.map(([, day]) => day).toSorted()).toEqual(['2026-03-08', '2026-11-01']);
});

/** A whole day, where the computer is. */
const dayOf = (at: Date) =>
  [at.getFullYear(), String(at.getMonth() + 1).padStart(2, '0'), String(at.getDate()).padStart(2, '0')].join('-');
