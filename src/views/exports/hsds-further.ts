/**
 * Turns what was kept of a package beyond our own fields (`further`) back into HSDS 3.1. Pure. Only fields of the
 * standard go out; a list's own columns and unknown fields stay here. A part keeps its id if that is a UUID, except at
 * locations and at services at locations: there several owners may have got a copy of the same part, so its id is
 * derived from the owner's.
 */

import { validate } from 'uuid';
import { derivedId } from '../../house/ids.ts';
import type { Further } from '../../rooms/directory/further.ts';
import { hoursIn } from '../../rooms/directory/hours.ts';
import type { LocationId } from '../../rooms/directory/location.ts';
import type { OrganizationId } from '../../rooms/directory/organization.ts';
import type { ServiceId } from '../../rooms/directory/service.ts';
import { type Hsds, type HsdsOwner, ownerId, said, uri } from './hsds-parts.ts';

type Raw = Record<string, unknown>;
const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);
export const partsIn = (further: Further, name: string): Raw[] =>
  Array.isArray(further[name]) ? (further[name] as unknown[]).filter(isRaw) : [];

const words = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
const number = (value: unknown): number | undefined => {
  const text = words(value).trim();
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
};
const email = (value: unknown) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(words(value)) ? words(value) : undefined);
const date = (value: unknown) => words(value);
const url = (value: unknown) => uri(words(value));

type FieldReader = (value: unknown) => unknown;
const fields = (names: string, readers: Record<string, FieldReader> = {}): [string, FieldReader][] =>
  names.split(/\s+/).map((name) => [name, readers[name] ?? words]);

/** The fields that the standard has for each kind of part, in its order. */
const PARTS: Record<string, [string, FieldReader][]> = {
  program: fields('name alternate_name description'),
  funding: fields('source'),
  url: fields('label url', { url }),
  identifier: fields('identifier_scheme identifier_type identifier'),
  service_area: fields('name description extent extent_type uri', { uri: url }),
  required_document: fields('document uri', { uri: url }),
  language: fields('name code note'),
  accessibility: fields('description details url', { url }),
  cost_option: fields('valid_from valid_to option currency amount amount_description', {
    amount: number,
    valid_from: date,
    valid_to: date,
  }),
  schedule: fields(
    `valid_from valid_to dtstart timezone until count wkst freq interval byday byweekno bymonthday byyearday
      description opens_at closes_at schedule_link attending_type notes`,
    { timezone: number, count: number, interval: number, schedule_link: url },
  ),
};

const ORGANIZATION = fields('tax_status year_incorporated legal_status logo uri', {
  year_incorporated: number,
  uri: url,
});
const SERVICE = fields(
  `interpretation_services wait_time fees accreditations minimum_age maximum_age assured_date assurer_email licenses
    alert`,
  {
    minimum_age: number,
    maximum_age: number,
    assurer_email: email,
  },
);
const LOCATION = fields('url alternate_name external_identifier external_identifier_type', { url });

const read = (raw: Raw, list: [string, FieldReader][]): Raw =>
  Object.fromEntries(list.map(([name, reader]) => [name, reader(raw[name])]));

/** HSDS objects of one kind for this owner, with ids. Those that have no other field are left out. */
function parts(kind: string, raws: Raw[], owner: HsdsOwner): Hsds[] {
  const id = ownerId(owner);
  const keeps = !('location_id' in owner) && !('service_at_location_id' in owner);
  const all = raws.map((raw, at) =>
    said({
      id: keeps && validate(words(raw.id)) ? words(raw.id).toLowerCase() : derivedId(kind, id, String(at), 'further'),
      ...owner,
      ...read(raw, PARTS[kind] ?? []),
    }),
  );
  return all.filter((part) => Object.keys(part).length > 2);
}

/** Fields and parts of an organization beside our own. Services refer to its programs by their ids. */
export function furtherOfOrganization(further: Further, organization_id: OrganizationId): Raw {
  const owner = { organization_id };
  const programs = parts('program', partsIn(further, 'programs'), owner).filter((each) => each.name);
  const identifiers = parts('identifier', partsIn(further, 'organization_identifiers'), owner).filter(
    (each) => each.identifier,
  );
  return {
    ...read(further, ORGANIZATION),
    additional_websites: parts('url', partsIn(further, 'urls'), owner).filter((each) => each.url),
    funding: parts('funding', partsIn(further, 'funding'), owner),
    programs: programs.map((each) => ({ ...each, description: each.description ?? each.name })),
    organization_identifiers: identifiers.map((each) => ({
      ...each,
      identifier_type: each.identifier_type ?? each.identifier_scheme ?? 'other',
    })),
  };
}

