/** The log: what was said or done with whom, over all partners, the newest first. */
import { type RawBuilder, sql } from 'kysely';
import { says } from '../../house/asked.ts';
import type { Ctx, MemberId } from '../../house/ctx.ts';
import type { PersonId } from '../directory/person.ts';
import type { PartnerId } from '../partners/partner.ts';
import type { Audience, Direction, InteractionId, Kind, LogFilter, Named } from './interaction.ts';
import { who } from './interactions.ts';
import { interactionReadable } from './readable.ts';

export type LoggedRow = {
  id: InteractionId;
  happened_on: string;
  kind: Kind;
  direction: Direction | null;
  audience: Audience;
  /** In one line: its own, or the beginning of what was written. */
  line: string;
  author: string;
  minutes: number | null;
  people_reached: number | null;
  files: number;
  partners: Named<PartnerId>[];
  persons: Named<PersonId>[];
  members: Named<MemberId>[];
};

/** What all of them add up to; minutes and people of those that say so. */
type LogSum = { total: number; minutes_in_all: number; people: number };
export type LogPage = { total: number; minutes: number; people: number } & {
  rows: LoggedRow[];
  page: number;
  pages: number;
};

const PER_PAGE = 50;
const LINE = 200;

/**
 * One page of it, and what all add up to; one query, in which each entry is looked at once: words are sought in each of
 * them.
 */
export async function listLog(ctx: Ctx, filter: LogFilter, size = PER_PAGE): Promise<LogPage> {
  const { rows } = await sql<LoggedRow & LogSum & { page: number }>`
    with hit as materialized (
      select i.id, i.happened_on, i.created_at, i.minutes, i.people_reached from interactions i
      where ${sql.join(conditions(ctx, filter), sql` and `)}
    ), sums as (
      select count(*) as total, coalesce(sum(minutes), 0)::bigint as minutes_in_all,
        coalesce(sum(people_reached), 0)::bigint as people,
        greatest(1, least(${filter.page}, ceil(count(*)::numeric / ${size})))::int as page from hit
    )
    select s.total, s.minutes_in_all, s.people, s.page, r.*
    from sums s left join lateral (
      select i.id, i.happened_on, i.kind, i.direction, i.audience,
        left(coalesce(nullif(i.summary, ''), i.body), ${LINE}) as line,
        u.name as author, i.minutes, i.people_reached, ${who(ctx)},
        (select count(*) from interaction_files f
          where f.library_id = ${ctx.library.id} and f.interaction_id = i.id) as files
      from (select id from hit order by happened_on desc, created_at desc, id desc
        limit ${size} offset (s.page - 1) * ${size}) here
      join interactions i on i.library_id = ${ctx.library.id} and i.id = here.id
      join members m on m.library_id = i.library_id and m.id = i.author_id join users u on u.id = m.user_id
      order by i.happened_on desc, i.created_at desc, i.id desc) r on true`.execute(ctx.db);
  const { total = 0, minutes_in_all: minutes = 0, people = 0, page = 1 } = rows[0] ?? {};
  const pages = Math.max(1, Math.ceil(total / size));
  return { rows: rows.filter(({ id }) => id), total, minutes, people, page, pages };
}

function conditions(ctx: Ctx, filter: LogFilter): RawBuilder<unknown>[] {
  const all: RawBuilder<unknown>[] = [sql`i.library_id = ${ctx.library.id}`, interactionReadable(ctx, 'i')];
  const words = says(sql`(i.summary || ' ' || i.body)`, filter.q);
  if (words) all.push(words);
  if (filter.kind === 'talked') all.push(sql`i.kind <> 'remark'`);
  else if (filter.kind) all.push(sql`i.kind = ${filter.kind}`);
  if (filter.advocacy) all.push(sql`i.advocacy_by is not null`);
  if (filter.from) all.push(sql`i.happened_on >= ${filter.from}`);
  if (filter.until) all.push(sql`i.happened_on <= ${filter.until}`);
  if (filter.partner) all.push(takesPart(ctx, 'partner', filter.partner));
  if (filter.person) all.push(takesPart(ctx, 'person', filter.person));
  if (filter.member) all.push(sql`(i.author_id = ${filter.member} or ${takesPart(ctx, 'member', filter.member)})`);
  return all;
}

const takesPart = (ctx: Ctx, what: 'partner' | 'person' | 'member', id: string) => sql`exists (
  select 1 from ${sql.table(`interaction_${what}s`)} w where w.library_id = ${ctx.library.id}
    and w.interaction_id = i.id and ${sql.ref(`w.${what}_id`)} = ${id})`;
