/**
 * Merges one of two records into the other. Rows are only moved, changed and deleted, never added, and every change is
 * recorded, so that the merge can be undone (undo-merge.ts), also after somebody has worked with the kept record.
 */

import { sql } from 'kysely';
import { recording } from '../../house/change-sets.ts';
import { type Ctx, systemActor } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Invalid } from '../../house/errors.ts';
import { history } from '../../house/history.ts';
import { idFrom, newId } from '../../house/ids.ts';
import { unitedFurther } from '../directory/further.ts';
import { nameKey } from '../directory/name-key.ts';
import type { OrganizationId } from '../directory/organization.ts';
import { comparedBy, lockParents } from '../directory/organizations.ts';
import { type MergeId, mayMerge, type Take } from './duplicate.ts';
import { chosen, type MergePlan, mergePlan, movesOf, united } from './merge-plan.ts';
import { moveAll, TO_ORGANIZATION, TO_PARTNER } from './references.ts';
import { lockBoth, type Side } from './sides.ts';
import { rememberPlaces } from './since-merge.ts';
import { unitePeople } from './unite-people.ts';

type MergeForm = { kept: OrganizationId; gone: OrganizationId; take: Take; seen?: string };

/** Returns the merge's id, which takes it back. */
export async function mergeOrganizations(ctx: Ctx, draft: MergeForm): Promise<MergeId> {
  allow(mayMerge(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    await lockParents(ctx);
    await lockBoth(ctx, [draft.kept, draft.gone]);
    const plan = await mergePlan(ctx, draft.kept, draft.gone);
    if (plan.worksheet)
      throw new Invalid({ form: { key: 'error.merge_worksheet', values: { purpose: plan.worksheet.purpose } } });
    if (draft.seen && draft.seen !== plan.seen) throw new Invalid({ form: { key: 'error.merge_changed' } });
    const id: MergeId = newId();
    const moved = await openMoves(ctx, plan);
    await whileMerging(ctx, () => recording(ctx, { id, unit: 1 }, (ctx) => carryOut(ctx, plan, draft.take)));
    await remember(ctx, id, plan, moved);
    await history(ctx, 'organization.merged', { type: 'organization', id: plan.kept.id }, { name: plan.gone.name });
    return id;
  });
}

/**
 * Sets the flag under which the triggers of decided worksheets let two records of one partner become one, and two again
 * at the undo.
 */
export async function whileMerging<T>(ctx: Ctx, work: () => Promise<T>): Promise<T> {
  const say = (library: string) => sql`select set_config('app.merging_in', ${library}, true)`.execute(ctx.db);
  await say(ctx.library.id);
  try {
    return await work();
  } finally {
    // After an error the transaction is void, and its setting with it.
    await say('').catch(() => {});
  }
}

/** What moved, as everybody may see it: without anybody's private notes. */
const openMoves = (ctx: Ctx, { kept, gone }: MergePlan) => movesOf({ ...ctx, actor: systemActor }, kept, gone);

async function carryOut(ctx: Ctx, plan: MergePlan, take: Take): Promise<void> {
  const { kept, gone } = plan;
  const values = chosen(plan, take);
  if (kept.partner_id && gone.partner_id) await unitePartners(ctx, kept.partner_id, gone.partner_id, values);
  if (gone.confidential_address && !kept.confidential_address) await rememberPlaces(ctx, kept.id);
  await dropDoubles(ctx, kept.id, gone.id);
  await unitePeople(ctx, kept.id, gone.id);
  await moveAnswers(ctx, kept.id, gone.id);
  await uniteFacts(ctx, kept, gone, values);
  await moveAll(ctx, TO_ORGANIZATION, gone.id, kept.id);
  await sql`delete from organizations where library_id = ${ctx.library.id} and id = ${gone.id}`.execute(ctx.db);
}

type Chosen = ReturnType<typeof chosen>;

async function unitePartners(
  ctx: Ctx,
  kept: string,
  gone: string,
  { stage, owner_id, deputy_id }: Chosen,
): Promise<void> {
  const [library, deputy] = [ctx.library.id, deputy_id === owner_id ? '' : deputy_id];
  // A partner has one open next step. If both have one, the kept record's stays open and the other is closed.
  await sql`update next_steps s set closed_at = ${ctx.now}, closed_by = ${ctx.actor.id}, outcome = 'replaced'
    where s.library_id = ${library} and s.partner_id = ${gone} and s.closed_at is null
      and exists (select 1 from next_steps o where o.library_id = s.library_id and o.partner_id = ${kept} and o.closed_at is null)`.execute(
    ctx.db,
  );
  await moveAll(ctx, TO_PARTNER, gone, kept);
  await sql`update partners set stage = ${stage}, owner_id = nullif(${owner_id}, '')::uuid, deputy_id = nullif(${deputy}, '')::uuid, version = version + 1
    where library_id = ${library} and id = ${kept}`.execute(ctx.db);
  await sql`delete from partners where library_id = ${library} and id = ${gone}`.execute(ctx.db);
}

/** When two rows of the same table say the same, by table. Of such rows only the one of the kept record stays. */
const SAME: Record<string, string> = {
  organization_sectors: 'k.sector_key = g.sector_key',
  phones: 'k.number = g.number and k.extension = g.extension',
};
const SAME_STREET = `(k.address_type, lower(k.address_1), lower(k.address_2), lower(k.city), k.country) =
  (g.address_type, lower(g.address_1), lower(g.address_2), lower(g.city), g.country)`;
