/** What agreements say to search, Today, Monday's e-mail, the calendar and a partner's story. */
import { sql } from 'kysely';
import { around, says } from '../../house/asked.ts';
import { byName } from '../../house/by-name.ts';
import { type Ctx, today } from '../../house/ctx.ts';
import type { Dates, Due, Hits, Lines } from '../../house/room.ts';
import { mayHandOver } from '../outreach/task.ts';
import { renewed, standing, state, termOn } from './agreement-list.ts';

export const agreementHits: Hits = (ctx, { q, nearly }) => {
  const text = sql`concat_ws(' ', a.name, a.terms)`;
  const words = says(text, q);
  if (nearly || !words) return null;
  return {
    kind: 'agreement',
    heading: 'hits.agreements',
    page: '/agreements/:id',
    found: sql`
      select a.id as about, case when ${says(sql`a.name`, q)} then 0.5 else 1 end as rank, ${byName('a.name')} as sort,
        false as only_me
      from agreements a where a.library_id = ${ctx.library.id} and a.removed_at is null and ${words}`,
    shown: sql`
      select a.id, a.name as title, ${around(text, q)} as beside from agreements a
      where a.library_id = ${ctx.library.id} and a.id = hit.about`,
  };
};

/** It is out, nobody said no, its day is not over: of a version `v`. */
const out = (ctx: Ctx) => sql`v.sent_at is not null and v.completed_at is null and v.withdrawn_at is null
  and v.sign_by >= ${today(ctx)} and not exists (select 1 from agreement_signers x
    where x.library_id = ${ctx.library.id} and x.agreement_id = v.agreement_id and x.number = v.number
      and x.outcome = 'declined')`;

/** What waits for one's own signature. */
export const signaturesDue: Due = (ctx) => sql`
  select 'due.signatures' as heading, g.id, '/agreement-signers/:id' as page, a.name as title, '' as text,
    v.sign_by as due_on, null::uuid as member_id, ${byName('a.name')} as sort, true as mine
  from agreement_signers g
  join agreement_versions v on v.library_id = g.library_id and v.agreement_id = g.agreement_id and v.number = g.number
  join agreements a on a.library_id = g.library_id and a.id = g.agreement_id
  where g.library_id = ${ctx.library.id} and g.member_id = ${ctx.actor.id} and g.outcome is null
    and a.removed_at is null and ${out(ctx)} and not exists (select 1 from agreement_signers b
      where b.library_id = ${ctx.library.id} and b.agreement_id = g.agreement_id and b.number = g.number
        and b.outcome is null and b.place < g.place)`;

/** What partners said at a clause and nobody has settled, for whoever looks after it. */
export const commentsDue: Due = (ctx) => sql`
  select 'due.agreement_comments' as heading, a.id, '/agreements/:id/comments' as page, a.name as title,
    left(min(c.words), 140) as text, null::date as due_on, a.owner_id as member_id, ${byName('a.name')} as sort,
    true as mine
  from agreement_comments c join agreements a on a.library_id = c.library_id and a.id = c.agreement_id
  where c.library_id = ${ctx.library.id} and a.owner_id = ${ctx.actor.id} and a.removed_at is null
    and c.settled_at is null and c.partner_id is not null and c.answer = ''
  group by a.library_id, a.id`;

const ofMine = (ctx: Ctx, heading: string, which: ReturnType<typeof sql>) => sql`
  select ${sql.lit(heading)} as heading, a.id, '/agreements/:id' as page, a.name as title, '' as text,
    a.term_ends_on as due_on, a.owner_id as member_id, ${byName('a.name')} as sort, true as mine
  from agreements a ${standing(ctx)}
  where a.library_id = ${ctx.library.id} and a.removed_at is null and a.owner_id = ${ctx.actor.id} and ${which}`;

/** Somebody said no, or it was not signed in time: of one's own. */
export const stalledDue: Due = (ctx) =>
  ofMine(
    ctx,
    'due.agreements_stalled',
    sql`o.number is not null and (o.declined or o.sign_by < ${today(ctx)})
    and e.ended_on is null`,
  );

