/** Election periods: when one is on, pages about officials say what staff are to mind. */
import { type Ctx, memberId, today } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import { type ElectionPeriod, type ElectionPeriodId, mayKeepElections, type PeriodDraft } from './official.ts';

/** The latest first. */
export const electionPeriods = (ctx: Ctx): Promise<ElectionPeriod[]> =>
  ctx.db
    .selectFrom('election_periods')
    .select(['id', 'name', 'starts_on', 'ends_on', 'note', 'version'])
    .where('library_id', '=', ctx.library.id)
    .orderBy('starts_on', 'desc')
    .orderBy('id')
    .execute();

export const findPeriod = async (ctx: Ctx, id: ElectionPeriodId): Promise<ElectionPeriod> =>
  found((await electionPeriods(ctx)).find((each) => each.id === id));

/** The one that is on today, the first to end of several; null in between. */
export async function periodNow(ctx: Ctx): Promise<ElectionPeriod | null> {
  const day = today(ctx);
  const on = (await electionPeriods(ctx)).filter(({ starts_on, ends_on }) => starts_on <= day && ends_on >= day);
  return on.toSorted((one, other) => one.ends_on.localeCompare(other.ends_on))[0] ?? null;
}

export async function addPeriod(ctx: Ctx, draft: PeriodDraft): Promise<ElectionPeriodId> {
  allow(mayKeepElections(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const id = newId<'election_periods'>();
    await ctx.db
      .insertInto('election_periods')
      .values({ library_id: ctx.library.id, id, ...draft, made_by: memberId(ctx), made_at: ctx.now })
      .execute();
    await history(ctx, 'election_period.added', { subject: theLibrary(ctx), details: { name: draft.name } });
    return id;
  });
}

/** Throws Conflict with what it says now when somebody has changed it meanwhile. */
export async function changePeriod(
  ctx: Ctx,
  id: ElectionPeriodId,
  { version, ...draft }: PeriodDraft & { version: number },
): Promise<void> {
  allow(mayKeepElections(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const { id: _id, version: now, ...was } = await findPeriod(ctx, id);
    const changed = await ctx.db
      .updateTable('election_periods')
      .set({ ...draft, version: version + 1 })
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst();
    if (!changed.numUpdatedRows) throw new Conflict(was, now);
    await history(ctx, 'election_period.changed', { subject: theLibrary(ctx), details: { name: draft.name } });
  });
}

/** Returns the id that brings it back. */
export async function removePeriod(ctx: Ctx, id: ElectionPeriodId): Promise<RemovalId> {
  allow(mayKeepElections(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const { name } = await findPeriod(ctx, id);
    return removing(ctx, { kind: 'election_period', subject: id, label: name, about: theLibrary(ctx) }, async (ctx) => {
      await ctx.db
        .deleteFrom('election_periods')
        .where('library_id', '=', ctx.library.id)
        .where('id', '=', id)
        .execute();
      await history(ctx, 'election_period.removed', { subject: theLibrary(ctx), details: { name } });
    });
  });
}
