import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fill, UNFILLED } from './blanks.ts';

describe('filling the blanks of a clause', () => {
  test('a known blank is filled, and one that nobody can fill yet is a line to write on, and named', () => {
    const { text, missing } = fill('{library} and {partner} from {effective} on.', {
      ...{ library: 'Harlow', partner: 'Grange', effective: null },
    });

    expect(text).toBe(`Harlow and Grange from ${UNFILLED} on.`);
    expect(missing).toEqual(['effective']);
  });

  test('markup and strange braces are text and stay as they are', () => {
    const odd = '<b>{unknown}</b> {{library} {} {Library} } { #set text(red) $x &amp;';

    expect(fill(odd, { library: 'Harlow' }).text).toBe(
      '<b>{unknown}</b> {Harlow {} {Library} } { #set text(red) $x &amp;',
    );
  });

  test('what is filled in is not a blank itself', () => {
    expect(fill('{partner}', { partner: '{library} $& {partner}', library: 'Harlow' }).text).toBe(
      '{library} $& {partner}',
    );
  });

  test('a line that has nothing to say is left out, with the gap that it would leave', () => {
    expect(fill('One\n\n{given}\n\nTwo', { given: '' }).text).toBe('One\n\nTwo');
    expect(fill('Money: {given}', { given: '' }).text).toBe('');
  });

  test('text without blanks stays as it is, but for empty lines in excess and at its ends', () => {
    const plain = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '.', '}', '<', 'ع', '\u0301') });
    fc.assert(
      fc.property(plain, (text) => {
        expect(fill(text, { library: 'x' }).text).toBe(text.trim());
      }),
    );
  });
});