/** Somebody is asked to sign who has left, or whom no link reaches any more: of one's own. */
export const signersGoneDue: Due = (ctx) => sql`
  select 'due.signers_gone' as heading, a.id, '/agreements/:id' as page, a.name as title,
    string_agg(g.name, ', ' order by g.name) as text, min(v.sign_by) as due_on, a.owner_id as member_id,
    ${byName('a.name')} as sort, true as mine
  from agreement_versions v join agreements a on a.library_id = v.library_id and a.id = v.agreement_id
  join agreement_signers g on g.library_id = v.library_id and g.agreement_id = v.agreement_id
    and g.number = v.number and g.outcome is null
  left join members m on m.library_id = g.library_id and m.id = g.member_id
  left join partners p on p.library_id = g.library_id and p.id = g.partner_id
  where v.library_id = ${ctx.library.id} and a.owner_id = ${ctx.actor.id} and a.removed_at is null and ${out(ctx)}
    and (m.left_at is not null or m.role not in ('coordinator', 'administrator')
      or g.person_id is not null and not exists (select 1 from contacts c where c.library_id = ${ctx.library.id}
        and c.organization_id = p.organization_id and c.person_id = g.person_id
        and (c.ends_on is null or c.ends_on >= ${today(ctx)})))
  group by a.library_id, a.id`;

/** They are over, and nobody has closed them or renewed them: of one's own. */
export const lapsedDue: Due = (ctx) => ofMine(ctx, 'due.agreements_lapsed', sql`${state(ctx)} = 'lapsed'`);

/** Agreements that hold and that nobody looks after any more, for those who give work to others. */
export const unownedAgreementsDue: Due = (ctx) => sql`
  select 'due.unowned_agreements' as heading, a.id, '/agreements/:id/edit' as page, a.name as title, u.name as text,
    a.term_ends_on as due_on, null::uuid as member_id, ${byName('a.name')} as sort, true as mine
  from agreements a join members m on m.library_id = a.library_id and m.id = a.owner_id
  join users u on u.id = m.user_id ${standing(ctx)}
  where a.library_id = ${ctx.library.id} and a.removed_at is null and ${mayHandOver(ctx.actor)}
    and (m.left_at is not null or m.role = 'reader') and ${state(ctx)} <> 'ended'`;

/** As many days ahead as Today looks. */
const AHEAD = 90;

/** What ends, or whose day of notice comes, within three months: of one's own. Monday's e-mail says each day once. */
export const endingSoon: Due = (ctx) => sql`
  select 'due.agreements_soon' as heading, a.id, '/agreements/:id' as page, a.name as title, '' as text,
    ${termOn(ctx)} as due_on, a.owner_id as member_id, ${byName('a.name')} as sort, true as mine
  from agreements a ${standing(ctx)}
  where a.library_id = ${ctx.library.id} and a.removed_at is null and a.owner_id = ${ctx.actor.id}
    and f.number is not null and ${state(ctx)} in ('agreed', 'in_force', 'suspended') and not ${renewed(ctx)}
    and ${termOn(ctx)} <= ${today(ctx, AHEAD)}
  union all
  select case when d.expires_on < ${today(ctx)} then 'due.documents_over' else 'due.documents_soon' end,
    d.agreement_id, '/agreements/:id', a.name, d.what, d.expires_on, d.owner_id,
    ${byName('a.name')}, true
  from agreement_documents d join agreements a on a.library_id = d.library_id and a.id = d.agreement_id ${standing(ctx)}
  where d.library_id = ${ctx.library.id} and d.owner_id = ${ctx.actor.id} and a.removed_at is null
    and ${state(ctx)} <> 'ended' and d.expires_on <= ${today(ctx, AHEAD)}`;

