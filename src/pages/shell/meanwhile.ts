/**
 * Two people, or two windows, at one form. What only one of them changed is kept from both; what both changed in
 * different ways is for the person to decide. A row of a list (a phone, an address) is one thing: half of one and half
 * of another would be nobody's.
 */
import type { Conflict } from '../../house/errors.ts';
import type { Values } from '../../ui/here.ts';
import { isList, type Opened, printOf, samePrint, wasStored } from '../../ui/opened.ts';

/** `contested` is what is stored of the fields that both have changed. */
export type Both = { fields: Values; contested: Record<string, string> };

/** Null where the form does not say with what each of its fields was opened, or nobody says what is stored now. */
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

/** They have changed these. A row beyond those of the form is new, and nobody has touched it here. */
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

/** "phones.0.number" is of "phones.0". */
const unitOf = (name: string): string => /^(.+\.\d+)\.[^.]+$/.exec(name)?.[1] ?? name;
const isRow = (unit: string): boolean => /\.\d+$/.test(unit);

/** Null where it belongs to another version than the form: a page that was put together again by a browser, say. */
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

/** Of a list what is stored is one text. */
const asSent = (opened: Opened, name: string, text: string): string | string[] =>
  isList(opened.get(name) ?? '') ? text.split(', ').filter(Boolean) : text;

/** A field that the conflict does not speak of has not changed. */
function changed(name: string, opened: Opened, theirs: Record<string, string>): boolean {
  const now = theirs[name];
  if (now === undefined) return false;
  return !samePrint(printLike(opened, name, asSent(opened, name, now)), opened.get(name) ?? '');
}

/** A row that is not stored any more has been taken away. */
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
