/** "Who else should we talk to?": whom a leader named, what became of it, and who led to whom. */
import { type RawBuilder, sql } from 'kysely';
import { type Ctx, memberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, found, Invalid } from '../../house/errors.ts';
import { newId } from '../../house/ids.ts';
import { insertMany } from '../../house/many.ts';
import { speak } from '../../house/messages.ts';
import { parse } from '../../house/parse.ts';
import { nameKey } from '../directory/name-key.ts';
import { organizationDraft } from '../directory/organization.ts';
import type { ImportRecord } from '../sourcing/imports/rows/record.ts';
import { bringLeads } from '../sourcing/leads/incoming.ts';
import type { InterviewId, Referral, ReferralDraft, ReferralId } from './interview.ts';
import { addInterview, askedBefore, interviewToChange, organizationsCalled } from './interviews.ts';
import { consentOf } from './readable.ts';
import { mayInterview, type RoundId } from './round.ts';
import { findRound } from './rounds.ts';

/** Under this name those organizations are on the shelf of leads. */
const sourceOf = (ctx: Ctx) => speak(ctx.library.locale).t('interviews.lead_source');

/** Of an organization only its name is known. */
const nothing = { contacts: [], services: [], locations: [], external_id: '', latitude: null, longitude: null };
const named = (name: string): ImportRecord => ({
  ...nothing,
  ...{ organization: parse(organizationDraft, { name }), income: null, sector_reason: '' },
});

/** Whom somebody named who says no now is out of use with all that they said. */
async function select(ctx: Ctx, where: RawBuilder<unknown>): Promise<Referral[]> {
  const { rows } = await sql<Omit<Referral, 'is_known'>>`
  select f.id, f.interview_id, i.name as named_by, f.name, f.role, f.organization, f.why, f.became_id, f.lead_id,
    f.set_aside_at
  from interview_referrals f join interviews i on i.library_id = f.library_id and i.id = f.interview_id
  where f.library_id = ${ctx.library.id} and i.removed_at is null and ${where}
    and ${consentOf(ctx, sql`i.id`)} is distinct from 'none'
  order by f.noted_at, f.id`.execute(ctx.db);
  const ours = await organizationsCalled(
    ctx,
    rows.map(({ organization }) => organization),
  );
  return rows.map((row) => ({ ...row, is_known: ours.has(nameKey(row.organization)) }));
}

export async function referralsOfRound(ctx: Ctx, roundId: RoundId): Promise<Referral[]> {
  allow(mayInterview(ctx.actor, await findRound(ctx, roundId)));
  return select(ctx, sql`i.round_id = ${roundId}`);
}

export async function referralsFrom(ctx: Ctx, id: InterviewId): Promise<Referral[]> {
  await interviewToChange(ctx, id);
  return select(ctx, sql`f.interview_id = ${id}`);
}

/** One without a name and an organization says nobody. Somebody whom they named already is left as they are. */
export async function addReferrals(ctx: Ctx, id: InterviewId, drafts: ReferralDraft[]): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    await interviewToChange(ctx, id);
    const there = new Set((await referralsFrom(ctx, id)).map(keyOf));
    const fresh = drafts.filter((draft) => draft.name + draft.organization !== '' && !there.has(keyOf(draft)));
    const noted = { noted_by: memberId(ctx), noted_at: ctx.now };
    const rows = fresh.map((draft) => ({
      ...{ library_id: ctx.library.id, id: newId<'interview_referrals'>(), interview_id: id },
      ...draft,
      ...noted,
    }));
    await insertMany(ctx.db, 'interview_referrals', rows);
    return rows.length;
  });
}

const keyOf = ({ name, organization }: Pick<Referral, 'name' | 'organization'>) =>
  `${nameKey(name)}\n${nameKey(organization)}`;

export async function findReferral(ctx: Ctx, id: ReferralId): Promise<Referral> {
  const referral = found((await select(ctx, sql`f.id = ${id}`))[0]);
  await interviewToChange(ctx, referral.interview_id);
  return referral;
}

/** They are asked in the round, or were already: then the line says so. Throws Invalid where that is not clear. */
export async function askReferred(ctx: Ctx, id: ReferralId, anyway: boolean): Promise<InterviewId> {
  return inTransaction(ctx, async (ctx) => {
    const referral = await findReferral(ctx, id);
    if (referral.became_id) return referral.became_id;
    const from = await interviewToChange(ctx, referral.interview_id);
    const { name, role, organization, why } = referral;
    if (name === '') throw new Invalid({ form: { key: 'error.referral_name' } });
    const here = (await askedBefore(ctx, { name, email: '' })).find(({ round_id }) => round_id === from.round_id);
    const became =
      here?.id ??
      (await addInterview(ctx, from.round_id, {
        ...{ name, role, organization, email: '', phone: '', how_known: why.slice(0, 300) },
        ...{ locale: from.locale, sector_key: null, populations: [], branch_id: from.branch_id },
        ...{ interviewer_id: null, referred_by_id: from.id, anyway },
      }));
    await sql`update interview_referrals set became_id = ${became} where library_id = ${ctx.library.id}
      and id = ${id}`.execute(ctx.db);
    return became;
  });
}

/** An organization that we do not know goes to the shelf of leads: its name alone, and nobody's. */
export async function referToLeads(ctx: Ctx, id: ReferralId): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const { organization, lead_id, is_known } = await findReferral(ctx, id);
    if (lead_id) return;
    if (is_known) throw new Invalid({ form: { key: 'error.referral_known' } });
    if (organization === '') throw new Invalid({ form: { key: 'error.referral_organization' } });
    const [source, source_key] = [sourceOf(ctx), nameKey(organization)];
    await bringLeads(ctx, [
      {
        ...{ source, source_key, vintage: '', name: organization, alternate_names: [], tax_id: '' },
        ...{ sector_key: '', sector_reason: '', city: '', state_province: '', postal_code: '' },
        ...{ point: null, income: null, record: named(organization) },
      },
    ]);
    await sql`update interview_referrals set lead_id = (select l.id from leads l where l.library_id = ${ctx.library.id}
        and l.source = ${source} and l.source_key = ${source_key})
      where library_id = ${ctx.library.id} and id = ${id}`.execute(ctx.db);
  });
}

/** Nothing is to be done; or, with `false`, it is again. */
export async function setAside(ctx: Ctx, id: ReferralId, aside: boolean): Promise<void> {
  await findReferral(ctx, id);
  await sql`update interview_referrals set set_aside_at = ${aside ? ctx.now : null}
    where library_id = ${ctx.library.id} and id = ${id}`.execute(ctx.db);
}
