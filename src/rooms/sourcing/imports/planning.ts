/**
 * What an import would do, worked out against the directory as it is now: the dry run shows it, and applying works it
 * out once more.
 */

import { isDeepStrictEqual } from 'node:util';
import type { Ctx } from '../../../house/ctx.ts';
import { idFrom, idOf } from '../../../house/ids.ts';
import { inTurns, turn } from '../../../house/turns.ts';
import { type Contact, contactsAt } from '../../directory/contacts.ts';
import { factsOf } from '../../directory/facts.ts';
import { type Facts, findingLike, type Match } from '../../directory/likeness.ts';
import { websiteDomain } from '../../directory/name-key.ts';
import { type OffersHere, offersAt } from '../../directory/offered.ts';
import type { OrganizationId } from '../../directory/organization.ts';
import { findOrganizations, type Organization } from '../../directory/organizations.ts';
import { sourcesOf } from '../../directory/sources.ts';
import { knownLeads } from '../leads/leads.ts';
import { type ColumnRead, columnsRead } from './columns-read.ts';
import { type Difference, differences } from './differences.ts';
import type { Counts, Import, Outcome, UnknownWord } from './import.ts';
import { OUTCOMES } from './import.ts';
import { newOffers } from './offers.ts';
import type { CellProblem, SheetRow } from './reading/sheet.ts';
import { addNamesakes, ownKey, ownOrganizations, withOwnKey } from './recognizing.ts';
import { type ImportRecord, offersOf, readRow } from './record.ts';
import { recordIn } from './stored-record.ts';
import { keyOf, kinOf, type Unit, unitsOf, withParents } from './units.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';

export type StoredRow = SheetRow & { answer: string };

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

export type Plan = {
  units: PlannedUnit[];
  problems: Map<number, CellProblem[]>;
  errors: number[];
  left: number[];
  unknown: UnknownWord[];
  columns: ColumnRead[];
  counts: Counts;
};

const MAX_WORDS = 30;

/** With `part`, of a few rows and all their kin: asks for what may concern them, and not for the whole directory. */
export async function planImport(ctx: Ctx, item: Import, rows: StoredRow[], { part = false } = {}): Promise<Plan> {
  const left = rows.filter((row) => row.answer === 'out').map((row) => row.number);
  const readable = left.length > 0 ? rows.filter((row) => row.answer !== 'out') : rows;
  const { read, problems, errors, unknown } = await readRows(ctx, item, readable);
  const answers = new Map(rows.filter((row) => row.answer !== '').map((row) => [row.number, row.answer]));
  const units = await decide(ctx, item, unitsOf(item.kind, read), { answers, part });
  return {
    units,
    problems,
    errors,
    left,
    unknown: mostFrequent(unknown),
    columns: columnsRead(item, readable, problems),
    counts: count(rows.length, units, errors.length, left.length),
  };
}

/** The words that mean nothing to us, the most frequent first. */
export const mostFrequent = (unknown: Map<string, number>): UnknownWord[] =>
  [...unknown]
    .map(([word, count]) => ({ word, count }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1))
    .slice(0, MAX_WORDS);

/** What is noticed at a row whatever becomes of it; nothing at one that is left out. */
export async function noticedAt(
  ctx: Ctx,
  item: Import,
  row: StoredRow,
): Promise<Pick<Plan, 'columns'> & { unknown: Map<string, number> }> {
  const rows = row.answer === 'out' ? [] : [row];
  const { unknown, problems } = await readRows(ctx, item, rows);
  return { unknown, columns: columnsRead(item, rows, problems) };
}

/** Of which kin a row is, as it reads now; null when it cannot be read. */
export async function kinOfRow(ctx: Ctx, item: Import, row: StoredRow): Promise<string | null> {
  const { read } = await readRows(ctx, item, [row]);
  return read[0] ? kinOf(keyOf(item.kind, read[0].record)) : null;
}

async function readRows(ctx: Ctx, item: Import, rows: StoredRow[]) {
  const unknown = new Map<string, number>();
  const columns = {
    kind: item.kind,
    header: item.header,
    mapping: item.mapping,
    defaultSector: item.default_sector,
    vocabulary: listening(await vocabularyOf(ctx, item.format.sector_words), unknown),
  };
  const read: { number: number; record: ImportRecord }[] = [];
  const problems = new Map<number, CellProblem[]>();
  const errors: number[] = [];
  for (const [at, row] of rows.entries()) {
    // Tens of thousands of rows: others are served in between.
    if (at % 50 === 49) await turn();
    const reading = readRow(row, columns);
    if (reading.problems.length > 0) problems.set(row.number, reading.problems);
    if (reading.record)
      read.push({
        number: row.number,
        record: ctx.actor.kind === 'member' ? reading.record : withNotesAsRead(reading.record),
      });
    else errors.push(row.number);
  }
  const { standing, orphans } = withParents(read);
  for (const { number, record } of orphans) {
    const message = { key: 'error.parent_missing', values: { id: record.under?.parent ?? '' } };
    problems.set(number, [
      ...(problems.get(number) ?? []),
      { column: item.mapping.indexOf('parent_id'), message, hard: true },
    ]);
    errors.push(number);
  }
  return { read: standing, problems, errors, unknown };
}

