/**
 * What is asked before any work is done, and what is done for whom: permission, rate and size at the door, lists in
 * line, HEAD, who leaves.
 */
import { beforeEach, describe, expect, test } from 'vitest';
import { TooMany } from '../../src/house/counters.ts';
import type { Ctx } from '../../src/house/ctx.ts';
import type { House } from '../../src/house/furnish.ts';
import type { Log } from '../../src/house/log.ts';
import { Places } from '../../src/house/places.ts';
import { buildApp } from '../../src/server.ts';
import { aLibrary, aMember, aPartner, aSession } from '../factories.ts';
import { houseOn, useDatabase, Visitor } from '../support.ts';
import { nextJob } from '../work.ts';

const world = useDatabase();
const csv = (name: string, text = 'Name,City\nHarlow Bakery,Harlow\n') => [
  { name, bytes: new TextEncoder().encode(text) },
];
let ana: Ctx;
let base: string;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'coordinator');
  base = `/l/${ana.library.slug}`;
});

const full = () => new Places({ each: 0, inAll: 0 });
const visitor = async (ctx: Ctx, over: Partial<House> = {}) =>
  new Visitor(houseOn(world.db, over)).arrive((await aSession(ctx)).cookie);

/** A body that says whether anybody has begun to read it. */
function watched(): { body: ReadableStream<Uint8Array>; begun: () => boolean } {
  let begun = false;
  const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    begun = true;
    controller.enqueue(new Uint8Array(1000));
  };
  return { body: new ReadableStream({ pull }, { highWaterMark: 0 }), begun: () => begun };
}

const send = async (
  ctx: Ctx,
  path: string,
  body: BodyInit,
  over: { headers?: Record<string, string>; house?: Partial<House>; signal?: AbortSignal } = {},
) =>
  buildApp(houseOn(world.db, over.house)).request(`http://library.test${base}${path}`, {
    method: 'POST',
    body,
    duplex: 'half',
    headers: {
      ...(await aSession(ctx)),
      origin: 'http://library.test',
      'content-type': 'multipart/form-data; boundary=x',
      ...over.headers,
    },
    ...(over.signal && { signal: over.signal }),
  } as RequestInit);

describe('before a file is read', () => {
  test('whoever may not bring lists in is refused, and not a byte is taken', async () => {
    for (const role of ['reader', 'contributor'] as const) {
      const { body, begun } = watched();
      const answer = await send(await aMember(ana, role), '/imports', body);

      expect([role, answer.status, begun()]).toEqual([role, 403, false]);
    }
  });

  test('one that says it is too large is refused without a question to the database', async () => {
    const session = await aSession(ana);
    world.queries.length = 0;
    const { body, begun } = watched();
    const answer = await send(ana, '/imports', body, { headers: { ...session, 'content-length': '900000000' } });

    expect([answer.status, begun(), await answer.text()]).toEqual([
      413,
      false,
      expect.stringContaining('At most 20 MB fit here'),
    ]);
    // That of the session made above.
    expect(world.queries.filter((query) => query.includes('left join sessions'))).toEqual([]);
  });

  test('one that does not say how long it is, is stopped where it is too long', async () => {
    const imports = { fileBytes: 10_000, unpackedBytes: 10_000, rows: 10 };
    const { body } = watched();

    expect((await send(ana, '/imports', body, { house: { imports } })).status).toBe(413);
    expect((await send(ana, '/partners/new', watched().body, { house: { imports } })).status).toBe(413);
  });

  test('too many in a minute, of one person or of one library, and too many at once are asked to come again', async () => {
    for (const name of ['uploads', 'libraryUploads', 'bodies'] as const) {
      const house = houseOn(world.db);
      const take = (asked: string) => (asked === name ? Promise.reject(new TooMany(60)) : Promise.resolve());
      const over = name === 'bodies' ? { bodies: full() } : { limits: { ...house.limits, take } };
      const { body, begun } = watched();
      const answer = await send(ana, '/imports', body, { house: over });

      expect([name, answer.status, answer.headers.get('retry-after'), begun()]).toEqual([name, 429, '60', false]);
    }
  });

  test('a place is given back however it ends', { tags: 'long' }, async () => {
    const bodies = new Places({ each: 1, inAll: 1 });
    const ana_ = await visitor(ana, { bodies });
    for (const files of [csv('a.csv'), [{ name: 'scan.pdf', bytes: new TextEncoder().encode('%PDF-1.7 …') }], []])
      await ana_.upload(`${base}/imports`, files);

    expect(bodies.taken).toBe(0);
  });
});

