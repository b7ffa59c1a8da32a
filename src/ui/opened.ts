/**
 * What a form held when it was opened: for each field a short hash of the value it would send if nobody touched it. So
 * it can be seen later what somebody changed in the form, and what others have changed meanwhile, without sending every
 * value twice. Each field reports its own value, because a menu sends its first choice even where nothing is stored.
 */
import { hashOf } from '../house/ids.ts';
import type { Values } from './here.ts';

/** By the name of the field; the entry "version" is the version itself. */
export type Opened = Map<string, string>;

/** The hash of a value, with "*" before it for a list and "~" in front for a field for which nothing is stored. */
export function printOf(value: Values[string], { list, stored }: { list: boolean; stored: boolean }): string {
  const texts = [value ?? ''].flat().map((text) => text.replace(/\r\n?/g, '\n').trim());
  const said = list ? texts.filter(Boolean).toSorted().join('\n') : (texts[0] ?? '');
  return `${stored ? '' : '~'}${list ? '*' : ''}${hashOf(said).toString('base64url').slice(0, 10)}`;
}

export const isList = (print: string): boolean => /^~?\*/.test(print);
export const wasStored = (print: string): boolean => !print.startsWith('~');
export const samePrint = (a: string, b: string): boolean => a.replace('~', '') === b.replace('~', '');
