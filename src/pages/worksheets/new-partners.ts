/**
 * Partners that are named on the form of a worksheet because the list does not have them yet: each line is one. A name
 * that is there already means that partner; one that is only like it is asked about, because a double costs more than a
 * question.
 */
import { Invalid } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { organizationDraft } from '../../rooms/directory/organization.ts';
import { similarOrganizations } from '../../rooms/directory/similar.ts';
import type { PartnerId } from '../../rooms/partners/partner.ts';
import { partnerCalled } from '../../rooms/partners/partner-list.ts';
import { addPartner } from '../../rooms/partners/partners.ts';
import { MAX_PARTNERS } from '../../rooms/worksheets/worksheet.ts';
import type { LibraryVisit } from '../shell/visit.ts';

export async function newPartners({ ctx, language }: LibraryVisit, typed: string): Promise<PartnerId[]> {
  const names = typed
    .split(/\r?\n/)
    .map((name) => name.trim())
    .filter(Boolean);
  if (names.length > MAX_PARTNERS) throw new Invalid({ new_partners: { key: 'error.too_many_partners' } });
  const ids: PartnerId[] = [];
  for (const name of names) {
    const known = await partnerCalled(ctx, name);
    const like = known ? [] : await similarOrganizations(ctx, parse(organizationDraft, { name }));
    if (like.length > 0) {
      const values = { name, others: language.list(like.map((each) => each.name)) };
      throw new Invalid({ new_partners: { key: 'error.new_partner_like', values } });
    }
    ids.push(known ?? (await addPartner(ctx, parse(organizationDraft, { name }))));
  }
  return ids;
}
