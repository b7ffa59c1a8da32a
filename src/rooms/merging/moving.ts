/**
 * All that belongs to one record moves to the other; what both have is kept once, by what each room says is the same.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import type { Pair, Table } from '../../house/room.ts';
import { tableOf } from '../index.ts';
import type { Reference } from './references.ts';

export async function dropDoubles(ctx: Ctx, references: readonly Reference[], { kept, gone }: Pair): Promise<void> {
  for (const table of new Set(references.map(({ table }) => table))) {
    const ended = tableOf(table).endedByMerge?.(ctx, { kept, gone });
    if (ended)
      await sql`delete from ${sql.table(table)} where library_id = ${ctx.library.id} and id in (${ended})`.execute(
        ctx.db,
      );
  }
  for (const reference of references) {
    const { sameWhen, listed } = tableOf(reference.table);
    // Where the row of the merged record holds more than that of the kept record, the kept record's row is deleted.
    if (sameWhen) {
      await dropDouble(ctx, reference, { kept, gone, same: sameInSql(sameWhen) });
      await dropDouble(ctx, reference, { kept: gone, gone: kept, same: sameInSql(sameWhen) });
    }
    if (listed && reference.columns.includes('position')) await putBehind(ctx, reference, { kept, gone });
  }
}

const sameInSql = (same: NonNullable<Table['sameWhen']>): RawBuilder<unknown> =>
  typeof same === 'string'
    ? sql.raw(same)
    : sql.join(
        same.map((column) => sql`${sql.ref(`k.${column}`)} = ${sql.ref(`g.${column}`)}`),
        sql` and `,
      );

type Double = Pair & { same: RawBuilder<unknown> };

/** Deletes the rows `g` of the merged record for which the kept record has the same row `k`. */
async function dropDouble(ctx: Ctx, { table, column }: Reference, { kept, gone, same }: Double): Promise<void> {
  await sql`delete from ${sql.table(table)} g using ${sql.table(table)} k
    where g.library_id = ${ctx.library.id} and k.library_id = g.library_id
      and ${sql.ref(`g.${column}`)} = ${gone} and ${sql.ref(`k.${column}`)} = ${kept} and ${same}`.execute(ctx.db);
}

/** In a list with an order, the rows of the merged record come after those of the kept record. */
async function putBehind(ctx: Ctx, { table, column }: Reference, { kept, gone }: Pair): Promise<void> {
  await sql`update ${sql.table(table)} g set position = g.position
      + (select coalesce(max(k.position) + 1, 0) from ${sql.table(table)} k
        where k.library_id = ${ctx.library.id} and ${sql.ref(`k.${column}`)} = ${kept})
    where g.library_id = ${ctx.library.id} and ${sql.ref(`g.${column}`)} = ${gone}`.execute(ctx.db);
}

/** Everything that belongs to the gone one belongs to the kept one from now on, and so does what follows that. */
export async function moveAll(ctx: Ctx, references: readonly Reference[], { kept, gone }: Pair): Promise<void> {
  await sql`set constraints all deferred`.execute(ctx.db);
  for (const { table, column } of references) {
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${kept}
      where library_id = ${ctx.library.id} and ${sql.ref(column)} = ${gone}`.execute(ctx.db);
  }
}

/** At an undo: what came since to something that went back, such as a rating on a worksheet, goes back with it. */
export async function takeAlong(ctx: Ctx, references: readonly Reference[], { kept, gone }: Pair): Promise<void> {
  for (const { table, column, through } of references) {
    if (!through) continue;
    const same = [column, ...through.on].map((name) => sql`${sql.ref(`w.${name}`)} = ${sql.ref(`t.${name}`)}`);
    await sql`update ${sql.table(table)} t set ${sql.ref(column)} = ${gone}
      where t.library_id = ${ctx.library.id} and ${sql.ref(`t.${column}`)} = ${kept} and not exists (
        select 1 from ${sql.table(through.table)} w
        where w.library_id = ${ctx.library.id} and ${sql.join(same, sql` and `)})`.execute(ctx.db);
  }
}
