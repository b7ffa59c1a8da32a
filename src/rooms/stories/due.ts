/** What the Monday digest says of the library's story. */
import { sql } from 'kysely';
import { LOCALES } from '../../house/ctx.ts';
import type { Due } from '../../house/room.ts';
import { mayTellStory, staleUntil } from './library-figure.ts';

/** Typed figures of more than a year ago, for those who may change them. */
export const staleFiguresDue: Due = (ctx) => {
  const [first, second] = LOCALES.toSorted((one) => (one === ctx.library.locale ? -1 : 1));
  const says = sql`coalesce(nullif(f.${sql.ref(`says_${first}`)}, ''), f.${sql.ref(`says_${second}`)})`;
  return sql`
    select 'due.stale_figures' as heading, f.id, '/library-figures/:id/edit' as page,
      f.value || ' ' || ${says} as title,
      f.source as text, null::date as due_on, null::uuid as member_id, to_char(f.as_of, 'YYYY-MM-DD') as sort,
      true as mine
    from library_figures f
    where f.library_id = ${ctx.library.id} and f.as_of <= ${staleUntil(ctx)} and ${mayTellStory(ctx.actor)}`;
};
