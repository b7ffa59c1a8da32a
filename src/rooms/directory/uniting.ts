/**
 * This room's part in merging two organizations, and in the undo. A merge only changes and deletes rows and adds none;
 * its undo puts them back.
 */

import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { idFrom } from '../../house/ids.ts';
import type { Pair } from '../../house/room.ts';
import { tellChanged } from './changed.ts';
import { type Further, unitedFurther } from './further.ts';
import { nameKey } from './name-key.ts';
import type { OrganizationId } from './organization.ts';
import { comparedBy } from './organizations.ts';
import { idsAbove } from './parents.ts';

/** What both records say, and what the library chose where they differ. */
export type UnitedFacts = { kept: Facts; gone: Facts; chosen: Chosen };
type Facts = {
  id: OrganizationId;
  version: number;
  name: string;
  alternate_names: string[];
  languages: string[];
  populations: string[];
  further: Further;
  confidential_address: boolean;
};
type Chosen = Partial<
  Record<'name' | 'description' | 'website' | 'email' | 'tax_id' | 'parent_organization_id', string>
>;

/** Both lists without duplicates, the kept record's entries first. */
export const united = (a: string[], b: string[]): string[] => [...new Set([...a, ...b])];

/** Writes the facts of both records into the kept one. The name that was not chosen stays as an alternate name. */
export async function uniteFacts(ctx: Ctx, { kept, gone, chosen }: UnitedFacts): Promise<void> {
  const { name = kept.name, description = '', website = '', email = '', tax_id = '' } = chosen;
  const alternate_names = united([...kept.alternate_names, kept.name], [gone.name, ...gone.alternate_names]).filter(
    (each) => nameKey(each) !== nameKey(name),
  );
  const row = {
    ...{ name, description, website, email, tax_id, alternate_names },
    languages: united(kept.languages, gone.languages),
    populations: united(kept.populations, gone.populations),
    further: JSON.stringify(unitedFurther(kept.further, gone.further)),
    // An address that one of them hides stays hidden.
    confidential_address: kept.confidential_address || gone.confidential_address,
    parent_organization_id: await parentWithoutCircle(ctx, chosenParent(chosen), [kept.id, gone.id]),
    ...comparedBy({ name, alternate_names, website }),
  };
  await ctx.db
    .updateTable('organizations')
    .set({ ...row, version: kept.version + 1, updated_at: ctx.now })
    .where('library_id', '=', ctx.library.id)
    .where('id', '=', kept.id)
    .execute();
}

const chosenParent = ({ parent_organization_id: id }: Chosen): OrganizationId | null => (id ? idFrom(id) : null);

/**
 * The chosen parent; null if it is one of the two or, through any number of steps, part of one, which would close a
 * circle.
 */
async function parentWithoutCircle(
  ctx: Ctx,
  parentId: OrganizationId | null,
  both: OrganizationId[],
): Promise<OrganizationId | null> {
  if (!parentId) return null;
  const above = await idsAbove(ctx, parentId);
  return above.some((id) => both.includes(id)) ? null : parentId;
}

/** Deletes the merged record, once nothing refers to it any more. */
export async function removeUnited(ctx: Ctx, id: OrganizationId): Promise<void> {
  await ctx.db.deleteFrom('organizations').where('library_id', '=', ctx.library.id).where('id', '=', id).execute();
  await tellChanged(ctx);
}

/** Replaces some lists at the undo of a merge. The version does not change, because nobody has edited the record. */
export async function setLists(
  ctx: Ctx,
  id: OrganizationId,
  lists: Partial<Pick<Facts, 'alternate_names' | 'languages' | 'populations'>>,
): Promise<void> {
  if (Object.keys(lists).length === 0) return;
  const update = ctx.db.updateTable('organizations').set(lists);
  await update.where('library_id', '=', ctx.library.id).where('id', '=', id).execute();
}

/** Marks their addresses as confidential. Returns whether any was not marked before. */
export async function hideAddresses(ctx: Ctx, ids: OrganizationId[]): Promise<boolean> {
  if (ids.length === 0) return false;
  const hidden = await ctx.db
    .updateTable('organizations')
    .set({ confidential_address: true })
    .where('library_id', '=', ctx.library.id)
    .where('id', 'in', ids)
    .where('confidential_address', '=', false)
    .executeTakeFirst();
  return hidden.numUpdatedRows > 0;
}

/**
 * After the undo of a merge: ends offers of one organization's services at the other's places. Returns whether there
 * were any.
 */
export async function partOffers(ctx: Ctx, { kept, gone }: Pair): Promise<boolean> {
  const both = sql`array[${kept}, ${gone}]::uuid[]`;
  const parted = await sql`
    delete from service_at_locations a using services s, locations l
    where a.library_id = ${ctx.library.id} and s.library_id = a.library_id and s.id = a.service_id
      and l.library_id = a.library_id and l.id = a.location_id
      and s.organization_id = any(${both}) and l.organization_id = any(${both})
      and s.organization_id <> l.organization_id`.execute(ctx.db);
  return Number(parted.numAffectedRows ?? 0) > 0;
}
