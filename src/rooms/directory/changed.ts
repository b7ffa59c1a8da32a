/**
 * Says that something of an organization has changed by which others are known again: its names, phones, addresses, web
 * address, mail or tax id. Whoever works something out of that (merging, of all pairs) does so afterwards, as a job of
 * this kind: this room does not know who.
 */
import type { Ctx } from '../../house/ctx.ts';
import { enqueue } from '../../house/work/job.ts';
import type { OrganizationDraft } from './organization.ts';
import type { Address, Phone } from './organizations.ts';

export const CHANGED = 'organizations.changed';

/** In the transaction of the change. */
export const tellChanged = (ctx: Ctx): Promise<void> => enqueue(ctx, CHANGED, ctx.library.id);

type KnownBy = Pick<
  OrganizationDraft,
  'name' | 'alternate_names' | 'website' | 'email' | 'tax_id' | 'parent_organization_id'
> & { phones: Pick<Phone, 'number'>[]; addresses: Omit<Address, 'address_type'>[] };

/** Whether a change is one by which the organization is known again, or taken for another. */
export const knownOtherwise = (before: KnownBy, after: KnownBy): boolean => said(before) !== said(after);

const said = ({ name, alternate_names, website, email, tax_id, parent_organization_id, phones, addresses }: KnownBy) =>
  JSON.stringify([
    [name, alternate_names, website, email, tax_id, parent_organization_id],
    phones.map(({ number }) => number),
    addresses.map(({ address_1, city, state_province, postal_code }) => [address_1, city, state_province, postal_code]),
  ]);
