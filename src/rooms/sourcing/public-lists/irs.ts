/**
 * One row of the IRS's list of exempt organizations (Business Master File) as a listed organization. Pure. ICO, the
 * "in care of" of a row, is a private person's name: it is not among the columns that are read, so it can reach
 * nothing. A chapter is told apart from its parent by SORT_NAME; that two rows have one name never means that they are
 * one organization.
 */

import rules from '../../../../data/irs/sectors.json' with { type: 'json' };
import type { Id } from '../../../house/ids.ts';
import { streetCase, titleCase } from './title-case.ts';

export type LoadId = Id<'public_list_loads'>;

/** What is known of a listed organization, from whichever list. Texts are '' where the list says nothing. */
export type ListedRow = {
  /** The row's name within its list: here the EIN. */
  source_key: string;
  name: string;
  /** Which of several with that name. */
  chapter: string;
  tax_id: string;
  group_number: string;
  code: string;
  sector_key: string;
  /** What the sector was drawn from, as `reasonText` writes it. */
  sector_reason: string;
  address_1: string;
  city: string;
  state: string;
  postal_code: string;
  /** Dollars a year; null where nobody knows. */
  income: number | null;
  website: string;
  email: string;
  phone: string;
  description: string;
};

/** The columns that are read. */
export const IRS_COLUMNS = [
  'EIN',
  'NAME',
  'STREET',
  'CITY',
  'STATE',
  'ZIP',
  'GROUP',
  'SUBSECTION',
  'CLASSIFICATION',
  'FOUNDATION',
  'ACTIVITY',
  'INCOME_CD',
  'FILING_REQ_CD',
  'INCOME_AMT',
  'REVENUE_AMT',
  'NTEE_CD',
  'SORT_NAME',
] as const;
export type IrsColumn = (typeof IRS_COLUMNS)[number];
export type IrsRow = Record<IrsColumn, string>;

/** The row for the public lists, or the column that cannot be read. */
export function fromIrs(row: IrsRow): ListedRow | { column: IrsColumn } {
  const source_key = einOf(row.EIN);
  if (!source_key) return { column: 'EIN' };
  if (!/[A-Z0-9]/i.test(row.NAME)) return { column: 'NAME' };
  for (const column of IRS_COLUMNS) if (row[column].includes('\0')) return { column };
  const sector = suggestSector(row);
  return {
    source_key,
    name: titleCase(row.NAME).slice(0, 200),
    chapter: chapterOf(row),
    tax_id: source_key,
    group_number: /^0*$/.test(row.GROUP) ? '' : row.GROUP,
    code: row.NTEE_CD,
    sector_key: sector?.key ?? '',
    sector_reason: sector ? reasonText(sector.from) : '',
    address_1: streetCase(row.STREET),
    city: titleCase(row.CITY),
    state: row.STATE,
    postal_code: zipOf(row.ZIP),
    income: incomeOf(row),
    website: '',
    email: '',
    phone: '',
    description: '',
  };
}

/** Nine digits, however they are written; a spreadsheet may have eaten the zeros in front. '' for what is no EIN. */
export function einOf(text: string): string {
  const digits = text.trim().replace(/^(\d\d)-(\d{7})$/, '$1$2');
  return /^\d{1,9}$/.test(digits) && /[1-9]/.test(digits) ? digits.padStart(9, '0') : '';
}

/** '' when SORT_NAME is empty, a bare number, a person ("% …") or says nothing that the name does not. */
function chapterOf({ NAME, SORT_NAME }: IrsRow): string {
  if (!SORT_NAME || !/[A-Z]{2}/i.test(SORT_NAME) || /^(%|C\/O\b)/i.test(SORT_NAME)) return '';
  const plain = (text: string) =>
    ` ${text
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, ' ')
      .trim()} `;
  return plain(NAME).includes(plain(SORT_NAME)) ? '' : titleCase(SORT_NAME);
}

function zipOf(text: string): string {
  const [, zip = '', four = ''] = /^(\d{5})-?(\d{4})?$/.exec(text) ?? [];
  if (!zip || zip === '00000') return '';
  return four && four !== '0000' ? `${zip}-${four}` : zip;
}

