/** Who stands in for somebody at an organization (a deputy), and who came after somebody who has left (a successor). */
import { z } from 'zod';
import { optionalId } from '../../house/parse.ts';
import type { PersonId } from './person.ts';

export const STAND_INS = ['deputy', 'successor'] as const;
export type StandInKind = (typeof STAND_INS)[number];
export type StandIn = { kind: StandInKind; person_id: PersonId; name: string };

/** Nobody where one is left empty. */
export const standInsDraft = z.object({ deputy: optionalId<'persons'>(), successor: optionalId<'persons'>() });
