/**
 * What a list or package says that we have no column for. It is kept as it was read, shown on the page, and exported
 * again. Keys are the standard's names ("accessibility", "schedules"); under `columns` they are the list's own
 * headings. Values are text or, from a package, objects and lists. Pure.
 */
import { isDeepStrictEqual } from 'node:util';

export type Further = { columns?: Record<string, string> } & Record<string, unknown>;

/**
 * A phone of a service or a location, with HSDS's field names. The first valid number is also in the `phone` column;
 * its type, extension and description are only here.
 */
export type FurtherPhone = { number: string; type?: string; extension?: string; description?: string };

export const furtherPhones = (further: Further): FurtherPhone[] =>
  Array.isArray(further.phones) ? (further.phones as FurtherPhone[]) : [];

/** Reads a taxonomy term of a package, whichever version of HSDS it follows. Undefined if the term has no name. */
export function termIn(raw: unknown): { taxonomy: string; term: string; code: string } | undefined {
  if (!isObject(raw)) return undefined;
  const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '');
  const detail = isObject(raw.taxonomy_detail) ? raw.taxonomy_detail : {};
  const taxonomy = text(raw.taxonomy) || text(detail.name) || text(raw.vocabulary) || 'taxonomy';
  const term = text(raw.name) || text(raw.term);
  const short = (value: string, max: number) => value.slice(0, max).toWellFormed();
  return term
    ? { taxonomy: short(taxonomy, 200), term: short(term, 200), code: short(text(raw.code), 100) }
    : undefined;
}

/**
 * The details after a form has changed the phone number from `before` to `now`. An entry with the old number gets the
 * new one and keeps its type, extension and description; if the number was cleared, the entry is dropped.
 */
export function withNumber(further: Further, before: string, now: string): Further {
  if (before === now || before === '' || !furtherPhones(further).some(({ number }) => number === before))
    return further;
  const rest = furtherPhones(further).flatMap((phone) =>
    phone.number !== before ? [phone] : now ? [{ ...phone, number: now }] : [],
  );
  return { ...further, phones: rest };
}

/**
 * Our details updated by what a list now says: details that the list changed and nobody has edited here since, and
 * details that neither we nor the list had before. Nothing is removed.
 */
export function newerFurther(ours: Further, before: Further, now: Further): Further {
  const { columns, ...details } = now;
  const all = newerDetails(ours, before, details);
  // Heading by heading, because only some of the columns may have been edited here.
  return columns ? { ...all, columns: newerDetails(ours.columns ?? {}, before.columns ?? {}, columns) } : all;
}

function newerDetails<T extends Record<string, unknown>>(ours: T, before: T, now: T): T {
  const untouched = (name: string) =>
    ours[name] === undefined ? before[name] === undefined : isDeepStrictEqual(ours[name], before[name]);
  return { ...ours, ...Object.fromEntries(Object.entries(now).filter(([name]) => untouched(name))) };
}

/** One detail as text, at most 200 characters, for the preview of what an import changes. */
export const inShort = (value: unknown): string =>
  (typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)).slice(0, 200).toWellFormed();

/**
 * Unites two sets of details. Where both have a detail, differing texts are kept on separate lines, ours first; lists
 * are united without duplicates, and objects detail by detail. Of any other values, ours stays.
 */
export function unitedFurther(ours: Further, theirs: Further): Further {
  const all: Further = { ...theirs, ...ours };
  for (const [name, value] of Object.entries(theirs))
    if (Object.hasOwn(ours, name)) all[name] = united(ours[name], value);
  return all;
}

function united(ours: unknown, theirs: unknown): unknown {
  if (Array.isArray(ours) && Array.isArray(theirs)) {
    const known = new Set(ours.map((each) => JSON.stringify(each)));
    return [...ours, ...theirs.filter((each) => !known.has(JSON.stringify(each)))];
  }
  if (typeof ours === 'string' && typeof theirs === 'string')
    return ours.split('\n').includes(theirs) || theirs === '' ? ours : `${ours}\n${theirs}`;
  if (isObject(ours) && isObject(theirs)) return unitedFurther(ours, theirs);
  return ours;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
