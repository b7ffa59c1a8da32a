/** What a merge would do, before anybody does it: where each fact would come from, and what would move. */

import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import type { Id } from '../../house/ids.ts';
import type { OrganizationId } from '../directory/organization.ts';
import { type MergeField, ORGANIZATION_FIELDS, PARTNER_FIELDS, type SideTaken, type Take } from './duplicate.ts';
import { countAll } from './references.ts';
import { findSides, type Side } from './sides.ts';

/** One field with the values of both records; `takes` says which is preselected. */
export type FieldPlan = { name: MergeField; kept: string; gone: string; takes: SideTaken };
export type MergePlan = {
  kept: Side;
  gone: Side;
  fields: FieldPlan[];
  /** How many rows of the record that goes will move, by table. */
  moves: Record<string, number>;
  /** A worksheet, open or decided, that compares the two with each other. It forbids the merge. */
  worksheet: { id: Id<'worksheets'>; purpose: string } | null;
  /** The versions of both records. The merge is refused if they have changed since. */
  seen: string;
};

export async function mergePlan(ctx: Ctx, keptId: OrganizationId, goneId: OrganizationId): Promise<MergePlan> {
  const { kept, gone } = await findSides(ctx, keptId, goneId);
  return {
    kept,
    gone,
    fields: fieldsOf(kept, gone),
    moves: await movesOf(ctx, kept, gone),
    worksheet: await sharedWorksheet(ctx, kept.partner_id, gone.partner_id),
    seen: [kept.version, gone.version, kept.partner_version ?? 0, gone.partner_version ?? 0].join('.'),
  };
}

/**
 * How many rows will move. The relationship of the record that goes is not counted when it is united with that of the
 * kept one.
 */
export async function movesOf(ctx: Ctx, kept: Side, gone: Side): Promise<Record<string, number>> {
  const { partners, ...moves } = await countAll(ctx, gone.id, gone.partner_id);
  return partners && !kept.partner_id ? { partners, ...moves } : moves;
}

/** The fields of both. The value of the kept record is preselected unless it is empty. */
function fieldsOf(kept: Side, gone: Side): FieldPlan[] {
  const names: readonly MergeField[] =
    kept.partner_id && gone.partner_id ? [...ORGANIZATION_FIELDS, ...PARTNER_FIELDS] : ORGANIZATION_FIELDS;
  return names.map((name) => {
    const [ours, theirs] = [said(kept, name, gone), said(gone, name, kept)];
    return { name, kept: ours, gone: theirs, takes: ours === '' && theirs !== '' ? 'gone' : 'kept' };
  });
}

/** When one record is the parent of the other, the merged record has no parent. */
const said = (side: Side, name: MergeField, other: Side): string =>
  name === 'parent_organization_id' && side[name] === other.id ? '' : (side[name] ?? '');

/** The value of each field after the merge, by what the person chose. */
export function chosen(plan: MergePlan, take: Take): Partial<Record<MergeField, string>> {
  return Object.fromEntries(plan.fields.map((field) => [field.name, field[take[field.name] ?? field.takes]]));
}

/** Both lists, the kept one's first. */
export const united = (a: string[], b: string[]): string[] => [...new Set([...a, ...b])];

async function sharedWorksheet(ctx: Ctx, one: string | null, other: string | null): Promise<MergePlan['worksheet']> {
  if (!one || !other) return null;
  const { rows } = await sql<{ id: Id<'worksheets'>; purpose: string }>`
    select w.id, w.purpose from worksheets w
    join worksheet_partners a on a.library_id = w.library_id and a.worksheet_id = w.id and a.partner_id = ${one}
    join worksheet_partners b on b.library_id = w.library_id and b.worksheet_id = w.id and b.partner_id = ${other}
    where w.library_id = ${ctx.library.id} order by w.opened_at desc limit 1`.execute(ctx.db);
  return rows[0] ?? null;
}
