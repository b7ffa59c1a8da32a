/** What colleagues did since somebody was last here: the lines of the history about partners and worksheets. */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import type { Details } from '../../house/history.ts';
import type { AnyId } from '../../house/ids.ts';

export type News = {
  at: Date;
  who: string | null;
  action: string;
  details: Details;
  id: AnyId;
  page: '/partners/:id' | '/worksheets/:id';
  title: string;
};

const SHOWN = 12;
/** As many lines are looked through. */
const READ = 400;

/**
 * The newest first, and of one thing that somebody did to the same record again and again only the last. What is
 * private is not in the history; what is gone is left out.
 */
export async function newsSince(ctx: Ctx, since: Date): Promise<News[]> {
  const { rows } = await sql<News>`
    select * from (
      select distinct on (h.member_id, h.action, coalesce(p.id, w.id)) h.at,
        coalesce(u.name, h.details ->> 'guest') as who, h.action, h.details,
        coalesce(p.id, w.id) as id, case when p.id is null then '/worksheets/:id' else '/partners/:id' end as page,
        coalesce(o.name, w.purpose) as title
      from (select * from history x where x.library_id = ${ctx.library.id} and x.at > ${since}
          and x.member_id is distinct from ${ctx.actor.id}
          and x.subject_type in ('partner', 'organization', 'worksheet') and x.action <> 'organization.added'
        order by x.at desc limit ${READ}) h
      left join partners p on p.library_id = ${ctx.library.id}
        and (h.subject_type = 'partner' and p.id = h.subject_id
          or h.subject_type = 'organization' and p.organization_id = h.subject_id)
      left join organizations o on o.library_id = ${ctx.library.id} and o.id = p.organization_id
      left join worksheets w on w.library_id = ${ctx.library.id} and h.subject_type = 'worksheet'
        and w.id = h.subject_id
      left join members m on m.library_id = ${ctx.library.id} and m.id = h.member_id
      left join users u on u.id = m.user_id
      where coalesce(p.id, w.id) is not null
      order by h.member_id, h.action, coalesce(p.id, w.id), h.at desc) last
    order by at desc limit ${SHOWN}`.execute(ctx.db);
  return rows;
}
