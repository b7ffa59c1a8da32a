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

/** The number of a form was changed: what was said of the old one is gone with it, unless it is only written anew. */
export function withNumber(further: Further, before: string, now: string): Further {
  if (before === now || before === '' || !furtherPhones(further).some(({ number }) => number === before))
    return further;
  const rest = furtherPhones(further).flatMap((phone) =>
    phone.number !== before ? [phone] : now ? [{ ...phone, number: now }] : [],
  );
  return { ...further, phones: rest };
}

/**
 * Ours with what the source newly says: of a thing that it says otherwise than before, where nobody else has written
 * there since, and of one that we have nothing of. Nothing is ever taken away.
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

/** Both, ours first: what theirs says of the same thing otherwise stands beside it, and a list has each item once. */
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
