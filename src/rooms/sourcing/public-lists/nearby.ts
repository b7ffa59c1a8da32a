/**
 * Listed organizations around a place, nearest first. A row is where its ZIP code is, so the order of the rows is the
 * order of the ZIP codes: rings of them are asked one after the other until a page is full. A page in a city looks at a
 * few streets, and one in the desert at few rows.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../house/db.ts';
import { type Place, placesWithin } from '../../places/places.ts';
import {
  type Ask,
  conditions,
  ENOUGH,
  type Hit,
  LISTED_ORGANIZATION,
  type ListedOrganization,
  queryOf,
} from './ask.ts';
import { complete } from './complete.ts';
import type { PlaceInOrder } from './filter.ts';
import { cellOf } from './place.ts';

type Ring = (Place & { miles: number })[];

/** How many ZIP codes are asked at once. */
const RINGS = [16, 96, 576];
/** When words are asked for, only this many ZIP codes are read row by row; all others are one second ring. */
const READ = 8;
/** Words in fewer rows than this, in the whole country, are looked up in one step. */
const RARE = 4000;

export async function near(db: Db, asked: Ask, place: Place): Promise<Hit[]> {
  const { terms, rows: most } =
    asked.terms.length > 0 ? await complete(db, asked.terms) : { terms: [], rows: Number.POSITIVE_INFINITY };
  if (most === 0) return [];
  const ask = { ...asked, terms };
  const around = placesWithin(place, ask.miles);
  const after = ask.after?.[0] === 'near' ? (ask.after as PlaceInOrder<'near'>) : null;
  const start = after ? startIn(around, after[1]) : 0;
  const hits: Hit[] = [];
  for (let nth = 0, from = start; from < around.length && hits.length < ENOUGH; nth++) {
    const { size, read } = stepOf(nth, ask, most);
    const ring = around.slice(from, from + size);
    const rows = await read(db, { ask, ring, seen: from === start ? unseen(after) : sql`true` });
    hits.push(...rows.map((row) => hitOf(row, ring)));
    from += ring.length;
  }
  return hits.slice(0, ENOUGH);
}

type Step = { size: number; read: (db: Db, look: Look) => Promise<NearRow[]> };

/** How many ZIP codes the nth look takes, and how it reads them; `most` rows have the words in the whole country. */
function stepOf(nth: number, { terms }: Ask, most: number): Step {
  if (terms.length === 0) return { size: RINGS[nth] ?? Number.POSITIVE_INFINITY, read: everyone };
  const atOnce = nth > 0 || most < RARE;
  return atOnce ? { size: Number.POSITIVE_INFINITY, read: withWords } : { size: READ, read: everyone };
}

/** Of the ZIP code where the page before ended, only what comes after its last row. */
const unseen = (after: PlaceInOrder<'near'> | null): RawBuilder<unknown> =>
  after ? sql`(z.nth > 1 or (c.name_key, c.id) > (${after[2]}, ${after[3]}::int))` : sql`true`;

/** Starts from the beginning when the ZIP code is not among them, because somebody changed the address of the page. */
const startIn = (around: Ring, zip: string) =>
  Math.max(
    0,
    around.findIndex((each) => each.zip === zip),
  );

/** One look at a ring of ZIP codes; `seen` leaves out what earlier pages have shown. */
type Look = { ask: Ask; ring: Ring; seen: RawBuilder<unknown> };
type NearRow = ListedOrganization & { nth: number };

function hitOf({ nth, ...row }: NearRow, ring: Ring): Hit {
  const { zip = '', miles = null } = ring[nth - 1] ?? {};
  return { ...row, at: ['near', zip, row.name_key, row.id], miles };
}

const zipsOf = (ring: Ring) => ring.map((each) => each.zip);
const ZIP = sql`"left"(c.postal_code, 5)`;

/**
 * The first rows of each ZIP code by name, and of these the nearest. Words are compared row by row ("is true" keeps the
 * planner from the index of words): in a few ZIP codes a common word fills a page at once, while the index would look
 * it up in the whole country.
 */
async function everyone(db: Db, { ask, ring, seen }: Look): Promise<NearRow[]> {
  const said = ask.terms.length > 0 ? sql`(c.words @@ ${queryOf(ask.terms)}::tsquery) is true` : sql`true`;
  const { rows } = await sql<NearRow>`
    with nearest as materialized (
      select z.nth, c.id from unnest(${zipsOf(ring)}::text[]) with ordinality as z (zip, nth)
      cross join lateral (
        select c.id, c.name_key from listed_organizations c where ${ZIP} = z.zip and ${conditions(ask)} and ${said}
          and ${seen}
        order by c.name_key, c.id limit ${ENOUGH}
      ) c
      order by z.nth, c.name_key, c.id limit ${ENOUGH}
    )
    select nearest.nth, ${LISTED_ORGANIZATION} join nearest on nearest.id = c.id
      order by nearest.nth, c.name_key, c.id`.execute(db);
  return rows;
}

/** For words that few rows nearby have: one index covers both the words and the cells of the map. */
async function withWords(db: Db, { ask, ring, seen }: Look): Promise<NearRow[]> {
  const cells = [...new Set(ring.map(cellOf))];
  const { rows } = await sql<NearRow>`
    with nearest as materialized (
      select z.nth, c.id from listed_organizations c
        join unnest(${zipsOf(ring)}::text[]) with ordinality as z (zip, nth) on z.zip = ${ZIP}
      where c.words @@ ${queryOf(ask.terms)}::tsquery and c.cells && ${cells}::int[] and ${conditions(ask)} and ${seen}
      order by z.nth, c.name_key, c.id limit ${ENOUGH}
    )
    select nearest.nth, ${LISTED_ORGANIZATION} join nearest on nearest.id = c.id
      order by nearest.nth, c.name_key, c.id`.execute(db);
  return rows;
}
