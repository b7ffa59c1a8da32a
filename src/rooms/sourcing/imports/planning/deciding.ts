/**
 * What is to become of each unit: new, changed, the same, left out, or a question because it looks like somebody we
 * know. People's answers come first.
 */

import { isDeepStrictEqual } from 'node:util';
import type { Ctx } from '../../../../house/ctx.ts';
import { idFrom, idOf } from '../../../../house/ids.ts';
import { inTurns } from '../../../../house/turns.ts';
import { type Contact, contactsAt } from '../../../directory/contacts.ts';
import { factsOf } from '../../../directory/facts.ts';
import { type Facts, findingLike, type Match } from '../../../directory/likeness.ts';
import { websiteDomain } from '../../../directory/name-key.ts';
import { type OffersHere, offersAt } from '../../../directory/offered.ts';
import type { OrganizationId } from '../../../directory/organization.ts';
import { findOrganizations, type Organization } from '../../../directory/organizations.ts';
import { sourcesOf } from '../../../directory/sources.ts';
import { knownLeads } from '../../leads/incoming.ts';
import type { Import, Outcome } from '../import.ts';
import { newOffers } from '../rows/offers.ts';
import { type ImportRecord, offersOf } from '../rows/record.ts';
import { recordIn } from '../rows/stored-record.ts';
import { type Difference, differences } from './differences.ts';
import { addNamesakes, ownKey, ownOrganizations, withOwnKey } from './recognizing.ts';
import type { Unit } from './units.ts';

export type PlannedUnit = Unit & {
  outcome: Outcome;
  answer: string;
  /** Which organization it is, if that is known. */
  organizationId: OrganizationId | null;
  /** What the source said the last time. */
  before: ImportRecord | null;
  difference: Difference | null;
  matches: Match[];
};

/** An answer is 'add', 'skip' or the organization that it is. */
const organizationIn = (answer: string): OrganizationId[] => (answer.includes('-') ? [idFrom(answer)] : []);

/** `answers` are people's, by the number of the row. With `part` only what may concern these units is asked for. */
type Deciding = { units: Unit[]; answers: Map<number, string>; part: boolean };

/** What we know of a unit before it is decided: people's answer, and what the list brought under its key before. */
type Asked = { unit: Unit; answer: string; taken: Source | undefined };
type Sources = Awaited<ReturnType<typeof sourcesOf>>;
type Source = Sources extends Map<string, infer Each> ? Each : never;

/** What the directory has for the units that no source and no lead names yet. */
type Recognized = { own: Map<string, OrganizationId>; here: Set<string>; likes: Map<string, Match[]> };

export async function decide(ctx: Ctx, item: Import, { units, answers, part }: Deciding): Promise<PlannedUnit[]> {
  const keys = part ? units.flatMap((unit) => [unit.key, ownKey(unit)]) : undefined;
  const sources = await sourcesOf(ctx, item.source, keys);
  const leads = item.target === 'leads' ? await knownLeads(ctx, item.source, keys) : new Map<string, unknown>();
  const said = (unit: Unit) => unit.rows.map((row) => answers.get(row)).find(Boolean) ?? '';
  const asked = units.map(
    (unit): Asked => ({
      unit: withOwnKey(unit, sources, leads),
      answer: said(unit),
      taken: sources.get(unit.key),
    }),
  );
  const strangers = asked.map(({ unit }) => unit).filter(({ key }) => !sources.has(key) && !leads.has(key));
  const named = part ? [...answers.values()].flatMap(organizationIn) : undefined;
  const recognized = await recognize(ctx, strangers, named);
  if (item.target === 'partners') await addNamesakes(ctx, strangers, recognized.likes);
  const undecided = asked.map((each) => undecidedOf(each, sources.get(each.unit.key), recognized));
  if (item.target === 'leads') return undecided.map((unit) => decideLead(unit, leads.get(unit.key)));
  return decidePartners(ctx, undecided);
}

/** With `named`, the organizations that answers name, only these and what is like the strangers is asked for. */
async function recognize(ctx: Ctx, strangers: Unit[], named: OrganizationId[] | undefined): Promise<Recognized> {
  const own = await ownOrganizations(ctx, strangers);
  const near = named && { like: strangers.map(factsIn), ids: [...own.values(), ...named] };
  const facts = strangers.length > 0 ? await factsOf(ctx, near) : [];
  const likes = await inTurns(findingLike(strangers.map(factsIn), facts));
  return { own, here: new Set(facts.map((each) => each.id)), likes };
}

