/** Persons who may be somebody that is about to be added. */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { nameKey } from './name-key.ts';
import type { PersonDraft, PersonId } from './person.ts';
import { type Person, select } from './persons.ts';

export type LikelyPerson = Person & { reasons: ('email' | 'phone' | 'name')[] };

/**
 * People of the same name, at most five, first those who share a mail or a phone too. Two people may have one name: it
 * is a question, not an answer.
 */
export async function likelyPersons(ctx: Ctx, draft: Numbered): Promise<LikelyPerson[]> {
  const key = nameKey(draft.name);
  if (key === '') return [];
  return likely(draft, await select(ctx, sql`pe.name_key = ${key} order by pe.created_at, pe.id limit 50`)).slice(0, 5);
}

type Numbered = Pick<PersonDraft, 'name' | 'phones' | 'emails'>;

function likely<T extends Numbered>(draft: Numbered, same: T[]): (T & Pick<LikelyPerson, 'reasons'>)[] {
  const rated = same.map((person) => {
    const email = person.emails.some((each) => draft.emails.some((other) => other.email === each.email));
    const phone = person.phones.some((each) => draft.phones.some((other) => other.number === each.number));
    const reasons: LikelyPerson['reasons'] = [
      ...(email ? ['email' as const] : []),
      ...(phone ? ['phone' as const] : []),
      'name',
    ];
    return { ...person, reasons };
  });
  return rated.toSorted((a, b) => b.reasons.length - a.reasons.length);
}

/** Who it is without doubt: the name and a mail or a phone. Null for nobody, and for a name alone. */
export async function samePerson(ctx: Ctx, draft: Numbered): Promise<PersonId | null> {
  return sameOf(draft, await likelyPersons(ctx, draft))?.id ?? null;
}

/** The same, among people of the name. */
export function sameOf<T extends Numbered>(draft: Numbered, named: T[]): T | undefined {
  const [best] = likely(draft, named);
  return best && best.reasons.length > 1 ? best : undefined;
}
