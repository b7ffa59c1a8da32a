/** Finding agreements: one, the list by their next date, those of a proposal or with a partner. */
import { type RawBuilder, sql } from 'kysely';
import { says } from '../../house/asked.ts';
import { byName } from '../../house/by-name.ts';
import { type Ctx, today } from '../../house/ctx.ts';
import { found } from '../../house/errors.ts';
import type { PartnerId } from '../partners/partner.ts';
import type { Agreement, AgreementFilter, AgreementId } from './agreement.ts';
import type { ProposalId } from './proposal.ts';

/** Beside a row `a`: `f` the version that holds, `o` the one that is out for signing, `s` its rest, `n` a notice, `e` its end. */
export const standing = (ctx: Ctx) => sql`
  left join lateral (select v.number, v.effective_on, v.ends_on, v.notice_days, v.renewal, v.renewal_months,
      v.completed_at
    from agreement_versions v where v.library_id = ${ctx.library.id} and v.agreement_id = a.id
      and v.completed_at is not null order by v.number desc limit 1) f on true
  left join lateral (select v.number, v.sign_by, exists (select 1 from agreement_signers g
      where g.library_id = ${ctx.library.id} and g.agreement_id = a.id and g.number = v.number
        and g.outcome = 'declined') as declined
    from agreement_versions v where v.library_id = ${ctx.library.id} and v.agreement_id = a.id
      and v.sent_at is not null and v.completed_at is null and v.withdrawn_at is null
    order by v.number desc limit 1) o on true
  left join agreement_endings e on e.library_id = ${ctx.library.id} and e.agreement_id = a.id
  left join agreement_suspensions s on s.library_id = ${ctx.library.id} and s.agreement_id = a.id
    and s.resumed_on is null and s.starts_on <= ${today(ctx)}
  left join agreement_notices n on n.library_id = ${ctx.library.id} and n.agreement_id = a.id`;

/** Another that takes the place of a row `a` holds, and was not closed before the term of `a` was over. */
export const renewed = (ctx: Ctx) => sql`exists (select 1 from agreements r
  join agreement_versions v on v.library_id = r.library_id and v.agreement_id = r.id and v.completed_at is not null
  where r.library_id = ${ctx.library.id} and r.renews_id = a.id and r.removed_at is null
    and not exists (select 1 from agreement_endings x where x.library_id = ${ctx.library.id}
      and x.agreement_id = r.id and x.ended_on <= a.term_ends_on))`;

/** How far it is; beside `standing`. */
export const state = (ctx: Ctx) => sql<string>`case
  when e.ended_on <= ${today(ctx)} then 'ended'
  when f.number is not null then case
    when f.effective_on > ${today(ctx)} then 'agreed'
    when a.term_ends_on < ${today(ctx)} and ${renewed(ctx)} then 'ended'
    when a.term_ends_on < ${today(ctx)} and (f.renewal <> 'by_itself' or n.ends_on is not null) then 'lapsed'
    when s.starts_on is not null then 'suspended'
    else 'in_force' end
  when o.number is null then 'draft' when o.declined then 'declined'
  when o.sign_by < ${today(ctx)} then 'expired' else 'signing' end`;

const documentOn = (ctx: Ctx) => sql`(select min(d.expires_on) from agreement_documents d
  where d.library_id = ${ctx.library.id} and d.agreement_id = a.id)`;

/** The next day of its term: the last one for notice, or its end; null once it is over. Beside `standing`. */
export const termOn = (ctx: Ctx) => sql`case when e.ended_on <= ${today(ctx)} then null
  when f.number is not null then least(case when a.term_ends_on - f.notice_days >= ${today(ctx)} and n.ends_on is null
    then a.term_ends_on - f.notice_days end, a.term_ends_on, e.ended_on) end`;

/** The next day on which something is to be done or lapses: its term, a paper, the last day for signing. */
export const nextOn = (ctx: Ctx) => sql`case when e.ended_on <= ${today(ctx)} then null
  when f.number is not null then least(${termOn(ctx)}, ${documentOn(ctx)}, o.sign_by) else o.sign_by end`;

