/**
 * Removing a worksheet, open or decided, with everything under it, and a factor set of the library's own. A decision
 * stays as it was made as long as its worksheet stands; the worksheet as a whole may go, and comes back with its
 * decision.
 */

import { sql } from 'kysely';
import { type Actor, atLeast, type Ctx } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow } from '../../house/errors.ts';
import { history } from '../../house/history.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import { findFactorSet, mayEditFactorSet } from './factor-sets.ts';
import type { FactorSetId, WorksheetId } from './worksheet.ts';
import { findWorksheet } from './worksheets.ts';

export const mayRemoveWorksheet = (actor: Actor) => atLeast(actor, 'coordinator');

/** Returns the id that brings it back. */
export async function removeWorksheet(ctx: Ctx, id: WorksheetId): Promise<RemovalId> {
  allow(mayRemoveWorksheet(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    await waitForOthers(ctx, id);
    const { purpose } = await findWorksheet(ctx, id);
    return removing(
      ctx,
      { kind: 'worksheet', subject: id, label: purpose, about: { type: 'worksheet', id } },
      async (ctx) => {
        await wholeWorksheet(ctx, () => deleteAll(ctx, id));
        await history(ctx, 'worksheet.removed', { subject: { type: 'worksheet', id }, details: { purpose } });
      },
    );
  });
}

/**
 * Waits for anybody who is rating, handing in or deciding at this moment; whoever comes later finds no worksheet. Takes
 * the locks in the same order as a rater does, or each would wait for the other. Handing in needs only a shared lock on
 * the first of them, which this one lets pass.
 */
async function waitForOthers(ctx: Ctx, id: WorksheetId): Promise<void> {
  const raters = ctx.db
    .selectFrom('worksheet_raters')
    .select('member_id')
    .where('library_id', '=', ctx.library.id)
    .where('worksheet_id', '=', id);
  await raters.orderBy('member_id').forNoKeyUpdate().execute();
  await ctx.db
    .selectFrom('worksheets')
    .select('id')
    .where('library_id', '=', ctx.library.id)
    .where('id', '=', id)
    .forUpdate()
    .execute();
}

/** While this setting is on, the triggers that protect decisions allow a whole worksheet to be deleted or restored. */
export async function wholeWorksheet<T>(ctx: Ctx, work: () => Promise<T>): Promise<T> {
  const say = (library: string) =>
    sql`select set_config('app.removing_worksheet_in', ${library}, true)`.execute(ctx.db);
  await say(ctx.library.id);
  // A decision and its reopening refer to each other.
  await sql`set constraints all deferred`.execute(ctx.db);
  try {
    const done = await work();
    await sql`set constraints all immediate`.execute(ctx.db);
    return done;
  } finally {
    // After an error the transaction is rolled back, which also resets the setting.
    await say('').catch(() => {});
  }
}

async function deleteAll(ctx: Ctx, id: WorksheetId): Promise<void> {
  for (const table of await tablesUnder(ctx))
    await sql`delete from ${sql.table(table)} where library_id = ${ctx.library.id} and worksheet_id = ${id}`.execute(
      ctx.db,
    );
  await ctx.db.deleteFrom('worksheets').where('library_id', '=', ctx.library.id).where('id', '=', id).execute();
}

/**
 * Every table that refers to worksheets, by however many steps, those that nothing refers to first: a new one cannot be
 * forgotten. References that are checked at the end put no order upon them.
 */
export async function tablesUnder(ctx: Pick<Ctx, 'db'>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    with recursive under (id, step) as (
      select 'worksheets'::regclass::oid, 0
      union select k.conrelid, u.step + 1 from pg_constraint k join under u on k.confrelid = u.id
        where k.contype = 'f' and not k.condeferrable and k.conrelid <> k.confrelid and u.step < 20
    )
    select c.relname as name from under u join pg_class c on c.oid = u.id where u.step > 0 group by c.relname
      order by max(u.step) desc, c.relname`.execute(ctx.db);
  return rows.map((row) => row.name);
}

export const mayRemoveFactorSet = mayEditFactorSet;

/**
 * It is not offered any more; worksheets keep the version they were opened with. Returns the id that brings it back.
 */
export async function removeFactorSet(ctx: Ctx, id: FactorSetId): Promise<RemovalId> {
  return inTransaction(ctx, async (ctx) => {
    const set = await findFactorSet(ctx, id);
    allow(mayRemoveFactorSet(ctx.actor, set));
    const about = { type: 'factor_set', id } as const;
    return removing(ctx, { kind: 'factor_set', subject: id, label: set.name, about }, async (ctx) => {
      await ctx.db
        .updateTable('factor_sets')
        .set({ removed_at: ctx.now })
        .where('library_id', '=', ctx.library.id)
        .where('id', '=', id)
        .execute();
      await history(ctx, 'factor_set.removed', { subject: about, details: { name: set.name } });
    });
  });
}
