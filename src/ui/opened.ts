/**
 * What a form was opened with: of each field a short print of what it would send untouched. So one can see later what
 * somebody changed in it, and what others have changed meanwhile, without sending everything twice. A field says itself
 * what it would send, for a menu sends its first choice even where nothing is stored.
 */
import { hashOf } from '../house/ids.ts';
import type { Values } from './here.ts';

/** By the field's name; "version" is the version itself. */
export type Opened = Map<string, string>;

/** A print; "*" before that of a list, "~" before that of a field for which nothing is stored. */
export function printOf(value: Values[string], { list, stored }: { list: boolean; stored: boolean }): string {
  const texts = [value ?? ''].flat().map((text) => text.replace(/\r\n?/g, '\n').trim());
  const said = list ? texts.filter(Boolean).toSorted().join('\n') : (texts[0] ?? '');
  return `${stored ? '' : '~'}${list ? '*' : ''}${hashOf(said).toString('base64url').slice(0, 10)}`;
}

export const isList = (print: string): boolean => /^~?\*/.test(print);
export const wasStored = (print: string): boolean => !print.startsWith('~');
export const samePrint = (a: string, b: string): boolean => a.replace('~', '') === b.replace('~', '');
