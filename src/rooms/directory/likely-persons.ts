/** Finds persons of the library who may be the one that is about to be added. */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { nameKey } from './name-key.ts';
import type { PersonDraft } from './person.ts';
import { type Person, select } from './persons.ts';

export type LikelyPerson = Person & { reasons: ('email' | 'phone' | 'name')[] };

/**
 * Persons of the same name, at most five; those who also share a mail or phone come first. Two people may have one
 * name, so the user is asked who it is.
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

/** Of persons who have this name, the one that shares a mail or phone as well. A name alone is not enough. */
export function sameOf<T extends Numbered>(draft: Numbered, named: T[]): T | undefined {
  const [best] = likely(draft, named);
  return best && best.reasons.length > 1 ? best : undefined;
}
