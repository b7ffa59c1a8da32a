/** Ratings: one rater, one partner, one factor. Saved as they are typed, counted and shown to others once handed in. */

import { type RawBuilder, sql } from 'kysely';
import { type Ctx, type MemberId, memberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found, Invalid, translating } from '../../house/errors.ts';
import { history } from '../../house/history.ts';
import type { PartnerId } from '../partners/partner.ts';
import { isHandedIn, ratingReadable } from './readable.ts';
import { readiness } from './readiness.ts';
import { type Cell, maySeeRatings, mayTypeIn, type Worksheet, type WorksheetId } from './worksheet.ts';
import { findWorksheet } from './worksheets.ts';

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
  select(ctx, sheet.id, sql`${isHandedIn('r')} and ${ratingReadable(ctx, 'r')}`);

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
 * What a rater has rated on the screen, and what was typed in beside it. That there is something is said to whoever
 * types in their paper form; what it is, to the rater, and to others once it is handed in and they may see it.
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

const REFUSED: Record<string, [string, string]> = {
  ratings_score_check: ['form', 'error.score'],
  ratings_partner_fkey: ['form', 'error.not_on_worksheet'],
  ratings_factor_fkey: ['form', 'error.not_on_worksheet'],
  ratings_rater_fkey: ['form', 'error.not_a_rater'],
  worksheet_is_open: ['form', 'error.decided'],
};

/**
 * Saves the cells that were sent, for oneself or (from paper) for another rater. `version` is the one the form was made
 * with: a form that is older than what is stored is a Conflict, and nothing of it is saved. Returns the new version.
 */
export async function saveRatings(
  ctx: Ctx,
  worksheetId: WorksheetId,
  save: { raterId: MemberId; cells: Cell[]; version: number },
): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    const sheet = await findWorksheet(ctx, worksheetId);
    if (sheet.decision) throw new Invalid({ form: { key: 'error.decided' } });
    allow(mayTypeIn(ctx.actor, sheet, save.raterId));
    const version = await takeTurn(ctx, worksheetId, save);
    const before = new Map(
      (await ratingsOf(ctx, worksheetId, save.raterId)).map((rating) => [`${rating.partnerId} ${rating.code}`, rating]),
    );
    const forAnother = save.raterId !== ctx.actor.id;
    const typedBeside = forAnother ? await putBeside(ctx, worksheetId, save) : [];
    const cells = save.cells.filter((cell) => !typedBeside.includes(cell));
    const rows = cells.flatMap((cell) => merged(cell, before.get(`${cell.partnerId} ${cell.code}`)));
    if (rows.length + typedBeside.length === 0) return version;
    if (rows.length > 0)
      await translating(REFUSED, () => write(ctx, { worksheet_id: worksheetId, member_id: save.raterId }, rows));
    const rater = sheet.raters.find((each) => each.id === save.raterId);
    // Drafts are the rater's own business; what counts already, or was typed by somebody else, leaves a line.
    if (rater?.submittedAt || forAnother) {
      const action = forAnother ? 'worksheet.typed_in' : 'worksheet.rating_changed';
      await history(ctx, action, {
        subject: { type: 'worksheet', id: worksheetId },
        details: { rater: rater?.name ?? '', factors: [...new Set([...rows, ...typedBeside].map((row) => row.code))] },
      });
    }
    return version;
  });
}

/**
 * The cells that the rater has rated on the screen: theirs stays, and what the paper says is kept beside it, the same
 * or not.
 */
async function putBeside(
  ctx: Ctx,
  worksheetId: WorksheetId,
  { raterId, cells }: { raterId: MemberId; cells: Cell[] },
): Promise<Cell[]> {
  const beside: Cell[] = [];
  for (const cell of cells) {
    if (cell.score === undefined || cell.score === null) continue;
    const paper =
      cell.score === 'unknown'
        ? { paper_score: null, paper_unknown: true }
        : { paper_score: cell.score, paper_unknown: false };
    const own = await translating(REFUSED, () =>
      ctx.db
        .updateTable('ratings')
        .set({ ...paper, paper_by: memberId(ctx), paper_at: ctx.now })
        .where('library_id', '=', ctx.library.id)
        .where('worksheet_id', '=', worksheetId)
        .where('member_id', '=', raterId)
        .where('partner_id', '=', cell.partnerId)
        .where('code', '=', cell.code)
        .where('entered_by', 'is', null)
        .where((row) => row.or([row('score', 'is not', null), row('unknown', '=', true)]))
        .executeTakeFirst(),
    );
    if (own.numUpdatedRows) beside.push(cell);
  }
  return beside;
}