/**
 * A note has an author; of a list that the host brings in nobody is, so its notes stay with the organization as they
 * read.
 */
function withNotesAsRead({ notes = [], organization, ...record }: ImportRecord): ImportRecord {
  if (notes.length === 0) return { ...record, organization };
  const { further = {} } = organization;
  return {
    ...record,
    organization: {
      ...organization,
      further: { ...further, columns: { ...further.columns, Notes: notes.join('\n') } },
    },
  };
}

/** Notes the words for sectors that mean nothing to us, and how often they come. */
function listening(vocabulary: Vocabulary, unknown: Map<string, number>): Vocabulary {
  const sector = (word: string) => {
    const key = vocabulary.sector(word);
    if (!key) unknown.set(word, (unknown.get(word) ?? 0) + 1);
    return key;
  };
  return { ...vocabulary, sector };
}

/** An answer is 'add', 'skip' or the organization that it is. */
const organizationIn = (answer: string): OrganizationId[] => (answer.includes('-') ? [idFrom(answer)] : []);

type Deciding = { answers: Map<number, string>; part: boolean };

async function decide(ctx: Ctx, item: Import, units: Unit[], { answers, part }: Deciding): Promise<PlannedUnit[]> {
  const keys = part ? units.flatMap((unit) => [unit.key, ownKey(unit)]) : undefined;
  const sources = await sourcesOf(ctx, item.source, keys);
  const leads = item.target === 'leads' ? await knownLeads(ctx, item.source, keys) : new Map<string, unknown>();
  const said = (unit: Unit) => unit.rows.map((row) => answers.get(row)).find(Boolean) ?? '';
  const known = units.map((unit) => ({
    unit: withOwnKey(unit, sources, leads),
    answer: said(unit),
    taken: sources.get(unit.key),
  }));
  const strangers = known.filter(({ unit }) => !sources.has(unit.key) && !leads.has(unit.key)).map(({ unit }) => unit);
  const own = await ownOrganizations(ctx, strangers);
  const near = part
    ? {
        like: strangers.map(factsIn),
        ids: [...own.values(), ...[...answers.values()].flatMap(organizationIn)],
      }
    : undefined;
  const facts = strangers.length > 0 ? await factsOf(ctx, near) : [];
  const likes = await inTurns(findingLike(strangers.map(factsIn), facts));
  if (item.target === 'partners') await addNamesakes(ctx, strangers, likes);
  const here = new Set(facts.map((each) => each.id));
  const undecided = known.map(({ unit, answer, taken }): Undecided => {
    const source = sources.get(unit.key);
    const matches = likes.get(String(unit.number)) ?? [];
    const former =
      !source && taken && !matches.some((match) => match.id === taken.organization_id)
        ? [{ id: taken.organization_id, reasons: [], score: 0 }]
        : [];
    // What was the answer may have been merged away since: the question is open again.
    const chosen = organizationIn(answer).find((id) => here.has(id)) ?? null;
    const id = source?.organization_id ?? chosen ?? (answer === 'add' ? null : (own.get(unit.key) ?? null));
    const before = source ?? (taken?.organization_id === chosen ? taken : undefined);
    const brought = recordIn(before?.brought);
    const open = answer.includes('-') && !chosen ? '' : answer;
    return {
      ...unit,
      answer: open,
      organizationId: id,
      before: brought,
      difference: null,
      matches: [...matches, ...former],
    };
  });
  if (item.target === 'leads') return undecided.map((unit) => decideLead(unit, leads.get(unit.key)));
  return decidePartners(ctx, undecided);
}

type Undecided = Omit<PlannedUnit, 'outcome'>;

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
 * The first time, even a unit that says nothing new is worth remembering: next year's list is compared with it. So it
 * keeps its difference.
 */
function compare(
  unit: Undecided,
  { people, offers, ...stored }: Organization & { people: Contact[]; offers: OffersHere | undefined },
): PlannedUnit {
  const difference = differences(stored, people, unit.before, unit.record);
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
    // A newcomer has no id yet; what it is like is told by the number of its row.
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

/** It changes nothing, and tells where somebody stands in the list. */
export const isRemembered = (unit: PlannedUnit): boolean => unit.outcome === 'same' && unit.difference !== null;

function count(rows: number, units: PlannedUnit[], errors: number, left: number): Counts {
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  for (const unit of units) counts[unit.outcome] += unit.rows.length;
  const organizations = (outcome: Outcome) => units.filter((unit) => unit.outcome === outcome).length;
  return {
    rows,
    ...counts,
    error: errors,
    left_out: counts.left_out + left,
    organizations: {
      new: organizations('new'),
      changed: organizations('changed'),
      remembered: units.filter(isRemembered).length,
    },
  };
}
