/**
 * Three processes on one database: what one of them counts, prints, takes or has done holds for the others, and one
 * that is killed takes nothing along.
 *
 * @module-tag long
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ADMINISTRATOR,
  asSuperuser,
  Browser,
  type Program,
  type Settings,
  signIn,
  untilReady,
} from './crash/program.ts';
import { begin, endAll, newFolder, on, SLOW, usePrograms } from './programs.ts';

usePrograms();

const roles = ['all', 'web', 'worker'] as const;
/** Started at the same moment; the others wait for the one that owns the database. */
const three = (folder: string, settings: Settings = {}, args: string[] = []): Program[] =>
  roles.map((role) => begin(['start', ...args], { ...on(folder), COMMON_TABLE_ROLE: role, ...settings }));
const tokenOf = (program: Program) => /\/setup\/(\S+)/.exec(program.out())?.[1] ?? '';
const working = async (program: Program) => {
  while (!program.out().includes('does the work')) {
    if (program.hasEnded()) throw new Error((await program.ended).err);
    await sleep(20);
  }
};

describe('three processes on the embedded database', { timeout: SLOW }, () => {
  let folder: string;
  let owner: Program;
  let web: Program;
  let worker: Program;
  let here: string;
  let there: string;
  let base: string;
  let smtp: SMTPServer;
  let settings: Settings;
  const received: string[] = [];

  beforeAll(async () => {
    smtp = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      logger: false,
      onData: async (stream, _session, done) => {
        const mail = await simpleParser(stream);
        await sleep(150);
        received.push(`${[mail.to].flat().map((to) => to?.text)} ${mail.messageId}`);
        done();
      },
    });
    smtp.on('error', () => {});
    smtp.listen(0, '127.0.0.1');
    await once(smtp.server, 'listening');
    settings = { SMTP_URL: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}` };
    folder = newFolder();
    [owner, web, worker] = three(folder, settings) as [Program, Program, Program];
    [here, there] = await Promise.all([owner.address(), web.address(), working(worker)]);
  }, SLOW);
  afterAll(async () => {
    await endAll();
    await new Promise<void>((done) => smtp.close(done));
  });

  test('the set-up address that one has printed opens at the other, and both are closed by the first library', async () => {
    expect(tokenOf(owner)).not.toBe(tokenOf(web));
    const newcomer = new Browser(there);
    const { status, to } = await newcomer.submit(`/setup/${tokenOf(owner)}/library`, {
      name: 'Three Library',
      time_zone: 'America/St_Johns',
      locale: 'en',
      admin_name: 'Ada',
      admin_email: ADMINISTRATOR.email,
      admin_password: ADMINISTRATOR.password,
    });
    base = new URL(to, there).pathname;

    expect(status).toBe(303);
    for (const [address, token] of [
      [here, tokenOf(web)],
      [there, tokenOf(owner)],
    ] as const)
      expect((await new Browser(address).get(`/setup/${token}`)).status).toBe(404);
  });

  test('a second owner of the folder is refused', async () => {
    const { code, err } = await begin(['start'], on(folder)).ended;

    expect([code, err]).toEqual([1, expect.stringContaining('Another Common Table is already running')]);
  });

  test('whoever signs in at one is signed in at the other, and a form sent to both adds one partner', async () => {
    const ada = await signIn(here);
    const path = `${base}/partners/new`;
    const { html } = await ada.get(path);
    const hidden = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    const fields = { ...Object.fromEntries(hidden.map(([, name, value]) => [name, value])), name: 'Sent to both' };
    const send = (address: string) => Browser.at(address, ada).post(path, fields);
    const sent = await Promise.all([send(here), send(there), send(here), send(there)]);

    expect(new Set(sent.map(({ status, to }) => `${status} ${to}`)).size).toBe(1);
    const names = await asSuperuser(folder, (db) => db.query(`select name from organizations`));
    expect(names.rows).toEqual([{ name: 'Sent to both' }]);
  });

  test('wrong passwords count at both together', async () => {
    const tries: number[] = [];
    for (let n = 0; n < 12; n++) {
      const visitor = new Browser(n % 2 ? here : there);
      tries.push((await visitor.submit('/sign-in', { email: 'mallory@example.org', password: 'not it' })).status);
    }

    expect(tries).toEqual([...Array(10).fill(422), 429, 429]);
  });

  test('a worker that is killed in the middle of its mails leaves them to another, and each is sent once', async () => {
    const ada = await signIn(there);
    for (let n = 0; n < 12; n++)
      await ada.submit(`${base}/members`, { email: `invited-${n}@example.org`, role: 'reader' });
    while (received.length < 3) await sleep(20);
    await worker.kill('SIGKILL');
    // What it had in hand is tried again when it has been silent for half a minute, and then after ten minutes; the
    // test does not wait for those.
    const waiting = () =>
      asSuperuser(folder, async (db) => {
        await db.query(`update pgboss.job set start_after = now() where name = 'mail.send' and state = 'retry'`);
        const { rows } = await db.query(`select 1 from pgboss.job where name = 'mail.send' and state < 'completed'`);
        return rows.length;
      });
    while (await waiting()) await sleep(200);

    // One that the server had taken when its sender was killed may come twice, then under the same number.
    const once = new Set(received);
    expect(once.size).toBe(12);
    expect(received.length - once.size).toBeLessThanOrEqual(1);
  });

  test('one that is killed and started again is ready, while the other goes on', async () => {
    await web.kill('SIGKILL');
    expect((await fetch(`${here}/readyz`)).status).toBe(200);
    web = begin(['start'], { ...on(folder), COMMON_TABLE_ROLE: 'web' });
    there = await web.address();

    await untilReady(web, there);
    expect((await (await signIn(there)).get(base)).status).toBe(200);
  });

  test('one that is told to stop answers what is under way first', async () => {
    const ada = await signIn(there);
    const answered = await asSuperuser(folder, async (db) => {
      await db.query('begin; lock table partners in access exclusive mode');
      const asked = ada.get(`${base}/partners`);
      await sleep(300);
      const ended = web.kill('SIGTERM');
      await sleep(300);
      await db.query('rollback');
      return [(await asked).status, (await ended).code];
    });

    expect(answered).toEqual([200, 0]);
  });

  test('an older program says that it is not ready when a newer one has changed the database', async () => {
    expect((await fetch(`${here}/readyz`)).status).toBe(200);
    await asSuperuser(folder, (db) => db.query(`insert into migrations (name) values ('9999-of-a-newer-program')`));
    const answer = await fetch(`${here}/readyz`);

    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('newer program')]);
  });

  test('one that finds no database to join says so', { timeout: SLOW }, async () => {
    const { code, err } = await begin(['start'], { ...on(newFolder()), COMMON_TABLE_ROLE: 'worker' }).ended;

    expect([code, err]).toEqual([1, expect.stringContaining('Start that one first')]);
  });
});

test('three that are started with the demo county load it once, and the sign-ins printed by one hold at all', {
  timeout: SLOW,
}, async () => {
  const folder = newFolder();
  const [owner, web, worker] = three(folder, {}, ['--demo']) as [Program, Program, Program];
  const [here, there] = await Promise.all([owner.address(), web.address(), working(worker)]);
  const passwords = [owner, web, worker].flatMap(
    (each) => /password for all of them: (\S+)/.exec(each.out())?.[1] ?? [],
  );

  expect(passwords).toHaveLength(1);
  for (const address of [here, there])
    expect(
      (
        await (
          await signIn(address, { email: 'ana@harlow.example.org', password: passwords[0] ?? '' })
        ).get('/l/harlow')
      ).status,
    ).toBe(200);
  await endAll();
});
