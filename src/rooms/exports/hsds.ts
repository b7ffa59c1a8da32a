/**
 * Our records in the words of HSDS 3.1. Pure. What goes through here may be seen by anyone, so it asks `addressesFor` and `locationsFor` for
 * what is fit for the outside, and knows nothing of stages, notes or ratings. A field that would be empty is left out: an empty string is not
 * an e-mail address, and the schemas know it.
 */
import { derivedId } from '../../house/ids.ts';
import { speak } from '../../house/messages.ts';
import { type Further, type FurtherPhone, furtherPhones, termIn } from '../directory/further.ts';
import { hoursIn } from '../directory/hours.ts';
import { locationsFor, placeName } from '../directory/location.ts';
import { nameKey } from '../directory/name-key.ts';
import { type Address, addressesFor, type Phone } from '../directory/organizations.ts';
import { workMail } from '../directory/person.ts';
import type { ServiceTerm } from '../directory/service.ts';
import {
  accessibilityOf,
  areasOf,
  furtherOfOrganization,
  furtherOfService,
  languagesBeside,
  partsIn,
  scalarsOfLocation,
  scalarsOfService,
  schedulesOf,
} from './hsds-further.ts';
import { type Hsds, type Owner, ownerId, said, uri } from './hsds-parts.ts';
import type { OfferedService, OrganizationRecord } from './records.ts';
import type { Taxonomy, Term, Vocabulary } from './vocabulary.ts';

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
  const owner = { organization_id };
  const further = furtherOfOrganization(record.further, organization_id);
  const unread = furtherPhones(record.further).map((phone, at) => furtherPhone(owner, derivedId('phone', organization_id, 'further', String(at)), phone));
  return said({
    ...basicOrganization(record),
    ...further,
    organization_identifiers: [...identifiers(record), ...(further.organization_identifiers as Hsds[])],
    phones: [...record.phones.map((phone, at) => phoneOf(owner, derivedId('phone', organization_id, String(at)), phone)), ...unread],
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
    attributes: [...filed.flat(), ...attributesOf('organization', organization_id, record.further, words)],
  });
}

/** What somebody is there for, in files of the staff: `further` is never read for anybody else. */
function roleOf(record: OrganizationRecord, { further = {} }: OrganizationRecord['people'][number]): Record<string, unknown> {
  const at = (list: { id: string; external_id: string }[], id: unknown) => (id ? list.find((each) => each.external_id === id)?.id : undefined);
  const places = locationsFor('outside', record, record.locations);
  const department = typeof further.department === 'string' ? further.department : '';
  return { service_id: at(record.services, further.service), location_id: at(places, further.location), department };
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
    program_id: programOf(record, service)?.id,
    ...scalarsOfService(service.further),
    last_modified: new Date(service.updated_at).toISOString(),
  });
}

export function fullService(record: OrganizationRecord, service: OfferedService, words: Vocabulary): Hsds {
  const service_id = service.id;
  return said({
    ...basicService(record, service),
    phones: numbersOf({ service_id }, service),
    schedules: schedulesOf({ service_id }, service),
    languages: languagesOf({ service_id }, record.languages, service.further),
    program: programOf(record, service),
    ...furtherOfService(service.further, service_id, record.confidential_address),
    service_at_locations: offeredAt(record, service, words),
    attributes: attributesOf('service', service_id, service.further, words, service.terms),
  });
}

/** The organization's program that the service says it is part of. */
function programOf(record: OrganizationRecord, { further }: OfferedService): Hsds | undefined {
  const named = further.program_id ?? (further.program as { id?: unknown } | undefined)?.id;
  const at = partsIn(record.further, 'programs').findIndex((each) => each.id !== undefined && each.id === named);
  const programs = furtherOfOrganization(record.further, record.id).programs as Hsds[];
  return at < 0 ? undefined : programs[at];
}

