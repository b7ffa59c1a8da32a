/**
 * The host's public lists as one library sees them: without the rows that it has dismissed, and with the partner that a
 * row is already. Answers are taken out of the page that was found, by their key: a search of millions does not carry
 * them along.
 */
import { sql } from 'kysely';
import type { Ctx } from '../../../house/ctx.ts';
import type { PartnerId } from '../../partners/partner.ts';
import { PAGE_SIZE, type PublicListsFilter, tokenFrom } from '../public-lists/filter.ts';
import { type FoundListed, type ListedPage, searchPublicLists } from '../public-lists/search.ts';

/** `partner_id` when the row is a partner of this library already. */
export type FoundHere = FoundListed & { partner_id: PartnerId | null };
/** `next` goes on after the last row that was looked at, shown or not; null at the end. */
export type PageHere = Omit<ListedPage, 'rows' | 'more'> & { rows: FoundHere[]; next: string | null };

/**
 * How many pages are read to fill one with rows that this library has not dismissed. A library that has dismissed
 * hundreds in a row sees a shorter page, or an empty one.
 */
const READ_ON = 10;

export async function searchForLibrary(ctx: Ctx, filter: PublicListsFilter): Promise<PageHere> {
  const rows: FoundHere[] = [];
  let page = await searchPublicLists(ctx, filter);
  for (let read = 1; ; read++) {
    rows.push(...(await notDismissed(ctx, page.rows)));
    const last = page.rows.at(-1);
    if (rows.length >= PAGE_SIZE || !page.more || !last || read === READ_ON) break;
    page = await searchPublicLists(ctx, { ...filter, after: tokenFrom(last.token) });
  }
  const { more, ...rest } = page;
  const last = rows.length > PAGE_SIZE ? rows[PAGE_SIZE - 1] : more ? page.rows.at(-1) : undefined;
  return { ...rest, rows: rows.slice(0, PAGE_SIZE), next: last?.token ?? null };
}

async function notDismissed(ctx: Ctx, rows: FoundListed[]): Promise<FoundHere[]> {
  if (rows.length === 0) return [];
  const { rows: answers } = await sql<{ source: string; source_key: string; partner_id: PartnerId | null }>`
    select a.source, a.source_key, a.partner_id from listed_organization_answers a
    join unnest(${rows.map((row) => row.source)}::text[], ${rows.map((row) => row.source_key)}::text[]) as asked
      (source, source_key)
      on asked.source = a.source and asked.source_key = a.source_key
    where a.library_id = ${ctx.library.id}`.execute(ctx.db);
  const byKey = new Map(answers.map((answer) => [`${answer.source} ${answer.source_key}`, answer.partner_id]));
  return rows.flatMap((row) => {
    const partner_id = byKey.get(`${row.source} ${row.source_key}`);
    return partner_id === null ? [] : [{ ...row, partner_id: partner_id ?? null }];
  });
}