/**
 * True when row `k` repeats state and postal code of row `g`, or `g` leaves them empty. Without them a street is no
 * proof: there is a Main St in every Springfield.
 */
const SAYS_AS_MUCH = `lower(g.state_province) in ('', lower(k.state_province)) and left(g.postal_code, 5) in ('', left(k.postal_code, 5))`;

async function dropDoubles(ctx: Ctx, kept: string, gone: string): Promise<void> {
  for (const [table, same] of Object.entries(SAME)) await dropDouble(ctx, table, [gone, kept], same);
  await dropDouble(ctx, 'addresses', [gone, kept], `${SAME_STREET} and ${SAYS_AS_MUCH}`);
  await dropDouble(ctx, 'addresses', [kept, gone], `${SAME_STREET} and ${SAYS_AS_MUCH}`);
  for (const table of ['phones', 'addresses']) {
    await sql`update ${sql.table(table)} g set position = g.position
        + (select coalesce(max(k.position) + 1, 0) from ${sql.table(table)} k where k.library_id = g.library_id and k.organization_id = ${kept})
      where g.library_id = ${ctx.library.id} and g.organization_id = ${gone}`.execute(ctx.db);
  }
}

/** Deletes rows `g` of the first for which the second has a row `k`. */
async function dropDouble(ctx: Ctx, table: string, [from, by]: [string, string], same: string): Promise<void> {
  await sql`delete from ${sql.table(table)} g using ${sql.table(table)} k where g.library_id = ${ctx.library.id} and k.library_id = g.library_id
    and g.organization_id = ${from} and k.organization_id = ${by} and ${sql.raw(same)}`.execute(ctx.db);
}

/** Moves answers about the record that goes to the kept one, unless there is already one for the same pair. */
async function moveAnswers(ctx: Ctx, kept: string, gone: string): Promise<void> {
  const ofGone = sql`a.library_id = ${ctx.library.id} and ${gone}::uuid in (a.organization_id, a.other_id)`;
  const other = sql`case when a.organization_id = ${gone} then a.other_id else a.organization_id end`;
  const [first, second] = [sql`least(${kept}::uuid, ${other})`, sql`greatest(${kept}::uuid, ${other})`];
  await sql`delete from duplicate_answers a where ${ofGone} and (${kept}::uuid in (a.organization_id, a.other_id) or exists (
    select 1 from duplicate_answers k where k.library_id = a.library_id and k.organization_id = ${first} and k.other_id = ${second}))`.execute(
    ctx.db,
  );
  await sql`update duplicate_answers a set organization_id = ${first}, other_id = ${second} where ${ofGone}`.execute(
    ctx.db,
  );
}

async function uniteFacts(ctx: Ctx, kept: Side, gone: Side, values: Chosen): Promise<void> {
  const { name = kept.name, description = '', website = '', email = '', tax_id = '' } = values;
  const alternate_names = united([...kept.alternate_names, kept.name], [gone.name, ...gone.alternate_names]).filter(
    (each) => nameKey(each) !== nameKey(name),
  );
  const parentId = values.parent_organization_id ? idFrom(values.parent_organization_id) : null;
  const row = {
    ...{ name, description, website, email, tax_id, alternate_names },
    languages: united(kept.languages, gone.languages),
    populations: united(kept.populations, gone.populations),
    further: JSON.stringify(unitedFurther(kept.further, gone.further)),
    // An address that one of them hides stays hidden.
    confidential_address: kept.confidential_address || gone.confidential_address,
    parent_organization_id: await parentWithoutCircle(ctx, parentId, [kept.id, gone.id]),
    ...comparedBy({ name, alternate_names, website }),
  };
  await ctx.db
    .updateTable('organizations')
    .set({ ...row, version: kept.version + 1, updated_at: ctx.now })
    .where('library_id', '=', ctx.library.id)
    .where('id', '=', kept.id)
    .execute();
}

/** The parent, or null if that parent is itself below one of the two: it would close a circle. */
async function parentWithoutCircle(
  ctx: Ctx,
  parentId: OrganizationId | null,
  both: OrganizationId[],
): Promise<OrganizationId | null> {
  const { rows } = await sql`
    with recursive above(id) as (
      select ${parentId}::uuid
      union select o.parent_organization_id from organizations o join above on o.id = above.id
        where o.library_id = ${ctx.library.id} and o.parent_organization_id is not null
    ) select 1 from above where id = any(${both}::uuid[])`.execute(ctx.db);
  return rows.length > 0 ? null : parentId;
}

async function remember(
  ctx: Ctx,
  id: MergeId,
  { kept, gone }: MergePlan,
  moved: Record<string, number>,
): Promise<void> {
  const both = kept.partner_id && gone.partner_id;
  const partners = { kept_partner_id: both ? kept.partner_id : null, gone_partner_id: both ? gone.partner_id : null };
  const names = { kept_id: kept.id, gone_id: gone.id, kept_name: kept.name, gone_name: gone.name };
  const row = {
    library_id: ctx.library.id,
    id,
    ...names,
    ...partners,
    moved: JSON.stringify(moved),
    merged_by: ctx.actor.id,
    merged_at: ctx.now,
  };
  await ctx.db.insertInto('merges').values(row).execute();
}
