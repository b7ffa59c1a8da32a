/** Saving ratings: from the screen by the rater, or from paper by somebody who types them in. */
import { type Ctx, type MemberId, memberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found, Invalid, translating } from '../../house/errors.ts';
import { history } from '../../house/history.ts';
import { asTyped, type Rating, REFUSED, ratingsOf } from './ratings.ts';
import { type Cell, mayTypeIn, type WorksheetId } from './worksheet.ts';
import { findWorksheet } from './worksheets.ts';

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

type StoredRating = Omit<Rating, 'raterId'>;

/**
 * The rating after the cell was saved; none where nothing changes. What a cell leaves out stays as it was. Its branches
 * are the answers a score can have (left out, "don't know yet", a number or empty) and the defaults of each field.
 */
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
