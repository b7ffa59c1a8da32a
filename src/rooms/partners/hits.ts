/** What a search finds in this room: partners by all that is known of the organization, and what they offer. */
import { type RawBuilder, sql } from 'kysely';
import { digitsOf, says } from '../../house/asked.ts';
import { byName } from '../../house/by-name.ts';
import type { Ctx } from '../../house/ctx.ts';
import type { Asked, Hits } from '../../house/room.ts';
import { hasWords, inAddress, nearlyHasWords, titleRank } from '../directory/by-words.ts';
import { placeReadable, tellsWhere } from '../directory/confidential.ts';
import { phoneWith, writtenPhone } from '../directory/phone-in-sql.ts';

export const partnerHits: Hits = (ctx, asked) => {
  const found = asked.nearly ? namedNearly(ctx, asked.q) : foundBy(ctx, asked.q);
  if (found.length === 0) return null;
  const beside = asked.nearly ? sql`''` : sql`coalesce(${sql.join(reasons(ctx, asked), sql`, `)}, '')`;
  return {
    kind: 'partner',
    heading: 'hits.partners',
    page: '/partners/:id',
    found: sql`
      select p.id as about, ${titleRank(sql`o.name_key`, sql`o.search_key`, asked.q)} as rank, o.name_key as sort,
        false as only_me
      from organizations o join partners p on p.library_id = o.library_id and p.organization_id = o.id
      where o.library_id = ${ctx.library.id} and o.id in (${sql.join(found, sql` union all `)})`,
    shown: sql`
      select p.id, o.name as title, ${beside} as beside
      from partners p join organizations o on o.library_id = p.library_id and o.id = p.organization_id
      where p.library_id = ${ctx.library.id} and p.id = hit.about`,
  };
};

/** Each gives the organizations that it finds: every table is read once, and not once for each organization. */
function foundBy(ctx: Ctx, q: string): RawBuilder<unknown>[] {
  const named = hasWords(sql`x.search_key`, q);
  const reached = inAddress(sql`lower(x.email || ' ' || x.website)`, q);
  const words = says(ADDRESS, q);
  const digits = digitsOf(q);
  return [
    ...[...named, ...reached].map((way) => organizationsThat(ctx, way)),
    ...(digits
      ? [
          sql`select x.organization_id from phones x
      where x.library_id = ${ctx.library.id} and ${phoneWith('x', digits)}`,
        ]
      : []),
    ...(words
      ? (['addresses', 'locations'] as const).map(
          (table) => sql`select a.organization_id from ${sql.table(table)} a
      where a.library_id = ${ctx.library.id} and ${placeReadable(ctx, 'a')} and ${words}`,
        )
      : []),
  ];
}

function namedNearly(ctx: Ctx, q: string): RawBuilder<unknown>[] {
  const words = nearlyHasWords(sql`x.search_key`, q);
  return words.length === 0 ? [] : [organizationsThat(ctx, sql`${sql.join(words, sql` and `)}`)];
}

const organizationsThat = (ctx: Ctx, way: RawBuilder<unknown>) =>
  sql`select x.id from organizations x where x.library_id = ${ctx.library.id} and ${way}`;

/**
 * What of it was asked for, where the name does not say it; the first that is there. Staff find a confidential address
 * by its words, but read it on the partner's page only, which marks it and keeps it off paper.
 */
function reasons(ctx: Ctx, { q }: Asked): RawBuilder<unknown>[] {
  const words = says(ADDRESS, q);
  const digits = digitsOf(q);
  return [
    ...(digits ? [sql`(${phones(ctx, digits)} limit 1)`] : []),
    ...(words
      ? [sql`(${shown(ctx, 'addresses', words)} limit 1)`, sql`(${shown(ctx, 'locations', words)} limit 1)`]
      : []),
    sql`(${shown(ctx, 'addresses', sql`true`)} order by a.position limit 1)`,
  ];
}

const ADDRESS = sql`concat_ws(' ', a.address_1, a.address_2, a.city, a.state_province, a.postal_code)`;
const phones = (ctx: Ctx, digits: string) => sql`select ${writtenPhone('x')} from phones x
  where x.library_id = ${ctx.library.id} and x.organization_id = o.id and ${phoneWith('x', digits)}`;
const shown = (ctx: Ctx, table: 'addresses' | 'locations', words: RawBuilder<unknown>) => sql`select ${ADDRESS}
  from ${sql.table(table)} a
  where a.library_id = ${ctx.library.id} and a.organization_id = o.id and ${tellsWhere('o')} and ${words}`;

/** A service leads to its partner, on whose page it stands. */
export const serviceHits: Hits = (ctx, { q, nearly }) => {
  const words = says(sql`concat_ws(' ', s.name, s.alternate_name, s.description)`, q);
  if (nearly || !words) return null;
  const ofPartners = sql`services s
    join organizations o on o.library_id = s.library_id and o.id = s.organization_id
    join partners p on p.library_id = o.library_id and p.organization_id = o.id`;
  return {
    kind: 'service',
    heading: 'hits.services',
    page: '/partners/:id',
    found: sql`
      select s.id as about, case when ${says(sql`s.name`, q)} then 0.5 else 1 end as rank,
        ${byName('s.name')} as sort, false as only_me
      from ${ofPartners} where s.library_id = ${ctx.library.id} and ${words}`,
    shown: sql`
      select p.id, s.name as title, o.name as beside
      from ${ofPartners} where s.library_id = ${ctx.library.id} and s.id = hit.about`,
  };
};