describe('while others are read', () => {
  const inLine = (over: Partial<House> = {}) => visitor(ana, { reading: full(), ...over });
  const work = () => nextJob(world.db, { kinds: ['import.read'] });

  test('a list waits, shows its place and becomes an import when it is its turn', { tags: 'long' }, async () => {
    const ana_ = await inLine();
    await ana_.upload(`${base}/imports`, csv('first.csv'));
    const first = ana_.path;
    expect([first, ana_.text]).toEqual([
      expect.stringMatching(/\/imports\/waiting\/[0-9a-f-]+$/),
      expect.stringContaining('Yours is next.'),
    ]);
    await ana_.upload(`${base}/imports`, csv('second.csv'));
    const second = ana_.path;
    expect(ana_.text).toContain('Yours is number 2 in line.');
    expect((await ana_.get(`${base}/imports`)).text).toContain('first.csv');

    expect(await work()).toBe(true);

    expect((await ana_.get(second)).text).toContain('Yours is next.');
    expect((await ana_.get(first)).text).toContain('What is in the columns of first.csv?');
    expect((await ana_.get(`${first}/progress`)).html).toBe('{"status":"read"}');
    expect([await work(), await work()]).toEqual([true, false]);
  });

  test('nobody goes past a list that waits, place or not', async () => {
    await (await inLine()).upload(`${base}/imports`, csv('first.csv'));
    const ben = await visitor(await aMember(ana, 'coordinator'));
    await ben.upload(`${base}/imports`, csv('second.csv'));

    expect(ben.text).toContain('Yours is number 2 in line.');
  });

  test('one that cannot be read says why, and can be put away', { tags: 'long' }, async () => {
    const ana_ = await inLine();
    await ana_.upload(`${base}/imports`, [{ name: 'scan.pdf', bytes: new TextEncoder().encode('%PDF-1.7 …') }]);
    const here = ana_.path;
    await work();

    expect((await ana_.get(here)).text).toContain('This is a file of another kind (PDF).');
    await ana_.post(here, ana_.fieldsOn(here));
    expect([ana_.path, ana_.text.includes('scan.pdf')]).toEqual([`${base}/imports`, false]);
  });

  test('one that is taken out of the line is not read, and a stranger finds none', async () => {
    const ana_ = await inLine();
    await ana_.upload(`${base}/imports`, csv('first.csv'));
    const here = ana_.path;
    const stranger = await aMember(await aLibrary(world.host), 'administrator');
    const theirs = here.replace(base, `/l/${stranger.library.slug}`);
    expect((await (await visitor(stranger)).get(theirs)).status).toBe(404);

    await ana_.get(here);
    await ana_.post(here, ana_.fieldsOn(here));

    expect([ana_.text.includes('first.csv'), await work()]).toEqual([false, false]);
  });

  test('ten of a library wait; the next is refused with what was chosen', async () => {
    const ana_ = await inLine();
    for (let n = 0; n < 10; n++) await ana_.upload(`${base}/imports`, csv(`${n}.csv`));
    await ana_.upload(`${base}/imports`, csv('eleventh.csv'), { target: 'leads' });

    expect([ana_.status, ana_.fieldsOn(ana_.path).target]).toEqual([422, ['leads']]);
    expect(ana_.text).toContain('Ten lists of your library are waiting to be read already.');
  });
});

