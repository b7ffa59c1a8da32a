/** Services and places of a package, brought into the shape of our tables. What is too long is cut at the table's limit, and said. */
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { z } from 'zod';
import type { BroughtLocation, BroughtService } from '../directory/offered.ts';
import { SERVICE_STATUSES } from '../directory/service.ts';
import type { CellProblem, Extra } from './reading/sheet.ts';
import { addressIn } from './values.ts';

type Raw = Record<string, unknown>;
/** `at` are external ids of the places where it is offered. */
export type Offered = BroughtService & { at: string[] };
export type Located = BroughtLocation;

export function servicesIn(extra: Extra | undefined, problems: CellProblem[]): Offered[] {
  return (extra?.services ?? []).map((raw): Offered => {
    const cut = cutter(raw, problems);
    return {
      external_id: cut('id', 200),
      name: cut('name', 200) || '—',
      alternate_name: cut('alternate_name', 200),
      description: cut('description', 5000),
      url: webAddress(cut('url', 500)),
      email: mail(cut('email', 254)),
      phone: phoneIn(raw),
      status: SERVICE_STATUSES.find((status) => status === cut('status', 40).toLowerCase()) ?? 'active',
      eligibility_description: cut('eligibility_description', 2000),
      fees_description: cut('fees_description', 2000) || cut('fees', 2000),
      application_process: cut('application_process', 2000),
      hours: hoursIn(raw).slice(0, 2000),
      terms: termsIn(raw),
      at: list(raw.service_at_locations)
        .map((each) => text(each.location_id))
        .filter(Boolean),
    };
  });
}

export function locationsIn(extra: Extra | undefined, problems: CellProblem[]): Located[] {
  return (extra?.locations ?? []).map((raw): Located => {
    const cut = cutter(raw, problems);
    const address = addressIn(list(raw.addresses)[0] ?? {});
    const latitude = degrees(raw.latitude, 90);
    const longitude = degrees(raw.longitude, 180);
    const type = cut('location_type', 20);
    return {
      external_id: cut('id', 200),
      location_type: type === 'virtual' || type === 'postal' ? type : 'physical',
      name: cut('name', 200) || cut('alternate_name', 200) || (address.address_1 ?? '') || text(raw.id),
      description: cut('description', 5000),
      transportation: cut('transportation', 2000),
      phone: phoneIn(raw),
      hours: hoursIn(raw).slice(0, 2000),
      address_1: address.address_1 ?? '',
      address_2: address.address_2 ?? '',
      city: address.city ?? '',
      state_province: address.state_province ?? '',
      postal_code: address.postal_code ?? '',
      country: address.country?.length === 2 ? address.country : 'US',
      latitude: longitude === null ? null : latitude,
      longitude: latitude === null ? null : longitude,
    };
  });
}

const list = (value: unknown): Raw[] => (Array.isArray(value) ? (value as Raw[]) : []);
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it finds
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/g;
const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).replace(CONTROL, '').normalize('NFC').trim() : '';

function cutter(raw: Raw, problems: CellProblem[]): (name: string, max: number) => string {
  return (name, max) => {
    const value = text(raw[name]);
    if (value.length > max)
      problems.push({ column: null, message: { key: 'error.package_cut', values: { field: name, name: text(raw.name).slice(0, 60), max } }, hard: false });
    return value.slice(0, max);
  };
}

function phoneIn(raw: Raw): string {
  const [first] = list(raw.phones);
  const parsed = parsePhoneNumberFromString(text(first?.number), 'US');
  return parsed?.isPossible() ? parsed.number : '';
}

const webAddress = (value: string): string => {
  const full = value === '' || /^https?:/i.test(value) ? value : `https://${value}`;
  return URL.canParse(full) ? full : '';
};
const mail = (value: string): string => (z.email().safeParse(value).success ? value.toLowerCase() : '');

function degrees(value: unknown, limit: number): number | null {
  const number = Number.parseFloat(text(value));
  return Number.isFinite(number) && Math.abs(number) <= limit && number !== 0 ? number : null;
}

/** "Monday 09:00-17:00; Tuesday …", or the words that the source has for it. */
function hoursIn(raw: Raw): string {
  return list(raw.schedules)
    .map((each) => {
      const day = text(each.weekday) || text(each.byday);
      const hours = [text(each.opens_at), text(each.closes_at)].filter(Boolean).join('-');
      return [day, hours].filter(Boolean).join(' ') || text(each.description);
    })
    .filter(Boolean)
    .join('; ');
}

function termsIn(raw: Raw): Offered['terms'] {
  const terms = list(raw.terms).map((each) => ({
    taxonomy: (text(each.taxonomy) || text((each.taxonomy_detail as Raw | undefined)?.name) || text(each.vocabulary) || 'taxonomy').slice(0, 200),
    term: (text(each.name) || text(each.term)).slice(0, 200),
    code: text(each.code).slice(0, 100),
  }));
  return [...new Map(terms.filter((each) => each.term).map((each) => [`${each.taxonomy} ${each.term}`, each])).values()];
}
