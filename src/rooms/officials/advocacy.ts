/** What was asked of officials, and by them: the log of it, as it is printed for whoever may ask for records. */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import type { Asker, InteractionId, Kind, Named } from '../outreach/interaction.ts';
import { who } from '../outreach/interactions.ts';
import { interactionReadable } from '../outreach/readable.ts';
import type { AdvocacyFilter } from './official.ts';

export type AdvocacyLine = {
  id: InteractionId;
  happened_on: string;
  kind: Kind;
  advocacy_by: Asker;
  advocacy_what: string;
  summary: string;
  body: string;
  author: string;
  partners: Named<string>[];
  members: Named<string>[];
  /** With the office that they held on that day. */
  persons: Named<string>[];
  offices: string[];
};

/** More are not printed at once; what is left out is said. */
export const MOST_LINES = 2000;

/** The earliest first, as records are read. */
export async function advocacyLog(ctx: Ctx, { from, until }: AdvocacyFilter): Promise<AdvocacyLine[]> {
  const { rows } = await sql<AdvocacyLine>`
    select i.id, i.happened_on, i.kind, i.advocacy_by, i.advocacy_what, i.summary, i.body, u.name as author,
      ${who(ctx)},
      array(select distinct concat_ws(', ', t.office, nullif(t.district, '')) from interaction_persons w
        join terms_of_office t on t.library_id = w.library_id and t.person_id = w.person_id
        where w.library_id = ${ctx.library.id} and w.interaction_id = i.id
          and (t.starts_on is null or t.starts_on <= i.happened_on)
          and (t.ends_on is null or t.ends_on >= i.happened_on) order by 1) as offices
    from interactions i
    join members m on m.library_id = i.library_id and m.id = i.author_id join users u on u.id = m.user_id
    where i.library_id = ${ctx.library.id} and i.advocacy_by is not null and ${interactionReadable(ctx, 'i')}
      and ${from ? sql`i.happened_on >= ${from}` : sql`true`} and ${until ? sql`i.happened_on <= ${until}` : sql`true`}
    order by i.happened_on, i.created_at, i.id limit ${MOST_LINES + 1}`.execute(ctx.db);
  return rows;
}
