/**
 * Undoing an import, in one transaction: what was there before comes back unit by unit; a unit that somebody changed or
 * built on since is kept, and named.
 */

import { sql } from 'kysely';
import { type KeptUnit, undoChangeSet } from '../../../../house/change-sets.ts';
import type { Ctx } from '../../../../house/ctx.ts';
import { inTransaction } from '../../../../house/db.ts';
import { allow, Invalid } from '../../../../house/errors.ts';
import { histories, history, theLibrary } from '../../../../house/history.ts';
import { tellChanged } from '../../../directory/changed.ts';
import type { OrganizationId } from '../../../directory/organization.ts';
import { compareAnew } from '../../../directory/organizations.ts';
import { type Import, type ImportId, mayImport } from '../import.ts';
import { findImport, setStatus } from '../imports.ts';
import { nobody, oneAtATime, told, type Watch } from './applying.ts';

/** Takes everything back that the import did. What somebody changed or built on since is kept, and named. */
export async function undoImport(ctx: Ctx, id: ImportId, watch: Watch = nobody): Promise<KeptUnit[]> {
  allow(mayImport(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    await oneAtATime(ctx);
    const item = await findImport(ctx, id, { lock: true });
    if (item.status !== 'applied' && item.status !== 'undoing')
      throw new Invalid({ form: { key: 'error.import_not_applied' } });
    const later = await laterImport(ctx, item);
    if (later) throw new Invalid({ form: { key: 'error.import_later', values: { file: later } } });
    const touched = await touchedBy(ctx, id);
    const kept = await undoChangeSet(ctx, id, watch);
    const keptUnits = new Set(kept.map((each) => each.unit));
    const undone = touched.filter((each) => !keptUnits.has(Number(each.unit)));
    await tellUndone(
      ctx,
      item,
      undone.map((each) => each.organization_id),
    );
    const names = await namesOf(ctx, id, kept);
    const problem =
      kept.length > 0
        ? JSON.stringify({ message: { key: 'import.kept', values: { count: kept.length } }, kept: names })
        : null;
    await setStatus(ctx, id, { status: 'undone', problem, undone_at: ctx.now, undone_by: ctx.actor.id });
    await history(ctx, 'import.undone', {
      subject: theLibrary(ctx),
      details: { file: item.file_name, kept: kept.length },
    });
    return kept;
  });
}

type Touched = { unit: number; organization_id: OrganizationId };

/** Which organizations the units speak of. */
async function touchedBy(ctx: Ctx, id: ImportId): Promise<Touched[]> {
  const { rows } = await sql<Touched>`
    select distinct unit, after ->> 'organization_id' as organization_id from recorded_changes
    where library_id = ${ctx.library.id} and change_set_id = ${id} and table_name = 'organization_sources'
      and after is not null`.execute(ctx.db);
  return rows;
}

/** Writes into the history of organizations that existed before and still exist that the import was undone. */
async function tellUndone(ctx: Ctx, item: Import, ids: OrganizationId[]): Promise<void> {
  const { rows } = await sql<{
    id: OrganizationId;
  }>`select id from organizations where library_id = ${ctx.library.id} and id = any(${ids}::uuid[])`.execute(ctx.db);
  await compareAnew(
    ctx,
    rows.map((row) => row.id),
  );
  await tellChanged(ctx);
  await histories(
    ctx,
    rows.map(({ id }) => ({
      action: 'organization.import_undone',
      subject: { type: 'organization', id },
      details: told(item),
    })),
  );
}

/** A later edition of the same list builds on this one and must be undone first. */
async function laterImport(ctx: Ctx, item: Import): Promise<string | undefined> {
  const row = await ctx.db
    .selectFrom('imports')
    .select('file_name')
    .where('library_id', '=', ctx.library.id)
    .where('source', '=', item.source)
    .where('status', '=', 'applied')
    .where('applied_at', '>', item.applied_at)
    .where((each) =>
      each.exists(
        each
          .selectFrom('recorded_changes as r')
          .select('r.seq')
          .whereRef('r.library_id', '=', 'imports.library_id')
          .whereRef('r.change_set_id', '=', 'imports.id'),
      ),
    )
    .limit(1)
    .executeTakeFirst();
  return row?.file_name;
}

/** What was kept, by name: the first hundred. */
async function namesOf(ctx: Ctx, id: ImportId, kept: KeptUnit[]): Promise<string[]> {
  const units = kept.slice(0, 100).map((each) => String(each.unit));
  if (units.length === 0) return [];
  const { rows } = await sql<{ name: string }>`
    select distinct on (unit) after ->> 'name' as name from recorded_changes
    where library_id = ${ctx.library.id} and change_set_id = ${id} and unit = any(${units}::bigint[])
      and table_name in ('organizations', 'leads')
      and after is not null order by unit, seq desc`.execute(ctx.db);
  return rows.map((row) => row.name);
}
