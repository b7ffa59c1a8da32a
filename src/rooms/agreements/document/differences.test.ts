import { describe, expect, test } from 'vitest';
import { differencesOf } from './differences.ts';
import type { Document } from './document.ts';

const document = (clauses: Document['clauses'], over: Partial<Document> = {}): Document => ({
  ...{ name: 'Evenings', kind: 'letter', locale: 'en', parties: [], given_cents: null, given_by: 'partner' },
  ...{ logo: 'none', terms: '', annex: [], file: null, clauses },
  term: { effective_on: null, ends_on: null, notice_days: null, renewal: 'none', renewal_months: null },
  ...over,
});
const clause = (id: string, body: string, title = `Clause ${id}`) => ({ id, title, body });
const none = () => [];

describe('what changed between two versions', () => {
  test('word by word, in the clause in which it changed', () => {
    const before = document([clause('a', 'The library opens the lab on Tuesdays.'), clause('b', 'Nothing else.')]);
    const after = document([clause('a', 'The library opens the lab on two Tuesdays.'), clause('b', 'Nothing else.')]);

    const [one, ...more] = differencesOf(before, after, none);

    expect(more).toEqual([]);
    expect(one).toMatchObject({ id: 'a', how: 'changed' });
    expect(one?.pieces.filter(({ how }) => how !== 'same')).toEqual([
      { text: expect.stringMatching(/two/), how: 'added' },
    ]);
  });

  test('a clause that is new, one that is gone, and one that was only moved', () => {
    const before = document([clause('a', 'One.'), clause('b', 'Two.'), clause('c', 'Three.')]);
    const after = document([clause('c', 'Three.'), clause('a', 'One.'), clause('d', 'Four.')]);

    expect(differencesOf(before, after, none).map(({ id, how }) => [id, how])).toEqual([
      ['d', 'added'],
      ['b', 'removed'],
    ]);
  });

  test('another title is said, and the words of the old and new text are whole again', () => {
    const before = document([clause('a', 'La biblioteca abre los martes.')], { locale: 'es' });
    const after = document([clause('a', 'La biblioteca abre los jueves, y el socio ayuda.', 'Otra')], { locale: 'es' });

    const [one] = differencesOf(before, after, none);
    const text = (without: string) =>
      one?.pieces
        .filter(({ how }) => how !== without)
        .map((piece) => piece.text)
        .join('');

    expect(one?.title).toBe('Clause a → Otra');
    expect(text('removed')).toBe('La biblioteca abre los jueves, y el socio ayuda.');
    expect(text('added')).toBe('La biblioteca abre los martes.');
  });

  test('the frame is compared as well', () => {
    const terms = (it: Document) => [{ id: 'until', title: 'Holds until', body: it.term.ends_on ?? '' }];
    const until = (ends_on: string) => document([], { term: { ...document([]).term, ends_on } });

    expect(differencesOf(until('2026-12-31'), until('2027-12-31'), terms)).toMatchObject([
      { id: 'until', how: 'changed' },
    ]);
  });
});
