/**
 * Undoes a merge. Both records get back what they had. What was added to the kept record since stays there; a value
 * that was changed since keeps its newer value, on whichever record it now belongs to.
 */

import { sql } from 'kysely';
import { undoChangeSet } from '../../house/change-sets.ts';
import type { Ctx } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, found, Invalid } from '../../house/errors.ts';
import { type Details, history } from '../../house/history.ts';
import { tellChanged } from '../directory/changed.ts';
import type { OrganizationId } from '../directory/organization.ts';
import { compareAnew } from '../directory/organizations.ts';
import { removeAllWithoutRole } from '../directory/persons.ts';
import { hideAddresses, partOffers, setLists } from '../directory/uniting.ts';
import { type MergeId, mayMerge } from './duplicate.ts';
import { sayFormer } from './follow.ts';
import { whileMerging } from './merge.ts';
import { findMerge, type Merge } from './merges.ts';
import { takeAlong } from './moving.ts';
import { referencesHere } from './references.ts';
import { type Before, giveBack, hasNewPlace, type Kinds, kindsAmong, knowAgain, recall } from './since-merge.ts';

/**
 * What the undo leaves as it is: fields of the kept record and its relationship that were changed since, and the kinds
 * of things that were removed since.
 */
export type Undone = { merge: Merge; left: string[] };

export async function undoMerge(ctx: Ctx, id: MergeId): Promise<Undone> {
  allow(mayMerge(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const merge = await claim(ctx, id);
    await refuseBuiltOn(ctx, merge);
    const references = await referencesHere(ctx);
    const kinds = kindsAmong(references.organization);
    await knowAgain(ctx, kinds, merge);
    const change = await changeOfKept(ctx, merge);
    const partner = await changedSinceOfPartner(ctx, merge);
    const before = await recall(ctx, kinds, merge);
    const blocked = await whileMerging(ctx, () =>
      withoutOrder(ctx, async () => {
        const blocked = await undoChangeSet(ctx, id);
        const { kept_partner_id: kept, gone_partner_id: gone } = merge;
        if (kept && gone) await takeAlong(ctx, references.partner, { kept, gone });
        return blocked;
      }),
    );
    if (blocked.length > 0) throw new Invalid({ form: { key: 'error.merge_undo' } });
    await removeAllWithoutRole(ctx);
    await sayFormer(ctx);
    await tellChanged(ctx);
    const facts = await settle(ctx, merge, change);
    const left = [
      ...facts,
      ...(change.now.confidential_address ? await stayHidden(ctx, { merge, before, places: kinds.places }) : []),
      ...partner,
      ...(await giveBack(ctx, kinds, before)),
      ...((await partOffers(ctx, { kept: merge.kept_id, gone: merge.gone_id })) ? ['at'] : []),
    ];
    const details: Details = left.length > 0 ? { name: merge.gone_name, left } : { name: merge.gone_name };
    await history(ctx, 'organization.unmerged', { subject: { type: 'organization', id: merge.kept_id }, details });
    await history(ctx, 'organization.unmerged', {
      subject: { type: 'organization', id: merge.gone_id },
      details: { name: merge.kept_name },
    });
    return { merge, left };
  });
}

/** Rows deleted by a cascade are restored before the row they refer to, so foreign keys are checked at the end. */
async function withoutOrder<T>(ctx: Ctx, work: () => Promise<T>): Promise<T> {
  await sql`set constraints all deferred`.execute(ctx.db);
  const done = await work();
  await sql`set constraints all immediate`.execute(ctx.db);
  return done;
}

/** When two people undo at once, the second finds nothing to undo. */
async function claim(ctx: Ctx, id: MergeId): Promise<Merge> {
  const claimed = await ctx.db
    .updateTable('merges')
    .set({ undone_by: ctx.actor.id, undone_at: ctx.now })
    .where('library_id', '=', ctx.library.id)
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  found(claimed);
  return findMerge(ctx, id);
}

/**
 * Refuses if a later merge built on this one: if it removed a record that this undo would restore, or put something
 * under it. That merge must be undone first.
 */
