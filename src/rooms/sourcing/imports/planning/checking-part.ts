/**
 * Repeats the dry run after somebody answered or corrected one row: only for that row and the rows that could be the
 * same organization (its kin). Everything else stays. In a list of fifty thousand rows that is a handful.
 */
import { sql } from 'kysely';
import type { Ctx } from '../../../../house/ctx.ts';
import { columnsAfter } from '../columns/columns-read.ts';
import type { Counts, Import, ImportId, UnknownWord } from '../import.ts';
import { storedRows } from '../import-rows.ts';
import { setStatus } from '../imports.ts';
import { kinOfRow, noticedAt, type StoredRow } from '../rows/rows-read.ts';
import { keepPlan } from './kept-plan.ts';
import { mostFrequent, planPart } from './planning.ts';

export type RowStanding = { row: StoredRow; kin: string | null };

/**
 * The row before the change; null when the whole list must be checked again, because it never was, or by an older
 * release.
 */
export async function standingOf(ctx: Ctx, item: Import, number: number): Promise<RowStanding | null> {
  if (item.status !== 'checked') return null;
  const [row] = await storedRows(ctx, item.id, { number, kins: [] });
  const { rows } = await sql<{ kin: string | null; old: boolean }>`
    select kin, exists (select 1 from import_rows o where o.library_id = ${ctx.library.id} and o.import_id = r.import_id
      and o.unit is not null and o.kin is null) as old
    from import_rows r where library_id = ${ctx.library.id} and import_id = ${item.id} and number = ${number}`.execute(
    ctx.db,
  );
  const [found] = rows;
  return row && found && !found.old ? { row, kin: found.kin } : null;
}

/** Called after the change is written. */
export async function checkAround(ctx: Ctx, item: Import, before: RowStanding): Promise<void> {
  const { number } = before.row;
  const [row] = await storedRows(ctx, item.id, { number, kins: [] });
  if (!row) return;
  const kins = [before.kin, await kinOfRow(ctx, item, row)].filter((kin) => kin !== null);
  const plan = await planPart(ctx, item, await storedRows(ctx, item.id, { number, kins }));
  await keepPlan(ctx, item.id, plan);
  const [was, is] = [await noticedAt(ctx, item, before.row), await noticedAt(ctx, item, row)];
  const unknown = new Map((item.format.unknown_words ?? []).map(({ word, count }: UnknownWord) => [word, count]));
  for (const [word, count] of was.unknown) unknown.set(word, (unknown.get(word) ?? 0) - count);
  for (const [word, count] of is.unknown) unknown.set(word, (unknown.get(word) ?? 0) + count);
  const columns = columnsAfter(item.format.columns ?? [], { was: was.columns, is: is.columns }, item.header);
  const format = { ...item.format, unknown_words: mostFrequent(unknown), columns };
  await setStatus(ctx, item.id, {
    status: 'checked',
    problem: null,
    counts: JSON.stringify(await countsOf(ctx, item.id)),
    format: JSON.stringify(format),
  });
}

async function countsOf(ctx: Ctx, id: ImportId): Promise<Counts> {
  const { rows } = await sql<Record<string, number>>`
    select count(*) as rows, count(*) filter (where outcome = 'new') as new, count(*) filter (where outcome
      = 'changed') as changed,
      count(*) filter (where outcome = 'same') as same, count(*) filter (where outcome = 'duplicate') as duplicate,
      count(*) filter (where outcome = 'error') as error, count(*) filter (where outcome = 'left_out') as left_out,
      count(distinct unit) filter (where outcome = 'new') as new_units, count(distinct unit) filter (where outcome
        = 'changed') as changed_units,
      count(*) filter (where remembered) as remembered
    from import_rows where library_id = ${ctx.library.id} and import_id = ${id}`.execute(ctx.db);
  const { new_units = 0, changed_units = 0, remembered = 0, ...counts } = rows[0] ?? {};
  return { ...counts, organizations: { new: new_units, changed: changed_units, remembered } } as Counts;
}
