/**
 * What tests stand on: a real database of their own, each test in a transaction that is rolled back, and a small
 * browser that fetches pages and sends the forms that are really on them.
 */
import { type HTMLElement, parse } from 'node-html-parser';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest';
import type { Assets } from '../src/house/assets.ts';
import type { HostCtx } from '../src/house/ctx.ts';
import { type Db, openDb, openPool } from '../src/house/db.ts';
import { furnish, type House } from '../src/house/furnish.ts';
import { Lending } from '../src/house/lending.ts';
import { openLog } from '../src/house/log.ts';
import { buildApp } from '../src/server.ts';
import { RecordingClient } from './one-shard.ts';

/** The moment all tests live in: a Monday morning. */
export const NOW = new Date('2026-03-09T15:00:00Z');

/** `query` is for what no verb says, such as a savepoint of the test's own. */
export type World = { db: Db; host: HostCtx; queries: string[]; query: (text: string) => Promise<unknown> };

/**
 * Every test gets a database that looks untouched, but for what `given` puts there, once for all tests of the file.
 * `queries` holds what was asked of it. The files of one worker share the database, for everything is rolled back;
 * global-setup.ts throws it away.
 */
export function useDatabase(given?: (world: World) => Promise<void>): World {
  const world = {} as World;
  let client: pg.PoolClient;
  beforeAll(async () => {
    const queries: string[] = [];
    shared ??= copyOfTemplate();
    client = await (await shared).pool.connect();
    await client.query('begin');
    const db = dbOn(oneTransaction(client, queries));
    Object.assign(world, { db, host: { db, now: NOW }, queries, query: (text: string) => client.query(text) });
    await given?.(world);
  });
  beforeEach(async () => {
    world.queries.length = 0;
    await client.query('savepoint untouched');
  });
  afterEach(() => client.query('rollback to savepoint untouched; release savepoint untouched'));
  afterAll(async () => {
    await client.query('rollback');
    client.release();
  });
  return world;
}

/** For what only several connections can show: a database of its own that really commits. */
export async function copyOfTemplate(): Promise<{
  pool: pg.Pool;
  db: Db;
  config: pg.PoolConfig;
  drop: () => Promise<void>;
}> {
  const { admin, role, template } = inject('server');
  const name = `common_table_test_${process.ppid}_${process.pid}_${copies++}`;
  const client = new pg.Client(admin);
  await client.connect();
  await client.query(`create database ${name} template ${template} owner ${role}`);
  const config = { ...admin, user: role, database: name };
  const pool = openPool({ ...config, Client: RecordingClient, max: 12 });
  const drop = async () => {
    await pool.end();
    await client.query(`drop database ${name} with (force)`);
    await client.end();
  };
  return { pool, db: dbOn(pool), config, drop };
}
let copies = 0;
let shared: ReturnType<typeof copyOfTemplate> | undefined;

/** The name of the database that the files of this worker share. */
export async function sharedDatabase(): Promise<string> {
  shared ??= copyOfTemplate();
  return (await shared).config.database ?? '';
}

/**
 * A pool of one connection that stands in an open transaction: what the code under test begins becomes a savepoint, so
 * that it may commit and roll back as it likes while the test's own transaction is thrown away at the end.
 */
/** What a transaction says about whose rows may be seen ends with it: `set local` in a savepoint would stay. */
const moved = (from: string, to: string) =>
  `select ${['library_id', 'user_id']
    .map((name) => `set_config('${to}.${name}', coalesce(current_setting('${from}.${name}', true), ''), true)`)
    .join(', ')}`;
const WHOSE = moved('app', 'before');
const RELEASE = `release savepoint test; ${moved('before', 'app')}`;
/** Going back also ends that it may only read. */
const BACK = 'rollback to savepoint test; release savepoint test';

function oneTransaction(client: pg.PoolClient, queries: string[]): pg.Pool {
  let end = '';
  const query = (text: string | pg.Submittable, values?: unknown[]) => {
    // A stream (COPY) is handed on as it is.
    if (typeof text !== 'string') return client.query(text);
    if (text.startsWith('begin')) {
      const reads = text.includes('read only');
      end = reads ? BACK : RELEASE;
      return client.query(`savepoint test; ${reads ? 'set local transaction_read_only = on' : WHOSE}`);
    }
    if (text === 'commit') return client.query(end);
    if (text === 'rollback') return client.query(BACK);
    queries.push(text);
    return client.query(text, values);
  };
  let free: Promise<void> = Promise.resolve();
  const connect = async () => {
    const before = free;
    let release = () => {};
    free = new Promise((done) => {
      release = done;
    });
    await before;
    return { query, release };
  };
  return { connect, end: async () => {} } as unknown as pg.Pool;
}

/** The pool behind a database, for the app that is built on it. */
const pools = new WeakMap<Db, pg.Pool>();

export function dbOn(pool: pg.Pool): Db {
  const db = openDb(pool);
  pools.set(db, pool);
  return db;
}

const noAssets: Assets = {
  style: '/assets/style.css',
  icon: '/assets/icon.svg',
  islands: {},
  worker: () => new Uint8Array(),
  serve: (c) => c.text('', 404),
};