export const scalarsOfService = (further: Further): Raw => read(further, SERVICE);
export const scalarsOfLocation = (further: Further): Raw => read(further, LOCATION);

/**
 * Parts of a service. If the address is confidential, areas of service are left out, because they would tell roughly
 * where it is.
 */
export function furtherOfService(further: Further, service_id: ServiceId, confidential: boolean): Raw {
  const owner = { service_id };
  const costs = partsIn(further, 'cost_options').map((raw) =>
    number(raw.amount) === undefined
      ? { ...raw, amount_description: [words(raw.amount), words(raw.amount_description)].filter(Boolean).join(', ') }
      : raw,
  );
  return {
    additional_urls: parts('url', partsIn(further, 'urls'), owner).filter((each) => each.url),
    funding: parts('funding', partsIn(further, 'funding'), owner),
    service_areas: confidential ? [] : parts('service_area', partsIn(further, 'service_areas'), owner),
    cost_options: parts('cost_option', costs, owner),
    required_documents: parts('required_document', partsIn(further, 'required_documents'), owner),
    capacities: capacities(partsIn(further, 'capacities'), service_id),
  };
}

/** HSDS requires the unit, the number available and the date of a capacity; one that lacks any of these is left out. */
function capacities(raws: Raw[], service_id: ServiceId): Hsds[] {
  return raws.flatMap((raw, at) => {
    const [unit, available, updated] = [isRaw(raw.unit) ? raw.unit : {}, number(raw.available), words(raw.updated)];
    if (!words(unit.name) || available === undefined || updated === '') return [];
    const unit_id = derivedId('unit', service_id, words(unit.name), words(unit.scheme), words(unit.identifier));
    const counted = said({
      id: unit_id,
      name: words(unit.name),
      scheme: words(unit.scheme),
      identifier: words(unit.identifier),
      uri: url(unit.uri),
    });
    const id = validate(words(raw.id)) ? words(raw.id).toLowerCase() : derivedId('capacity', service_id, String(at));
    return [
      said({
        id,
        service_id,
        unit_id,
        available,
        maximum: number(raw.maximum),
        description: words(raw.description),
        updated,
        unit: counted,
      }),
    ];
  });
}

export const accessibilityOf = (further: Further, location_id: LocationId): Hsds[] =>
  parts('accessibility', partsIn(further, 'accessibility'), { location_id });
export const areasOf = (further: Further, owner: HsdsOwner): Hsds[] =>
  parts('service_area', partsIn(further, 'service_areas'), owner);

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/**
 * The schedules as they were read, as long as `hours` is still the text made from them. Otherwise somebody has edited
 * the text, and one schedule holds it. Holidays are added in either case.
 */
export function schedulesOf(owner: HsdsOwner, { further, hours }: { further: Further; hours: string }): Hsds[] {
  const structured = partsIn(further, 'schedules');
  const holidays = partsIn(further, 'holiday_schedules').map((raw) => ({
    ...raw,
    valid_from: raw.start_date,
    valid_to: raw.end_date,
    description: /^(true|yes|1)$/i.test(words(raw.closed)) ? 'closed' : '',
  }));
  const kept = hoursIn(structured) === hours ? structured.map(recurring) : [];
  const written =
    kept.length === 0 && hours !== ''
      ? [{ id: derivedId('schedule', ownerId(owner)), ...owner, description: hours }]
      : [];
  return [...written, ...parts('schedule', [...kept, ...holidays], owner)];
}

/**
 * A weekday as older versions name it ("Monday"), in the form that the standard has now. A day or frequency that cannot
 * be converted goes into the description.
 */
function recurring(raw: Raw): Raw {
  const day = DAYS[NAMES.indexOf(words(raw.weekday).toLowerCase())];
  const freq = /^(weekly|monthly)$/i.test(words(raw.freq)) ? words(raw.freq).toUpperCase() : '';
  const wkst = DAYS.includes(words(raw.wkst)) ? raw.wkst : '';
  const unknown = [day ? '' : words(raw.weekday), freq ? '' : words(raw.freq)].filter(Boolean).join(', ');
  const description = [words(raw.description), unknown].filter(Boolean).join('; ');
  return { ...raw, wkst, freq: freq || (day ? 'WEEKLY' : ''), byday: words(raw.byday) || day, description };
}

/** Languages that a service, a location or a phone has in addition to those of the organization (`codes`). */
export const languagesBeside = (owner: HsdsOwner, further: Further, codes: string[]): Hsds[] =>
  parts('language', partsIn(further, 'languages').map(named), owner).filter(
    (each) => each.note || !codes.includes(words(each.code)),
  );

/** Version 1.1 calls the language "language". */
const named = (raw: Raw): Raw => ({ ...raw, name: raw.name ?? raw.language });
