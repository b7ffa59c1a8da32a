/** What is still missing before a rater hands in. Pure. */
import type { PartnerId } from '../partners/partner.ts';
import type { Rating } from './ratings.ts';
import { NEEDS_NOTE, type Worksheet } from './worksheet.ts';

export type Readiness = {
  answered: number;
  /** Answered with "don't know yet". */
  unknown: { code: string; partnerId: PartnerId }[];
  missing: { code: string; partnerId: PartnerId }[];
  notesAsked: { code: string; partnerId: PartnerId; score: number }[];
};

/** What a rater should look at before handing in. A note is asked for at 1, 2 and 5, and not demanded. */
export function readiness(sheet: Worksheet, ratings: Rating[]): Readiness {
  const given = new Map(ratings.map((rating) => [`${rating.partnerId} ${rating.code}`, rating]));
  const result: Readiness = { answered: 0, unknown: [], missing: [], notesAsked: [] };
  for (const { code } of sheet.factors) {
    for (const { id: partnerId } of sheet.partners) {
      const rating = given.get(`${partnerId} ${code}`);
      if (rating?.unknown) result.unknown.push({ code, partnerId });
      else if (rating && rating.score !== null) result.answered++;
      else result.missing.push({ code, partnerId });
      if (rating?.score && NEEDS_NOTE.includes(rating.score) && rating.note === '')
        result.notesAsked.push({ code, partnerId, score: rating.score });
    }
  }
  return result;
}
