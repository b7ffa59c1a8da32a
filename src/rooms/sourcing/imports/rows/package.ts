/**
 * Services and places of a package, brought into the shape of our tables. What is too long is cut at the table's limit,
 * and said.
 */
import { termIn } from '../../../directory/further.ts';
import { hoursIn } from '../../../directory/hours.ts';
import type { BroughtLocation, BroughtService } from '../../../directory/offered.ts';
import { SERVICE_STATUSES } from '../../../directory/service.ts';
import { addressIn, list, mailsIn, text, websitesIn } from '../columns/values.ts';
import { type CellProblem, cut, type Extra } from '../reading/sheet.ts';
import {
  attributesIn,
  furtherOf,
  kept,
  languagesBeside,
  languagesOfAll,
  phonesIn,
  type Raw,
  saysMore,
  withFurther,
} from './package-further.ts';

/** `at` are external ids of the places where it is offered. */
export type Offered = BroughtService & { at: string[] };
export type Located = BroughtLocation;

const words = (all: string) => new Set(all.split(/\s+/));
/** Fields of a service that have a column or are read separately; all others are kept as `further`. */
const SERVICE = words(
  `id name alternate_name description url email status eligibility_description fees_description fees application_process
  phones schedules languages attributes terms service_at_locations last_modified eligibility taxonomy_term_id`,
);
const LOCATION = words(
  `id name description location_type transportation latitude longitude phones schedules languages attributes terms
  addresses`,
);

export function servicesIn(extra: Extra | undefined, problems: CellProblem[]): Offered[] {
  const common = languagesOfAll(extra);
  return (extra?.services ?? []).map((raw): Offered => serviceIn(raw, common, problems));
}

function serviceIn(raw: Raw, common: string[], problems: CellProblem[]): Offered {
  const value = cutter(raw, problems);
  const { phone, phones } = phonesIn(raw, problems);
  const url = websitesIn(value('url', 500)).websites[0] ?? '';
  const email = mailsIn(value('email', 254)).mails[0] ?? '';
  const status = statusOf(value('status', 40));
  const [fees = '', otherFees] = [...new Set([value('fees_description', 2000), value('fees', 2000)])].filter(Boolean);
  const unread = {
    url: url ? '' : text(raw.url),
    email: email ? '' : text(raw.email),
    status: status ? '' : text(raw.status),
    fees: otherFees,
  };
  const said = { ...unread, ...structured(raw, common), phones };
  return {
    external_id: value('id', 200),
    name: value('name', 200) || '—',
    alternate_name: value('alternate_name', 200),
    description: value('description', 5000),
    url,
    email,
    phone,
    status: status ?? 'active',
    eligibility_description: cut(eligibilityIn(raw), 2000),
    fees_description: fees,
    application_process: value('application_process', 2000),
    hours: hoursIn(list(raw.schedules)),
    terms: termsIn(raw),
    at: placesOf(raw),
    ...withFurther({ ...furtherOf(raw, SERVICE), ...(kept(said) as Raw | undefined), ...saidOfPlaces(raw) }),
  };
}

const statusOf = (said: string) => SERVICE_STATUSES.find((each) => each === said.toLowerCase());

/** Who may come: as one text, or in a list with a line for each. */
function eligibilityIn(raw: Raw): string {
  const rows = list(raw.eligibility).map((each) => each.eligibility);
  const who = [raw.eligibility_description, raw.eligibility, ...rows].map(text).filter(Boolean);
  return [...new Set(who)].join('\n');
}

/** The ids of the places where a service is offered. */
const placesOf = (raw: Raw): string[] => [
  ...new Set(
    list(raw.service_at_locations)
      .map((each) => text(each.location_id))
      .filter(Boolean),
  ),
];

/** What the package says of a service at one of its places, beside that it is offered there. */
function saidOfPlaces(raw: Raw): Raw {
  const offered = list(raw.service_at_locations)
    .filter((each) => saysMore(each, 'location_id'))
    .map((each) => ({ location_id: text(each.location_id), ...(kept(each) as Raw) }));
  return offered.length > 0 ? { service_at_locations: offered } : {};
}

/** What services and places have in lists. Hours that are only words are in their column already. */
function structured(raw: Raw, common: string[]): Raw {
  const hours = list(raw.schedules);
  return {
    schedules: hours.some((each) => saysMore(each, 'description')) ? hours : [],
    languages: languagesBeside(raw, common),
    attributes: attributesIn(raw),
  };
}

export function locationsIn(extra: Extra | undefined, problems: CellProblem[]): Located[] {
  const common = languagesOfAll(extra);
  return (extra?.locations ?? []).map((raw): Located => locationIn(raw, common, problems));
}

function locationIn(raw: Raw, common: string[], problems: CellProblem[]): Located {
  const value = cutter(raw, problems);
  const type = value('location_type', 20);
  const { lines, beside } = addressOf(raw, type);
  const { point, unread } = pointIn(raw);
  const { phone, phones } = phonesIn(raw, problems);
  const name = value('name', 200);
  const alternate_name = name ? text(raw.alternate_name) : '';
  const said = { ...unread, ...beside, ...structured(raw, common), phones, alternate_name };
  return {
    external_id: value('id', 200),
    location_type: type === 'virtual' || type === 'postal' ? type : 'physical',
    name: name || value('alternate_name', 200) || lines.address_1 || text(raw.id),
    description: value('description', 5000),
    transportation: value('transportation', 2000),
    phone,
    hours: hoursIn(list(raw.schedules)),
    ...lines,
    ...point,
    ...withFurther({ ...furtherOf(raw, LOCATION), ...(kept(said) as Raw | undefined) }),
  };
}

/** The address that fits the kind of the place; what no column of a place holds stands `beside` it. */
function addressOf(raw: Raw, type: string) {
  const addresses = list(raw.addresses);
  const fitting = addresses.find((each) => (text(each.address_type) === 'postal') === (type === 'postal'));
  const main = fitting ?? addresses[0] ?? {};
  const { address_1 = '', address_2 = '', city = '', state_province = '', postal_code = '', country } = addressIn(main);
  return {
    lines: { address_1, address_2, city, state_province, postal_code, country: country?.length === 2 ? country : 'US' },
    beside: {
      attention: text(main.attention),
      region: text(main.state_province) ? text(main.region) : '',
      addresses: addresses.filter((each) => each !== main),
    },
  };
}

/** Latitude and longitude, or neither: what is no point is kept as text. */
function pointIn(raw: Raw) {
  const [latitude, longitude] = [degrees(raw.latitude, 90), degrees(raw.longitude, 180)];
  if (latitude !== null && longitude !== null) return { point: { latitude, longitude }, unread: {} };
  const unread = { latitude: text(raw.latitude), longitude: text(raw.longitude) };
  return { point: { latitude: null, longitude: null }, unread };
}

function cutter(raw: Raw, problems: CellProblem[]): (name: string, max: number) => string {
  return (name, max) => {
    const value = text(raw[name]);
    if (value.length > max)
      problems.push({
        column: null,
        message: { key: 'error.package_cut', values: { field: name, name: cut(text(raw.name), 60), max } },
        hard: false,
      });
    return cut(value, max);
  };
}

function degrees(value: unknown, limit: number): number | null {
  const number = Number.parseFloat(text(value));
  return Number.isFinite(number) && Math.abs(number) <= limit && number !== 0 ? number : null;
}

function termsIn(raw: Raw): Offered['terms'] {
  const terms = list(raw.terms).flatMap((each) => termIn(each) ?? []);
  return [...new Map(terms.map((each) => [`${each.taxonomy} ${each.term}`, each])).values()];
}
