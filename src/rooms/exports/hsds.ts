/**
 * Our records in the words of HSDS 3.1. Pure. What goes through here may be seen by anyone, so it asks `addressesFor` and `locationsFor` for
 * what is fit for the outside, and knows nothing of stages, notes or ratings. A field that would be empty is left out: an empty string is not
 * an e-mail address, and the schemas know it.
 */
import { derivedId } from '../../house/ids.ts';
import { speak } from '../../house/messages.ts';
import { locationsFor, placeName } from '../directory/location.ts';
import { nameKey } from '../directory/name-key.ts';
import { type Address, addressesFor, type Phone } from '../directory/organizations.ts';
import { workMail } from '../directory/person.ts';
import type { OfferedService, OrganizationRecord } from './records.ts';
import type { Taxonomy, Term, Vocabulary } from './vocabulary.ts';

/** An object of HSDS: its fields are the standard's, and the tests hold them against its schemas. */
export type Hsds = { id: string; [field: string]: unknown };

/** The organization's own fields, without what hangs on it. */
export function basicOrganization(record: OrganizationRecord): Hsds {
  return said({
    id: record.id,
    name: record.name,
    alternate_name: record.alternate_names.join('; '),
    // HSDS asks for a description; where nobody wrote one, the name is at least true.
    description: record.description || record.name,
    email: record.email,
    website: uri(record.website),
    tax_id: record.tax_id,
    parent_organization_id: record.parent_organization_id,
  });
}

/** With phones, people (if the record has them), locations, identifiers and sectors; without its services. */
export function fullOrganization(record: OrganizationRecord, words: Vocabulary): Hsds {
  const organization_id = record.id;
  const filed = [
    ...record.sectors.map((key) => attribute('organization', organization_id, 'sector', words.sector(key), words)),
    ...record.populations.map((key) => attribute('organization', organization_id, 'population', words.population(key), words)),
  ];
  return said({
    ...basicOrganization(record),
    organization_identifiers: identifiers(record),
    phones: record.phones.map((phone, at) => phoneOf({ organization_id }, derivedId('phone', organization_id, String(at)), phone)),
    contacts: record.people.map((person) =>
      said({
        id: person.id,
        organization_id,
        name: person.name,
        title: person.title,
        email: workMail(person),
        phones: person.phones.filter(isWork).map((phone, at) => {
          const id = at === 0 ? derivedId('phone', person.id) : derivedId('phone', person.id, String(at));
          return phoneOf({ contact_id: person.id }, id, { ...phone, phone_type: 'voice' });
        }),
      }),
    ),
    locations: locationsOf(record),
    attributes: filed.flat(),
  });
}

/** With its services in it, each in full. */
export const organizationWithServices = (record: OrganizationRecord, words: Vocabulary): Hsds =>
  said({ ...fullOrganization(record, words), services: record.services.map((service) => fullService(record, service, words)) });

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
    last_modified: new Date(service.updated_at).toISOString(),
  });
}

export function fullService(record: OrganizationRecord, service: OfferedService, words: Vocabulary): Hsds {
  const service_id = service.id;
  return said({
    ...basicService(record, service),
    phones: numbersOf({ service_id }, service),
    schedules: hoursOf({ service_id }, service),
    languages: languagesOf({ service_id }, record.languages),
    service_at_locations: offeredAt(record, service),
    attributes: service.terms.flatMap(({ taxonomy, term }) => attribute('service', service_id, 'subject', words.imported(taxonomy, term), words)),
  });
}

/** Where a service is offered, each with its location; nowhere, for the outside, if the organization's addresses are confidential. */
export function offeredAt(record: OrganizationRecord, service: OfferedService): Hsds[] {
  const places = new Map(locationsOf(record).map((place) => [place.id, place]));
  return service.at.flatMap(({ id, location_id, description }) => {
    const location = places.get(location_id);
    return location ? [said({ id, service_id: service.id, location_id, description, location })] : [];
  });
}

/** Its locations and, as further ones, the addresses it gave that are none of these. */
export function locationsOf(record: OrganizationRecord): Hsds[] {
  const places = locationsFor('outside', record, record.locations).map((place) => {
    const location_id = place.id;
    const { latitude, longitude } = place;
    return said({
      ...locationBase(record, location_id, place.location_type, placeName(place)),
      description: place.description,
      transportation: place.transportation,
      latitude,
      longitude,
      external_identifier: place.external_id,
      addresses: addressOf(location_id, { ...place, address_type: place.location_type }),
      phones: numbersOf({ location_id }, place),
      schedules: hoursOf({ location_id }, place),
    });
  });
  const streets = new Set(record.locations.map(street));
  const others = addressesFor('outside', record).filter((address) => !streets.has(street(address)));
  return [...places, ...others.map((address, at) => locationOfAddress(record, address, at))];
}

