/** What is typed into a field and cannot be seen in it. */
import { describe, expect, test } from 'vitest';
import { Invalid } from './errors.ts';
import { email, line, longText, parse, requiredEmail, website } from './parse.ts';

const refusal = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof Invalid) return error.fields.form?.key;
    throw error;
  }
  return 'taken';
};
const HIDDEN = [
  '\u202a',
  '\u202b',
  '\u202c',
  '\u202d',
  '\u202e',
  '\u2066',
  '\u2067',
  '\u2068',
  '\u2069',
  '\u200e',
  '\u200f',
  '\u200b',
  '\u2060',
  '\ufeff',
];

describe('a web address', () => {
  test('is no other than it seems: neither credentials nor hidden signs', () => {
    for (const text of [
      'https://bank.example@evil.example',
      'https://a:b@evil.example/x',
      'user:pw@evil.example',
      'bank.example@evil.example',
    ])
      expect([text, refusal(() => parse(website, text))]).not.toEqual([text, 'taken']);
    expect(refusal(() => parse(website, 'https://a:b@evil.example/x'))).toBe('error.website_password');
    for (const sign of HIDDEN)
      expect([sign, refusal(() => parse(website, `https://harlow${sign}.example`))]).toEqual([
        sign,
        'error.hidden_signs',
      ]);
    expect(parse(website, 'harlow.example/@us')).toBe('https://harlow.example/@us');
  });
});

test('an e-mail address with a hidden sign is refused with a sentence', () => {
  for (const sign of HIDDEN) {
    expect([sign, refusal(() => parse(email, `ana${sign}@harlow.example`))]).toEqual([sign, 'error.hidden_signs']);
    expect([sign, refusal(() => parse(requiredEmail, `${sign}ana@harlow.example`))]).toEqual([
      sign,
      'error.hidden_signs',
    ]);
  }
  expect(parse(email, 'Ana@Harlow.example')).toBe('ana@harlow.example');
  expect(refusal(() => parse(requiredEmail, ''))).toBe('error.required');
});

test('a name loses what turns it around, and keeps what it is written with', () => {
  for (const sign of HIDDEN) expect(parse(line(50), `Har${sign}low`)).toBe('Harlow');
  expect(parse(line(50), 'می\u200cخواهم 👩\u200d👧')).toBe('می\u200cخواهم 👩\u200d👧');
  expect(parse(longText(50), 'a\u202eb\u2067c')).toBe('abc');
});
