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
import { newId } from '../../house/ids.ts';
import type { Pair } from '../../house/room.ts';
import type { OrganizationId } from '../directory/organization.ts';
import { lockParents } from '../directory/parents.ts';
import { unitePeople } from '../directory/unite-people.ts';
import { removeUnited, uniteFacts } from '../directory/uniting.ts';
import { keepOne, replaceStep } from '../partners/uniting.ts';
import { type MergeId, mayMerge, type Take } from './duplicate.ts';
import { sayFormer } from './follow.ts';
import { chosen, type MergePlan, mergePlan, movesOf } from './merge-plan.ts';
import { dropDoubles, moveAll } from './moving.ts';
import { personReferences, type Reference } from './references.ts';
import { lockBoth } from './sides.ts';
import { rememberPlaces } from './since-merge.ts';

type MergeForm = { kept: OrganizationId; gone: OrganizationId; take: Take; seen?: string };

/** Returns the merge's id, which takes it back. */
export async function mergeOrganizations(ctx: Ctx, draft: MergeForm): Promise<MergeId> {
  allow(mayMerge(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    await lockParents(ctx);
    await lockBoth(ctx, [draft.kept, draft.gone]);
    const plan = await mergePlan(ctx, draft.kept, draft.gone);
    if (plan.apart) throw new Invalid({ form: plan.apart.why });
    if (draft.seen && draft.seen !== plan.seen) throw new Invalid({ form: { key: 'error.merge_changed' } });
    const id: MergeId = newId();
    const moved = await openMoves(ctx, plan);
    await whileMerging(ctx, () => recording(ctx, { id, unit: 1 }, (ctx) => carryOut(ctx, plan, draft.take)));
    await remember(ctx, { ...plan, id, moved });
    await history(ctx, 'organization.merged', {
      subject: { type: 'organization', id: plan.kept.id },
      details: { name: plan.gone.name },
    });
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
    // After an error the transaction is rolled back, which also resets the setting.
    await say('').catch(() => {});
  }
}

/** What moved, as everybody may see it: without anybody's private notes. */
const openMoves = (ctx: Ctx, plan: MergePlan) => movesOf({ ...ctx, actor: systemActor }, plan);

async function carryOut(ctx: Ctx, plan: MergePlan, take: Take): Promise<void> {
  const { kept, gone, references } = plan;
  const both = { kept: kept.id, gone: gone.id };
  const values = chosen(plan, take);
  if (kept.partner_id && gone.partner_id)
    await unitePartners(ctx, { kept: kept.partner_id, gone: gone.partner_id, moving: references.partner }, values);
  if (gone.confidential_address && !kept.confidential_address)
    await rememberPlaces(ctx, references.organization, kept.id);
  await dropDoubles(ctx, references.organization, both);
  await unitePeople(ctx, both, (persons) => moveWhatIsSaid(ctx, persons));
  await moveAnswers(ctx, kept.id, gone.id);
  await uniteFacts(ctx, { kept, gone, chosen: values });
  await moveAll(ctx, references.organization, both);
  await removeUnited(ctx, gone.id);
}

/** What other rooms say of a person who becomes one with another. */
async function moveWhatIsSaid(ctx: Ctx, persons: Pair): Promise<void> {
  const references = await personReferences(ctx);
  await dropDoubles(ctx, references, persons);
  await moveAll(ctx, references, persons);
}

type Partners = Pair & { moving: Reference[] };

async function unitePartners(
  ctx: Ctx,
  { moving, ...both }: Partners,
  values: ReturnType<typeof chosen>,
): Promise<void> {
  await replaceStep(ctx, both);
  await dropDoubles(ctx, moving, both);
  await moveAll(ctx, moving, both);
  await keepOne(ctx, both, values);
}

/** Moves answers about the record that goes to the kept one, unless there is already one for the same pair. */
async function moveAnswers(ctx: Ctx, kept: string, gone: string): Promise<void> {
  const ofGone = sql`a.library_id = ${ctx.library.id} and ${gone}::uuid in (a.organization_id, a.other_id)`;
  const other = sql`case when a.organization_id = ${gone} then a.other_id else a.organization_id end`;
  const [first, second] = [sql`least(${kept}::uuid, ${other})`, sql`greatest(${kept}::uuid, ${other})`];
  await sql`delete from duplicate_answers a where ${ofGone} and (${kept}::uuid in (a.organization_id, a.other_id)
    or exists (
    select 1 from duplicate_answers k where k.library_id = ${ctx.library.id} and k.organization_id = ${first}
      and k.other_id = ${second}))`.execute(ctx.db);
  await sql`update duplicate_answers a set organization_id = ${first}, other_id = ${second} where ${ofGone}`.execute(
    ctx.db,
  );
}

type Merged = Pick<MergePlan, 'kept' | 'gone'> & { id: MergeId; moved: Record<string, number> };

async function remember(ctx: Ctx, { id, kept, gone, moved }: Merged): Promise<void> {
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
  await sayFormer(ctx);
}
