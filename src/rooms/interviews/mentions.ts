/** Which partners leaders spoke of: counted and linked beside the factors of a worksheet, never as a score. */
import { sql } from 'kysely';
import { type Ctx, memberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { translating } from '../../house/errors.ts';
import { insertMany } from '../../house/many.ts';
import { nameKey } from '../directory/name-key.ts';
import type { PartnerId } from '../partners/partner.ts';
import type { InterviewId } from './interview.ts';
import { interviewToChange } from './interviews.ts';
import { type Quote, quotesOf } from './quotes.ts';
import { wasInterviewed } from './readable.ts';
import type { RoundId } from './round.ts';

export type Mentioned = { id: PartnerId; name: string };

export async function mentionedIn(ctx: Ctx, id: InterviewId): Promise<Mentioned[]> {
  const { rows } = await sql<Mentioned>`
    select p.id, o.name from interview_mentions w
    join partners p on p.library_id = w.library_id and p.id = w.partner_id
    join organizations o on o.library_id = p.library_id and o.id = p.organization_id
    where w.library_id = ${ctx.library.id} and w.interview_id = ${id} order by o.name_key, p.id`.execute(ctx.db);
  return rows;
}

/** What was changed in a list that was `was`; what others have noted meanwhile stays. */
export async function setMentions(
  ctx: Ctx,
  id: InterviewId,
  { partners, was = [] }: { partners: PartnerId[]; was?: PartnerId[] },
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await interviewToChange(ctx, id);
    const gone = was.filter((each) => !partners.includes(each));
    await sql`delete from interview_mentions where library_id = ${ctx.library.id} and interview_id = ${id}
      and partner_id = any(${gone}::uuid[])`.execute(ctx.db);
    const rows = [...new Set(partners.filter((each) => !was.includes(each)))].map((partner_id) => ({
      ...{ library_id: ctx.library.id, interview_id: id, partner_id },
      ...{ noted_by: memberId(ctx), noted_at: ctx.now },
    }));
    await translating({ interview_mentions_library_id_partner_id_fkey: ['partners', 'error.choice'] }, () =>
      insertMany(ctx.db, 'interview_mentions', { rows, unlessThere: true }),
    );
  });
}

/** A row of `interview_mentions` called `w` counts: its leader was interviewed, in a round that is there. */
export const counts = (ctx: Pick<Ctx, 'library'>) => sql`exists (select 1 from interviews i
  join interview_rounds r on r.library_id = i.library_id and r.id = i.round_id
  where i.library_id = ${ctx.library.id} and i.id = w.interview_id and r.removed_at is null
    and ${wasInterviewed(ctx, 'i')})`;

export type MentionsInRound = { round_id: RoundId; round: string; leaders: number; quotes: Quote[] };

/** How many leaders spoke of a partner, round by round, with what may be quoted of it. For every member. */
export async function mentionsOf(ctx: Ctx, partnerId: PartnerId, name: string): Promise<MentionsInRound[]> {
  const { rows } = await sql<Omit<MentionsInRound, 'quotes'> & { ids: InterviewId[] }>`
    select r.id as round_id, r.name as round, count(*) as leaders, array_agg(i.id) as ids
    from interview_mentions w join interviews i on i.library_id = w.library_id and i.id = w.interview_id
    join interview_rounds r on r.library_id = i.library_id and r.id = i.round_id
    where w.library_id = ${ctx.library.id} and w.partner_id = ${partnerId} and ${counts(ctx)}
    group by r.id, r.name, r.starts_on order by r.starts_on desc, r.id`.execute(ctx.db);
  const quotes = await quotesOf(
    ctx,
    rows.map(({ round_id }) => round_id),
  );
  const about = name.toLowerCase();
  return rows.map(({ ids, ...row }) => ({
    ...row,
    quotes: quotes.filter(
      ({ interview_id, words }) => ids.includes(interview_id) && words.toLowerCase().includes(about),
    ),
  }));
}

const MOST_NAMED = 40;

/** Partners whose name is in what was said, or that are called as somebody looks for. */
export async function partnersNamedIn(ctx: Ctx, said: string, q: string): Promise<Mentioned[]> {
  const wanted = nameKey(q);
  const { rows } = await sql<Mentioned>`
    select p.id, o.name from partners p
    join organizations o on o.library_id = p.library_id and o.id = p.organization_id
    where p.library_id = ${ctx.library.id} and o.library_id = ${ctx.library.id}
      and (length(o.name_key) > 3 and position(o.name_key in ${nameKey(said)}) > 0
        or ${wanted} <> '' and position(${wanted} in o.name_key) > 0)
    order by o.name_key, p.id limit ${MOST_NAMED}`.execute(ctx.db);
  return rows;
}