describe('HEAD', () => {
  test('asks only who it is, takes no place, counts for nothing and makes nothing', async () => {
    await aPartner(ana);
    const readers = full();
    const house = houseOn(world.db);
    const limits = { ...house.limits, files: { consume: () => Promise.reject(new Error('too many')) } as never };
    const app = buildApp(houseOn(world.db, { readers, limits }));
    const headers = await aSession(ana);
    for (const path of [
      '',
      '/partners',
      '/duplicates',
      '/exports/partners.xlsx',
      '/exports/hsds.zip',
      '/blank-worksheet.pdf',
      '/imports',
    ]) {
      world.queries.length = 0;
      const answer = await app.request(`http://library.test${base}${path}`, { method: 'HEAD', headers });

      expect([path, answer.status, world.queries.length, await answer.text()]).toEqual([path, 200, 1, '']);
    }
    const type = (
      await app.request(`http://library.test${base}/exports/partners.xlsx`, { method: 'HEAD', headers })
    ).headers.get('content-type');
    expect(type).toContain('spreadsheetml');
  });

  test('does not say to a stranger what is there', async () => {
    const app = buildApp(houseOn(world.db));
    const stranger = await aSession(await aMember(await aLibrary(world.host), 'administrator'));
    const ask = async (headers: HeadersInit, path: string) =>
      (await app.request(`http://library.test${base}${path}`, { method: 'HEAD', headers })).status;

    expect([await ask(stranger, '/partners'), await ask({}, '/partners')]).toEqual([404, 303]);
    expect(await ask(await aSession(await aMember(ana, 'reader')), '/exports/partners.xlsx')).toBe(403);
  });
});

describe('files that go out', () => {
  test('no more at once than there are places, of whatever kind; who comes later is told when to come again', async () => {
    const headers = await aSession(await aMember(ana, 'administrator'));
    const app = buildApp(houseOn(world.db, { readers: full() }));
    for (const name of [
      'partners.xlsx',
      'partners.csv',
      'contacts.csv',
      'partners-3.vcf',
      'partners-4.vcf',
      'hsds.json',
      'hsds.zip',
      'archive.zip',
    ]) {
      const answer = await app.request(`http://library.test${base}/exports/${name}`, { headers });

      expect([name, answer.status, answer.headers.get('retry-after')]).toEqual([name, 429, '60']);
    }
  });
});

describe('whoever leaves', () => {
  test('while sending gives the place back and is no error of ours', async () => {
    const said: string[] = [];
    const log = {
      info: () => {},
      warn: () => {},
      error: (_: unknown, text: string) => said.push(text),
    } as unknown as Log;
    const bodies = new Places({ each: 1, inAll: 1 });
    const leaving = new AbortController();
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        leaving.abort(new Error('left'));
        controller.error(new Error('left'));
      },
    });
    await send(ana, '/imports', body, { house: { log, bodies }, signal: leaving.signal });

    expect([said, bodies.taken]).toEqual([[], 0]);
  });
});

describe('where our address is known', () => {
  test('only that is ours, whatever Host says; where it is not, Host is all there is', async () => {
    for (const [addressIsGiven, status] of [
      [true, 403],
      [false, 422],
    ] as const) {
      const app = buildApp(houseOn(world.db, { addressIsGiven }));
      const headers = { ...(await aSession(ana)), host: 'evil.example', origin: 'http://evil.example' };
      const answer = await app.request(`http://library.test${base}/partners/new`, {
        method: 'POST',
        body: new URLSearchParams({ name: '' }),
        headers,
      });

      expect([addressIsGiven, answer.status]).toEqual([addressIsGiven, status]);
    }
  });

  test('a mail’s link leads there, whatever Host says', async () => {
    const app = buildApp(houseOn(world.db));
    const user = await world.db
      .selectFrom('users')
      .select('email')
      .where('id', '=', ana.actor.userId)
      .executeTakeFirstOrThrow();
    const headers = { host: 'evil.example', origin: 'http://library.test' };
    await app.request('http://library.test/password-reset', {
      method: 'POST',
      body: new URLSearchParams({ email: user.email }),
      headers,
    });
    await world.db.executeQuery(
      (await import('kysely')).sql`select set_config('app.library_id', '', false)`.compile(world.db),
    );
    const mails = await world.db.selectFrom('account_mail').select('body').execute();

    expect(mails.map((mail) => /https?:\/\/[^/]+/.exec(mail.body ?? '')?.[0])).toEqual(['http://library.test']);
  });
});