/** Where a service is offered, each with its location; nowhere, for the outside, if the organization's addresses are confidential. */
export function offeredAt(record: OrganizationRecord, service: OfferedService, words: Vocabulary): Hsds[] {
  const places = new Map(locationsOf(record, words).map((place) => [place.id, place]));
  const numbers = new Map(record.locations.map((place) => [place.id, place.external_id]));
  return service.at.flatMap(({ id, location_id, description }) => {
    const location = places.get(location_id);
    if (!location) return [];
    const there = partsIn(service.further, 'service_at_locations').find((each) => each.location_id === numbers.get(location_id));
    return [said({ id, service_id: service.id, location_id, description, ...(there && saidThere(id, there, words)), location })];
  });
}

/** What holds for the service at that place only. */
function saidThere(service_at_location_id: string, further: Further, words: Vocabulary): Record<string, unknown> {
  const owner = { service_at_location_id };
  return {
    phones: numbersOf(owner, { phone: '', further }),
    schedules: schedulesOf(owner, { hours: hoursIn(further.schedules), further }),
    service_areas: areasOf(further, owner),
    attributes: attributesOf('service_at_location', service_at_location_id, further, words),
  };
}

/** Its locations and, as further ones, the addresses it gave that are none of these. */
export function locationsOf(record: OrganizationRecord, words: Vocabulary): Hsds[] {
  const places = locationsFor('outside', record, record.locations).map((place) => {
    const location_id = place.id;
    const { latitude, longitude } = place;
    return said({
      ...locationBase(record, { id: location_id, location_type: place.location_type, name: placeName(place) }, place.further),
      description: place.description || (isWhole(place) ? '' : inOneLine(place)),
      transportation: place.transportation,
      latitude,
      longitude,
      external_identifier: place.external_id,
      ...withoutEmpty(scalarsOfLocation(place.further)),
      addresses: addressesOf(location_id, place),
      phones: numbersOf({ location_id }, place),
      schedules: schedulesOf({ location_id }, place),
      accessibility: accessibilityOf(place.further, location_id),
      attributes: attributesOf('location', location_id, place.further, words),
    });
  });
  const streets = new Set(record.locations.map(street));
  const others = addressesFor('outside', record).filter((address) => !streets.has(street(address)));
  return [...places, ...others.map((address, at) => locationOfAddress(record, address, at))];
}

const street = (place: { address_1: string; postal_code: string }) => nameKey(`${place.address_1} ${place.postal_code.slice(0, 5)}`);

function locationOfAddress(record: OrganizationRecord, address: Address, at: number): Hsds {
  const id = derivedId('location', record.id, address.address_type, String(at));
  const addresses = addressOf(id, address);
  const name = addresses.length > 0 ? [address.address_1, address.address_2, address.city].filter(Boolean).join(', ') : inOneLine(address);
  return said({ ...locationBase(record, { id, location_type: address.address_type, name }), addresses });
}

type Lines = Pick<Address, 'address_1' | 'address_2' | 'city' | 'state_province' | 'postal_code'>;
const inOneLine = ({ address_1, address_2, city, state_province, postal_code }: Lines): string =>
  [address_1, address_2, city, [state_province, postal_code].filter(Boolean).join(' ')].filter(Boolean).join(', ');

const locationBase = (record: OrganizationRecord, { id, location_type, name }: { id: string; location_type: string; name: string }, further: Further = {}) => ({
  id,
  organization_id: record.id,
  location_type,
  name,
  languages: languagesOf({ location_id: id }, record.languages, further),
});

const withoutEmpty = (fields: Record<string, unknown>) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '' && value !== undefined));

/** The address of the form, and those that a package gave beside it. */
function addressesOf(location_id: string, place: OrganizationRecord['locations'][number]): Hsds[] {
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const { attention, region } = place.further;
  const own = addressOf(location_id, { ...place, address_type: place.location_type }).map((each) =>
    said({ ...each, attention: text(attention), region: text(region) }),
  );
  const others = partsIn(place.further, 'addresses').flatMap((raw, at) => {
    const value = (name: string) => text(raw[name]);
    const lines = { address_1: value('address_1'), address_2: value('address_2'), city: value('city'), postal_code: value('postal_code') };
    const state_province = value('state_province') || value('region');
    const address_type = value('address_type') || 'physical';
    const all = addressOf(location_id, { ...lines, state_province, country: value('country').slice(0, 2) || 'US', address_type });
    return all.map((each) =>
      said({
        ...each,
        id: derivedId('address', location_id, String(at + 1)),
        attention: value('attention'),
        region: value('state_province') && value('region'),
      }),
    );
  });
  return [...own, ...others];
}

