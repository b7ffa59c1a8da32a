/** Converts a stored organization into the fields of its form, and an edit into what the history keeps of it. Pure. */
import type { Details } from '../../house/history.ts';
import type { OrganizationDraft } from './organization.ts';
import type { Organization } from './organizations.ts';

/** The stored facts as the form's fields, for the form and for the page that shows both versions after a conflict. */
export function asTyped(organization: Organization): Record<string, string> {
  const typed: Record<string, string> = {
    name: organization.name,
    alternate_names: organization.alternate_names.join('\n'),
    description: organization.description,
    website: organization.website,
    email: organization.email,
    tax_id: organization.tax_id,
    parent_organization_id: organization.parent_organization_id ?? '',
    languages: organization.languages.join(', '),
    populations: organization.populations.join(', '),
    sectors: organization.sectors.join(', '),
    confidential_address: organization.confidential_address ? 'on' : '',
  };
  organization.phones.forEach((phone, at) => {
    for (const [name, value] of Object.entries(phone)) typed[`phones.${at}.${name}`] = value;
  });
  organization.addresses.forEach((address, at) => {
    for (const [name, value] of Object.entries(address)) typed[`addresses.${at}.${name}`] = value;
  });
  return typed;
}

/**
 * What the history keeps of an edit: old and new of each plain field. Of the parent, phones and addresses only that
 * they changed; an address may be confidential.
 */
export function differences(before: Organization, after: OrganizationDraft): Details {
  const details: Details = {};
  for (const name of ['name', 'description', 'website', 'email', 'tax_id', 'confidential_address'] as const) {
    if (before[name] !== after[name]) details[name] = `${before[name]} → ${after[name]}`.slice(0, 400).toWellFormed();
  }
  for (const name of ['alternate_names', 'languages', 'populations', 'sectors'] as const) {
    if (before[name].join() !== after[name].join())
      details[name] = `${before[name].join(', ')} → ${after[name].join(', ')}`.slice(0, 400).toWellFormed();
  }
  if (before.parent_organization_id !== after.parent_organization_id) details.parent = 'changed';
  if (JSON.stringify(before.phones.map((p) => p.number)) !== JSON.stringify(after.phones.map((p) => p.number)))
    details.phones = 'changed';
  if (
    before.addresses.map((a) => Object.values(a).sort().join()).join() !==
    after.addresses.map((a) => Object.values(a).sort().join()).join()
  )
    details.addresses = 'changed';
  return details;
}
