/** How a record becomes a partner, or tells a known one something new: through the verbs that pages use. */
import type { Ctx } from '../../house/ctx.ts';
import { translating } from '../../house/errors.ts';
import { addContact, changeContact, contactsOf, findContact } from '../directory/contacts.ts';
import { changeLocation, locationsOf } from '../directory/locations.ts';
import { addServices } from '../directory/offered.ts';
import { changeOrganization, findOrganization, lockOrganizations } from '../directory/organizations.ts';
import type { ContactDraft } from '../directory/person.ts';
import { samePerson } from '../directory/persons.ts';
import { changeService, servicesOf } from '../directory/services.ts';
import { addSource } from '../directory/sources.ts';
import { addPartnership } from '../partners/partners.ts';
import { type Change, differences } from './differences.ts';
import type { ImportRecord } from './record.ts';

/** Which list, and under which key. */
export type From = { source: string; source_key: string };

/** A new partner, at the stage "potential". */
export async function bringPartner(ctx: Ctx, record: ImportRecord, from: From): Promise<{ partnerId: string; organizationId: string }> {
  const { id: partnerId, organization_id } = await addPartnership(ctx, record.organization);
  for (const contact of record.contacts) await bringContact(ctx, organization_id, contact);
  await bringOffers(ctx, organization_id, null, record);
  await translating({ organization_sources_pkey: ['form', 'error.import_twice'] }, () => addSource(ctx, { ...from, organization_id, brought: record }));
  return { partnerId, organizationId: organization_id };
}

/**
 * What a source newly says of an organization we have, compared with what stands there at this moment: somebody may have written since the
 * plan was made, and what they wrote stays. Returns what it changed.
 */
export async function bringChanges(ctx: Ctx, organizationId: string, { before, now }: { before: ImportRecord | null; now: ImportRecord }): Promise<Change[]> {
  await lockOrganizations(ctx, [organizationId]);
  const stored = await findOrganization(ctx, organizationId);
  const difference = differences(stored, await contactsOf(ctx, organizationId), before, now);
  if (difference.draft) await changeOrganization(ctx, organizationId, { ...difference.draft, version: stored.version });
  for (const contact of difference.added) await bringContact(ctx, organizationId, contact);
  for (const { contact, draft } of difference.changed) {
    // One person may stand here in two roles, and the first has changed them.
    const { version } = await findContact(ctx, contact.id);
    await changeContact(ctx, contact.id, { ...draft, version });
  }
  await bringOffers(ctx, organizationId, before, now);
  return difference.changes;
}

/** New services and places are added; one that the source changed is changed where nobody has written something else. */
/** Somebody whose name and mail or phone are here already is that person, also at another organization. A name alone is not enough. */
const bringContact = async (ctx: Ctx, organizationId: string, contact: ContactDraft): Promise<string> =>
  addContact(ctx, organizationId, { ...contact, person_id: await samePerson(ctx, contact) });

async function bringOffers(ctx: Ctx, organizationId: string, before: ImportRecord | null, { services, locations }: ImportRecord): Promise<void> {
  const known = (list: { external_id: string; name: string }[] = []) => new Set(list.map(nameOf));
  const [formerServices, formerLocations] = [known(before?.services), known(before?.locations)];
  const fresh = {
    services: services.filter((each) => !formerServices.has(nameOf(each))).map(({ at: _, ...service }) => service),
    locations: locations.filter((each) => !formerLocations.has(nameOf(each))),
    at: services.flatMap((service) => service.at.map((location) => ({ service: service.external_id, location, description: '' }))),
  };
  if (fresh.services.length + fresh.locations.length > 0) await addServices(ctx, organizationId, fresh);
  if (before) await bringChangedOffers(ctx, organizationId, before, { services, locations });
}

const nameOf = (each: { external_id: string; name: string }) => each.external_id || each.name;

async function bringChangedOffers(ctx: Ctx, organizationId: string, before: ImportRecord, now: Pick<ImportRecord, 'services' | 'locations'>): Promise<void> {
  for (const { stored, draft } of changed(await servicesOf(ctx, organizationId), before.services, now.services)) {
    const { terms: _, external_id: __, ...form } = { ...stored, ...draft };
    await changeService(ctx, stored.id, form);
  }
  for (const { stored, draft } of changed(await locationsOf(ctx, organizationId), before.locations, now.locations)) {
    const { external_id: _, ...form } = { ...stored, ...draft };
    await changeLocation(ctx, stored.id, form);
  }
}

type Named = { external_id: string; name: string };

/** Fields that the source changed and that still read as it said before. */
function changed<S extends Named, T extends Named>(stored: S[], before: T[], now: T[]): { stored: S; draft: Partial<T> }[] {
  return now.flatMap((after) => {
    const former = before.find((each) => nameOf(each) === nameOf(after));
    const ours = stored.find((each) => nameOf(each) === nameOf(after) || (former !== undefined && nameOf(each) === nameOf(former)));
    if (!former || !ours) return [];
    const fields = (Object.keys(after) as (keyof T & keyof S)[]).filter(
      (field) => typeof after[field] !== 'object' && after[field] !== former[field] && String(ours[field]) === String(former[field]),
    );
    return fields.length > 0 ? [{ stored: ours, draft: Object.fromEntries(fields.map((field) => [field, after[field]])) as Partial<T> }] : [];
  });
}
