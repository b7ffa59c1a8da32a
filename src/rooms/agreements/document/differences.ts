/**
 * What changed between two versions, clause by clause and word by word, for whoever reads it closely: a word is a word of
 * its language, not a run of letters. Clauses are paired by their id, so one that was moved is the same clause.
 */
import { diffWords } from 'diff';
import type { Document } from './document.ts';

export type Piece = { text: string; how: 'same' | 'added' | 'removed' };
export type Difference = { id: string; title: string; how: 'changed' | 'added' | 'removed'; pieces: Piece[] };

/** Milliseconds; beyond it, all of the old words and then all of the new. */
const PATIENCE = 500;
const segmenters = {
  en: new Intl.Segmenter('en', { granularity: 'word' }),
  es: new Intl.Segmenter('es', { granularity: 'word' }),
};

function piecesOf(before: string, after: string, locale: Document['locale']): Piece[] {
  const parts = diffWords(before, after, { intlSegmenter: segmenters[locale], timeout: PATIENCE });
  if (!parts)
    return [
      { text: before, how: 'removed' },
      { text: after, how: 'added' },
    ];
  return parts.map(({ value, added, removed }) => ({
    text: value,
    how: added ? 'added' : removed ? 'removed' : 'same',
  }));
}

type Part = { id: string; title: string; body: string };

/** `termsOf` says the frame (kind, parties, days, money) as lines, so that what changed in it is read as well. */
export function differencesOf(
  before: Document,
  after: Document,
  termsOf: (document: Document) => Part[],
): Difference[] {
  const parts = (it: Document): Part[] => [...termsOf(it), ...it.clauses];
  const [was, is] = [parts(before), parts(after)];
  const old = new Map(was.map((part) => [part.id, part]));
  const all = (part: Part) => `${part.title}\n${part.body}`;
  const changed = is.flatMap((part): Difference[] => {
    const other = old.get(part.id);
    if (other && all(other) === all(part)) return [];
    const how = other ? 'changed' : 'added';
    const title = other && other.title !== part.title ? `${other.title} → ${part.title}` : part.title;
    return [{ id: part.id, title, how, pieces: piecesOf(other?.body ?? '', part.body, after.locale) }];
  });
  const here = new Set(is.map(({ id }) => id));
  const gone = was
    .filter(({ id }) => !here.has(id))
    .map(
      ({ id, title, body }): Difference => ({ id, title, how: 'removed', pieces: [{ text: body, how: 'removed' }] }),
    );
  return [...changed, ...gone].filter(({ pieces }) => pieces.some(({ text }) => text !== ''));
}
