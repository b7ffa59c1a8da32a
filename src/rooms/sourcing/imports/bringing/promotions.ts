/** A lead becomes a partner with all that its list said of it. */

import type { Ctx } from '../../../../house/ctx.ts';
import { inTransaction } from '../../../../house/db.ts';
import { allow, found, NotFound } from '../../../../house/errors.ts';
import { organizationWithTaxId } from '../../../directory/organizations.ts';
import { sourcesOf } from '../../../directory/sources.ts';
import type { PartnerId } from '../../../partners/partner.ts';
import { partnerOfOrganization } from '../../../partners/partners.ts';
import { type LeadId, mayKeepLeads } from '../../leads/lead.ts';
import { findLead, markPromoted } from '../../leads/leads.ts';
import type { ImportRecord } from '../rows/record.ts';
import { recordIn } from '../rows/stored-record.ts';
import { bringPartner, type ListKey } from './bringing.ts';

/**
 * Promotes leads that nobody has promoted yet; returns the partners' ids. Several at once go together or not at all.
 */
export async function promoteLeads(ctx: Ctx, ids: LeadId[]): Promise<PartnerId[]> {
  allow(mayKeepLeads(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const partners: PartnerId[] = [];
    for (const id of ids) {
      const lead = await findLead(ctx, id);
      if (lead.promoted_partner_id) continue;
      const record = found(recordIn(lead.record));
      const partnerId =
        (await partnerAlready(ctx, lead, record)) ??
        (await bringPartner(ctx, record, { source: lead.source, source_key: lead.source_key })).partnerId;
      await markPromoted(ctx, id, partnerId);
      partners.push(partnerId);
    }
    return partners;
  });
}

/** The partner that the list has brought in already, or that has this tax id: promoting a lead makes no second one. */
async function partnerAlready(
  ctx: Ctx,
  { source, source_key }: ListKey,
  { organization }: ImportRecord,
): Promise<PartnerId | null> {
  const known = (await sourcesOf(ctx, source)).get(source_key)?.organization_id;
  const id = known ?? (organization.tax_id && (await organizationWithTaxId(ctx, organization.tax_id)));
  return id
    ? await partnerOfOrganization(ctx, id).catch((error) => (error instanceof NotFound ? null : Promise.reject(error)))
    : null;
}
