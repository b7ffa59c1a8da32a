/** A lead becomes a partner with all that its list said of it. */
import type { Ctx } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow } from '../../house/errors.ts';
import { mayKeepLeads } from '../leads/lead.ts';
import { findLead, markPromoted } from '../leads/leads.ts';
import { bringPartner } from './bringing.ts';
import type { ImportRecord } from './record.ts';

/** Promotes leads that nobody has promoted yet; returns the partners' ids. Several at once go together or not at all. */
export async function promoteLeads(ctx: Ctx, ids: string[]): Promise<string[]> {
  allow(mayKeepLeads(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const partners: string[] = [];
    for (const id of ids) {
      const lead = await findLead(ctx, id);
      if (lead.promoted_partner_id) continue;
      const { partnerId } = await bringPartner(ctx, lead.record as ImportRecord, { source: lead.source, source_key: lead.source_key });
      await markPromoted(ctx, id, partnerId);
      partners.push(partnerId);
    }
    return partners;
  });
}
