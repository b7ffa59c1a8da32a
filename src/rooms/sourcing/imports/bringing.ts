/** Turns records into partners, or updates known ones, with the same verbs that pages use, many at a time. */

import { isDeepStrictEqual } from 'node:util';
import { nextUnit, stageUnits } from '../../../house/change-sets.ts';
import type { Ctx } from '../../../house/ctx.ts';
import { found, translating } from '../../../house/errors.ts';
import { newId } from '../../../house/ids.ts';
import { changeContact, contactsAt, findContact } from '../../directory/contacts.ts';
import { type Further, newerFurther } from '../../directory/further.ts';
import { changeLocation, locationsOf } from '../../directory/locations.ts';
import { addServicesOf, type OffersHere, offersAt } from '../../directory/offered.ts';
import type { OrganizationId } from '../../directory/organization.ts';
import {
  changeOrganizations,
  findOrganizations,
  lockOrganizations,
  type Organization,
} from '../../directory/organizations.ts';
import { changeService, servicesOf } from '../../directory/services.ts';
import { addSources, keepSources } from '../../directory/sources.ts';
import { addRemarks } from '../../outreach/interactions.ts';
import type { PartnerId } from '../../partners/partner.ts';
import { addPartnerships, partnersOf } from '../../partners/partners.ts';
import { bringPeople } from './bringing-people.ts';
import { type Difference, differences } from './differences.ts';
import { nameOf, newOffers } from './offers.ts';
import type { Offered } from './package.ts';
import type { ChangedContact } from './people-differences.ts';
import { cut } from './reading/sheet.ts';
import { type ImportRecord, offersOf } from './record.ts';
import { list, text } from './values.ts';

/** The list, and the key of the row in it. */
export type ListKey = { source: string; source_key: string };

/** One unit of a list: what it says, under which key. */
export type UnitToBring = { unit: number; record: ImportRecord; from: ListKey };
export type BroughtPartner = { partnerId: PartnerId; organizationId: OrganizationId };

/** New partners, at the stage "potential", in the order given. A fixed number of statements, however many. */
export async function bringPartners(ctx: Ctx, arrivals: UnitToBring[]): Promise<BroughtPartner[]> {
  const made = arrivals.map((arrival) => ({
    ...arrival,
    id: newId<'partners'>(),
    organization_id: newId<'organizations'>(),
    draft: arrival.record.organization,
  }));
  await stageUnits(
    ctx,
    made.map(({ organization_id, unit }) => ({ id: organization_id, unit })),
  );
  await addPartnerships(
    ctx,
    made.map(({ id, organization_id, draft }) => ({ id, organization_id, draft })),
  );
  await bringPeople(
    ctx,
    made.flatMap(({ unit, organization_id, record }) =>
      record.contacts.map((contact) => ({ unit, organization_id, contact })),
    ),
  );
  await bringOffers(
    ctx,
    made.map(({ organization_id, record }) => ({ organization_id, before: null, now: record })),
  );
  await bringNotes(
    ctx,
    made.flatMap(({ id, unit, record }) => (record.notes ?? []).map((body) => ({ unit, partner_id: id, body }))),
  );
  await translating({ organization_sources_pkey: ['form', 'error.import_twice'] }, () =>
    addSources(
      ctx,
      made.map(({ organization_id, record, from }) => ({ ...from, organization_id, brought: record })),
    ),
  );
  return made.map(({ id, organization_id }) => ({ partnerId: id, organizationId: organization_id }));
}

/** One partner that comes from no list, such as a promoted lead. */
export async function bringPartner(ctx: Ctx, record: ImportRecord, from: ListKey): Promise<BroughtPartner> {
  const [made] = await bringPartners(ctx, [{ unit: 1, record, from }]);
  if (!made) throw new Error('One arrival makes one partner.');
  return made;
}

/** What a unit says of an organization we have, and what the list said the last time. */
export type Word = UnitToBring & { organizationId: OrganizationId; before: ImportRecord | null };
type Compared = Word & { stored: Organization; difference: Difference };

/**
 * Applies what a list newly says about known organizations, each once. It is compared with what is stored at this
 * moment, because somebody may have edited since the plan was made, and their edits stay. Returns those that were
 * changed; their rows stay locked until the transaction ends.
 */
export async function bringChanges(ctx: Ctx, words: Word[]): Promise<Word[]> {
  const ids = words.map((word) => word.organizationId);
  await lockOrganizations(ctx, ids);
  await stageUnits(
    ctx,
    words.map(({ organizationId: id, unit }) => ({ id, unit })),
  );
  const stored = new Map((await findOrganizations(ctx, ids)).map((organization) => [organization.id, organization]));
  const contacts = await contactsAt(ctx, ids);
  const compared = words.map((word): Compared => {
    const organization = found(stored.get(word.organizationId));
    return {
      ...word,
      stored: organization,
      difference: differences(organization, contacts.get(organization.id) ?? [], word.before, word.record),
    };
  });
  await changeOrganizations(
    ctx,
    compared.flatMap(({ stored: before, difference: { draft } }) => (draft ? [{ before, draft }] : [])),
  );
  await bringPeople(
    ctx,
    compared.flatMap(({ unit, stored: { id }, difference }) =>
      difference.added.map((contact) => ({ unit, organization_id: id, contact })),
    ),
  );
  for (const { unit, difference } of compared) await changePeople(ctx, unit, difference.changed);
  await bringNotes(ctx, await newNotes(ctx, compared));
  const here = await offersAt(
    ctx,
    compared.map(({ stored }) => stored.id),
  );
  const offers = compared.map(({ stored: { id, addresses }, before, record }) => ({
    ...{ organization_id: id, before, now: record },
    here: { services: [], locations: [], ...here.get(id), addresses },
  }));
  await bringOffers(ctx, offers);
  for (const { organization_id, before, now } of offers)
    if (before) await bringChangedOffers(ctx, organization_id, before, now);
  await keepSources(
    ctx,
    compared.map(({ from, organizationId, record }) => ({ ...from, organization_id: organizationId, brought: record })),
  );
  return compared.filter(({ difference }) => difference.changes.length > 0);
}

