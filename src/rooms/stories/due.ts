/** What the Monday digest says of the library's story. */
import { type RawBuilder, sql } from 'kysely';
import { type Ctx, LOCALES, today } from '../../house/ctx.ts';
import type { Due } from '../../house/room.ts';
import { mayTellStory, staleUntil } from './library-figure.ts';
import { currentConsent } from './readable.ts';

/** Typed figures of more than a year ago, for those who may change them. */
export const staleFiguresDue: Due = (ctx) => {
  const says = inLibrarys(ctx, 'f', 'says');
  return sql`
    select 'due.stale_figures' as heading, f.id, '/library-figures/:id/edit' as page,
      f.value || ' ' || ${says} as title,
      f.source as text, null::date as due_on, null::uuid as member_id, to_char(f.as_of, 'YYYY-MM-DD') as sort,
      true as mine
    from library_figures f
    where f.library_id = ${ctx.library.id} and f.as_of <= ${staleUntil(ctx)} and ${mayTellStory(ctx.actor)}`;
};

/** In the library's language, or in the other where there is nothing in that. */
function inLibrarys(ctx: Ctx, row: string, column: string): RawBuilder<string> {
  const [first, second] = LOCALES.toSorted((one) => (one === ctx.library.locale ? -1 : 1));
  const it = (locale: string | undefined) => sql.ref(`${row}.${column}_${locale}`);
  return sql<string>`coalesce(nullif(${it(first)}, ''), ${it(second)})`;
}

/** So many days before consent runs out one can still ask for it in peace, and so many after it is still said. */
const AHEAD = 30;

/** Consents that run out soon or did of late, for those who can ask for them anew. */
export const consentsDue: Due = (ctx) => sql`
  select 'due.consents' as heading, s.id, '/stories/:id' as page, ${inLibrarys(ctx, 's', 'title')} as title,
    '' as text, c.until as due_on, null::uuid as member_id, to_char(c.until, 'YYYY-MM-DD') as sort, true as mine
  from stories s join lateral ${currentConsent(ctx, 's')} c on true
  where s.library_id = ${ctx.library.id} and s.removed_at is null and s.erased_at is null
    and c.until between ${today(ctx, -AHEAD)} and ${today(ctx, AHEAD)} and ${mayTellStory(ctx.actor)}`;
