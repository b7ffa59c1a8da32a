/**
 * Finding listed organizations among millions. Three ways, each bounded however common the words are:
 * - near a ZIP code: rings of ZIP codes around it, the nearest first, until a page is full (`nearby.ts`);
 * - by name: those whose name begins with what was typed, straight from an index in their order (`by-name.ts`);
 * - by words: the other rows that have all the words, the shortest names first, of at most 2,000 looked at
 * (`by-name.ts`). When nothing is found, words that no row has are mended (`mend.ts`), and it is tried once more. No
 * row-level security: it would keep these indexes from being used; what a library dismissed is taken out of the page
 * afterwards, by the room `leads`.
 */
import { sql } from 'kysely';
import type { HostCtx } from '../../../house/ctx.ts';
import { askedWords, nameKey } from '../../directory/name-key.ts';
import { placeOf } from '../../places/places.ts';
import { type Ask, ENOUGH, type Hit, LISTED_ORGANIZATION, type ListedOrganization } from './ask.ts';
import { byName, byWords } from './by-name.ts';
import { PAGE_SIZE, type PublicListsFilter, type SearchTerm, tokenText } from './filter.ts';
import { einOf } from './irs.ts';
import { mend } from './mend.ts';
import { near } from './nearby.ts';

/** `token` continues after this row; `miles` from the ZIP code that was asked for. */
export type FoundListed = ListedOrganization & { token: string; miles: number | null };
export type ListedPage = {
  rows: FoundListed[];
  more: boolean;
  /** The words that were looked for instead of those typed; null when nothing was corrected. */
  mended: string | null;
  /** "Near" names no ZIP code we know. */
  unknownPlace: boolean;
};

export async function searchPublicLists(host: HostCtx, filter: PublicListsFilter): Promise<ListedPage> {
  const place = filter.near === '' ? null : placeOf(filter.near);
  if (place === undefined) return { rows: [], more: false, mended: null, unknownPlace: true };
  const ask = {
    ...filter,
    place,
    key: nameKey(filter.q),
    terms: filter.after?.terms ?? termsOf(filter.q),
    after: filter.after?.at ?? null,
  };
  const rows = await look(host, ask);
  if (rows.length > 0 || filter.after || ask.terms.length === 0) return page(rows, filter.after?.terms);
  const terms = await mend(host.db, ask.terms);
  return terms ? page(await look(host, { ...ask, key: '', terms }), terms) : page([], undefined);
}

/** The row that an address of a page names; undefined when it does not exist. */
export async function findListedOrganization(
  { db }: HostCtx,
  source: string,
  sourceKey: string,
): Promise<ListedOrganization | undefined> {
  const { rows } = await sql<ListedOrganization>`select ${LISTED_ORGANIZATION} where c.source = ${source}
      and c.source_key = ${sourceKey}`.execute(db);
  return rows[0];
}

export async function publicListsAreEmpty({ db }: HostCtx): Promise<boolean> {
  const { rows } = await sql`select 1 from listed_organizations limit 1`.execute(db);
  return rows.length === 0;
}

/** The states that have rows, by their two letters. The query jumps from one state to the next in the index. */
export async function statesOf({ db }: HostCtx): Promise<string[]> {
  const { rows } = await sql<{ state: string }>`
    with recursive hop(state) as (
      (select state from listed_organizations order by state limit 1)
      union all
        select (select c.state from listed_organizations c where c.state > hop.state order by c.state limit 1) from hop
        where hop.state is not null
    ) select state from hop where state ~ '^[A-Z]{2}$'`.execute(db);
  return rows.map((row) => row.state);
}

async function look(host: HostCtx, ask: Ask): Promise<Hit[]> {
  if (ask.place) return near(host.db, ask, ask.place);
  const known = await byNumber(host, ask);
  if (known) return [known];
  const named =
    ask.after?.[0] === 'words' || (ask.terms.length > 0 && ask.key === '') ? [] : await byName(host.db, ask);
  if (named.length >= ENOUGH || ask.terms.length === 0) return named;
  return [...named, ...(await byWords(host.db, ask, ENOUGH - named.length))];
}

/** The one row with that number, when an EIN was typed. */
async function byNumber(host: HostCtx, { q, after }: Ask): Promise<Hit | null> {
  if (after || !/^\d{2}-?\d{7}$/.test(q)) return null;
  const { rows } = await sql<ListedOrganization>`select ${LISTED_ORGANIZATION}
    where c.source in (select distinct source from public_list_loads) and c.source_key = ${einOf(q)}
    limit 1`.execute(host.db);
  return rows[0] ? { ...rows[0], at: ['name', rows[0].name_key, rows[0].id], miles: null } : null;
}

/** The last word may be unfinished. One or two letters are not taken as a beginning: too many words begin so. */
function termsOf(q: string): SearchTerm[] {
  const asked = askedWords(q).slice(0, 8);
  return asked.map((words, at) => ({
    words: words.map((word) => word.slice(0, 100)),
    prefix: at === asked.length - 1 && (words[0]?.length ?? 0) >= 3,
  }));
}

function page(hits: Hit[], terms: SearchTerm[] | undefined): ListedPage {
  const rows = hits.slice(0, PAGE_SIZE).map(({ at, ...hit }) => ({ ...hit, token: tokenText({ at, terms }) }));
  const mended = terms ? terms.map(({ words }) => words[0]).join(' ') : null;
  return { rows, more: hits.length > PAGE_SIZE, mended, unknownPlace: false };
}
