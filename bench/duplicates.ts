/**
 * The scan for duplicates against its limit: reading the same facts from the database and doing nothing with them.
 * Beside the time is what it finds: the share of planted duplicates, and the pairs that are none.
 */
import type pg from 'pg';
import type { Ctx } from '../src/house/ctx.ts';
import { borrow, openDb, openPool } from '../src/house/db.ts';
import { DATABASE, ROLE } from '../src/house/embedded.ts';
import { openLibrary } from '../src/open-library.ts';
import { factsOf } from '../src/rooms/directory/facts.ts';
import { findPairs } from '../src/rooms/directory/likeness.ts';
import { type Invented, inventOrganizations, pairKey } from './organizations.ts';
import { openSuperuser } from './seed.ts';

export type Scan = {
  organizations: number;
  oursMs: number;
  limitMs: number;
  recall: number;
  wrong: number;
  pairs: number;
};

export async function scanDuplicates(socket: string, rounds: number, sizes = [5000, 50_000]): Promise<Scan[]> {
  const pool = openPool({ host: socket, user: ROLE, database: DATABASE, max: 1 });
  const superuser = await openSuperuser(socket);
  try {
    return await borrow(openDb(pool), { libraryId: null }, async (db) => {
      const scans: (() => Promise<Scan>)[] = [];
      for (const size of sizes) {
        const { ctx } = await openLibrary(
          { db, now: new Date() },
          { name: `Duplicates ${size}`, time_zone: 'America/New_York', locale: 'en' },
        );
        const invented = inventOrganizations(size);
        await store(superuser, ctx.library.id, invented);
        scans.push(() => scan(ctx, invented, rounds));
      }
      await superuser.query('analyze');
      const results: Scan[] = [];
      for (const each of scans) results.push(await each());
      return results;
    });
  } finally {
    await superuser.end();
    await pool.end();
  }
}

/** Ours and the limit alternately; the median of each. */
async function scan(ctx: Ctx, { planted }: Invented, rounds: number): Promise<Scan> {
  return borrow(ctx.db, { libraryId: ctx.library.id }, async (db) => {
    const own = { ...ctx, db };
    const [ours, limit] = [[] as number[], [] as number[]];
    let found: Set<string> = new Set();
    let organizations = 0;
    for (let round = 0; round <= rounds; round++) {
      limit.push(
        await timed(async () => {
          organizations = (await factsOf(own)).length;
        }),
      );
      ours.push(
        await timed(async () => {
          found = new Set(findPairs(await factsOf(own)).map(({ a, b }) => pairKey(a, b)));
        }),
      );
    }
    const right = [...planted].filter((pair) => found.has(pair)).length;
    const times = { oursMs: median(ours.slice(1)), limitMs: median(limit.slice(1)) }; // the first round warms up
    return { organizations, ...times, recall: right / planted.size, wrong: found.size - right, pairs: found.size };
  });
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const median = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;

async function store(superuser: pg.Client, libraryId: string, { facts }: Invented): Promise<void> {
  for (let at = 0; at < facts.length; at += 5000) {
    const rows = [JSON.stringify(facts.slice(at, at + 5000)), libraryId];
    await superuser.query(
      `insert into organizations (library_id, id, name, alternate_names, email, tax_id, name_key, search_key,
         website_domain, created_at, updated_at)
       select $2, id, name, alternate_names, email, tax_id, lower(name), lower(name), website_domain, now(), now()
       from jsonb_to_recordset($1) as t (id uuid, name text, alternate_names text[], email text, tax_id text,
         website_domain text)`,
      rows,
    );
    await superuser.query(
      `insert into phones (library_id, id, organization_id, position, phone_type, number)
       select $2, gen_random_uuid(), t.id, 0, 'voice', number
       from jsonb_to_recordset($1) as t (id uuid, phones text[]), unnest(t.phones) number`,
      rows,
    );
    await superuser.query(
      `insert into addresses (library_id, id, organization_id, position, address_type, address_1, city, state_province,
         postal_code, country)
       select $2, gen_random_uuid(), t.id, 0, 'physical', a ->> 'address_1', a ->> 'city', a ->> 'state_province',
         a ->> 'postal_code', 'US'
       from jsonb_to_recordset($1) as t (id uuid, addresses jsonb), jsonb_array_elements(t.addresses) a`,
      rows,
    );
  }
}
