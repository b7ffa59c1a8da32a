/**
 * The data that is measured on: libraries founded and people signed up with the app's own verbs, and the bulk with
 * `seed.sql` as the database's superuser. Small and large differ in everything but the measured worksheet and the
 * measured partner.
 */
import { readFileSync } from 'node:fs';
import pg from 'pg';
import type { LibraryId } from '../src/house/ctx.ts';
import { borrow, openDb, openPool } from '../src/house/db.ts';
import { DATABASE, ROLE } from '../src/house/embedded.ts';
import { newToken } from '../src/house/ids.ts';
import { enqueue } from '../src/house/work/job.ts';
import { openLibrary } from '../src/open-library.ts';
import { joinLibrary } from '../src/rooms/accounts/members.ts';
import { createUser } from '../src/rooms/accounts/users.ts';
import { CHANGED } from '../src/rooms/directory/changed.ts';
import type { Credentials } from './sign-in.ts';

export type Size = {
  name: string;
  libraries: number;
  ownPartners: number;
  partners: number;
  worksheets: number;
  /** Contacts with each partner of the measured library, beside its notes. */
  touches: number;
};

/** A worksheet has 400 ratings that were handed in, so 50 make 20,000. */
export const SMALL: Size = { name: 'small', libraries: 1, ownPartners: 200, partners: 200, worksheets: 5, touches: 17 };
export const LARGE: Size = {
  name: 'large',
  libraries: 300,
  ownPartners: 5000,
  partners: 50_000,
  worksheets: 50,
  touches: 17,
};
const OWN_WORKSHEETS = 5;

export type Seeded = {
  slug: string;
  partnerId: string;
  worksheetId: string;
  /** Somebody whom nobody on the staff has met, some steps away. */
  farPersonId: string;
  /** A round of ninety interviews. */
  roundId: string;
  initiativeId: string;
  agreementId: string;
  administrator: Credentials;
  rater: Credentials;
  counts: Record<string, number>;
};

export async function openSuperuser(socket: string): Promise<pg.Client> {
  const client = new pg.Client({ host: socket, user: 'postgres', database: DATABASE });
  client.on('error', () => {}); // the database may be stopped while this connection is open
  await client.connect();
  return client;
}

export async function seed(socket: string, size: Size): Promise<Seeded> {
  const superuser = await openSuperuser(socket);
  try {
    const people = await foundLibraries(socket, size);
    await plan(superuser, size, people);
    await superuser.query(readFileSync(new URL('seed.sql', import.meta.url), 'utf8'));
    const log = readFileSync(new URL('log.sql', import.meta.url), 'utf8');
    await superuser.query(log.replace(':touches', String(size.touches)));
    for (const more of ['ties.sql', 'interviews.sql', 'together.sql', 'agreements.sql'])
      await superuser.query(readFileSync(new URL(more, import.meta.url), 'utf8'));
    await superuser.query('vacuum analyze');
    await compareAll(socket, people.libraryIds[0] as LibraryId);
    return { ...people, ...(await measured(superuser)), counts: await counts(superuser) };
  } finally {
    await superuser.end();
  }
}

/** The worker finds the likely pairs of the measured library, as after an import. */
async function compareAll(socket: string, libraryId: LibraryId): Promise<void> {
  const pool = openPool({ host: socket, user: ROLE, database: DATABASE, max: 1 });
  await borrow(openDb(pool), { libraryId }, (db) =>
    enqueue({ db, now: new Date(), library: { id: libraryId } }, CHANGED, libraryId),
  );
  await pool.end();
}

type People = Pick<Seeded, 'slug' | 'administrator' | 'rater'> & { libraryIds: string[]; raterId: string };

/** The first library is the measured one: its administrator reads, its rater rates. */
async function foundLibraries(socket: string, size: Size): Promise<People> {
  const slug = 'measured';
  const administrator = { email: 'administrator@measured.example', password: newToken() };
  const rater = { email: 'rater@measured.example', password: newToken() };
  const pool = openPool({ host: socket, user: ROLE, database: DATABASE, max: 1 });
  try {
    return await borrow(openDb(pool), { libraryId: null }, async (db) => {
      const host = { db, now: new Date() };
      const draft = (name: string, slug: string) => ({
        name,
        slug,
        time_zone: 'America/New_York',
        locale: 'en' as const,
      });
      const { ctx } = await openLibrary(host, draft('Measured County Library', slug), {
        ...administrator,
        name: 'Ada Administrator',
      });
      const raterId = await joinLibrary(ctx, await createUser(host, { ...rater, name: 'Rosa Rater' }), 'contributor');
      const libraryIds = [ctx.library.id];
      for (let n = 2; n <= size.libraries; n++)
        libraryIds.push((await openLibrary(host, draft(`Library ${n}`, `library-${n}`))).ctx.library.id);
      return { slug, administrator, rater, libraryIds, raterId };
    });
  } finally {
    await pool.end();
  }
}

/** How many partners and worksheets each library gets: the measured one its own, the others share the rest evenly. */
async function plan(superuser: pg.Client, size: Size, { libraryIds, raterId }: People): Promise<void> {
  await superuser.query('create temp table plan (library_id uuid, nth int, partners int, worksheets int)');
  await superuser.query('create temp table measuring_rater (library_id uuid, member_id uuid)');
  await superuser.query('insert into measuring_rater values ($1, $2)', [libraryIds[0], raterId]);
  const shares = libraryIds.map((_, at) =>
    at === 0
      ? { partners: size.ownPartners, worksheets: OWN_WORKSHEETS }
      : {
          partners: share(size.partners - size.ownPartners, size, at),
          worksheets: share(size.worksheets - OWN_WORKSHEETS, size, at),
        },
  );
  await superuser.query(
    `insert into plan select id, nth, partners, worksheets
     from unnest($1::uuid[], $2::int[], $3::int[]) with ordinality as t (id, partners, worksheets, nth)`,
    [libraryIds, shares.map((each) => each.partners), shares.map((each) => each.worksheets)],
  );
}

function share(whole: number, { libraries }: Size, at: number): number {
  const others = libraries - 1;
  return Math.floor(whole / others) + (at <= whole % others ? 1 : 0);
}

async function measured(
  superuser: pg.Client,
): Promise<Pick<Seeded, 'partnerId' | 'worksheetId' | 'farPersonId' | 'roundId' | 'initiativeId' | 'agreementId'>> {
  const { rows } = await superuser.query(`
    select (select p.id from seeded_partners p join plan using (library_id) where nth = 1 and n = 1) as "partnerId",
      (select w.id from seeded_worksheets w join plan using (library_id) where nth = 1 and k = 1) as "worksheetId",
      (select person_id from seeded_far where k = 4) as "farPersonId",
      (select round_id from seeded_round) as "roundId",
      (select initiative_id from seeded_initiatives join plan using (library_id) where nth = 1 and k = 1)
        as "initiativeId",
      (select agreement_id from seeded_agreements a join plan using (library_id) where nth = 1 and a.n = 1)
        as "agreementId"`);
  return rows[0];
}

async function counts(superuser: pg.Client): Promise<Record<string, number>> {
  const tables = ['libraries', 'partners', 'interactions', 'worksheets', 'ratings'];
  const { rows } = await superuser.query(
    `select ${tables.map((table) => `(select count(*)::int from ${table}) as ${table}`).join(', ')}`,
  );
  return rows[0];
}
