/**
 * The one record: every page of a partner has the same head, which answers before anything else what one wants to know
 * before calling, and the same parts under it, each with an address of its own.
 */
import type { ComponentChildren } from 'preact';
import { type Ctx, today } from '../../house/ctx.ts';
import { found, NotFound } from '../../house/errors.ts';
import { type Bounced, bouncedAmong } from '../../house/work/bounced.ts';
import { type Agreement, BINDING } from '../../rooms/agreements/agreement.ts';
import { agreementsOf } from '../../rooms/agreements/agreement-list.ts';
import { type Contact, contactsOf } from '../../rooms/directory/contacts.ts';
import { findOrganization, type Organization } from '../../rooms/directory/organizations.ts';
import { type Rhythm, rhythmsOf } from '../../rooms/outreach/cadences.ts';
import { lastTouchOf, type Touch } from '../../rooms/outreach/last-touch.ts';
import { partnerNow } from '../../rooms/partners/former.ts';
import { type NextStep, openStep } from '../../rooms/partners/next-steps.ts';
import type { PartnerId } from '../../rooms/partners/partner.ts';
import { findPartner, type Partner } from '../../rooms/partners/partners.ts';
import { countWorksheetsWith } from '../../rooms/worksheets/worksheets-with.ts';
import { nextDates } from '../agreements/parts.tsx';
import { BouncedHere } from '../directory/email-address.tsx';
import { Elsewhere } from '../shell/admit.ts';
import type { View } from '../shell/layout.tsx';
import type { LibraryVisit } from '../shell/visit.ts';
import { AlsoKnown } from './also-known.tsx';
import { Now } from './now.tsx';
import { Parts, type RecordPart } from './parts.tsx';
import { ReachActions } from './reach.tsx';

export type PartnerRecord = {
  partner: Partner;
  organization: Organization;
  contacts: Contact[];
  step: NextStep | undefined;
  touch: Touch | undefined;
  rhythm: Rhythm | undefined;
  worksheets: number;
  /** The agreement that holds whose next date is the nearest. */
  agreement: Agreement | undefined;
  /** Those of its addresses at which mail does not arrive. */
  bounced: Map<string, Bounced>;
};

/** The address of a partner that was merged into another redirects to the one that was kept. */
export async function partnerNowOf({ ctx, id, to }: LibraryVisit): Promise<Partner> {
  try {
    return await findPartner(ctx, id());
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    throw new Elsewhere(to('/partners/:id', { id: found(await partnerNow(ctx, id())) }));
  }
}

export async function recordOf({ ctx, found: partner }: LibraryVisit & { found: Partner }): Promise<PartnerRecord> {
  const { id, organization_id } = partner;
  const organization = await findOrganization(ctx, organization_id);
  const contacts = await contactsOf(ctx, organization_id);
  const emails = [organization.email, ...contacts.flatMap((each) => each.emails.map(({ email }) => email))];
  return {
    ...{ partner, organization, contacts },
    bounced: await bouncedAmong(ctx, emails),
    step: await openStep(ctx, id),
    touch: await lastTouchOf(ctx, id),
    rhythm: (await rhythmsOf(ctx, [id])).get(id),
    worksheets: await countWorksheetsWith(ctx, id),
    agreement: await agreementWith(ctx, id),
  };
}

async function agreementWith(ctx: Ctx, id: PartnerId): Promise<Agreement | undefined> {
  const holding = (await agreementsOf(ctx, { partner: id })).filter(({ state }) => BINDING.includes(state));
  const next = (it: Agreement) => nextDates(it, today(ctx))[0]?.day ?? '9999';
  return holding.toSorted((one, other) => next(one).localeCompare(next(other)))[0];
}

/** A page of the record. */
export const recordView = (record: PartnerRecord, here: RecordPart, body: ComponentChildren): View => ({
  title: record.partner.name,
  glyphs: true,
  row: record.partner.id,
  seen: record.partner.id,
  beside: <AlsoKnown organization={record.organization} />,
  actions: <ReachActions {...record} />,
  body: (
    <BouncedHere.Provider value={record.bounced}>
      <Now {...record} />
      <Parts {...record} here={here} />
      {body}
    </BouncedHere.Provider>
  ),
});