const street = (place: { address_1: string; postal_code: string }) => nameKey(`${place.address_1} ${place.postal_code.slice(0, 5)}`);

function locationOfAddress(record: OrganizationRecord, address: Address, at: number): Hsds {
  const id = derivedId('location', record.id, address.address_type, String(at));
  const name = [address.address_1, address.address_2, address.city].filter(Boolean).join(', ');
  return said({ ...locationBase(record, id, address.address_type, name), addresses: addressOf(id, address) });
}

const locationBase = (record: OrganizationRecord, id: string, location_type: string, name: string) => ({
  id,
  organization_id: record.id,
  location_type,
  name,
  languages: languagesOf({ location_id: id }, record.languages),
});

/** HSDS wants an address whole; one that lacks its town or code is told by the location's name alone. */
function addressOf(location_id: string, address: Address): Hsds[] {
  const { address_1, address_2, city, state_province, postal_code, country, address_type } = address;
  if (![address_1, city, state_province, postal_code].every(Boolean)) return [];
  const id = derivedId('address', location_id);
  return [said({ id, location_id, address_1, address_2, city, state_province, postal_code, country, address_type })];
}

const isWork = ({ kind }: { kind: string }) => kind === 'work';

type Owner = { organization_id: string } | { service_id: string } | { location_id: string } | { contact_id: string };
const ownerId = (owner: Owner) => Object.values(owner)[0] as string;

const numbersOf = (owner: Owner, { phone }: { phone: string }): Hsds[] =>
  phone === '' ? [] : [phoneOf(owner, derivedId('phone', ownerId(owner)), { phone_type: 'voice', number: phone, extension: '', description: '' })];

/** An extension is a number in HSDS; one that begins with 0 would lose it and is told in words too. */
function phoneOf(owner: Owner, id: string, phone: Phone): Hsds {
  const extension = phone.extension === '' ? undefined : Number(phone.extension);
  const description = [phone.description, phone.extension.startsWith('0') && `ext. ${phone.extension}`].filter(Boolean).join(', ');
  return said({ id, ...owner, number: phone.number, extension, type: phone.phone_type === 'tty' ? 'textphone' : phone.phone_type, description });
}

const hoursOf = (owner: Owner, { hours }: { hours: string }): Hsds[] =>
  hours === '' ? [] : [{ id: derivedId('schedule', ownerId(owner)), ...owner, description: hours }];

const languagesOf = (owner: Owner, codes: string[]): Hsds[] =>
  codes.map((code) => ({ id: derivedId('language', ownerId(owner), code), ...owner, name: speak('en').languageName.of(code) ?? code, code }));

function identifiers(record: OrganizationRecord): Hsds[] {
  if (record.tax_id === '') return [];
  const american = /^\d{9}$/.test(record.tax_id);
  const scheme = american ? { identifier_scheme: 'US-EIN', identifier_type: 'EIN' } : { identifier_type: 'tax_id' };
  return [{ id: derivedId('identifier', record.id), organization_id: record.id, ...scheme, identifier: record.tax_id }];
}

function attribute(link_entity: string, link_id: string, link_type: string, term: Term | undefined, words: Vocabulary): Hsds[] {
  if (!term) return [];
  return [{ id: derivedId('attribute', link_id, term.id), link_id, taxonomy_term_id: term.id, link_type, link_entity, taxonomy_term: fullTerm(term, words) }];
}

export const fullTerm = (term: Term, words: Vocabulary): Term & { taxonomy_detail: Taxonomy | undefined } => ({
  ...term,
  taxonomy_detail: words.taxonomies.find((each) => each.id === term.taxonomy_id),
});

/** A web address as RFC 3986 has it: what people paste may hold accents and braces. */
function uri(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { origin, pathname, search, hash } = new URL(text);
  const safe = (part: string) => part.replace(/[^\w\-.~:/?@!$&'()*+,;=%]/g, encodeURIComponent).replace(/%(?![0-9A-Fa-f]{2})/g, '%25');
  return origin + safe(pathname) + safe(search) + (hash && `#${safe(hash.slice(1))}`);
}

/** Without the fields that say nothing. */
function said(fields: Hsds): Hsds {
  const filled = Object.entries(fields).filter(
    ([, value]) => value !== '' && value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(filled) as Hsds;
}
