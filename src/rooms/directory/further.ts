/**
 * What a list or package says that no column of ours holds: kept as it was read, shown, and sent on. By the standard's
 * name for it ("accessibility", "schedules"), or under the list's own heading in `columns`. Values are text, or objects
 * and lists of a package. Pure.
 */
import { isDeepStrictEqual } from 'node:util';

export type Further = { columns?: Record<string, string> } & Record<string, unknown>;

/**
 * A telephone of a service or a place, by HSDS's names. The first that is a number is in the column too; here is what
 * the column cannot say of it.
 */
export type FurtherPhone = { number: string; type?: string; extension?: string; description?: string };

export const furtherPhones = (further: Further): FurtherPhone[] =>
  Array.isArray(further.phones) ? (further.phones as FurtherPhone[]) : [];

/** A subject of a package, in any version's words; undefined for what names none. */
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
 * When the number in the form was changed, the details about the old one are dropped, unless only its notation changed.
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
 * Our details updated by what a list now says: a detail that the list itself changed and nobody else has edited since,
 * and details that we did not have. Nothing is removed.
 */
export function newerFurther(ours: Further, before: Further, now: Further): Further {
  const all: Further = { ...ours };
  for (const [name, value] of Object.entries(now)) {
    if (name === 'columns') continue;
    const untouched =
      ours[name] === undefined ? before[name] === undefined : isDeepStrictEqual(ours[name], before[name]);
    if (untouched) all[name] = value;
  }
  // Heading by heading: of two columns one may have been changed here.
  if (now.columns)
    all.columns = newerFurther(ours.columns ?? {}, before.columns ?? {}, now.columns) as Record<string, string>;
  return all;
}

/** One detail for the line that says what changes. */
export const inShort = (value: unknown): string =>
  (typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)).slice(0, 200).toWellFormed();

/**
 * Unites two sets of details, ours first. Where they differ, the other value is kept beside ours; lists are united
 * without doubles.
 */
export function unitedFurther(ours: Further, theirs: Further): Further {
  const all: Further = { ...theirs, ...ours };
  for (const [name, value] of Object.entries(theirs)) if (name in ours) all[name] = united(ours[name], value);
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
