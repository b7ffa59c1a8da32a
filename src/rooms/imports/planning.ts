/** What an import would do, worked out against the directory as it is now: the dry run shows it, and applying works it out once more. */
import { isDeepStrictEqual } from 'node:util';
import type { Ctx } from '../../house/ctx.ts';
import { contactsOf } from '../directory/contacts.ts';
import { factsOf } from '../directory/facts.ts';
import { type Facts, findLike, type Match } from '../directory/likeness.ts';
import { websiteDomain } from '../directory/name-key.ts';
import { findOrganization } from '../directory/organizations.ts';
import { sourcesOf } from '../directory/sources.ts';
import { knownLeads } from '../leads/leads.ts';
import { type Difference, differences } from './differences.ts';
import type { Counts, Import, Outcome, UnknownWord } from './import.ts';
import { OUTCOMES } from './import.ts';
import type { CellProblem, SheetRow } from './reading/sheet.ts';
import { type ImportRecord, readRow } from './record.ts';
import { type Unit, unitsOf } from './units.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';

export type StoredRow = SheetRow & { answer: string };
export type PlannedUnit = Unit & {
  outcome: Outcome;
  answer: string;
  /** Which organization it is, if that is known. */
  organizationId: string | null;
  /** What the source said the last time. */
  before: ImportRecord | null;
  difference: Difference | null;
  matches: Match[];
};
export type Plan = { units: PlannedUnit[]; problems: Map<number, CellProblem[]>; errors: number[]; left: number[]; unknown: UnknownWord[]; counts: Counts };
const MAX_WORDS = 30;

export async function planImport(ctx: Ctx, item: Import, rows: StoredRow[]): Promise<Plan> {
  const left = rows.filter((row) => row.answer === 'out').map((row) => row.number);
  const readable = left.length > 0 ? rows.filter((row) => row.answer !== 'out') : rows;
  const { read, problems, errors, unknown } = await readRows(ctx, item, readable);
  const answers = new Map(rows.filter((row) => row.answer !== '').map((row) => [row.number, row.answer]));
  const units = await decide(ctx, item, unitsOf(item.kind, read), answers);
  const words = [...unknown].map(([word, count]) => ({ word, count })).toSorted((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1));
  return { units, problems, errors, left, unknown: words.slice(0, MAX_WORDS), counts: count(rows.length, units, errors.length, left.length) };
}

async function readRows(ctx: Ctx, item: Import, rows: StoredRow[]) {
  const unknown = new Map<string, number>();
  const columns = {
    kind: item.kind,
    header: item.header,
    mapping: item.mapping,
    lenient: item.format.lenient === true,
    defaultSector: item.default_sector,
    vocabulary: listening(await vocabularyOf(ctx, item.format.sector_words), unknown),
  };
  const read: { number: number; record: ImportRecord }[] = [];
  const problems = new Map<number, CellProblem[]>();
  const errors: number[] = [];
  for (const [at, row] of rows.entries()) {
    // Tens of thousands of rows: others are served in between.
    if (at % 500 === 499) await new Promise(setImmediate);
    const reading = readRow(row, columns);
    if (reading.problems.length > 0) problems.set(row.number, reading.problems);
    if (reading.record) read.push({ number: row.number, record: reading.record });
    else errors.push(row.number);
  }
  return { read, problems, errors, unknown };
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

async function decide(ctx: Ctx, item: Import, units: Unit[], answers: Map<number, string>): Promise<PlannedUnit[]> {
  const known = await sourcesOf(ctx, item.source);
  const leads = item.target === 'leads' ? await knownLeads(ctx, item.source) : new Map<string, unknown>();
  const strangers = units.filter((unit) => !known.has(unit.key) && !leads.has(unit.key));
  const facts = strangers.length > 0 ? await factsOf(ctx) : [];
  const likes = findLike(strangers.map(factsIn), facts);
  const here = new Set(facts.map((each) => each.id));
  const decided: PlannedUnit[] = [];
  for (const unit of units) {
    const said = unit.rows.map((row) => answers.get(row)).find(Boolean) ?? '';
    // What was the answer may have been merged away since: the question is open again.
    const answer = said.includes('-') && !here.has(said) ? '' : said;
    const source = known.get(unit.key);
    const plain = {
      ...unit,
      answer,
      organizationId: source?.organization_id ?? null,
      before: (source?.brought as ImportRecord | undefined) ?? null,
      difference: null,
      matches: [],
    };
    if (item.target === 'leads') decided.push(decideLead(plain, leads.get(unit.key), likes.get(String(unit.number)) ?? []));
    else decided.push(await decidePartner(ctx, plain, likes.get(String(unit.number)) ?? []));
  }
  return decided;
}

type Undecided = Omit<PlannedUnit, 'outcome'>;

async function decidePartner(ctx: Ctx, unit: Undecided, matches: Match[]): Promise<PlannedUnit> {
  if (unit.answer === 'skip') return { ...unit, matches, outcome: 'left_out' };
  const chosen = unit.organizationId ?? (unit.answer.includes('-') ? unit.answer : null);
  if (chosen) return compare(ctx, { ...unit, matches, organizationId: chosen });
  const outcome = matches.length > 0 && unit.answer !== 'add' ? 'duplicate' : 'new';
  return { ...unit, matches, outcome };
}

async function compare(ctx: Ctx, unit: Undecided): Promise<PlannedUnit> {
  if (unit.before && isDeepStrictEqual(unit.before, unit.record)) return { ...unit, outcome: 'same' };
  const id = unit.organizationId ?? '';
  const difference = differences(await findOrganization(ctx, id), await contactsOf(ctx, id), unit.before, unit.record);
  const offers = !isDeepStrictEqual(offersOf(unit.before), offersOf(unit.record));
  // The first time, even a row that says nothing new is worth remembering: next year's list is compared with it.
  return { ...unit, difference, outcome: difference.changes.length > 0 || offers ? 'changed' : 'same' };
}

export const offersOf = (record: ImportRecord | null) => ({ services: record?.services ?? [], locations: record?.locations ?? [] });

function decideLead(unit: Undecided, stored: unknown, matches: Match[]): PlannedUnit {
  if (unit.answer === 'skip') return { ...unit, matches, outcome: 'left_out' };
  if (stored !== undefined) return { ...unit, outcome: isDeepStrictEqual(stored, unit.record) ? 'same' : 'changed' };
  const ours = unit.organizationId !== null || matches.length > 0;
  return { ...unit, matches, outcome: ours && unit.answer !== 'add' ? 'duplicate' : 'new' };
}

function factsIn({ number, record: { organization } }: Unit): Facts {
  const { name, alternate_names, website, email, tax_id, phones, addresses } = organization;
  return {
    id: String(number),
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

function count(rows: number, units: PlannedUnit[], errors: number, left: number): Counts {
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  for (const unit of units) counts[unit.outcome] += unit.rows.length;
  const organizations = (outcome: Outcome) => units.filter((unit) => unit.outcome === outcome).length;
  return { rows, ...counts, error: errors, left_out: counts.left_out + left, organizations: { new: organizations('new'), changed: organizations('changed') } };
}