type Undecided = Omit<PlannedUnit, 'outcome'>;

function undecidedOf(
  { unit, answer, taken }: Asked,
  source: Source | undefined,
  { own, here, likes }: Recognized,
): Undecided {
  const matches = likes.get(String(unit.number)) ?? [];
  // The answer may name an organization that was merged away since: then the question is open again.
  const chosen = organizationIn(answer).find((id) => here.has(id));
  const recognized = answer === 'add' ? undefined : own.get(unit.key);
  const before = source ?? (taken?.organization_id === chosen ? taken : undefined);
  const isOpen = organizationIn(answer).length > 0 && !chosen;
  return {
    ...unit,
    answer: isOpen ? '' : answer,
    organizationId: source?.organization_id ?? chosen ?? recognized ?? null,
    before: recordIn(before?.brought),
    difference: null,
    matches: [...matches, ...(source ? [] : formerOf(taken, matches))],
  };
}

/** The organization that had this key before, where the names have become too different to find it by likeness. */
const formerOf = (taken: Source | undefined, matches: Match[]): Match[] =>
  taken && !matches.some((match) => match.id === taken.organization_id)
    ? [{ id: taken.organization_id, reasons: [], score: 0 }]
    : [];

async function decidePartners(ctx: Ctx, units: Undecided[]): Promise<PlannedUnit[]> {
  const speaking = units.filter(
    (unit) => unit.organizationId !== null && unit.answer !== 'skip' && !isDeepStrictEqual(unit.before, unit.record),
  );
  const ids = [...new Set(speaking.flatMap((unit) => unit.organizationId ?? []))];
  const organizations = new Map(
    (await findOrganizations(ctx, ids)).map((organization) => [organization.id, organization]),
  );
  const contacts = await contactsAt(ctx, ids);
  const offering = speaking
    .filter(({ record }) => record.services.length + record.locations.length > 0)
    .flatMap((unit) => unit.organizationId ?? []);
  const offers = await offersAt(ctx, [...new Set(offering)]);
  return units.map((unit): PlannedUnit => {
    if (unit.answer === 'skip') return { ...unit, outcome: 'left_out' };
    const stored = unit.organizationId ? organizations.get(unit.organizationId) : undefined;
    if (stored)
      return compare(unit, { ...stored, people: contacts.get(stored.id) ?? [], offers: offers.get(stored.id) });
    if (unit.organizationId !== null) return { ...unit, outcome: 'same' };
    return { ...unit, outcome: unit.matches.length > 0 && unit.answer !== 'add' ? 'duplicate' : 'new' };
  });
}

/**
 * Keeps the difference also of a unit that changes nothing: the first time, what the list said is stored, because next
 * year's list is compared with it.
 */
function compare(
  unit: Undecided,
  { people, offers, ...stored }: Organization & { people: Contact[]; offers: OffersHere | undefined },
): PlannedUnit {
  const difference = differences(stored, people, { before: unit.before, now: unit.record });
  const fresh = newOffers(unit.before, unit.record, offers && { ...offers, addresses: stored.addresses });
  const differ = unit.before !== null && !isDeepStrictEqual(offersOf(unit.before), offersOf(unit.record));
  const changed = difference.changes.length + fresh.services.length + fresh.locations.length > 0 || differ;
  return { ...unit, difference, outcome: changed ? 'changed' : 'same' };
}

function decideLead(unit: Undecided, stored: unknown): PlannedUnit {
  if (unit.answer === 'skip') return { ...unit, outcome: 'left_out' };
  if (stored !== undefined) return { ...unit, outcome: isDeepStrictEqual(stored, unit.record) ? 'same' : 'changed' };
  const ours = unit.organizationId !== null || unit.matches.length > 0;
  return { ...unit, outcome: ours && unit.answer !== 'add' ? 'duplicate' : 'new' };
}

function factsIn({ number, record: { organization } }: Unit): Facts {
  const { name, alternate_names, website, email, tax_id, phones, addresses } = organization;
  return {
    // A new organization has no id yet: its matches are found by the number of its unit.
    id: idOf(String(number)),
    name,
    alternate_names,
    website_domain: websiteDomain(website),
    email,
    tax_id,
    phones: phones.map((phone) => phone.number),
    addresses,
    parent_organization_id: null,
  };
}