async function refuseBuiltOn(ctx: Ctx, merge: Merge): Promise<void> {
  const { rows } = await sql<{ kept_name: string; gone_name: string }>`
    select m.kept_name, m.gone_name from merges m
    where m.library_id = ${ctx.library.id} and m.undone_at is null and m.id > ${merge.id} and exists (
      select 1 from recorded_changes r where r.library_id = ${ctx.library.id} and r.change_set_id = ${merge.id}
        and (concat(r.before, r.after) like '%' || m.gone_id || '%'
          or concat(r.before, r.after) like '%' || m.gone_partner_id || '%'))
    order by m.id desc limit 1`.execute(ctx.db);
  const [later] = rows;
  if (later)
    throw new Invalid({ form: { key: 'error.merge_later', values: { kept: later.kept_name, gone: later.gone_name } } });
}

type MergedFields = { name: string; website: string } & Record<
  'alternate_names' | 'languages' | 'populations',
  string[]
> &
  Record<string, unknown>;
type MergeChange = { before: MergedFields; after: MergedFields; now: MergedFields };

async function changeOfKept(ctx: Ctx, merge: Merge): Promise<MergeChange> {
  const { rows } = await sql<MergeChange>`
    select r.before, r.after, to_jsonb(o) as now from recorded_changes r
      join organizations o on o.library_id = r.library_id and o.id = ${merge.kept_id}
    where r.library_id = ${ctx.library.id} and r.change_set_id = ${merge.id} and r.table_name = 'organizations'
      and r.before ->> 'id' = ${merge.kept_id}
      and r.after is not null`.execute(ctx.db);
  return found(rows[0]);
}

/** What the merge set in the relationship and somebody has changed since. */
async function changedSinceOfPartner(ctx: Ctx, merge: Merge): Promise<string[]> {
  const { rows } = await sql<MergeChange>`
    select r.before, r.after, to_jsonb(p) as now from recorded_changes r
      join partners p on p.library_id = r.library_id and p.id::text = r.after ->> 'id'
    where r.library_id = ${ctx.library.id} and r.change_set_id = ${merge.id} and r.table_name = 'partners'
      and r.before is not null`.execute(ctx.db);
  return rows.flatMap(touchedSince);
}

const LISTS = ['alternate_names', 'languages', 'populations'] as const;
const DERIVED = ['version', 'updated_at', 'name_key', 'search_key', 'website_domain'];
const differ = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);

const touchedSince = ({ before, after, now }: MergeChange) =>
  Object.keys(before).filter(
    (name) => differ(before[name], after[name]) && differ(now[name], after[name]) && !DERIVED.includes(name),
  );

/**
 * A list that was changed since loses what the merge added to it. A single field that was changed since keeps its value
 * and is reported.
 */
async function settle(ctx: Ctx, merge: Merge, { before, after, now }: MergeChange): Promise<string[]> {
  const touched = touchedSince({ before, after, now });
  const lists = Object.fromEntries(
    LISTS.filter((name) => touched.includes(name)).map((name) => [
      name,
      now[name].filter((each) => before[name].includes(each) || !after[name].includes(each)),
    ]),
  );
  await setLists(ctx, merge.kept_id, lists);
  if (differ(now, after)) await compareAnew(ctx, [merge.kept_id]);
  return touched.filter((name) => !(name in lists));
}

type Hidden = { merge: Merge; before: Before; places: Kinds['places'] };

/**
 * While one record hid its address, an address added since may be that confidential one. So it stays hidden until
 * somebody says otherwise.
 */
async function stayHidden(ctx: Ctx, { merge, before, places }: Hidden): Promise<string[]> {
  const { kept_id, gone_id } = merge;
  const suspects: OrganizationId[] = [];
  if (await hasNewPlace(ctx, { places, organizationId: kept_id, before: before.kept })) suspects.push(kept_id);
  if (await hasNewPlace(ctx, { places, organizationId: gone_id, before: before.gone })) suspects.push(gone_id);
  return (await hideAddresses(ctx, suspects)) ? ['confidential_address'] : [];
}