/** New notes from the list, for organizations that are partners. A lead keeps them in its record. */
async function newNotes(
  ctx: Ctx,
  compared: Compared[],
): Promise<{ unit: number; partner_id: PartnerId; body: string }[]> {
  const fresh = compared.map(({ unit, stored: { id }, before, record }) => ({
    unit,
    id,
    notes: (record.notes ?? []).filter((note) => !before?.notes?.includes(note)),
  }));
  const partners = await partnersOf(
    ctx,
    fresh.filter(({ notes }) => notes.length > 0).map(({ id }) => id),
  );
  return fresh.flatMap(({ unit, id, notes }) => {
    const partner_id = partners.get(id);
    return partner_id ? notes.map((body) => ({ unit, partner_id, body })) : [];
  });
}

async function bringNotes(ctx: Ctx, notes: { unit: number; partner_id: PartnerId; body: string }[]): Promise<void> {
  if (notes.length === 0) return;
  const made = notes.map((note) => ({ ...note, id: newId<'interactions'>() }));
  await stageUnits(
    ctx,
    made.map(({ id, unit }) => ({ id, unit })),
  );
  await addRemarks(
    ctx,
    made.map(({ unit: _, ...note }) => note),
  );
}

async function changePeople(ctx: Ctx, unit: number, changed: ChangedContact[]): Promise<void> {
  if (changed.length === 0) return;
  await nextUnit(ctx, unit);
  for (const { contact, draft } of changed) {
    // One person may be listed in two roles, and changing the first changed the version of the second.
    const { version } = await findContact(ctx, contact.id);
    await changeContact(ctx, contact.id, { ...draft, version });
  }
  await nextUnit(ctx, 'staged');
}

type Offer = {
  organization_id: OrganizationId;
  before: ImportRecord | null;
  now: ImportRecord;
  here?: OffersHere & Pick<Organization, 'addresses'>;
};

/** New services and places are added. */
async function bringOffers(ctx: Ctx, offers: Offer[]): Promise<void> {
  const fresh = offers.map(({ organization_id, before, now, here }) => {
    const { services, locations } = newOffers(before, now, here);
    return {
      organization_id,
      services: services.map(({ at: _, ...service }) => service),
      locations,
      at: now.services.flatMap((service) =>
        service.at.map((location) => ({
          service: service.external_id,
          location,
          description: saidThere(service, location),
        })),
      ),
    };
  });
  await addServicesOf(
    ctx,
    fresh.filter(({ services, locations }) => services.length + locations.length > 0),
  );
}

/** What the package says of the service at that place. */
function saidThere({ further = {} }: Offered, location: string): string {
  const there = list(further.service_at_locations).find((at) => at.location_id === location);
  return cut(text(there?.description), 2000);
}

/** Updates services and locations that the list itself changed, where nobody has edited them since. */
async function bringChangedOffers(
  ctx: Ctx,
  organizationId: OrganizationId,
  before: ImportRecord,
  now: ImportRecord,
): Promise<void> {
  if (isDeepStrictEqual(offersOf(before), offersOf(now))) return;
  for (const { stored, draft } of changed(await servicesOf(ctx, organizationId), before.services, now.services)) {
    const { terms: _, external_id: __, ...form } = { ...stored, ...draft };
    await changeService(ctx, stored.id, form);
  }
  for (const { stored, draft } of changed(await locationsOf(ctx, organizationId), before.locations, now.locations)) {
    const { external_id: _, ...form } = { ...stored, ...draft };
    await changeLocation(ctx, stored.id, form);
  }
}

type NamedOffer = { external_id: string; name: string; further?: Further };

/** Fields that the source changed and that still read as it said before. */
function changed<S extends NamedOffer & { further: Further }, T extends NamedOffer>(
  stored: S[],
  before: T[],
  now: T[],
): { stored: S; draft: Partial<T> }[] {
  return now.flatMap((after) => {
    const former = before.find((each) => nameOf(each) === nameOf(after));
    const ours = stored.find(
      (each) => nameOf(each) === nameOf(after) || (former !== undefined && nameOf(each) === nameOf(former)),
    );
    if (!former || !ours) return [];
    const fields = (Object.keys(after) as (keyof T & keyof S)[]).filter(
      (field) =>
        typeof after[field] !== 'object' &&
        after[field] !== former[field] &&
        String(ours[field]) === String(former[field]),
    );
    const further = newerFurther(ours.further, former.further ?? {}, after.further ?? {});
    const draft = {
      ...Object.fromEntries(fields.map((field) => [field, after[field]])),
      ...(!isDeepStrictEqual(further, ours.further) && { further }),
    };
    return Object.keys(draft).length > 0 ? [{ stored: ours, draft: draft as Partial<T> }] : [];
  });
}