const select = (ctx: Ctx, where: RawBuilder<unknown>) => sql<Agreement>`
  select a.id, a.name, a.kind, a.locale, a.proposal_id, a.renews_id, a.effective_on, a.ends_on, a.notice_days,
    a.renewal, a.renewal_months, a.given_cents, a.given_by, a.logo, a.insurance, a.our_notices, a.terms, a.owner_id,
    a.sha256, a.file_name, a.term_ends_on, a.made_at, a.version, p.name as proposal, u.name as owner,
    m.left_at is null and m.role <> 'reader' as owned, ${state(ctx)} as state, f.number,
    case when f.number is not null then jsonb_build_object('effective_on', f.effective_on, 'ends_on', f.ends_on,
      'notice_days', f.notice_days, 'renewal', f.renewal, 'renewal_months', f.renewal_months) end as force,
    case when o.number is not null then jsonb_build_object('number', o.number, 'sign_by', o.sign_by,
      'declined', o.declined) end as open,
    s.starts_on as suspended_on, e.ended_on, ${renewed(ctx)} as renewed,
    case when n.ends_on is not null then jsonb_build_object('given_by', n.given_by, 'given_on', n.given_on,
      'ends_on', n.ends_on, 'words', n.words) end as notice, ${documentOn(ctx)} as document_on,
    coalesce(a.changed_at > (select max(v.made_at) from agreement_versions v where v.library_id = ${ctx.library.id}
      and v.agreement_id = a.id), true) as changed,
    coalesce((select jsonb_agg(jsonb_build_object('id', w.partner_id, 'name', g.name, 'person_id', w.person_id,
        'person', pe.name, 'notices', w.notices) order by g.name_key, g.id)
      from agreement_partners w join partners r on r.library_id = w.library_id and r.id = w.partner_id
      join organizations g on g.library_id = r.library_id and g.id = r.organization_id
      left join persons pe on pe.library_id = w.library_id and pe.id = w.person_id
      where w.library_id = ${ctx.library.id} and w.agreement_id = a.id), '[]') as partners
  from agreements a
  join members m on m.library_id = a.library_id and m.id = a.owner_id join users u on u.id = m.user_id
  left join proposals p on p.library_id = a.library_id and p.id = a.proposal_id and p.removed_at is null
  ${standing(ctx)}
  where a.library_id = ${ctx.library.id} and a.removed_at is null and ${where}`;

export const findAgreement = async (ctx: Ctx, id: AgreementId): Promise<Agreement> =>
  found((await select(ctx, sql`a.id = ${id}`).execute(ctx.db)).rows[0]);

/** So that what is signed is what was read: whoever changes, sends, signs or ends waits for the others. */
export async function agreementForUpdate(ctx: Ctx, id: AgreementId): Promise<Agreement> {
  await sql`select 1 from agreements where library_id = ${ctx.library.id} and id = ${id} for update`.execute(ctx.db);
  return findAgreement(ctx, id);
}

export type AgreementPage = { rows: Agreement[]; total: number; page: number; pages: number };
const PER_PAGE = 50;

const ORDER = {
  // What has a day first, by it; what is over and what is only written last.
  next: (ctx: Ctx) => sql`${nextOn(ctx)} nulls last, a.made_at desc, a.id desc`,
  name: () => sql`${byName('a.name')}, a.id`,
  newest: () => sql`a.made_at desc, a.id desc`,
};

function conditionsOf(ctx: Ctx, filter: AgreementFilter): RawBuilder<unknown> {
  const { q, kind, owner, partner, within } = filter;
  const all = [
    says(sql`concat_ws(' ', a.name, a.terms)`, q),
    filter.state && sql`${state(ctx)} = ${filter.state}`,
    kind && sql`a.kind = ${kind}`,
    owner && sql`a.owner_id = ${owner}`,
    partner && withPartner(ctx, partner),
    within && sql`${nextOn(ctx)} <= ${today(ctx, within)}`,
  ].filter((each) => each !== null && each !== '');
  return all.length > 0 ? sql.join(all, sql` and `) : sql`true`;
}

const withPartner = (ctx: Ctx, partner: string) => sql`a.id in (select x.agreement_id from agreement_partners x
  where x.library_id = ${ctx.library.id} and x.partner_id = ${partner})`;

/** By their next date, unless it is asked otherwise. */
export async function listAgreements(ctx: Ctx, filter: AgreementFilter): Promise<AgreementPage> {
  const where = conditionsOf(ctx, filter);
  const needsStanding = filter.state !== '' || filter.within !== '';
  const { rows: counted } = await sql<{ total: number }>`select count(*) as total from agreements a
    ${needsStanding ? standing(ctx) : sql``}
    where a.library_id = ${ctx.library.id} and a.removed_at is null and ${where}`.execute(ctx.db);
  const total = counted[0]?.total ?? 0;
  const pages = Math.max(1, Math.ceil(total / PER_PAGE));
  const page = Math.min(filter.page, pages);
  const shown = sql`${where} order by ${ORDER[filter.sort](ctx)} limit ${PER_PAGE} offset ${(page - 1) * PER_PAGE}`;
  return { rows: (await select(ctx, shown).execute(ctx.db)).rows, total, page, pages };
}

/** Of one proposal, with one partner, or that take the place of one; the newest first. */
export async function agreementsOf(
  ctx: Ctx,
  of: { proposal: ProposalId } | { partner: PartnerId } | { renews: AgreementId },
): Promise<Agreement[]> {
  const which =
    'proposal' in of
      ? sql`a.proposal_id = ${of.proposal}`
      : 'partner' in of
        ? withPartner(ctx, of.partner)
        : sql`a.renews_id = ${of.renews}`;
  return (await select(ctx, sql`${which} order by a.made_at desc, a.id desc limit 100`).execute(ctx.db)).rows;
}

/** What is sent and signed was changed: later than any version that is being kept at this moment. */
export async function touchAgreement(ctx: Ctx, id: AgreementId): Promise<void> {
  await sql`update agreements a set changed_at = greatest(${ctx.now}, (select max(v.made_at) + interval '1 microsecond'
      from agreement_versions v where v.library_id = ${ctx.library.id} and v.agreement_id = ${id}))
    where a.library_id = ${ctx.library.id} and a.id = ${id}`.execute(ctx.db);
}
