/**
 * The dry run, and what people may correct before it runs again: what columns mean, what a cell should have held,
 * whether two records are the same.
 */
import { sql } from 'kysely';
import type { Ctx } from '../../../../house/ctx.ts';
import { inTransaction } from '../../../../house/db.ts';
import { allow, Conflict, Invalid } from '../../../../house/errors.ts';
import { nameKey } from '../../../directory/name-key.ts';
import type { Mapping } from '../columns/fields.ts';
import { type ImportId, type MappingForm, mayImport } from '../import.ts';
import { findRow, storedRows } from '../import-rows.ts';
import { openImport, setStatus } from '../imports.ts';
import type { Kind } from '../reading/sheet.ts';
import { leaveSheets, sheetsLeft } from '../sheets.ts';
import { checkAround, standingOf } from './checking-part.ts';
import { keepPlan } from './kept-plan.ts';
import { planImport } from './planning.ts';

/** True for kinds whose columns are fixed, so that nobody has to say what they mean. */
export const readsItself = (kind: Kind): boolean => kind === 'irs' || kind === 'vcard' || kind === 'hsds';

/** How the columns are read; remembered for the next file with such a header. */
export async function setMapping(ctx: Ctx, id: ImportId, form: MappingForm): Promise<void> {
  allow(mayImport(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const item = await openImport(ctx, id);
    if (item.version !== form.version) throw new Conflict({}, item.version);
    if (form.mapping.length !== item.header.length) throw new Invalid({ form: { key: 'error.choice' } });
    const left_sheets = sheetsLeft(item, form.sheets);
    const said = { ...(form.sector_words && { sector_words: form.sector_words }), ...(left_sheets && { left_sheets }) };
    await ctx.db
      .updateTable('imports')
      .set({
        mapping: form.mapping,
        default_sector: form.default_sector,
        format: JSON.stringify({ ...item.format, ...said }),
        version: item.version + 1,
      })
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id)
      .execute();
    if (left_sheets) await leaveSheets(ctx, item, left_sheets);
    const memory = {
      library_id: ctx.library.id,
      header_key: headerKey(item.header),
      mapping: form.mapping,
      used_at: ctx.now,
    };
    if (!readsItself(item.kind))
      await ctx.db
        .insertInto('import_mappings')
        .values(memory)
        .onConflict((conflict) =>
          conflict
            .columns(['library_id', 'header_key'])
            .doUpdateSet({ mapping: memory.mapping, used_at: memory.used_at }),
        )
        .execute();
    await checkImport(ctx, id);
  });
}

/** The dry run: what each row would do, kept with the row. Nothing outside the import is touched. */
export async function checkImport(ctx: Ctx, id: ImportId): Promise<void> {
  allow(mayImport(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const item = await openImport(ctx, id);
    const rows = await storedRows(ctx, id);
    const plan = await planImport(ctx, item, rows);
    await keepPlan(ctx, id, plan);
    await setStatus(ctx, id, {
      status: 'checked',
      problem: null,
      counts: JSON.stringify(plan.counts),
      format: JSON.stringify({ ...item.format, unknown_words: plan.unknown, columns: plan.columns }),
    });
  });
}

const headerKey = (header: string[]) => header.map(nameKey).join('|').slice(0, 2000);

/** How this library read such a header the last time. */
export async function rememberedMapping(ctx: Ctx, header: string[]): Promise<Mapping | null> {
  const row = await ctx.db
    .selectFrom('import_mappings')
    .select('mapping')
    .where('library_id', '=', ctx.library.id)
    .where('header_key', '=', headerKey(header))
    .executeTakeFirst();
  return row && row.mapping.length === header.length ? (row.mapping as Mapping) : null;
}

/** One row of one import. */
export type RowPlace = { importId: ImportId; number: number };

/** Stores the row as somebody has corrected it. Problems from reading the file no longer apply to it. */
export async function fixRow(ctx: Ctx, { importId: id, number }: RowPlace, cells: string[]): Promise<void> {
  allow(mayImport(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const item = await openImport(ctx, id);
    const row = await findRow(ctx, id, number);
    if (cells.length !== item.header.length) throw new Invalid({ form: { key: 'error.choice' } });
    const untouched = row.problems.filter((problem) => problem.message.key === 'error.package_nameless');
    const before = await standingOf(ctx, item, number);
    await updateRow(ctx, { importId: id, number }, { cells, problems: JSON.stringify(untouched), answer: '' });
    await (before ? checkAround(ctx, item, before) : checkImport(ctx, id));
  });
}

/** 'out' leaves one row out; '' takes it in again; other answers are about the look-alikes of its unit. */
export async function answerRow(ctx: Ctx, { importId: id, number }: RowPlace, answer: string): Promise<void> {
  allow(mayImport(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const item = await openImport(ctx, id);
    const row = await findRow(ctx, id, number);
    const before = await standingOf(ctx, item, number);
    const offered: string[] = row.plan?.matches.map((match) => match.id) ?? [];
    if (answer.includes('-') && !offered.includes(answer)) throw new Invalid({ answer: { key: 'error.choice' } });
    await updateRow(ctx, { importId: id, number }, { answer });
    if (answer === '' && row.unit !== null)
      await sql`update import_rows set answer = '' where library_id = ${ctx.library.id} and import_id = ${id}
        and unit = ${row.unit}`.execute(ctx.db);
    await (before ? checkAround(ctx, item, before) : checkImport(ctx, id));
  });
}

/** One answer for all that wait: add them, leave them out, or take the best look-alike of each. */
export async function answerAll(ctx: Ctx, id: ImportId, answer: 'add' | 'skip' | 'best'): Promise<void> {
  allow(mayImport(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    await openImport(ctx, id);
    const value = answer === 'best' ? sql`plan -> 'matches' -> 0 ->> 'id'` : sql`${answer}::text`;
    await sql`update import_rows set answer = coalesce(${value}, '') where library_id = ${ctx.library.id}
      and import_id = ${id}
      and outcome = 'duplicate' and plan is not null`.execute(ctx.db);
    await checkImport(ctx, id);
  });
}

/** Leaves out every row that cannot go in. */
export async function leaveOutErrors(ctx: Ctx, id: ImportId): Promise<void> {
  allow(mayImport(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    await openImport(ctx, id);
    await ctx.db
      .updateTable('import_rows')
      .set({ answer: 'out' })
      .where('library_id', '=', ctx.library.id)
      .where('import_id', '=', id)
      .where('outcome', '=', 'error')
      .execute();
    await checkImport(ctx, id);
  });
}

const updateRow = (
  ctx: Ctx,
  { importId, number }: RowPlace,
  values: { cells?: string[]; problems?: string; answer?: string },
) =>
  ctx.db
    .updateTable('import_rows')
    .set(values)
    .where('library_id', '=', ctx.library.id)
    .where('import_id', '=', importId)
    .where('number', '=', number)
    .execute();
