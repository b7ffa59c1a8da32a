/** Turns records into partners, or updates known ones, with the same verbs that pages use, many at a time. */

import { nextUnit, stageUnits } from '../../../../house/change-sets.ts';
import type { Ctx } from '../../../../house/ctx.ts';
import { found, translating } from '../../../../house/errors.ts';
import { newId } from '../../../../house/ids.ts';
import { changeContact, contactsAt, findContact } from '../../../directory/contacts.ts';
import { offersAt } from '../../../directory/offered.ts';
import type { OrganizationId } from '../../../directory/organization.ts';
import {
  changeOrganizations,
  findOrganizations,
  lockOrganizations,
  type Organization,
} from '../../../directory/organizations.ts';
import { addSources, keepSources } from '../../../directory/sources.ts';
import type { PartnerId } from '../../../partners/partner.ts';
import { addPartnerships } from '../../../partners/partners.ts';
import { type Difference, differences } from '../planning/differences.ts';
import type { ChangedContact } from '../planning/people-differences.ts';
import type { ImportRecord } from '../rows/record.ts';
import { bringNotes, newNotes } from './bringing-notes.ts';
import { bringChangedOffers, bringOffers, type OffersOf } from './bringing-offers.ts';
import { bringPeople } from './bringing-people.ts';

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

/** What a list says now of an organization that we have, and what it said the last time. */
export type Word = UnitToBring & { organizationId: OrganizationId; before: ImportRecord | null };
export type Compared = Word & { stored: Organization; difference: Difference };

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
  const compared = await comparedToStored(ctx, words);
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
  const offers = await offersBeside(ctx, compared);
  await bringOffers(ctx, offers);
  for (const each of offers) await bringChangedOffers(ctx, each);
  await keepSources(
    ctx,
    compared.map(({ from, organizationId, record }) => ({ ...from, organization_id: organizationId, brought: record })),
  );
  return compared.filter(({ difference }) => difference.changes.length > 0);
}

async function comparedToStored(ctx: Ctx, words: Word[]): Promise<Compared[]> {
  const ids = words.map((word) => word.organizationId);
  const stored = new Map((await findOrganizations(ctx, ids)).map((organization) => [organization.id, organization]));
  const contacts = await contactsAt(ctx, ids);
  return words.map((word): Compared => {
    const organization = found(stored.get(word.organizationId));
    const said = { before: word.before, now: word.record };
    return {
      ...word,
      stored: organization,
      difference: differences(organization, contacts.get(organization.id) ?? [], said),
    };
  });
}

/** What the words say of services and places, beside those that are stored. */
async function offersBeside(ctx: Ctx, compared: Compared[]): Promise<OffersOf[]> {
  const here = await offersAt(
    ctx,
    compared.map(({ stored }) => stored.id),
  );
  return compared.map(({ stored: { id, addresses }, before, record }) => ({
    ...{ organization_id: id, before, now: record },
    here: { services: [], locations: [], ...here.get(id), addresses },
  }));
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