/** That it was written, signed, amended and ended, in a partner's story. */
export const agreementLines: Lines = ({ library }, partnerId) => sql`
  select 'agreement' as kind, a.id, (a.made_at at time zone ${library.timeZone})::date as day, a.made_at as at,
    a.made_by as member_id, jsonb_build_object('key', 'agreement.written') as said, a.name as text,
    '/agreements/:id' as page, '' as more, '' as change, false as only_me
  from agreement_partners w join agreements a on a.library_id = w.library_id and a.id = w.agreement_id
  where w.library_id = ${library.id} and w.partner_id = ${partnerId} and a.removed_at is null
  union all
  select 'agreement', a.id, (v.completed_at at time zone ${library.timeZone})::date, v.completed_at, v.sent_by,
    jsonb_build_object('key', case v.change when 'first' then 'agreement.was_signed' else 'agreement.was_amended' end),
    a.name, '/agreements/:id', v.reason, '', false
  from agreement_partners w join agreements a on a.library_id = w.library_id and a.id = w.agreement_id
  join agreement_versions v on v.library_id = a.library_id and v.agreement_id = a.id and v.completed_at is not null
  where w.library_id = ${library.id} and w.partner_id = ${partnerId} and a.removed_at is null
  union all
  select 'agreement', a.id, e.ended_on, e.made_at, e.made_by, jsonb_build_object('key', 'agreement.was_ended'), a.name,
    '/agreements/:id', e.came_of_it, '', false
  from agreement_partners w join agreements a on a.library_id = w.library_id and a.id = w.agreement_id
  join agreement_endings e on e.library_id = a.library_id and e.agreement_id = a.id
  where w.library_id = ${library.id} and w.partner_id = ${partnerId} and a.removed_at is null`;

/** Days of agreements in one's own care: the end, the last day for notice, a paper that expires. */
export const agreementTermDates: Dates = (ctx, from, until) => sql`
  select d.* from (${allDates(ctx)}) d join agreements a on a.library_id = ${ctx.library.id} and a.id = d.id
  where a.owner_id = ${ctx.actor.id} and d.day between ${from} and ${until}`;

/** The same of all agreements that hold, for a calendar of them. */
export const allDates = (ctx: Ctx) => sql`
  select t.kind, a.id, t.day, a.name || t.what as title, coalesce((select string_agg(g.name, ' · ' order by g.name_key)
      from agreement_partners w join partners r on r.library_id = w.library_id and r.id = w.partner_id
      join organizations g on g.library_id = r.library_id and g.id = r.organization_id
      where w.library_id = ${ctx.library.id} and w.agreement_id = a.id), '') as beside, '/agreements/:id' as page
  from agreements a ${standing(ctx)}
  cross join lateral (
    select 'agreement_end' as kind, a.term_ends_on as day, '' as what
    union all select 'agreement_notice', a.term_ends_on - f.notice_days, '' where n.ends_on is null
    union all select 'agreement_document', x.expires_on, ': ' || x.what from agreement_documents x
      where x.library_id = ${ctx.library.id} and x.agreement_id = a.id) t
  where a.library_id = ${ctx.library.id} and a.removed_at is null and t.day is not null and f.number is not null
    and ${state(ctx)} in ('agreed', 'in_force', 'suspended', 'lapsed')`;

/** Partners with whom something was sent or signed: it names them for good, so they stay. */
export async function partnersBound(ctx: Ctx, partnerIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ partner_id: string }>`
    select distinct w.partner_id from agreement_partners w
    join agreement_versions v on v.library_id = w.library_id and v.agreement_id = w.agreement_id
      and (v.completed_at is not null or v.sent_at is not null)
    where w.library_id = ${ctx.library.id} and w.partner_id = any(${[...partnerIds]}::uuid[])
    union select g.partner_id from agreement_signers g
    where g.library_id = ${ctx.library.id} and g.partner_id = any(${[...partnerIds]}::uuid[])`.execute(ctx.db);
  return rows.map(({ partner_id }) => partner_id);
}
