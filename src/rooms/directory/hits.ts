/** What a search finds in this room: persons, by their names, by where they work, and by what reaches them. */
import { type RawBuilder, sql } from 'kysely';
import { digitsOf } from '../../house/asked.ts';
import type { Ctx } from '../../house/ctx.ts';
import type { Hits } from '../../house/room.ts';
import { hasWords, inAddress, nearlyHasWords, titleRank } from './by-words.ts';
import { maySeePersonal } from './person.ts';
import { phoneWith, writtenPhone } from './phone-in-sql.ts';

export const personHits: Hits = (ctx, { q, nearly }) => {
  const ways = nearly ? nearlyHasWords(sql`pe.name_key`, q) : waysTo(ctx, q);
  if (ways.length === 0) return null;
  return {
    kind: 'person',
    heading: 'hits.persons',
    page: '/people/:id',
    found: sql`
      select pe.id as about, ${titleRank(sql`pe.name_key`, sql`pe.name_key`, q)} as rank, pe.name_key as sort,
        false as only_me
      from persons pe
      where pe.library_id = ${ctx.library.id} and (${sql.join(ways, nearly ? sql` and ` : sql` or `)})`,
    shown: sql`
      select pe.id, pe.name as title,
        concat_ws(' · ', ${roles(ctx)}, ${nearly ? sql`null` : reason(ctx, q)}) as beside
      from persons pe where pe.library_id = ${ctx.library.id} and pe.id = hit.about`,
  };
};

const roles = (ctx: Ctx) => sql`(select string_agg(distinct o.name, ', ') from contacts c
  join organizations o on o.library_id = c.library_id and o.id = c.organization_id
  where c.library_id = ${ctx.library.id} and c.person_id = pe.id)`;

function waysTo(ctx: Ctx, q: string): RawBuilder<unknown>[] {
  const [words] = hasWords(sql`(pe.name_key || ' | ' || o.search_key)`, q);
  const digits = digitsOf(q);
  const [mail] = inAddress(sql`lower(x.email)`, q);
  return [
    ...(words
      ? [
          sql`exists (select 1 from contacts c join organizations o on o.library_id = c.library_id
            and o.id = c.organization_id
            where c.library_id = ${ctx.library.id} and c.person_id = pe.id and ${words})`,
        ]
      : []),
    ...(digits ? [sql`exists (${phones(ctx, digits)})`] : []),
    ...(mail ? [sql`exists (${mails(ctx, mail)})`] : []),
  ];
}

/** The phone or mail that was asked for. */
function reason(ctx: Ctx, q: string): RawBuilder<unknown> {
  const digits = digitsOf(q);
  const [mail] = inAddress(sql`lower(x.email)`, q);
  if (digits) return sql`(${phones(ctx, digits)} limit 1)`;
  return mail ? sql`(${mails(ctx, mail)} limit 1)` : sql`null`;
}

/** What is somebody's own, and not of their work, is found by whom it is shown to. */
const shown = (ctx: Ctx) => (maySeePersonal(ctx.actor) ? sql`true` : sql`x.kind = 'work'`);
const phones = (ctx: Ctx, digits: string) => sql`select ${writtenPhone('x')} from person_phones x
  where x.library_id = ${ctx.library.id} and x.person_id = pe.id and ${shown(ctx)} and ${phoneWith('x', digits)}`;
const mails = (ctx: Ctx, mail: RawBuilder<unknown>) => sql`select x.email from person_emails x
  where x.library_id = ${ctx.library.id} and x.person_id = pe.id and ${shown(ctx)} and ${mail}`;