const isWhole = ({ address_1, city, state_province, postal_code }: Lines) => [address_1, city, state_province, postal_code].every(Boolean);

/** HSDS wants an address whole; one that lacks its town or code is told by the location's name, or its description. */
function addressOf(location_id: string, address: Address): Hsds[] {
  const { address_1, address_2, city, state_province, postal_code, country, address_type } = address;
  if (!isWhole(address)) return [];
  const id = derivedId('address', location_id);
  return [said({ id, location_id, address_1, address_2, city, state_province, postal_code, country, address_type })];
}

const isWork = ({ kind }: { kind: string }) => kind === 'work';

/** The number of the form first, with what was read of it, and then the others. */
function numbersOf(owner: Owner, { phone, further }: { phone: string; further: Further }): Hsds[] {
  const told = furtherPhones(further);
  const plain = phone === '' || told.some(({ number }) => number === phone) ? [] : [{ number: phone }];
  const all = [...plain, ...told].toSorted((a, b) => Number(b.number === phone) - Number(a.number === phone));
  return all.map((each, at) => furtherPhone(owner, at === 0 ? derivedId('phone', ownerId(owner)) : derivedId('phone', ownerId(owner), String(at)), each));
}

function furtherPhone(owner: Owner, id: string, phone: FurtherPhone): Hsds {
  const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
  const [number, extension, description] = [text(phone.number), text(phone.extension).replace(/\D/g, ''), text(phone.description)];
  const whole = phoneOf(owner, id, { phone_type: text(phone.type) || 'voice', number, extension, description });
  return said({ ...whole, languages: languagesBeside({ phone_id: id }, phone as Further, []) });
}

/** An extension is a number in HSDS; one that begins with 0 would lose it and is told in words too. */
function phoneOf(owner: Owner, id: string, phone: Phone): Hsds {
  const extension = phone.extension === '' ? undefined : Number(phone.extension);
  const description = [phone.description, phone.extension.startsWith('0') && `ext. ${phone.extension}`].filter(Boolean).join(', ');
  return said({ id, ...owner, number: phone.number, extension, type: phone.phone_type === 'tty' ? 'textphone' : phone.phone_type, description });
}

const languagesOf = (owner: Owner, codes: string[], further: Further = {}): Hsds[] => [
  ...codes.map((code) => ({ id: derivedId('language', ownerId(owner), code), ...owner, name: speak('en').languageName.of(code) ?? code, code })),
  ...languagesBeside(owner, further, codes),
];

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

/** Subjects, with what a package said of each beside its name, and attributes that are filed under none. */
function attributesOf(link_entity: string, link_id: string, further: Further, words: Vocabulary, terms: ServiceTerm[] = []): Hsds[] {
  const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
  const raws = partsIn(further, 'attributes').map((raw) => ({ raw, term: termIn(raw.taxonomy_term) }));
  const plain = terms.filter((term) => !raws.some((each) => each.term?.term === term.term && each.term.taxonomy === term.taxonomy));
  const subjects = plain.flatMap(({ taxonomy, term }) => attribute(link_entity, link_id, 'subject', words.imported(taxonomy, term), words));
  const others = raws.map(({ raw, term }, at) => {
    const type = text(raw.link_type) || (term ? 'subject' : '');
    const [named] = term ? attribute(link_entity, link_id, type, words.imported(term.taxonomy, term.term), words) : [];
    const id = derivedId('attribute', link_id, 'further', String(at));
    return said({ ...(named ?? { id, link_id, link_entity, link_type: type }), id: named?.id ?? id, value: text(raw.value), label: text(raw.label) });
  });
  const distinct = new Map([...subjects, ...others].map((each) => [each.id, each]));
  return [...distinct.values()].filter((each) => each.taxonomy_term_id || each.value || each.label);
}

export const fullTerm = (term: Term, words: Vocabulary): Term & { taxonomy_detail: Taxonomy | undefined } => ({
  ...term,
  taxonomy_detail: words.taxonomies.find((each) => each.id === term.taxonomy_id),
});
