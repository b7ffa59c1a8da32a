import { expect, test } from 'vitest';
import { NotFound } from './errors.ts';
import { type Id, idFrom, newId } from './ids.ts';

const ofPartner = (id: Id<'partners'>) => id;

test('an id of one noun is not taken for another’s, nor a plain text for an id', () => {
  const member = newId<'members'>();
  // @ts-expect-error a member is no partner
  ofPartner(member);
  // @ts-expect-error any text
  ofPartner('0195a000-0000-7000-8000-000000000001');
  // @ts-expect-error an id of whichever noun
  ofPartner(newId<string>());

  expect(ofPartner(newId())).toMatch(/^[0-9a-f-]{36}$/);
});

test('what an address names is an id or nothing, and fits the noun that is looked for', () => {
  const id = '0195A000-0000-7000-8000-000000000001';

  expect(ofPartner(idFrom(id))).toBe(id.toLowerCase());
  for (const text of [undefined, '', 'partners', `${id}'`]) expect(() => idFrom(text)).toThrow(NotFound);
});
