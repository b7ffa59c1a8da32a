/**
 * Brings what is known of an organization into the form in which records are compared: normalized names, domains,
 * phones, streets and places. Pure.
 */

import type { Facts } from './likeness.ts';
import { nameKey } from './name-key.ts';
import type { OrganizationId } from './organization.ts';
import { type ComparableName, comparableNames } from './same-name.ts';

export type Comparable = {
  id: OrganizationId;
  parent: string | null;
  names: ComparableName[];
  /** Domains of the website and the mail address, without those that many organizations share. */
  domains: string[];
  phones: string[];
  taxId: string;
  /**
   * More than MOST_SHARERS records of one list have this tax id, often a fiscal sponsor's. Then it does not show that
   * two of them are one organization.
   */
  taxIdIsShared: boolean;
  /**
   * Street and number, once with the postal code and once with the city: "12 main st|04240", "12 main st|lewiston me".
   */
  streets: string[];
  places: { city: string; state: string; zip: string }[];
  /** Has no place, phone, domain or tax id, so nothing could contradict that it is another record of the same name. */
  bare: boolean;
};

/**
 * A domain or tax id that more than this many records of one list use belongs to a parent organization, a provider or a
 * sponsor.
 */
const MOST_SHARERS = 3;

/**
 * Social networks, with or without a subdomain (m.facebook.com, es.linkedin.com): their domains identify no
 * organization.
 */
const NETWORKS = new RegExp(
  `(^|\\.)(${[
    'facebook|fb|instagram|twitter|x|linkedin|youtube|tiktok|threads|pinterest',
    'yelp|eventbrite|meetup|nextdoor|wikipedia',
  ].join('|')})\\.(com|org|net)$`,
);
/**
 * Hosts, link shorteners and mail providers. Only these names themselves are ignored: somebody.wordpress.com identifies
 * somebody.
 */
const HOSTS = new Set(
  `wix.com wixsite.com wordpress.com weebly.com squarespace.com godaddysites.com blogspot.com blogger.com
  tumblr.com medium.com webs.com jimdo.com carrd.co github.io square.site shopify.com google.com sites.google.com
  docs.google.com drive.google.com goo.gl fb.me youtu.be t.me linktr.ee linktree.com bit.ly tinyurl.com
  gofundme.com givebutter.com donorbox.org paypal.com patreon.com guidestar.org candid.org gmail.com
  googlemail.com yahoo.com ymail.com hotmail.com outlook.com live.com msn.com aol.com icloud.com me.com mac.com
  protonmail.com proton.me zoho.com mail.com gmx.com comcast.net verizon.net att.net sbcglobal.net bellsouth.net
  charter.net cox.net earthlink.net frontier.com frontiernet.net windstream.net centurylink.net juno.com`.split(/\s+/),
);

export function comparable(facts: Facts): Comparable {
  const domains = [facts.website_domain, facts.email.split('@')[1] ?? ''].map(domain).filter(Boolean);
  const places = facts.addresses.map(place).filter(({ city, zip }) => city !== '' || zip !== '');
  const taxId = tax(facts.tax_id);
  return {
    id: facts.id,
    parent: facts.parent_organization_id,
    names: comparableNames([facts.name, ...facts.alternate_names]),
    domains: [...new Set(domains)],
    phones: facts.phones.map((phone) => phone.replace(/\D/g, '')).filter((digits) => digits.length >= 7),
    taxId,
    taxIdIsShared: false,
    streets: facts.addresses.flatMap(streets),
    places,
    bare: places.length + facts.phones.length === 0 && domains.length === 0 && taxId === '',
  };
}

/**
 * Does the same for whole lists, in which it also finds the domains and tax ids that many records share. A domain that
 * one list uses too often is dropped from all lists, and such a tax id is marked as shared in all.
 */
export function* comparableLists(...lists: Facts[][]): Generator<void, Comparable[][]> {
  const all: Comparable[][] = [];
  for (const list of lists) {
    const comparables: Comparable[] = [];
    for (const facts of list) {
      comparables.push(comparable(facts));
      yield;
    }
    all.push(comparables);
  }
  const counts: Map<string, number>[] = [];
  for (const list of all) counts.push(yield* sharers(list));
  const many = (key: string) => counts.some((users) => (users.get(key) ?? 0) > MOST_SHARERS);
  for (const each of all.flat()) {
    each.domains = each.domains.filter((name) => !many(name));
    each.taxIdIsShared = each.taxId !== '' && many(` ${each.taxId}`);
    yield;
  }
  return all;
}

function* sharers(list: Comparable[]): Generator<void, Map<string, number>> {
  const users = new Map<string, number>();
  for (const each of list) {
    const keys = each.taxId ? [...each.domains, ` ${each.taxId}`] : each.domains;
    for (const key of keys) users.set(key, (users.get(key) ?? 0) + 1);
    yield;
  }
  return users;
}

function domain(text: string): string {
  const name = text
    .trim()
    .toLowerCase()
    .replace(/^www\./, '');
  return HOSTS.has(name) || NETWORKS.test(name) ? '' : name;
}

/** The domain of a mail address if it is an organization's own; '' for that of a mail provider or a network. */
export const ownDomain = (email: string): string => domain(email.split('@')[1] ?? '');

/** Removes spaces, dots and hyphens. Placeholders such as 000000000 become ''. */
function tax(text: string): string {
  const id = text.replace(/[\s.-]/g, '').toLowerCase();
  return /^(.)\1*$/.test(id) || id === '123456789' ? '' : id;
}

type ComparableAddress = Facts['addresses'][number];

const place = ({ city, state_province, postal_code }: ComparableAddress) => ({
  city: cityKey(city),
  state: nameKey(state_province),
  zip: zip(postal_code),
});

const cityKey = (city: string) =>
  nameKey(city)
    .replace(/\bst\b/g, 'saint')
    .replace(/\bmt\b/g, 'mount')
    .replace(/\bft\b/g, 'fort');
const zip = (code: string) => /^\d{5}/.exec(code.trim())?.[0] ?? nameKey(code).replace(/ /g, '');

const STREET_WORDS: Record<string, string> = {
  street: 'st',
  avenue: 'ave',
  av: 'ave',
  road: 'rd',
  drive: 'dr',
  boulevard: 'blvd',
  lane: 'ln',
  court: 'ct',
  place: 'pl',
  highway: 'hwy',
  parkway: 'pkwy',
  terrace: 'ter',
  circle: 'cir',
  square: 'sq',
  north: 'n',
  south: 's',
  east: 'e',
  west: 'w',
  northeast: 'ne',
  northwest: 'nw',
  southeast: 'se',
  southwest: 'sw',
  saint: 'st',
};

/**
 * Street and number without suite or floor, once with the postal code and once with the city and state. Empty for an
 * address without a house number or without a street name.
 */
function streets({ address_1, city, state_province, postal_code }: ComparableAddress): string[] {
  const words = nameKey(address_1.replace(/#.*$/, '').replace(/\bp\.?\s*o\.?\s*box\b/i, 'pobox')).split(' ');
  const unit = words.findIndex(
    (word, at) => at > 1 && /^(ste|suite|unit|apt|apartment|rm|room|fl|floor|bldg|building)$/.test(word),
  );
  const street = (unit < 0 ? words : words.slice(0, unit)).map((word) => STREET_WORDS[word] ?? word).join(' ');
  if (!/\d/.test(street) || !/\p{L}/u.test(street)) return [];
  const town = cityKey(city) && `${cityKey(city)} ${nameKey(state_province)}`;
  return [zip(postal_code), town].filter(Boolean).map((where) => `${street}|${where}`);
}
