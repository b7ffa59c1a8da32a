/**
 * Passages that may be quoted: the leader allows it today, and the words are still in what was written down. With a name
 * only where that is allowed, and as long as it is known.
 */
import { sql } from 'kysely';
import type { Ctx, Locale } from '../../house/ctx.ts';
import { isQuotable } from './consents.ts';
import type { InterviewId } from './interview.ts';
import { consentOf, wasInterviewed } from './readable.ts';
import type { RoundId } from './round.ts';
import type { PassageId, ThemeId } from './theme.ts';

/**
 * A row `p` of passages of a row `i` of interviews counts: they were interviewed and said yes, and the words are still in
 * what was written down.
 */
export const isCounted = (ctx: Pick<Ctx, 'library'>) => sql<boolean>`(${wasInterviewed(ctx, 'i')}
  and exists (select 1 from interview_answers a where a.library_id = ${ctx.library.id}
    and a.interview_id = p.interview_id and a.question_key = p.question_key and a.superseded_at is null
    and position(p.words in a.body) > 0))`;

export type Quote = {
  id: PassageId;
  interview_id: InterviewId;
  theme_id: ThemeId;
  words: string;
  /** Null where they are not to be named. */
  who: string | null;
  /** In which they spoke. */
  locale: Locale;
};

/** `rounds`: those of these; the longest first, for what is short seldom stands alone. Every member may read them. */
export async function quotesOf(ctx: Ctx, rounds: readonly RoundId[]): Promise<Quote[]> {
  const { rows } = await sql<Quote>`
    select distinct on (p.interview_id, p.theme_id, p.question_key, p.starts_at)
      p.id, p.interview_id, p.theme_id, p.words, i.locale,
      case when ${consentOf(ctx, sql`i.id`)} = 'named' and i.name <> ''
        then concat_ws(', ', i.name, nullif(i.role, ''), nullif(i.organization, '')) end as who
    from interview_passages p join interviews i on i.library_id = p.library_id and i.id = p.interview_id
    where p.library_id = ${ctx.library.id} and i.library_id = ${ctx.library.id}
      and i.round_id = any(${[...rounds]}::uuid[]) and ${isQuotable(ctx, 'i')} and ${isCounted(ctx)}
    order by p.interview_id, p.theme_id, p.question_key, p.starts_at, p.id`.execute(ctx.db);
  return rows.toSorted((one, other) => other.words.length - one.words.length || one.id.localeCompare(other.id));
}
