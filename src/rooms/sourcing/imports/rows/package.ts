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
/** The fields of a service that have columns, or a way of their own. */
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
  const [url, email, status] = [
    websitesIn(value('url', 500)).websites[0] ?? '',
    mailsIn(value('email', 254)).mails[0] ?? '',
    value('status', 40).toLowerCase(),
  ];
  const known = SERVICE_STATUSES.find((each) => each === status);
  const who = [raw.eligibility_description, raw.eligibility, ...list(raw.eligibility).map((each) => each.eligibility)]
    .map(text)
    .filter(Boolean);
  const [fees, otherFees] = [...new Set([value('fees_description', 2000), value('fees', 2000)])].filter(Boolean);
  const unread = {
    url: url ? '' : text(raw.url),
    email: email ? '' : text(raw.email),
    status: known ? '' : text(raw.status),
    fees: otherFees,
  };
  const at = list(raw.service_at_locations);
  const offered = at
    .filter((each) => saysMore(each, 'location_id'))
    .map((each) => ({ location_id: text(each.location_id), ...(kept(each) as Raw) }));
  const said = { ...unread, ...structured(raw, common), phones };
  return {
    external_id: value('id', 200),
    name: value('name', 200) || '—',
    alternate_name: value('alternate_name', 200),
    description: value('description', 5000),
    url,
    email,
    phone,
    status: known ?? 'active',
    eligibility_description: cut([...new Set(who)].join('\n'), 2000),
    fees_description: fees ?? '',
    application_process: value('application_process', 2000),
    hours: hoursIn(list(raw.schedules)),
    terms: termsIn(raw),
    at: [...new Set(at.map((each) => text(each.location_id)).filter(Boolean))],
    ...withFurther({
      ...furtherOf(raw, SERVICE),
      ...(kept(said) as Raw | undefined),
      ...(offered.length > 0 && { service_at_locations: offered }),
    }),
  };
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
  const addresses = list(raw.addresses);
  const main =
    addresses.find((each) => (text(each.address_type) === 'postal') === (type === 'postal')) ?? addresses[0] ?? {};
  const address = addressIn(main);
  const [latitude, longitude] = [degrees(raw.latitude, 90), degrees(raw.longitude, 180)];
  const point = latitude !== null && longitude !== null;
  const { phone, phones } = phonesIn(raw, problems);
  const name = value('name', 200);
  const unread = point ? {} : { latitude: text(raw.latitude), longitude: text(raw.longitude) };
  const beside = {
    attention: text(main.attention),
    region: text(main.state_province) ? text(main.region) : '',
    addresses: addresses.filter((each) => each !== main),
  };
  const said = {
    ...unread,
    ...beside,
    ...structured(raw, common),
    phones,
    alternate_name: name ? text(raw.alternate_name) : '',
  };
  return {
    external_id: value('id', 200),
    location_type: type === 'virtual' || type === 'postal' ? type : 'physical',
    name: name || value('alternate_name', 200) || (address.address_1 ?? '') || text(raw.id),
    description: value('description', 5000),
    transportation: value('transportation', 2000),
    phone,
    hours: hoursIn(list(raw.schedules)),
    address_1: address.address_1 ?? '',
    address_2: address.address_2 ?? '',
    city: address.city ?? '',
    state_province: address.state_province ?? '',
    postal_code: address.postal_code ?? '',
    country: address.country?.length === 2 ? address.country : 'US',
    latitude: point ? latitude : null,
    longitude: point ? longitude : null,
    ...withFurther({ ...furtherOf(raw, LOCATION), ...(kept(said) as Raw | undefined) }),
  };
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
