/**
 * The kill loop: four people save notes through HTTP while the app, its database or both are killed without warning.
 * Afterwards every note that was answered "saved" must be there exactly once, and nothing may be half done. Then the
 * control, which must lose: the same loop with `synchronous_commit` off. If that loses nothing, the loop could not have
 * seen a loss either, and the run fails.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  anyAlive,
  asSuperuser,
  Browser,
  freePort,
  killAll,
  postgresOf,
  run,
  type Settings,
  setUp,
  signIn,
  untilReady,
} from './program.ts';

const ROUNDS = 24;
const READY_WITHIN = 10_000;
const CONTROL_TRIES = 4;

type Note = { body: string; key: string; answered: boolean };
type World = {
  folder: string;
  settings: Settings;
  app: ReturnType<typeof run>;
  address: string;
  browser: Browser;
  partner: string;
  notes: Map<string, Note>;
};

let [passed, failed] = [0, 0];

function judge(title: string, problems: string[]): void {
  if (problems.length > 0) failed++;
  else passed++;
  console.log(
    `${problems.length > 0 ? 'FAILED' : 'passed'}  ${title}${problems.map((problem) => `\n        ${problem}`).join('')}`,
  );
}

async function openWorld(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'common-table-crash-'));
  const port = await freePort();
  const settings = { COMMON_TABLE_DATA: folder, COMMON_TABLE_PORT: String(port), COMMON_TABLE_LOG: 'fatal' };
  const address = `http://localhost:${port}`;
  return {
    folder,
    settings,
    app: run(['start'], settings),
    address,
    browser: new Browser(address),
    partner: '',
    notes: new Map(),
  };
}

/** A library with one partner, and someone who has signed in. */
async function prepare(world: World): Promise<void> {
  const { base } = await setUp(world.app);
  world.browser = await signIn(world.address);
  const { status, to } = await world.browser.submit(`${base}/partners/new`, { name: 'Crash Partner' });
  if (status !== 303) throw new Error(`The partner could not be added: ${status}`);
  world.partner = to;
}

/** Writers come in two kinds: the patient repeat a form that got no answer, with its key; the others let it be. */
async function write(world: World, writer: number, mayGoOn: () => boolean): Promise<void> {
  const patient = writer % 2 === 0;
  while (mayGoOn()) {
    const note: Note = { body: `note ${randomUUID()}`, key: randomUUID(), answered: false };
    world.notes.set(note.body, note);
    for (let tries = 0; tries < 400 && !note.answered; tries++) {
      note.answered = await send(world, note);
      if (!note.answered) await sleep(25);
      if (!note.answered && !patient) break;
    }
  }
}

/**
 * Saved is what was answered with the way back to the partner; an error page, no answer, or the way to the sign-in is
 * not.
 */
async function send(world: World, note: Note): Promise<boolean> {
  const fields = { _key: note.key, kind: 'remark', body: note.body, audience: 'library', happened_on: '' };
  try {
    const { status, to } = await world.browser.post(`${world.partner}/interactions/new`, fields);
    return status === 303 && to === world.partner;
  } catch {
    return false;
  }
}

/**
 * `kill` returns the processes that must be gone before the app can be ready again: a dying database may still give an
 * answer or two.
 */
type Kind = { title: string; kill: (world: World) => Promise<number[]> };

const database = (world: World) => postgresOf(world.folder, world.app.pid);

const startApp = (world: World) => {
  world.app = run(['start'], world.settings);
};

