/** Finding proposals: one, the list, those of a cause or with a partner, each with how far it is. */
import { type RawBuilder, sql } from 'kysely';
import { says } from '../../house/asked.ts';
import type { Ctx } from '../../house/ctx.ts';
import { found } from '../../house/errors.ts';
import type { InitiativeId } from '../initiatives/initiative.ts';
import type { PartnerId } from '../partners/partner.ts';
import type { Proposal, ProposalFilter, ProposalId } from './proposal.ts';

/** The version of a row `p` that was handed in last, if it was not taken back: its number and what became of it. */
const handedIn = (ctx: Ctx) => sql`lateral (
  select v.number, v.submitted_at, case
      when v.withdrawn_at is not null then 'draft'
      when bool_or(a.answer = 'declined') then 'declined'
      when bool_or(a.answer = 'changes') then 'changes'
      when bool_and(a.answer is not null) then 'approved' else 'waiting' end as state
  from proposal_versions v join approvals a on a.library_id = v.library_id and a.proposal_id = v.proposal_id
    and a.number = v.number
  where v.library_id = ${ctx.library.id} and v.proposal_id = p.id
  group by v.library_id, v.proposal_id, v.number order by v.number desc limit 1)`;

const select = (ctx: Ctx, where: RawBuilder<unknown>) => sql<Proposal>`
  select p.id, p.name, p.kind, p.initiative_id, p.from_worksheet_id, p.renews_id, p.who, p.how_known, p.populations, p.our_mission,
    p.their_mission, p.common_ground, p.we_do, p.they_do, p.our_hours, p.our_cents, p.our_space, p.their_hours,
    p.their_cents, p.their_space, p.given_cents, p.given_by, p.we_get, p.they_get, p.risks, p.gains, p.starts_on,
    p.ends_on, p.owner_id, p.made_at, p.version, i.name as initiative, u.name as owner,
    coalesce(h.state, 'draft') as state, h.number, coalesce(p.changed_at > h.submitted_at, true) as changed,
    coalesce((select jsonb_agg(jsonb_build_object('id', w.partner_id, 'name', o.name, 'person_id', w.person_id,
        'person', pe.name, 'sectors', (select coalesce(jsonb_agg(s.sector_key), '[]') from organization_sectors s
          where s.library_id = ${ctx.library.id} and s.organization_id = o.id)) order by o.name_key, o.id)
      from proposal_partners w join partners r on r.library_id = w.library_id and r.id = w.partner_id
      join organizations o on o.library_id = r.library_id and o.id = r.organization_id
      left join persons pe on pe.library_id = w.library_id and pe.id = w.person_id
      where w.library_id = ${ctx.library.id} and w.proposal_id = p.id), '[]') as partners
  from proposals p
  left join initiatives i on i.library_id = p.library_id and i.id = p.initiative_id and i.removed_at is null
  join members m on m.library_id = p.library_id and m.id = p.owner_id join users u on u.id = m.user_id
  left join ${handedIn(ctx)} h on true
  where p.library_id = ${ctx.library.id} and p.removed_at is null and ${where}`;

export const findProposal = async (ctx: Ctx, id: ProposalId): Promise<Proposal> =>
  found((await select(ctx, sql`p.id = ${id}`).execute(ctx.db)).rows[0]);

/** So that what is approved is what was read: whoever changes, hands in or answers waits for the others. */
export async function proposalForUpdate(ctx: Ctx, id: ProposalId): Promise<Proposal> {
  await sql`select 1 from proposals where library_id = ${ctx.library.id} and id = ${id} for update`.execute(ctx.db);
  return findProposal(ctx, id);
}

export type ProposalPage = { rows: Proposal[]; total: number; page: number; pages: number };
const PER_PAGE = 50;

/** The newest first. */
export async function listProposals(ctx: Ctx, filter: ProposalFilter): Promise<ProposalPage> {
  const { q, state, kind, owner } = filter;
  const conditions = [
    says(sql`concat_ws(' ', p.name, p.who, p.we_do, p.they_do)`, q),
    state && sql`coalesce(h.state, 'draft') = ${state}`,
    kind && sql`p.kind = ${kind}`,
    owner && sql`p.owner_id = ${owner}`,
  ].filter((each) => each !== null && each !== '');
  const where = conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`;
  const { rows: counted } = await sql<{ total: number }>`select count(*) as total from proposals p
    ${state ? sql`left join ${handedIn(ctx)} h on true` : sql``}
    where p.library_id = ${ctx.library.id} and p.removed_at is null and ${where}`.execute(ctx.db);
  const total = counted[0]?.total ?? 0;
  const pages = Math.max(1, Math.ceil(total / PER_PAGE));
  const page = Math.min(filter.page, pages);
  const newest = sql`${where} order by p.made_at desc, p.id desc limit ${PER_PAGE} offset ${(page - 1) * PER_PAGE}`;
  return { rows: (await select(ctx, newest).execute(ctx.db)).rows, total, page, pages };
}

/** Of one cause, or with one partner; the newest first. */
export async function proposalsOf(
  ctx: Ctx,
  of: { initiative: InitiativeId } | { partner: PartnerId },
): Promise<Proposal[]> {
  const which =
    'initiative' in of
      ? sql`p.initiative_id = ${of.initiative}`
      : sql`p.id in (select x.proposal_id from proposal_partners x where x.library_id = ${ctx.library.id}
          and x.partner_id = ${of.partner})`;
  return (await select(ctx, sql`${which} order by p.made_at desc, p.id desc limit 100`).execute(ctx.db)).rows;
}

/**
 * What belongs to it was changed: an approval that was given is not of this, also where it was given a moment ago and
 * this began before.
 */
export async function touchProposal(ctx: Ctx, id: ProposalId): Promise<void> {
  await sql`update proposals p set changed_at = greatest(${ctx.now}, (select max(v.submitted_at) + interval '1 microsecond'
      from proposal_versions v where v.library_id = ${ctx.library.id} and v.proposal_id = ${id}))
    where p.library_id = ${ctx.library.id} and p.id = ${id}`.execute(ctx.db);
}
