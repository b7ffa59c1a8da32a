/**
 * Decides whether two records are likely one organization, and finds such pairs in lists. Pure functions. A name alone
 * is never enough, because chapters share it, unless one of the two records has nothing else (a bare name). An address,
 * a phone or a website alone is not enough either, because offices, switchboards and umbrella sites are shared. Each
 * record is brought into comparable form once (comparable.ts), and lists are compared within blocks (blocks.ts), so
 * that the work does not grow with the square of the number of organizations.
 */

import { atOnce } from '../../house/turns.ts';
import { pairsIn, seekIn } from './blocks.ts';
import { type Comparable, comparable, comparableLists } from './comparable.ts';
import type { OrganizationId } from './organization.ts';
import { type ComparableName, sameName } from './same-name.ts';

export type Facts = {
  id: OrganizationId;
  name: string;
  alternate_names: string[];
  website_domain: string;
  email: string;
  tax_id: string;
  phones: string[];
  addresses: { address_1: string; city: string; state_province: string; postal_code: string }[];
  parent_organization_id: OrganizationId | null;
};
export type Reason = 'name' | 'near_name' | 'initials' | 'website' | 'phone' | 'tax_id' | 'address' | 'place';
export type Match = { id: OrganizationId; reasons: Reason[]; score: number };
export type Pair = { a: OrganizationId; b: OrganizationId; reasons: Reason[]; score: number };

/** The facts that agree and the sum of their WEIGHTS (at most 175); null when the two are not likely the same. */
export function likeness(a: Facts, b: Facts): { reasons: Reason[]; score: number } | null {
  return compare(comparable(a), comparable(b));
}

const AT_MOST = 5;

/** For each newcomer the records it may be, best first, at most five. Newcomers are not compared with each other. */
export const findLike = (newcomers: Facts[], existing: Facts[]): Map<string, Match[]> =>
  atOnce(findingLike(newcomers, existing));

/** The same as a generator, so that requests can be served between its pieces (house/turns.ts). */
export function* findingLike(newcomers: Facts[], existing: Facts[]): Generator<void, Map<string, Match[]>> {
  const [ours = [], theirs = []] = yield* comparableLists(newcomers, existing);
  const candidates = yield* seekIn(theirs);
  const likes = new Map<string, Match[]>();
  for (const newcomer of ours) {
    likes.set(newcomer.id, matchesOf(newcomer, candidates(newcomer)));
    yield;
  }
  return likes;
}

function matchesOf(newcomer: Comparable, candidates: Iterable<Comparable>): Match[] {
  const matches: Match[] = [];
  for (const other of candidates) {
    const found = other.id === newcomer.id ? null : compare(newcomer, other);
    if (found) matches.push({ id: other.id, ...found });
  }
  return matches.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, AT_MOST);
}

/** All likely pairs of a list, best first; `a` is the smaller id. */
export const findPairs = (all: Facts[]): Pair[] => atOnce(findingPairs(all));

export function* findingPairs(all: Facts[]): Generator<void, Pair[]> {
  const pairs: Pair[] = [];
  const [list = []] = yield* comparableLists(all);
  yield* pairsIn(list, (one, two) => {
    const found = compare(one, two);
    if (found) pairs.push(one.id < two.id ? { a: one.id, b: two.id, ...found } : { a: two.id, b: one.id, ...found });
  });
  return pairs.sort((x, y) => y.score - x.score || (x.a === y.a ? (x.b < y.b ? -1 : 1) : x.a < y.a ? -1 : 1));
}

const WEIGHTS: Record<Reason, number> = {
  tax_id: 60,
  name: 50,
  near_name: 35,
  initials: 30,
  phone: 25,
  website: 20,
  address: 20,
  place: 10,
};
/** The score when the names are equal, nothing else agrees, and one of the records has nothing but its name. */
const NAME_ONLY = 30;

/**
 * What two records have in common, and how much that counts; null when they are not taken for one. The branches are the
 * cases in their order: a parent and its chapter, no name in common, an equal name and nothing else, and then a rule
 * for each degree of likeness of the names.
 */