const KINDS: Kind[] = [
  {
    title: 'the app',
    kill: async (world) => {
      const { all } = database(world);
      await world.app.kill('SIGKILL');
      startApp(world);
      return all;
    },
  },
  {
    title: 'the postmaster',
    kill: async (world) => {
      const { postmaster, all } = database(world);
      killAll([postmaster]);
      return all;
    },
  },
  {
    title: 'one backend',
    kill: async (world) => {
      // The postmaster lives on, and begins anew with all its other processes.
      const { postmaster, backends, all } = database(world);
      killAll(pick(backends));
      return all.filter((pid) => pid !== postmaster);
    },
  },
  {
    title: 'every postgres process',
    kill: async (world) => {
      const { all } = database(world);
      killAll(all);
      return all;
    },
  },
  {
    title: 'the app and every postgres process',
    kill: async (world) => {
      const { all } = database(world);
      killAll([world.app.pid, ...all]);
      await world.app.ended;
      startApp(world);
      return all;
    },
  },
  {
    title: 'the app, and again while it starts',
    kill: async (world) => {
      const { all } = database(world);
      await world.app.kill('SIGKILL');
      startApp(world);
      await sleep(between(50, 600));
      await world.app.kill('SIGKILL');
      startApp(world);
      return all;
    },
  },
];

const pick = <T>(all: T[]): T[] =>
  all
    .slice(0)
    .sort(() => Math.random() - 0.5)
    .slice(0, 1);
const between = (low: number, high: number) => low + Math.random() * (high - low);

async function round(world: World, number: number, kind: Kind): Promise<void> {
  const before = { answered: answered(world).length, sent: world.notes.size };
  let writing = true;
  const writers = [0, 1, 2, 3].map((writer) => write(world, writer, () => writing));
  await sleep(between(200, 1200));
  const killedAt = performance.now();
  const old = await kind.kill(world);
  while (anyAlive(old) && performance.now() - killedAt < 30_000) await sleep(25);
  await untilReady(world.app, world.address);
  const ready = Math.round(performance.now() - killedAt);
  await sleep(between(50, 300));
  writing = false;
  await Promise.all(writers);
  const problems = await inspect(world);
  if (ready >= READY_WITHIN) problems.push(`ready only after ${ready} ms`);
  const [saved, open] = [answered(world).length - before.answered, world.notes.size - before.sent];
  judge(
    `round ${String(number).padStart(2)}: killed ${kind.title}; ready after ${ready} ms; ${saved} of ${open} notes answered as saved`,
    problems,
  );
}

const answered = (world: World) => [...world.notes.values()].filter((note) => note.answered);

type Found = { times: Map<string, number>; notes: number; lines: number; forms: number; unfinished: number };

function readBack(world: World): Promise<Found> {
  const partner = world.partner.split('/').at(-1);
  return asSuperuser(world.folder, async (client) => {
    const bodies = await client.query<{ body: string; times: number }>(
      `select body, count(*)::int as times from interactions i
        join interaction_partners w on w.interaction_id = i.id where w.partner_id = $1 group by body`,
      [partner],
    );
    const counts = await client.query(
      `select (select count(*)::int from interactions i join interaction_partners w on w.interaction_id = i.id
          where w.partner_id = $1 and i.audience = 'library') as notes,
        (select count(*)::int from history where subject_id = $1 and action = 'interaction.added') as lines,
        (select count(*)::int from submissions where path = $2) as forms,
        (select count(*)::int from submissions where location = '') as unfinished`,
      [partner, `${world.partner}/interactions/new`],
    );
    return { times: new Map(bodies.rows.map((row) => [row.body, row.times])), ...counts.rows[0] };
  });
}

const lostNotes = (world: World, found: Found) => answered(world).filter((note) => !found.times.has(note.body));

/** Sentences about what is not as it was promised; none when all is well. */
async function inspect(world: World): Promise<string[]> {
  const found = await readBack(world);
  const problems: string[] = [];
  const expect = (holds: boolean, sentence: string) => {
    if (!holds) problems.push(sentence);
  };
  const lost = lostNotes(world, found).length;
  const repeated = [...found.times.values()].filter((times) => times > 1).length;
  const strange = [...found.times.keys()].filter((body) => !world.notes.has(body)).length;
  expect(lost === 0, `${lost} notes that were answered as saved are lost`);
  expect(repeated === 0, `${repeated} notes are there more than once`);
  expect(strange === 0, `${strange} notes are there that nobody wrote`);
  expect(found.notes === found.lines, `${found.notes} notes, but ${found.lines} lines of history`);
  expect(
    found.notes === found.forms && found.unfinished === 0,
    `${found.notes} notes, but ${found.forms} form keys, ${found.unfinished} of them unfinished`,
  );
  expect(!world.app.hasEnded(), 'the app has ended by itself');
  expect((await world.browser.get(world.partner)).status === 200, 'the page of the partner does not open');
  return problems;
}

