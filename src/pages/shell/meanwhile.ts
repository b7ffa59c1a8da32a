/**
 * Two people, or two windows, edit the same thing. A field that only one of them changed keeps that change; where both
 * changed it differently, the person decides. A row of a list (a phone, an address) counts as one field: half of one
 * number and half of another would be wrong.
 */
import type { Conflict } from '../../house/errors.ts';
import type { Values } from '../../ui/here.ts';
import { isList, type Opened, printOf, samePrint, wasStored } from '../../ui/opened.ts';

/** `contested` are the fields that both changed, with the stored values. */
export type Both = { fields: Values; contested: Record<string, string> };

/**
 * The form merged with what is stored. Null where it does not say what its fields held when it was opened, or when the
 * stored values are not known.
 */
export function withTheirs(mine: Values, { theirs, version }: Conflict): Both | null {
  const opened = openedIn(mine);
  const spoken = Object.keys(theirs);
  if (
    !opened ||
    spoken.length === 0 ||
    spoken.some((name) => name in mine && !opened.has(name) && !isRow(unitOf(name)))
  )
    return null;
  const both: Both = { fields: { ...mine, version: String(version) }, contested: {} };
  for (const [unit, names] of Map.groupBy(new Set([...opened.keys(), ...spoken]), unitOf)) {
    const they = isRow(unit)
      ? rowChanged(names, opened, theirs)
      : names.some((name) => opened.has(name) && changed(name, opened, theirs));
    if (they) settle(both, names, { mine, opened, theirs });
  }
  return both;
}

type Sides = { mine: Values; opened: Opened; theirs: Record<string, string> };

/** Merges fields that the others have changed. A row that the form does not have is new, so nobody changed it here. */
function settle({ fields, contested }: Both, names: string[], { mine, opened, theirs }: Sides): void {
  const known = names.filter((name) => opened.has(name));
  const touched = known.filter((name) => !samePrint(printLike(opened, name, mine[name]), opened.get(name) ?? ''));
  if (touched.length === 0) {
    takeTheirs(fields, names, { opened, theirs });
    return;
  }
  const now = (name: string) => printLike(opened, name, asSent(opened, name, theirs[name] ?? ''));
  if (known.some((name) => printLike(opened, name, mine[name]) !== now(name)))
    for (const name of names) contested[name] = theirs[name] ?? '';
}

/** The row that a field belongs to: "phones.0" for "phones.0.number". */
const unitOf = (name: string): string => /^(.+\.\d+)\.[^.]+$/.exec(name)?.[1] ?? name;
const isRow = (unit: string): boolean => /\.\d+$/.test(unit);

/**
 * What the fields held when the form was opened. Null where that is of another version than the form itself, as when a
 * browser restores an old page.
 */
function openedIn({ _was, version }: Values): Opened | null {
  try {
    const said: unknown = JSON.parse(String(_was));
    if (typeof said !== 'object' || said === null) return null;
    const opened = new Map(Object.entries(said).map(([name, print]) => [name, String(print)]));
    const built = opened.get('version');
    opened.delete('version');
    return built === String(version) ? opened : null;
  } catch {
    return null;
  }
}

const printLike = (opened: Opened, name: string, value: Values[string]): string =>
  printOf(value, { list: isList(opened.get(name) ?? ''), stored: true });

/** The stored value in the shape in which the form sends it: a conflict gives a list as one text. */
const asSent = (opened: Opened, name: string, text: string): string | string[] =>
  isList(opened.get(name) ?? '') ? text.split(', ').filter(Boolean) : text;

/** Whether the others changed this field. One that the conflict does not mention has not changed. */
function changed(name: string, opened: Opened, theirs: Record<string, string>): boolean {
  const now = theirs[name];
  if (now === undefined) return false;
  return !samePrint(printLike(opened, name, asSent(opened, name, now)), opened.get(name) ?? '');
}

/** Whether the others changed this row. One that is not stored any more was removed by them. */
function rowChanged(names: string[], opened: Opened, theirs: Record<string, string>): boolean {
  if (names.every((name) => !(name in theirs))) return names.some((name) => wasStored(opened.get(name) ?? '~'));
  const known = names.filter((name) => opened.has(name));
  return known.length === 0 || known.some((name) => changed(name, opened, theirs));
}

function takeTheirs(fields: Values, names: string[], { opened, theirs }: Pick<Sides, 'opened' | 'theirs'>): void {
  for (const name of names) {
    const now = theirs[name] ?? '';
    if (now === '') delete fields[name];
    else fields[name] = asSent(opened, name, now);
  }
}
