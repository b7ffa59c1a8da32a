/**
 * Invented organizations as a county's lists have them, in real towns, with duplicates planted whose truth is known,
 * and with decoys that look like duplicates and are none: chapters of one name, neighbours in one office, posts that
 * differ in a number. The same in every run.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../src/house/data.ts';
import { newId } from '../src/house/ids.ts';
import type { Facts } from '../src/rooms/directory/likeness.ts';
import { CAUSES, CHURCHES, CLUBS, PEOPLE, SAINTS, WORDS } from './organization-words.ts';

export type Invented = { facts: Facts[]; planted: Set<string> };
type Town = { city: string; state: string; zip: string };

/** One in this many gets a copy, and one in this many a decoy. */
const EVERY = 33;

export function inventOrganizations(count: number, seed = 1): Invented {
  const random = dice(seed);
  const towns = someTowns(Math.max(8, Math.round(count / 250)), random);
  const [facts, planted, names] = [[] as Facts[], new Set<string>(), new Set<string>()];
  while (facts.length < count) {
    const town = random.pick(towns);
    const name = random.pick(KINDS)(town.city, random);
    if (names.has(`${name} ${town.city}`)) continue;
    names.add(`${name} ${town.city}`);
    const one = record(name, town, random);
    facts.push(one);
    if (facts.length % EVERY === 0) {
      const copy = random.pick(COPIES)(one, random);
      planted.add(pairKey(one.id, copy.id));
      facts.push(copy);
    } else if (facts.length % EVERY === 1) {
      facts.push(random.pick(DECOYS)(one, random.pick(towns), random));
    }
  }
  return { facts, planted };
}

export const pairKey = (a: string, b: string) => (a < b ? `${a} ${b}` : `${b} ${a}`);

type Dice = { below: (limit: number) => number; pick: <T>(list: readonly T[]) => T };