/** The lower end of each INCOME_CD, in dollars. */
const INCOME_FROM = [null, 1, 10_000, 25_000, 100_000, 500_000, 1_000_000, 5_000_000, 10_000_000, 50_000_000];

/**
 * The amount, or the lower end of its income code. An organization that files only the postcard form (02) has a zero
 * that means "under 50,000".
 */
function incomeOf({ INCOME_AMT, REVENUE_AMT, INCOME_CD, FILING_REQ_CD }: IrsRow): number | null {
  const amount = [INCOME_AMT, REVENUE_AMT].find((text) => /^-?\d{1,15}$/.test(text));
  if (amount !== undefined && !(Number(amount) === 0 && FILING_REQ_CD === '02')) return Number(amount);
  return INCOME_FROM[Number(INCOME_CD)] ?? null;
}

export type SectorReason = { kind: 'ntee' | 'foundation' | 'subsection' | 'activity'; code: string } | { kind: 'name' };
export type SectorSuggestion = { key: string; from: SectorReason };

/** "ntee K31", "name": how a reason is stored. */
export const reasonText = (reason: SectorReason): string =>
  'code' in reason ? `${reason.kind} ${reason.code}` : reason.kind;

/** The reason that was stored; null where there is none. */
export function reasonFrom(text: string): SectorReason | null {
  const [kind, code] = text.split(' ');
  if (kind === 'name') return { kind };
  return (kind === 'ntee' || kind === 'foundation' || kind === 'subsection' || kind === 'activity') && code
    ? { kind, code }
    : null;
}

/** The guide's sector a row probably belongs to, and what says so. Null when nobody can tell. */
export function suggestSector(row: IrsRow): SectorSuggestion | null {
  const [from, sectors] = first(row) ?? [];
  const key = sectors?.[0];
  return from && key ? { key, from } : null;
}

/**
 * In the order of trust: what the organization says it is, its name, its kind of charity, its paragraph of the law, an
 * old code.
 */
function first(row: IrsRow): [SectorReason, string[]] | null {
  const ntee = byNtee(row.NTEE_CD);
  if (ntee) return [{ kind: 'ntee', code: row.NTEE_CD.slice(0, 3) }, ntee];
  const named = byName(row.NAME);
  if (named?.length) return [{ kind: 'name' }, named];
  const foundation = FOUNDATION[row.FOUNDATION];
  if (foundation) return [{ kind: 'foundation', code: row.FOUNDATION }, [foundation]];
  const subsection =
    row.SUBSECTION === '05' && /^[12]/.test(row.CLASSIFICATION) ? 'economic_development' : SUBSECTION[row.SUBSECTION];
  if (subsection) return [{ kind: 'subsection', code: row.SUBSECTION }, [subsection]];
  const code = (row.ACTIVITY.match(/\d{3}/g) ?? []).find((each) => each !== '000');
  const activity = code && ACTIVITY[code];
  return code && activity ? [{ kind: 'activity', code }, [activity]] : null;
}

const NTEE: Record<string, string[] | undefined> = rules.ntee;
const FOUNDATION: Record<string, string | undefined> = rules.foundation;
const SUBSECTION: Record<string, string | undefined> = rules.subsection;
const ACTIVITY: Record<string, string | undefined> = rules.activity;

/** The longest known prefix; the fourth character is noise, and Z is "unknown". */
function byNtee(code: string): string[] | undefined {
  if (!code || code.startsWith('Z')) return undefined;
  const sectors = NTEE[code.slice(0, 3)] ?? NTEE[code.slice(0, 2)] ?? NTEE[code.slice(0, 1)];
  return sectors?.length ? sectors : undefined;
}

const names = rules.names.map(({ pattern, sectors }) => ({ pattern: new RegExp(pattern), sectors }));
/**
 * One pattern that matches when any of them could. It is tried first, because most of the millions of names match none.
 */
const anyName = new RegExp(rules.names.map(({ pattern }) => pattern).join('|'));

function byName(name: string): string[] | undefined {
  const capitals = name.toUpperCase();
  if (!anyName.test(capitals)) return undefined;
  return names.find(({ pattern }) => pattern.test(capitals))?.sectors;
}