/** PostgreSQL's own check: every table and every index of them is whole. */
async function amcheck(world: World): Promise<void> {
  const broken = await asSuperuser(world.folder, async (client) => {
    await client.query('create extension if not exists amcheck');
    const heaps = await client.query(
      `select c.relname, v.msg from pg_class c, lateral verify_heapam(c.oid) v where c.relkind = 'r'`,
    );
    await client.query(
      `select bt_index_check(c.oid, true) from pg_class c join pg_am a on a.oid = c.relam where c.relkind = 'i' and a.amname = 'btree'`,
    );
    await client.query('drop extension amcheck');
    return heaps.rows.map((row) => `${row.relname}: ${row.msg}`);
  });
  judge('amcheck finds every table and index whole', broken);
}

/**
 * From here on a commit is answered before it is on disk, and the process that writes it there sleeps for ten seconds
 * at a time.
 */
async function turnDurabilityOff({ folder }: World): Promise<void> {
  await asSuperuser(folder, async (client) => {
    await client.query(`alter system set wal_writer_delay = '10s'`);
    await client.query(`alter system set wal_writer_flush_after = '1GB'`);
    await client.query('select pg_reload_conf()');
    await client.query('alter role common_table set synchronous_commit = off');
    await endSessions(client);
  });
}

// The setting of a role counts from its next session on.
const endSessions = (client: { query: (text: string) => Promise<unknown> }) =>
  client.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'common_table'`);

async function control(world: World): Promise<void> {
  await turnDurabilityOff(world);
  let [lost, of, tries] = [0, 0, 0];
  while (lost === 0 && tries++ < CONTROL_TRIES) {
    await untilReady(world.app, world.address);
    const before = answered(world).length;
    let writing = true;
    const writers = [1, 3].map((writer) => write(world, writer, () => writing));
    await sleep(1500);
    killAll(database(world).all);
    writing = false;
    await Promise.all(writers);
    await untilReady(world.app, world.address);
    of = answered(world).length - before;
    lost = lostNotes(world, await readBack(world)).length;
  }
  const problems = lost > 0 ? [] : [`nothing was lost in ${CONTROL_TRIES} tries: this run proves nothing`];
  judge(
    `the control, with synchronous_commit off, lost ${lost} of ${of} notes answered as saved (try ${Math.min(tries, CONTROL_TRIES)})`,
    problems,
  );
}

async function refusal(world: World): Promise<void> {
  await world.app.kill('SIGTERM');
  startApp(world);
  const tooLong = sleep(20_000).then(() => world.app.kill('SIGKILL'));
  const { code, err } = await Promise.race([world.app.ended, tooLong]);
  const refused =
    code === 1 && err.trim() === 'The database has synchronous_commit off, so saved work could be lost. Turn it on.';
  judge(
    'the app does not start on a database with synchronous_commit off',
    refused ? [] : [`it ended with ${code} and said: ${err}`],
  );
}

const world = await openWorld();
try {
  await prepare(world);
  for (let number = 1; number <= ROUNDS; number++)
    await round(world, number, KINDS[(number - 1) % KINDS.length] as Kind);
  console.log(
    `${answered(world).length} notes were answered as saved in ${ROUNDS} rounds, ${world.notes.size - answered(world).length} sent without an answer`,
  );
  await amcheck(world);
  await control(world);
  await refusal(world);
} catch (error) {
  judge('the run itself', [String((error as Error).stack)]);
} finally {
  await Promise.race([world.app.kill('SIGTERM'), sleep(10_000)]); // its database goes with it
  await world.app.kill('SIGKILL');
  rmSync(world.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