/** Mulberry32: small, fast, and the same everywhere. */
function dice(seed: number): Dice {
  let state = seed;
  const below = (limit: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
  return { below, pick: (list) => list[below(list.length)] as (typeof list)[number] };
}

function someTowns(count: number, random: Dice): Town[] {
  const lines = readFileSync(join(root, 'data/geo/us-postal.csv'), 'utf8').split('\n').slice(1, -1);
  return Array.from({ length: count }, () => {
    const [zip = '', city = '', state = ''] = random.pick(lines).split(',');
    return { city, state, zip };
  });
}

const KINDS: ((city: string, random: Dice) => string)[] = [
  (city, random) => `${city} ${random.pick(CAUSES)}`,
  (_, random) => `${random.pick(WORDS)} ${random.pick(CAUSES)}`,
  (city, random) => `${random.pick(WORDS)} ${random.pick(CAUSES)} of ${city}`,
  (_, random) => `${random.pick(WORDS)} ${random.pick(PEOPLE)} Foundation`,
  (_, random) => `${random.pick(PEOPLE)} ${random.pick(['Elementary', 'Middle', 'High'])} School PTA`,
  (_, random) => `American Legion Post ${1 + random.below(900)}`,
  (_, random) => `Troop ${1 + random.below(900)} Boosters`,
  (_, random) => `St. ${random.pick(SAINTS)} ${random.pick(['Church', 'Parish', 'School', 'Outreach', 'Academy'])}`,
  (city, random) =>
    `${random.pick(['First', 'Second', 'Third', 'Grace', 'Trinity'])} ${random.pick(CHURCHES)} Church of ${city}`,
  (city, random) => `${random.pick(['North', 'South', 'East', 'West'])} ${city} ${random.pick(CAUSES)}`,
  (_, random) => `The ${random.pick(PEOPLE)} and ${random.pick(PEOPLE)} Family Fund`,
  (city, random) => `${random.pick(CLUBS)} of ${city}`,
];

const STREETS = ['Street', 'Avenue', 'Road', 'Drive', 'Lane'];

function record(name: string, town: Town, random: Dice): Facts {
  const has = (percent: number) => random.below(100) < percent;
  const slug = `${name}-${town.city}`.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const street = `${1 + random.below(9800)} ${random.pick(WORDS)} ${random.pick(STREETS)}`;
  return {
    id: newId(),
    name,
    alternate_names: [],
    website_domain: has(40) ? (has(15) ? 'facebook.com' : `${slug}.example`) : '',
    email: has(30) ? `office@${has(50) ? 'gmail.com' : `${slug}.example`}` : '',
    tax_id: has(60) ? String(100_000_000 + random.below(890_000_000)) : '',
    phones: has(60) ? [phone(random)] : [],
    addresses: [
      {
        address_1: has(20) ? `PO Box ${1 + random.below(900)}` : street,
        city: town.city,
        state_province: town.state,
        postal_code: town.zip,
      },
    ],
    parent_organization_id: null,
  };
}

const phone = (random: Dice) => `+1${200 + random.below(780)}${2_000_000 + random.below(7_900_000)}`;
const only = (facts: Facts): Facts => ({
  ...facts,
  id: newId(),
  website_domain: '',
  email: '',
  tax_id: '',
  phones: [],
  addresses: [],
});
const town = ({ addresses }: Facts) => addresses.map((address) => ({ ...address, address_1: '1 Elsewhere Way' }));

/** What people and lists make of one organization the second time. */
const COPIES: ((one: Facts, random: Dice) => Facts)[] = [
  (one) => ({ ...only(one), name: `${one.name}, Inc.`, addresses: town(one) }),
  (one) => ({ ...only(one), name: `The ${one.name.toUpperCase().replace(' AND ', ' & ')}`, addresses: town(one) }),
  (one) => ({
    ...only(one),
    name: one.name.replace('St.', 'Saint').replace('Center', 'Ctr').replace('Association', 'Assn'),
    addresses: town(one),
  }),
  (one) => ({ ...only(one), name: one.name }),
  (one, random) => ({ ...only(one), name: mistyped(one.name, random), addresses: one.addresses }),
  (one, random) => ({ ...only(one), name: mistyped(one.name, random), addresses: town(one) }),
  (one, random) => ({
    ...only(one),
    name: one.name,
    phones: one.phones.length ? one.phones : [phone(random)],
    addresses: town(one),
  }),
  (one) =>
    one.tax_id
      ? { ...only(one), name: `${one.name.split(' ')[0]} Services`, tax_id: one.tax_id }
      : { ...only(one), name: one.name },
  (one, random) => ({
    ...only(one),
    name: `Club ${random.below(1_000_000)}`,
    alternate_names: [one.name],
    addresses: town(one),
  }),
];

/** Two letters changed places, one was left out, or one came twice, somewhere inside the longest word. */
function mistyped(name: string, random: Dice): string {
  const word = name.split(/[^A-Za-z]+/).reduce((a, b) => (b.length > a.length ? b : a));
  const at = 1 + random.below(word.length - 2);
  const slips = [
    word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + word[at] + word.slice(at),
  ];
  return name.replace(word, random.pick(slips));
}

/** What looks alike and is another: a chapter elsewhere, another tenant of the same office, the next number. */
const DECOYS: ((one: Facts, elsewhere: Town, random: Dice) => Facts)[] = [
  (one, elsewhere, random) => ({
    ...record(one.name, { ...elsewhere, city: `New ${elsewhere.city}`, zip: '' }, random),
    website_domain: 'national.example',
  }),
  (one, _, random) => ({
    ...only(one),
    name: `${random.pick(WORDS)} ${random.pick(PEOPLE)} Alliance ${random.below(9999)}`,
    phones: one.phones,
    addresses: one.addresses,
  }),
  (one, _, random) => ({
    ...only(one),
    name: `Post ${1 + random.below(9999)} of the ${one.name}`,
    phones: one.phones,
    addresses: one.addresses,
  }),
];