function compare(a: Comparable, b: Comparable): { reasons: Reason[]; score: number } | null {
  if (a.parent === b.id || b.parent === a.id) return null;
  const name = sameName(a.names, b.names);
  if (!name && (a.taxId === '' || a.taxId !== b.taxId)) return null;
  const facts = factsThatAgree(a, b);
  if (!name) return facts.has('tax_id') && !a.taxIdIsShared && !sisters(a, b) ? rated(facts) : null;
  if (name === 'name' && facts.size === 0) return a.bare || b.bare ? { reasons: ['name'], score: NAME_ONLY } : null;
  return TELLING[name](a, b, facts) ? rated(new Set<Reason>([name, ...facts])) : null;
}

/**
 * For equal names. One town may have two legal entities of the same name, so with different tax ids the town is not
 * enough. A shared website may be the parent's, so it is not enough for chapters of one parent or for records in
 * different towns.
 */
function tellingOfEqual(a: Comparable, b: Comparable, facts: Set<Reason>): boolean {
  if (facts.has('phone') || facts.has('address')) return true;
  if (facts.has('website') && !sisters(a, b) && !elsewhere(a, b)) return true;
  return !contradicted(a, b) && (facts.has('tax_id') || facts.has('place'));
}

/**
 * For nearly equal names. Chapters of one parent have similar names and share its website and tax id, so between them a
 * small difference in the name counts as a different name and not as a typing error.
 */
function tellingOfNear(a: Comparable, b: Comparable, facts: Set<Reason>): boolean {
  if (facts.has('phone') || facts.has('address')) return true;
  if (contradicted(a, b) || sisters(a, b)) return false;
  return facts.has('tax_id') || facts.has('place') || (facts.has('website') && !elsewhere(a, b));
}

/**
 * For a name and its initials. In one town, three letters may stand for several organizations. So unless the initials
 * are well known or have at least four letters, the same town is not enough.
 */
function tellingOfInitials(a: Comparable, b: Comparable, facts: Set<Reason>): boolean {
  if (!tellingOfNear(a, b, facts)) return false;
  const known = a.names.some((one) =>
    b.names.some((two) => one.called !== '' || two.called !== '' || Math.max(shortest(one), shortest(two)) >= 4),
  );
  return known || facts.has('phone') || facts.has('address') || facts.has('tax_id') || facts.has('website');
}

/** For each degree of likeness of the names: whether the facts that agree are enough. */
const TELLING = { name: tellingOfEqual, near_name: tellingOfNear, initials: tellingOfInitials };

const shortest = ({ stems, compact }: ComparableName) => (stems.length === 1 ? compact.length : 0);

const contradicted = (a: Comparable, b: Comparable) => a.taxId !== '' && b.taxId !== '' && a.taxId !== b.taxId;
const sisters = (a: Comparable, b: Comparable) => a.parent !== null && a.parent === b.parent;
const elsewhere = (a: Comparable, b: Comparable) => a.places.length > 0 && b.places.length > 0 && !samePlace(a, b);

function factsThatAgree(a: Comparable, b: Comparable): Set<Reason> {
  const agreeing = new Set<Reason>();
  if (a.taxId !== '' && a.taxId === b.taxId) agreeing.add('tax_id');
  if (share(a.phones, b.phones)) agreeing.add('phone');
  if (share(a.domains, b.domains)) agreeing.add('website');
  if (share(a.streets, b.streets)) agreeing.add('address');
  else if (samePlace(a, b)) agreeing.add('place');
  return agreeing;
}

const share = (a: string[], b: string[]) => a.some((each) => b.includes(each));

const samePlace = (a: Comparable, b: Comparable) =>
  a.places.some((here) =>
    b.places.some(
      (there) =>
        (here.zip !== '' && here.zip === there.zip) ||
        (here.city !== '' &&
          here.city === there.city &&
          (here.state === there.state || here.state === '' || there.state === '')),
    ),
  );

function rated(reasons: Set<Reason>): { reasons: Reason[]; score: number } {
  const all = [...reasons];
  return { reasons: all, score: all.reduce((sum, reason) => sum + WEIGHTS[reason], 0) };
}
