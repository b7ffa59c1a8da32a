/**
 * A library large enough to hurt: so many partners with people, services and places, and lists as large as an import
 * takes.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ctx, Library } from '../../src/house/ctx.ts';
import { borrow, openDb, openPool } from '../../src/house/db.ts';
import { DATABASE, ROLE } from '../../src/house/embedded.ts';
import { enqueue, isUnderWay } from '../../src/house/work/job.ts';
import { CHANGED } from '../../src/rooms/directory/changed.ts';
import { asSuperuser } from '../crash/program.ts';

/** Fills the only library of the program in `folder`. */
export function fill(folder: string, partners: number): Promise<void> {
  return asSuperuser(folder, async (client) => {
    const { rows } = await client.query<{ id: string }>('select id from libraries');
    await client.query("select set_config('app.library_id', $1, false)", [rows[0]?.id]);
    for (const statement of STATEMENTS) await client.query(statement, [rows[0]?.id, partners]);
    await client.query('vacuum analyze');
  });
}

/** Has all partners compared with each other, and waits until that is done. */
export async function compareAll(folder: string): Promise<string> {
  const pool = openPool({ host: join(folder, 'run'), user: ROLE, database: DATABASE, max: 1 });
  const db = openDb(pool);
  try {
    const { id } = await db.selectFrom('libraries').select('id').executeTakeFirstOrThrow();
    const as = <T>(work: (ctx: Pick<Ctx, 'db' | 'library' | 'now'>) => Promise<T>) =>
      borrow(db, { libraryId: id }, (db) => work({ db, library: { id } as Library, now: new Date() }));
    await as((ctx) => enqueue(ctx, CHANGED, id));
    while (await as((ctx) => isUnderWay(ctx, CHANGED))) await sleep(200);
    const pairs = await as(({ db }) =>
      db.selectFrom('likely_pairs').select(db.fn.countAll<number>().as('count')).executeTakeFirstOrThrow(),
    );
    return `${pairs.count} pairs`;
  } finally {
    await pool.end();
  }
}

/** A member with this role who is signed in; returns the cookie. */
export function arrive(folder: string, role: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const [user, member, session] = [randomUUID(), randomUUID(), randomUUID()];
  return asSuperuser(folder, async (client) => {
    await client.query(
      "insert into users (id, email, name, password_hash, created_at) values ($1, $2, $3, 'none', now())",
      [user, `${user}@example.org`, role],
    );
    await client.query(
      'insert into members (library_id, id, user_id, role, created_at) select id, $1, $2, $3, now() from libraries',
      [member, user, role],
    );
    await client.query(
      "insert into sessions (id, user_id, token_hash, user_agent, created_at, expires_at) values ($1, $2, $3, '', now(), now() + interval '1 day')",
      [session, user, createHash('sha256').update(token).digest()],
    );
    return `session=${token}`;
  });
}

const id = (kind: string) => `md5($1::uuid::text || '${kind}' || n)::uuid`;
const EACH = 'from generate_series(1, $2::int) as n';
const NAME = `'Society ' || n || ' of ' || (array['Harlow','Alder Falls','Port Marsh','Lower Quay'])[1 + n % 4] || ' ' || md5(n::text)`;

const STATEMENTS = [
  `insert into organizations (library_id, id, name, alternate_names, description, website, email, tax_id, languages, populations, name_key, search_key,
     website_domain, created_at, updated_at)
   select $1::uuid, ${id('o')}, ${NAME}, '{}', repeat('What they do, for whom and since when. ', 6), 'https://www.society' || n || '.example',
     'mail@society' || n || '.example', '', array['en','es'], '{}', lower(${NAME}), lower(${NAME}), 'society' || n || '.example', now(), now() ${EACH}`,
  `insert into partners (library_id, id, organization_id, stage, created_at) select $1::uuid, ${id('p')}, ${id('o')}, 'active', now() ${EACH}`,
  `insert into organization_sectors (library_id, organization_id, sector_key)
   select $1::uuid, ${id('o')}, (select key from sectors where library_id = $1::uuid order by key offset (n % 20) limit 1) ${EACH}`,
  `insert into phones (library_id, id, organization_id, position, phone_type, number)
   select $1::uuid, ${id('f')}, ${id('o')}, 0, 'voice', '+1207555' || lpad((n % 10000)::text, 4, '0') ${EACH}`,
  `insert into addresses (library_id, id, organization_id, position, address_type, address_1, city, state_province, postal_code, country)
   select $1::uuid, ${id('a')}, ${id('o')}, 0, 'physical', n || ' Main Street', 'Harlow', 'ME', '04240', 'US' ${EACH}`,
  `insert into locations (library_id, id, organization_id, name, address_1, city, state_province, postal_code, created_at, updated_at)
   select $1::uuid, ${id('l')}, ${id('o')}, 'House ' || n, n || ' Main Street', 'Harlow', 'ME', '04240', now(), now() ${EACH}`,
  `insert into services (library_id, id, organization_id, name, description, created_at, updated_at)
   select $1::uuid, ${id('s')}, ${id('o')}, 'Service ' || n, repeat('Open to all who come. ', 8), now(), now() ${EACH}`,
  `insert into service_at_locations (library_id, id, service_id, location_id) select $1::uuid, ${id('x')}, ${id('s')}, ${id('l')} ${EACH}`,
  `insert into persons (library_id, id, name, name_key, created_at) select $1::uuid, ${id('c')}, 'Person ' || n, 'person ' || n, now() ${EACH}`,
  `insert into person_emails (library_id, id, person_id, position, kind, email)
   select $1::uuid, ${id('c')}, ${id('c')}, 0, 'work', 'person' || n || '@society.example' ${EACH}`,
  `insert into contacts (library_id, id, organization_id, person_id, title, created_at)
   select $1::uuid, ${id('c')}, ${id('o')}, ${id('c')}, 'Director', now() ${EACH}`,
];

/** A list of about so many bytes with the rows that an import takes. */
export function list(bytes: number, rows: number): Uint8Array {
  const filler = Math.max(10, Math.floor(bytes / rows) - 110);
  const lines = ['Name,City,Zip,Phone,E-mail,Notes'];
  for (let n = 0; n < rows; n++)
    lines.push(
      `Club ${n} ${randomBytes(4).toString('hex')},Harlow,04240,(207) 555-0110,club${n}@example.org,${'x'.repeat(filler)}`,
    );
  return new TextEncoder().encode(lines.join('\n'));
}
