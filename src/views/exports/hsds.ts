/**
 * Our records as HSDS 3.1 objects. Pure. Anyone may see what goes through here, so it filters places with `placesFor`
 * for the outside, and knows nothing of stages, notes or ratings. Empty fields are left out, because an empty string is
 * not valid in the schemas (as an e-mail address, for example).
 */

import { derivedId } from '../../house/ids.ts';
import { placesFor } from '../../rooms/directory/confidential.ts';
import { type Further, furtherPhones } from '../../rooms/directory/further.ts';
import { hoursIn } from '../../rooms/directory/hours.ts';
import { workMail } from '../../rooms/directory/person.ts';
import {
  areasOf,
  furtherOfOrganization,
  furtherOfService,
  partsIn,
  scalarsOfService,
  schedulesOf,
} from './hsds-further.ts';
import { attribute, attributesOf, furtherPhone, languagesOf, numbersOf, phoneOf } from './hsds-hanging.ts';
import { type Hsds, said, uri } from './hsds-parts.ts';
import { locationsOf } from './hsds-places.ts';
import type { OfferedService, OrganizationRecord } from './records.ts';
import type { HsdsVocabulary } from './vocabulary.ts';

/** The organization's own fields, without phones, locations and other parts. */
export function basicOrganization(record: OrganizationRecord): Hsds {
  return said({
    id: record.id,
    name: record.name,
    alternate_name: record.alternate_names.join('; '),
    // HSDS requires a description; where nobody wrote one, the name is at least true.
    description: record.description || record.name,
    email: record.email,
    website: uri(record.website),
    tax_id: record.tax_id,
    parent_organization_id: record.parent_organization_id,
  });
}

/** With phones, people (if the record has them), locations, identifiers and sectors; without its services. */
export function fullOrganization(record: OrganizationRecord, words: HsdsVocabulary): Hsds {
  const organization_id = record.id;
  const link = { link_entity: 'organization', link_id: organization_id };
  const filed = [
    ...record.sectors.map((key) => attribute({ ...link, link_type: 'sector' }, words.sector(key), words)),
    ...record.populations.map((key) => attribute({ ...link, link_type: 'population' }, words.population(key), words)),
  ];
  const owner = { organization_id };
  const further = furtherOfOrganization(record.further, organization_id);
  const unread = furtherPhones(record.further).map((phone, at) =>
    furtherPhone(owner, derivedId('phone', organization_id, 'further', String(at)), phone),
  );
  return said({
    ...basicOrganization(record),
    ...further,
    organization_identifiers: [...identifiers(record), ...(further.organization_identifiers as Hsds[])],
    phones: [
      ...record.phones.map((phone, at) => phoneOf(owner, derivedId('phone', organization_id, String(at)), phone)),
      ...unread,
    ],
    contacts: record.people.map((person) =>
      said({
        id: person.id,
        organization_id,
        ...roleOf(record, person),
        name: person.name,
        title: person.title,
        email: workMail(person),
        phones: person.phones.filter(isWork).map((phone, at) => {
          const id = at === 0 ? derivedId('phone', person.id) : derivedId('phone', person.id, String(at));
          return phoneOf({ contact_id: person.id }, id, { ...phone, phone_type: 'voice' });
        }),
      }),
    ),
    locations: locationsOf(record, words),
    attributes: [...filed.flat(), ...attributesOf(link, record, words)],
  });
}

/**
 * Service, location and department of a contact. They are kept in `further`, which is read only for files of the staff.
 */
function roleOf(
  record: OrganizationRecord,
  { further = {} }: OrganizationRecord['people'][number],
): Record<string, unknown> {
  const at = (list: { id: string; external_id: string }[], id: unknown) =>
    id ? list.find((each) => each.external_id === id)?.id : undefined;
  const places = placesFor('outside', record, record.locations);
  const department = typeof further.department === 'string' ? further.department : '';
  return { service_id: at(record.services, further.service), location_id: at(places, further.location), department };
}

