/**
 * What a package says that has no column here: kept by the standard's names, as it was read but for what only joined
 * it. Nothing that names a person is among it: people are contacts. Pure.
 */
import type { Further, FurtherPhone } from '../../../directory/further.ts';
import { normalPhone, type PhoneType } from '../../../directory/phone.ts';
import { languagesIn, list, text } from '../columns/values.ts';
import { type CellProblem, cut, type Extra } from '../reading/sheet.ts';
import { phonesIn as phonesOfCell, phoneTypeIn } from './phones.ts';

export type Raw = Record<string, unknown>;

/** Fields that are not kept: ids that only say what a thing belongs to, and the history of its record. */
const JOINING = new Set([
  'organization_id',
  'service_id',
  'location_id',
  'contact_id',
  'phone_id',
  'service_at_location_id',
  'link_id',
  'link_entity',
  'metadata',
]);
const NEVER = new Set(['__proto__', 'contacts', 'contact', 'constructor', 'prototype']);
const LONGEST = 5000;
const MOST = 500;

/** All of it but the fields in `taken`. */
export function furtherOf(raw: Raw, taken: ReadonlySet<string>): Further {
  return Object.fromEntries(
    Object.entries(raw).flatMap(([name, value]) => {
      if (taken.has(name) || JOINING.has(name) || NEVER.has(name)) return [];
      const said = kept(value);
      return said === undefined ? [] : [[cut(name, 100), said]];
    }),
  );
}

/** As JSON can hold it, without what is empty. */
export function kept(value: unknown): unknown {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value === 'string') return cut(text(value), LONGEST) || undefined;
  if (Array.isArray(value)) {
    const parts = value.slice(0, MOST).flatMap((each) => kept(each) ?? []);
    return parts.length > 0 ? parts : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const said = furtherOf(value as Raw, new Set());
  return Object.keys(said).length > 0 ? said : undefined;
}

/** The part `further` of a draft; left out when it is empty, so that drafts without it stay as they were. */
export const withFurther = (further: Further): { further?: Further } =>
  Object.keys(further).length > 0 ? { further } : {};

/** Says more than its id. */
export const saysMore = (part: unknown, ...not: string[]): boolean =>
  Object.keys(kept(part) ?? {}).some((name) => name !== 'id' && !not.includes(name));

type SaidPhone = { number: string; extension: string; phone_type: PhoneType; description: string; valid: boolean };
/**
 * A telephone of a package as ours has it; what kind it is of that we do not know, and which languages are spoken, is
 * told in words.
 */
export function phoneOf(raw: Raw): SaidPhone {
  const [written = { number: text(raw.number), extension: '', description: '' }] = phonesOfCell(
    text(raw.number),
  ).phones;
  const number = normalPhone(written.number);
  const type = text(raw.type);
  const known = phoneTypeIn(type);
  const unknown = known || /^(voice|phone|main|work|office|)$/i.test(type) ? '' : type;
  const spoken = list(raw.languages).map((each) => text(each.name) || text(each.code));
  const languages = [...spoken, text(raw.language)].filter(Boolean).join(', ');
  return {
    number: number ?? text(raw.number),
    extension: text(raw.extension).replace(/\D/g, '').slice(0, 10) || written.extension,
    phone_type: known ?? 'voice',
    description: cut([text(raw.description), written.description, unknown, languages].filter(Boolean).join('; '), 200),
    valid: number !== undefined && number !== '',
  };
}

/** The number for the column and, where it is not all there is to say, every telephone. What is no number is told. */
export function phonesIn(raw: Raw, problems: CellProblem[]): { phone: string; phones?: unknown } {
  const said = list(raw.phones).flatMap((each) => (text(each.number) ? [{ raw: each, phone: phoneOf(each) }] : []));
  for (const { phone } of said) if (!phone.valid) problems.push(noNumber(phone.number));
  const valid = said.filter(({ phone }) => phone.valid);
  const first = valid.find(({ phone }) => ['voice', 'cell'].includes(phone.phone_type)) ?? valid[0];
  const whole = said.map(
    ({ raw, phone }): FurtherPhone => ({
      ...(kept(raw) as Raw),
      number: cut(phone.number, 200),
      ...(phone.extension && { extension: phone.extension }),
    }),
  );
  const more = said.length > 1 || said.some(({ phone }) => !phone.valid) || !whole.every(isPlain);
  return { phone: first?.phone.number ?? '', ...(more && { phones: whole }) };
}

const isPlain = (phone: FurtherPhone) => !saysMore(phone, 'number', 'type') && /^(voice)?$/i.test(phone.type ?? '');

export const noNumber = (value: string): CellProblem => ({
  column: null,
  message: { key: 'error.package_no_number', values: { value: cut(value, 80) } },
  hard: false,
  note: true,
});

/** Subjects that say more than their names, and attributes that are not just a subject. */
export function attributesIn(raw: Raw): unknown[] {
  const own = list(raw.attributes).filter(
    (each) => text(each.value) || text(each.label) || !each.taxonomy_term || moreThanNamed(each.taxonomy_term as Raw),
  );
  const covered = new Set(own.map((each) => text((each.taxonomy_term as Raw | undefined)?.id)).filter(Boolean));
  const terms = list(raw.terms).filter((each) => moreThanNamed(each) && !covered.has(text(each.id)));
  return [...own, ...terms.map((taxonomy_term) => ({ taxonomy_term }))].flatMap((each) => kept(each) ?? []);
}

const moreThanNamed = (term: Raw): boolean =>
  Boolean(
    text(term.parent_id) ||
      text(term.term_uri) ||
      text(term.language) ||
      (text(term.description) && text(term.description) !== text(term.name)),
  );

const codesOf = (raw: Raw): string[] => list(raw.languages).map((each) => text(each.code).toLowerCase());

/** Languages that every service and every place names, which are therefore the organization's. */
export function languagesOfAll(extra: Extra | undefined): string[] {
  const [first, ...rest] = [...(extra?.services ?? []), ...(extra?.locations ?? [])].map(codesOf);
  return [...new Set(first ?? [])].filter(
    (code) => languagesIn(code).languages.includes(code) && rest.every((codes) => codes.includes(code)),
  );
}

/** What a service or place says of its languages beyond those that are the organization's. */
export const languagesBeside = (raw: Raw, common: string[]): unknown =>
  kept(list(raw.languages).filter((each) => !common.includes(text(each.code).toLowerCase()) || text(each.note)));
