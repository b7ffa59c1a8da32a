/** Services and places of a package, brought into the shape of our tables. What is too long is cut at the table's limit, and said. */
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { z } from 'zod';
import type { BroughtLocation, BroughtService } from '../directory/offered.ts';
import { SERVICE_STATUSES } from '../directory/service.ts';
import { type CellProblem, cut, type Extra } from './reading/sheet.ts';
import { addressIn, list, text } from './values.ts';

type Raw = Record<string, unknown>;
/** `at` are external ids of the places where it is offered. */
export type Offered = BroughtService & { at: string[] };
export type Located = BroughtLocation;

export function servicesIn(extra: Extra | undefined, problems: CellProblem[]): Offered[] {
  return (extra?.services ?? []).map((raw): Offered => {
    const value = cutter(raw, problems);
    return {
      external_id: value('id', 200),
      name: value('name', 200) || '—',
      alternate_name: value('alternate_name', 200),
      description: value('description', 5000),
      url: webAddress(value('url', 500)),
      email: mail(value('email', 254)),
      phone: phoneIn(raw),
      status: SERVICE_STATUSES.find((status) => status === value('status', 40).toLowerCase()) ?? 'active',
      eligibility_description: value('eligibility_description', 2000),
      fees_description: value('fees_description', 2000) || value('fees', 2000),
      application_process: value('application_process', 2000),
      hours: cut(hoursIn(raw), 2000),
      terms: termsIn(raw),
      at: list(raw.service_at_locations)
        .map((each) => text(each.location_id))
        .filter(Boolean),
    };
  });
}

export function locationsIn(extra: Extra | undefined, problems: CellProblem[]): Located[] {
  return (extra?.locations ?? []).map((raw): Located => {
    const value = cutter(raw, problems);
    const address = addressIn(list(raw.addresses)[0] ?? {});
    const latitude = degrees(raw.latitude, 90);
    const longitude = degrees(raw.longitude, 180);
    const type = value('location_type', 20);
    return {
      external_id: value('id', 200),
      location_type: type === 'virtual' || type === 'postal' ? type : 'physical',
      name: value('name', 200) || value('alternate_name', 200) || (address.address_1 ?? '') || text(raw.id),
      description: value('description', 5000),
      transportation: value('transportation', 2000),
      phone: phoneIn(raw),
      hours: cut(hoursIn(raw), 2000),
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

function cutter(raw: Raw, problems: CellProblem[]): (name: string, max: number) => string {
  return (name, max) => {
    const value = text(raw[name]);
    if (value.length > max)
      problems.push({ column: null, message: { key: 'error.package_cut', values: { field: name, name: cut(text(raw.name), 60), max } }, hard: false });
    return cut(value, max);
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
    taxonomy: cut(text(each.taxonomy) || text((each.taxonomy_detail as Raw | undefined)?.name) || text(each.vocabulary) || 'taxonomy', 200),
    term: cut(text(each.name) || text(each.term), 200),
    code: cut(text(each.code), 100),
  }));
  return [...new Map(terms.filter((each) => each.term).map((each) => [`${each.taxonomy} ${each.term}`, each])).values()];
}
