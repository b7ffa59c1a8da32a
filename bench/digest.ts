/**
 * A member's Monday digest against its limit: the same statements, as the app sends them, prepared, with nothing made of
 * what they answer. On the large data, for a member who looks after one partner in nine.
 */
import pg from 'pg';
import type { MemberId } from '../src/house/ctx.ts';
import { borrow, openDb, openPool } from '../src/house/db.ts';
import { DATABASE, ROLE } from '../src/house/embedded.ts';
import { anyMember } from '../src/rooms/accounts/account.ts';
import { actFor, findLibrary } from '../src/rooms/accounts/libraries.ts';
import { digestOf } from '../src/views/today/today.ts';
import { openSuperuser } from './seed.ts';

export type Digest = { oursMs: number; limitMs: number; statements: number; lines: number };
type Asked = { text: string; values: unknown[] };

const asked: Asked[] = [];
class Listening extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: the forms are handed on as they are
  override query(first: any, values?: any, done?: any): any {
    if (typeof first === 'string' && /^\s*(\/\*.*?\*\/\s*)?(select|with)/i.test(first))
      asked.push({ text: first, values: Array.isArray(values) ? values : [] });
    return super.query(first, values, done);
  }
}

/** Ours and the limit alternately; the median of each. */
export async function measureDigest(socket: string, slug: string, rounds: number): Promise<Digest> {
  const pool = openPool({ host: socket, user: ROLE, database: DATABASE, max: 1, Client: Listening });
  const superuser = await openSuperuser(socket);
  try {
    const { rows } = await superuser.query<{ library_id: string; owner_id: MemberId }>(
      `select p.library_id, p.owner_id from partners p join libraries l on l.id = p.library_id and l.slug = $1
       where p.owner_id is not null group by 1, 2 order by count(*) desc, 2 limit 1`,
      [slug],
    );
    const [{ library_id, owner_id } = { library_id: '', owner_id: '' as MemberId }] = rows;
    const times = { ours: [] as number[], limit: [] as number[] };
    let lines = 0;
    let statements = 0;
    for (let round = 0; round <= rounds * 5; round++) {
      asked.length = 0;
      times.ours.push(
        await timed(() =>
          borrow(openDb(pool), { libraryId: library_id as never }, async (db) => {
            const host = { db, now: new Date() };
            await findLibrary(host, slug);
            const acting = await actFor(host, { libraryId: library_id as never, memberId: owner_id }, anyMember);
            const groups = acting ? await digestOf(acting.ctx) : [];
            lines = groups.reduce((sum, { total }) => sum + total, 0);
          }),
        ),
      );
      const sent = asked.slice();
      statements = sent.length;
      times.limit.push(await timed(() => replay(pool, sent, library_id)));
    }
    const [oursMs, limitMs] = [median(times.ours.slice(1)), median(times.limit.slice(1))];
    return { oursMs, limitMs, statements, lines };
  } finally {
    await superuser.end();
    await pool.end();
  }
}

async function replay(pool: pg.Pool, statements: Asked[], library: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('app.library_id', '${library}', true)`);
    for (const { text, values } of statements) await client.query(text, values);
    await client.query('commit');
  } finally {
    client.release();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const median = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