async function takeTurn(
  ctx: Ctx,
  worksheetId: WorksheetId,
  save: { raterId: MemberId; version: number },
): Promise<number> {
  const mine = { library_id: ctx.library.id, worksheet_id: worksheetId, member_id: save.raterId };
  const taken = await translating(REFUSED, () =>
    ctx.db
      .updateTable('worksheet_raters')
      .set({ version: save.version + 1 })
      .where((row) => row.and(mine))
      .where('version', '=', save.version)
      .executeTakeFirst(),
  );
  if (taken.numUpdatedRows) return save.version + 1;
  const { version } = found(
    await ctx.db
      .selectFrom('worksheet_raters')
      .select('version')
      .where((row) => row.and(mine))
      .executeTakeFirst(),
  );
  const theirs = save.raterId === ctx.actor.id ? asTyped(await ratingsOf(ctx, worksheetId, save.raterId)) : {};
  throw new Conflict(theirs, version);
}

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

type StoredRating = Omit<Rating, 'raterId'>;

function merged(cell: Cell, before: StoredRating | undefined): StoredRating[] {
  const score = cell.score === undefined ? (before?.score ?? null) : cell.score === 'unknown' ? null : cell.score;
  const unknown = cell.score === undefined ? (before?.unknown ?? false) : cell.score === 'unknown';
  const after = {
    partnerId: cell.partnerId,
    code: cell.code,
    score,
    unknown,
    note: cell.note ?? before?.note ?? '',
    evidence: cell.evidence ?? before?.evidence ?? '',
  };
  const same =
    before && (['score', 'unknown', 'note', 'evidence'] as const).every((name) => before[name] === after[name]);
  const empty = !before && score === null && !unknown && after.note === '' && after.evidence === '';
  return same || empty ? [] : [after];
}

async function write(
  ctx: Ctx,
  rater: { worksheet_id: WorksheetId; member_id: MemberId },
  rows: StoredRating[],
): Promise<void> {
  const entered_by = rater.member_id === ctx.actor.id ? null : memberId(ctx);
  const values = rows.map(({ partnerId, ...rating }) => ({
    library_id: ctx.library.id,
    ...rater,
    partner_id: partnerId,
    ...rating,
    entered_by,
    updated_at: ctx.now,
  }));
  await ctx.db
    .insertInto('ratings')
    .values(values)
    .onConflict((conflict) =>
      conflict.columns(['library_id', 'worksheet_id', 'member_id', 'partner_id', 'code']).doUpdateSet((row) => ({
        score: row.ref('excluded.score'),
        unknown: row.ref('excluded.unknown'),
        note: row.ref('excluded.note'),
        evidence: row.ref('excluded.evidence'),
        entered_by: row.ref('excluded.entered_by'),
        updated_at: row.ref('excluded.updated_at'),
      })),
    )
    .execute();
}

/** Hands in a rater's ratings: from now on they count, and the others' are open to that rater. */
export async function handIn(ctx: Ctx, worksheetId: WorksheetId, raterId: MemberId): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const sheet = await findWorksheet(ctx, worksheetId);
    if (sheet.decision) throw new Invalid({ form: { key: 'error.decided' } });
    allow(mayTypeIn(ctx.actor, sheet, raterId));
    if (raterId !== ctx.actor.id) await refuseDrafts(ctx, worksheetId, raterId);
    const { answered, unknown } = readiness(sheet, await ratingsOf(ctx, worksheetId, raterId));
    if (answered + unknown === 0) throw new Invalid({ form: { key: 'error.nothing_rated' } });
    const row = {
      library_id: ctx.library.id,
      worksheet_id: worksheetId,
      member_id: raterId,
      submitted_at: ctx.now,
      submitted_by: memberId(ctx),
    };
    const added = await translating(REFUSED, () =>
      ctx.db
        .insertInto('worksheet_submissions')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst(),
    );
    if (added.numInsertedOrUpdatedRows)
      await history(ctx, 'worksheet.handed_in', {
        subject: { type: 'worksheet', id: worksheetId },
        details: { rater: sheet.raters.find((rater) => rater.id === raterId)?.name ?? '' },
      });
  });
}

/**
 * What a rater began on the screen is theirs to hand in; for another one hands in only what was all typed from paper.
 */
async function refuseDrafts(ctx: Ctx, worksheetId: WorksheetId, raterId: MemberId): Promise<void> {
  const draft = await ctx.db
    .selectFrom('ratings')
    .select('code')
    .where('library_id', '=', ctx.library.id)
    .where('worksheet_id', '=', worksheetId)
    .where('member_id', '=', raterId)
    .where('entered_by', 'is', null)
    .executeTakeFirst();
  if (draft) throw new Invalid({ form: { key: 'error.own_draft' } });
}