/** With its services in it, each in full. */
export const organizationWithServices = (record: OrganizationRecord, words: HsdsVocabulary): Hsds =>
  said({
    ...fullOrganization(record, words),
    services: record.services.map((service) => fullService(record, service, words)),
  });

export function basicService(record: OrganizationRecord, service: OfferedService): Hsds {
  return said({
    id: service.id,
    organization_id: record.id,
    name: service.name,
    alternate_name: service.alternate_name,
    description: service.description,
    url: uri(service.url),
    email: service.email,
    status: service.status,
    application_process: service.application_process,
    fees_description: service.fees_description,
    eligibility_description: service.eligibility_description,
    program_id: programOf(record, service)?.id,
    ...scalarsOfService(service.further),
    ...(record.confirmed_on && { assured_date: record.confirmed_on }),
    last_modified: new Date(service.updated_at).toISOString(),
  });
}

export function fullService(record: OrganizationRecord, service: OfferedService, words: HsdsVocabulary): Hsds {
  const service_id = service.id;
  return said({
    ...basicService(record, service),
    phones: numbersOf({ service_id }, service),
    schedules: schedulesOf({ service_id }, service),
    languages: languagesOf({ service_id }, record.languages, service.further),
    program: programOf(record, service),
    ...furtherOfService(service.further, service_id, record.confidential_address),
    service_at_locations: offeredAt(record, service, words),
    attributes: attributesOf({ link_entity: 'service', link_id: service_id }, service, words),
  });
}

/** The organization's program that the service says it is part of. */
function programOf(record: OrganizationRecord, { further }: OfferedService): Hsds | undefined {
  const named = further.program_id ?? (further.program as { id?: unknown } | undefined)?.id;
  const at = partsIn(record.further, 'programs').findIndex((each) => each.id !== undefined && each.id === named);
  const programs = furtherOfOrganization(record.further, record.id).programs as Hsds[];
  return at < 0 ? undefined : programs[at];
}

/** Where a service is offered, each with its location. Empty if the organization's address is confidential. */
export function offeredAt(record: OrganizationRecord, service: OfferedService, words: HsdsVocabulary): Hsds[] {
  const places = new Map(locationsOf(record, words).map((place) => [place.id, place]));
  const numbers = new Map(record.locations.map((place) => [place.id, place.external_id]));
  return service.at.flatMap(({ id, location_id, description }) => {
    const location = places.get(location_id);
    if (!location) return [];
    const there = partsIn(service.further, 'service_at_locations').find(
      (each) => each.location_id === numbers.get(location_id),
    );
    return [
      said({
        id,
        service_id: service.id,
        location_id,
        description,
        ...(there && saidThere(id, there, words)),
        location,
      }),
    ];
  });
}

/** Phones, schedules, areas and attributes of the service at that location only. */
function saidThere(service_at_location_id: string, further: Further, words: HsdsVocabulary): Record<string, unknown> {
  const owner = { service_at_location_id };
  return {
    phones: numbersOf(owner, { phone: '', further }),
    schedules: schedulesOf(owner, { hours: hoursIn(further.schedules), further }),
    service_areas: areasOf(further, owner),
    attributes: attributesOf(
      { link_entity: 'service_at_location', link_id: service_at_location_id },
      { further },
      words,
    ),
  };
}

const isWork = ({ kind }: { kind: string }) => kind === 'work';

function identifiers(record: OrganizationRecord): Hsds[] {
  if (record.tax_id === '') return [];
  const american = /^\d{9}$/.test(record.tax_id);
  const scheme = american ? { identifier_scheme: 'US-EIN', identifier_type: 'EIN' } : { identifier_type: 'tax_id' };
  return [{ id: derivedId('identifier', record.id), organization_id: record.id, ...scheme, identifier: record.tax_id }];
}