export function poolOf(db: Db): pg.Pool {
  const pool = pools.get(db);
  if (!pool) throw new Error('This database was not made by support.ts.');
  return pool;
}

/** The app on this database, with the clock at NOW. */
export function houseOn(db: Db, over: Partial<House> = {}): House {
  const pool = poolOf(db);
  const house = furnish({
    lending: new Lending(pool, 11),
    log: openLog('silent'),
    assets: noAssets,
    baseUrl: 'http://library.test',
    mailIsSent: false,
    demo: false,
    now: () => NOW,
    patience: 100,
  });
  return { ...house, ...over };
}

export type Fields = Record<string, string | string[]>;

/** A visitor without script: keeps cookies, follows redirects, fills in the forms that are on the page. */
export class Visitor {
  readonly #app: ReturnType<typeof buildApp>;
  readonly #cookies = new Map<string, string>();
  status = 0;
  path = '/';
  html = '';
  bytes = new Uint8Array();
  headers = new Headers();

  constructor(house: House) {
    this.#app = buildApp(house);
  }

  get page(): HTMLElement {
    return parse(this.html);
  }

  /** The page's words, with single spaces. */
  get text(): string {
    return this.page.querySelector('body')?.text.replace(/\s+/g, ' ').trim() ?? this.html;
  }

  /** Comes with a cookie already in hand. */
  arrive(cookie: string): this {
    const at = cookie.indexOf('=');
    this.#cookies.set(cookie.slice(0, at), cookie.slice(at + 1));
    return this;
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<this> {
    return this.#take(
      path,
      await this.#app.request(`http://library.test${path}`, {
        headers: { cookie: this.#cookie(), ...headers },
        redirect: 'manual',
      }),
    );
  }

  /** Posts exactly these fields, as a stranger to the form might. */
  async post(path: string, fields: Fields, headers: Record<string, string> = {}): Promise<this> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) body.append(name, each);
    const response = await this.#app.request(`http://library.test${path}`, {
      method: 'POST',
      body,
      headers: { cookie: this.#cookie(), origin: 'http://library.test', ...headers },
      redirect: 'manual',
    });
    return this.#take(path, response);
  }

  /** Sends the form on the page with files in it, as a browser would. */
  async upload(path: string, files: { name: string; bytes: Uint8Array }[], fields: Fields = {}): Promise<this> {
    await this.get(path);
    const body = new FormData();
    for (const [name, value] of Object.entries({ ...this.fieldsOn(path), ...fields })) {
      if (name !== 'file') for (const each of [value].flat()) body.append(name, each);
    }
    for (const { name, bytes } of files) body.append('file', new File([bytes as Uint8Array<ArrayBuffer>], name));
    const headers = { cookie: this.#cookie(), origin: 'http://library.test' };
    return this.#take(
      path,
      await this.#app.request(`http://library.test${path}`, { method: 'POST', body, headers, redirect: 'manual' }),
    );
  }

  /** Opens the page, fills in these fields of its form, and sends it as a browser would. */
  async submit(path: string, fields: Fields = {}): Promise<this> {
    await this.get(path);
    if (this.status !== 200) return this;
    return this.resubmit(path, fields);
  }

  /** Sends the form that is on the page now (after an error, say). */
  resubmit(path: string, fields: Fields = {}): Promise<this> {
    return this.post(path, { ...this.fieldsOn(path), ...fields });
  }

  /** What the form that posts to `path` holds. */
  fieldsOn(path: string): Fields {
    const forms = this.page.querySelectorAll('form[method=post]');
    const form = forms.find((each) => (each.getAttribute('action') ?? this.path) === path) ?? forms[0];
    const fields: Record<string, string[]> = {};
    const add = (name: string | undefined, value: string) => {
      if (name) fields[name] = [...(fields[name] ?? []), value];
    };
    for (const input of form?.querySelectorAll('input') ?? []) {
      const tickable = ['radio', 'checkbox'].includes(input.getAttribute('type') ?? '');
      if (!tickable || input.hasAttribute('checked'))
        add(input.getAttribute('name'), input.getAttribute('value') ?? '');
    }
    for (const area of form?.querySelectorAll('textarea') ?? []) add(area.getAttribute('name'), area.text);
    for (const select of form?.querySelectorAll('select') ?? []) {
      const option = select.querySelector('option[selected]') ?? select.querySelector('option');
      add(select.getAttribute('name'), option?.getAttribute('value') ?? '');
    }
    return fields;
  }

  #cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async #take(path: string, response: Response): Promise<this> {
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const at = pair.indexOf('=');
      if (/max-age=0/i.test(cookie)) this.#cookies.delete(pair.slice(0, at));
      else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const to = response.headers.get('location');
    if (to && response.status === 303) return this.get(to);
    this.status = response.status;
    this.path = path;
    this.headers = response.headers;
    this.bytes = new Uint8Array(await response.arrayBuffer());
    this.html = new TextDecoder().decode(this.bytes);
    return this;
  }
}
