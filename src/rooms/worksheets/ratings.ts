/** Ratings: one rater, one partner, one factor. Saved as they are typed, counted and shown to others once handed in. */

import { type RawBuilder, sql } from 'kysely';
import type { Ctx, MemberId } from '../../house/ctx.ts';
import type { PartnerId } from '../partners/partner.ts';
import { isHandedIn, ratingReadable } from './readable.ts';
import { maySeeRatings, type Worksheet } from './worksheet.ts';

export type Rating = {
  raterId: MemberId;
  partnerId: PartnerId;
  code: string;
  score: number | null;
  unknown: boolean;
  note: string;
  evidence: string;
};

/** One rater's own ratings, handed in or not. Only for the rater; for others there is `handedIn`. */
export const ratingsOf = (ctx: Ctx, worksheetId: string, raterId: string): Promise<Rating[]> =>
  select(ctx, worksheetId, sql`r.member_id = ${raterId}`);

/** What has been handed in, if the reader may see it yet; an empty list otherwise. */
export const handedIn = (ctx: Ctx, sheet: Pick<Worksheet, 'id'>): Promise<Rating[]> =>
  select(ctx, sheet.id, sql`${isHandedIn(ctx, 'r')} and ${ratingReadable(ctx, 'r')}`);

async function select(ctx: Ctx, worksheetId: string, which: RawBuilder<unknown>): Promise<Rating[]> {
  const { rows } = await sql<Rating>`
    select r.member_id as "raterId", r.partner_id as "partnerId", r.code, r.score, r.unknown, r.note, r.evidence
    from ratings r where r.library_id = ${ctx.library.id} and r.worksheet_id = ${worksheetId} and ${which}`.execute(
    ctx.db,
  );
  return rows;
}

/**
 * A cell that the rater filled in on the screen and that the paper form fills in, too. A score of null is "don't know
 * yet".
 */
export type Beside = { partnerId: PartnerId; code: string; own: number | null; paper: number | null; typedBy: string };

export type OwnRatings = {
  count: number;
  cells: { partnerId: PartnerId; code: string; score: number | null }[];
  beside: Beside[];
};

/**
 * What a rater has rated on the screen, and what was typed in beside it from paper. Whoever types in the paper form
 * learns only that a screen rating exists. Its value is shown to the rater, and to others once it is handed in and they
 * may see it.
 */
export async function ownRatings(ctx: Ctx, sheet: Worksheet, raterId: MemberId): Promise<OwnRatings> {
  const { rows } = await sql<Beside & { score: number | null; typed: boolean }>`
    select r.partner_id as "partnerId", r.code, r.score, r.score as own, r.paper_score as paper, coalesce(u.name,
      '') as "typedBy", r.paper_by is not null as typed
    from ratings r left join members m on m.library_id = r.library_id and m.id = r.paper_by left
      join users u on u.id = m.user_id
    where r.library_id = ${ctx.library.id} and r.worksheet_id = ${sheet.id} and r.member_id = ${raterId}
      and r.entered_by is null
      and (r.score is not null or r.unknown) order by r.code`.execute(ctx.db);
  const theirs =
    raterId === ctx.actor.id ||
    (sheet.raters.some((rater) => rater.id === raterId && rater.submittedAt) && maySeeRatings(ctx.actor, sheet));
  const beside = rows
    .filter((row) => row.typed)
    .map(({ partnerId, code, own, paper, typedBy }) => ({ partnerId, code, own, paper, typedBy }));
  return {
    count: rows.length,
    cells: theirs ? rows.map(({ partnerId, code, score }) => ({ partnerId, code, score })) : [],
    beside: theirs ? beside : [],
  };
}

export const REFUSED: Record<string, [string, string]> = {
  ratings_score_check: ['form', 'error.score'],
  ratings_partner_fkey: ['form', 'error.not_on_worksheet'],
  ratings_factor_fkey: ['form', 'error.not_on_worksheet'],
  ratings_rater_fkey: ['form', 'error.not_a_rater'],
  worksheet_is_open: ['form', 'error.decided'],
};

/** Ratings in the shape of the form's fields. */
export function asTyped(ratings: Rating[]): Record<string, string> {
  return Object.fromEntries(
    ratings.flatMap((rating) => {
      const place = `${rating.code}.${rating.partnerId}`;
      return [
        [`score.${place}`, rating.unknown ? 'unknown' : String(rating.score ?? '')],
        [`note.${place}`, rating.note],
        [`evidence.${place}`, rating.evidence],
      ];
    }),
  );
}
