/** What a merge would do, before anybody does it: where each fact would come from, and what would move. */

import type { Ctx } from '../../house/ctx.ts';
import type { Apart } from '../../house/room.ts';
import type { OrganizationId } from '../directory/organization.ts';
import { rooms } from '../index.ts';
import { type MergeField, ORGANIZATION_FIELDS, PARTNER_FIELDS, type SideTaken, type Take } from './duplicate.ts';
import { countAll, type References, referencesHere } from './references.ts';
import { findSides, type Side } from './sides.ts';

/** One field with the values of both records; `takes` says which is preselected. */
export type FieldPlan = { name: MergeField; kept: string; gone: string; takes: SideTaken };
export type MergePlan = {
  kept: Side;
  gone: Side;
  fields: FieldPlan[];
  /** How many rows of the record that goes will move, by table. */
  moves: Record<string, number>;
  /** The columns by which rows belong to an organization, or to a partner. */
  references: References;
  /** Why they cannot be one. */
  apart: Apart | null;
  /** To hand in with the merge, so that a change in between is noticed. */
  seen: string;
};

export async function mergePlan(ctx: Ctx, keptId: OrganizationId, goneId: OrganizationId): Promise<MergePlan> {
  const { kept, gone } = await findSides(ctx, keptId, goneId);
  const references = await referencesHere(ctx);
  return {
    kept,
    gone,
    fields: fieldsOf(kept, gone),
    references,
    moves: await movesOf(ctx, { kept, gone, references }),
    apart: await whatKeepsApart(ctx, kept, gone),
    seen: [kept.version, gone.version, kept.partner_version ?? 0, gone.partner_version ?? 0].join('.'),
  };
}

/** Both are partners: the rows of the merged partner move to the kept one, and its own row is deleted. */
export async function movesOf(
  ctx: Ctx,
  { kept, gone, references }: Pick<MergePlan, 'kept' | 'gone' | 'references'>,
): Promise<Record<string, number>> {
  const { partners, ...moves } = {
    ...(gone.partner_id ? await countAll(ctx, gone.partner_id, references.partner) : {}),
    ...(await countAll(ctx, gone.id, references.organization)),
  };
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

/** The first thing that keeps the two relationships apart. */
async function whatKeepsApart(ctx: Ctx, kept: Side, gone: Side): Promise<Apart | null> {
  if (!kept.partner_id || !gone.partner_id) return null;
  for (const room of rooms) {
    const apart = await room.apart?.(ctx, { kept: kept.partner_id, gone: gone.partner_id });
    if (apart) return apart;
  }
  return null;
}
