/**
 * Which ratings somebody may read: their own, and of what was handed in, whatever `maySeeRatings` says. Said here for
 * SQL, for the comparison and for the archive.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Reading } from '../../house/ctx.ts';
import type { Readable } from '../../house/room.ts';

/** Nobody is led by the others' scores: a rater reads them only after handing in, or after the decision. */
export const ratingReadable: Readable = (ctx, row) => {
  const { actor } = ctx;
  if (!actor) return sql<boolean>`false`;
  const me = sql`${actor.id}`;
  return sql<boolean>`(${sql.ref(`${row}.member_id`)} = ${me} or (${isHandedIn(ctx, row)} and (${decided(ctx, row)}
    or not exists (select 1 from worksheet_raters mine where ${onSheetOf(ctx, 'mine', row)} and mine.member_id = ${me})
    or exists (select 1 from worksheet_submissions own where ${onSheetOf(ctx, 'own', row)}
      and own.member_id = ${me}))))`;
};

/** That the ratings to which the row belongs were handed in. */
export const isHandedIn = (ctx: Reading, row: string): RawBuilder<boolean> => sql<boolean>`exists (
  select 1 from worksheet_submissions handed where ${onSheetOf(ctx, 'handed', row)}
    and handed.member_id = ${sql.ref(`${row}.member_id`)})`;

/** A decision that was reopened does not count: the raters rate again. */
const decided = (ctx: Reading, row: string) => sql`exists (
  select 1 from worksheet_decisions done where ${onSheetOf(ctx, 'done', row)} and not exists (
    select 1 from worksheet_reopenings again where ${onSheetOf(ctx, 'again', 'done')} and again.number = done.number))`;

const onSheetOf = (
  { library }: Reading,
  one: string,
  other: string,
) => sql`${sql.ref(`${one}.library_id`)} = ${library.id}
  and ${sql.ref(`${one}.worksheet_id`)} = ${sql.ref(`${other}.worksheet_id`)}`;
