/**
 * Changes many partners at once: their stage, their owner, their next step. Each change is one removal of the kind
 * "partners", so that it can be taken back as a whole; a partner that somebody changed since keeps what it has now.
 */
import { sql } from 'kysely';
import { stageUnits } from '../../house/change-sets.ts';
import type { Ctx, MemberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, found, Invalid, translating } from '../../house/errors.ts';
import { histories, theLibrary } from '../../house/history.ts';
import { newId, type SomeId } from '../../house/ids.ts';
import { insertMany } from '../../house/many.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing, withdraw } from '../../house/removals.ts';
import type { OrganizationId } from '../directory/organization.ts';
import { mayLog, type PartnerId, type Stage } from './partner.ts';

/** How many were changed, and the id that takes it back; null where nothing was. */
export type ManyChanged = { count: number; removal: RemovalId | null };

export const AT_MOST = 5_000;

/**
 * Does the work, which returns how many it changed, and keeps what was: of each partner together, its rows and its
 * organization's. `label` says what was done, in the words of whoever did it.
 */
export async function changingMany(
  ctx: Ctx,
  { ids, label }: { ids: readonly PartnerId[]; label: string },
  work: (ctx: Ctx, partners: Locked[]) => Promise<number>,
): Promise<ManyChanged> {
  allow(mayLog(ctx.actor));
  if (ids.length === 0) throw new Invalid({ form: { key: 'error.choose_partners' } });
  if (ids.length > AT_MOST) throw new Invalid({ form: { key: 'error.too_many_chosen', values: { most: AT_MOST } } });
  return inTransaction(ctx, async (ctx) => {
    let count = 0;
    const about = theLibrary(ctx);
    const removal = await removing(
      ctx,
      { kind: 'partners', subject: 'many', label, about, unit: 'staged' },
      async (ctx) => {
        const partners = await locked(ctx, ids);
        await stageUnits(
          ctx,
          partners.map(({ organization_id: id, unit }) => ({ id, unit })),
        );
        count = await work(ctx, partners);
      },
    );
    if (count > 0) return { count, removal };
    await withdraw(ctx, removal);
    return { count, removal: null };
  });
}

type Chosen = { ids: readonly PartnerId[]; label: string };
type Locked = { id: PartnerId; organization_id: OrganizationId; stage: Stage; unit: number };

/** Those of them that there are, locked in the order of their ids, in which every change of many takes them. */
const locked = async (ctx: Ctx, ids: readonly PartnerId[]): Promise<Locked[]> =>
  (
    await sql<Omit<Locked, 'unit'>>`select id, organization_id, stage from partners
      where library_id = ${ctx.library.id} and id = any(${[...ids]}::uuid[]) order by id for update`.execute(ctx.db)
  ).rows.map((each, at) => ({ ...each, unit: at + 1 }));

type Move = { stage: Stage; reason: string };

export const changeStages = (ctx: Ctx, chosen: Chosen, { stage, reason }: Move) =>
  changingMany(ctx, chosen, async (ctx, partners) => {
    const others = partners.filter((each) => each.stage !== stage).map((each) => ({ ...each, changeId: newId() }));
    await sql`update partners set stage = ${stage}, version = version + 1 where library_id = ${ctx.library.id}
      and id = any(${others.map(({ id }) => id)}::uuid[])`.execute(ctx.db);
    await stageUnits(
      ctx,
      others.map(({ changeId, unit }) => ({ id: changeId, unit })),
    );
    const changed = { changed_by: ctx.actor.id, changed_at: ctx.now, to_stage: stage, reason };
    await insertMany(
      ctx.db,
      'stage_changes',
      others.map(({ id, changeId, stage: from_stage }) => ({
        library_id: ctx.library.id,
        id: changeId,
        partner_id: id,
        from_stage,
        ...changed,
      })),
    );
    await histories(
      ctx,
      others.map(({ id, stage: from }) => ({
        action: 'partner.stage_changed',
        subject: { type: 'partner', id },
        details: { from, to: stage },
      })),
    );
    return others.length;
  });

/** A deputy who becomes the owner is the deputy no longer. */
export const changeOwners = (ctx: Ctx, chosen: Chosen, owner: { id: MemberId; name: string } | null) =>
  changingMany(ctx, chosen, async (ctx) => {
    const id = owner?.id ?? null;
    const { rows } = await translating({ partners_owner_fkey: ['owner_id', 'error.choice'] }, () =>
      sql<{ id: PartnerId }>`
        update partners set owner_id = ${id}, version = version + 1,
          deputy_id = case when deputy_id = ${id} then null else deputy_id end
        where library_id = ${ctx.library.id} and id = any(${[...chosen.ids]}::uuid[])
          and owner_id is distinct from ${id} returning id`.execute(ctx.db),
    );
    await histories(
      ctx,
      rows.map(({ id }) => ({
        action: 'partner.care_changed',
        subject: { type: 'partner', id },
        details: { owner: owner?.name ?? null },
      })),
    );
    return rows.length;
  });

/** Replaces what was to be done next. */
export const setNextSteps = (ctx: Ctx, chosen: Chosen, step: { what: string; due_on: string }) =>
  changingMany(ctx, chosen, async (ctx, partners) => {
    const all = partners.map((each) => ({ ...each, stepId: newId() }));
    await stageUnits(
      ctx,
      all.map(({ stepId, unit }) => ({ id: stepId, unit })),
    );
    await stageUnits(ctx, await openSteps(ctx, partners));
    await sql`update next_steps set closed_at = ${ctx.now}, closed_by = ${ctx.actor.id}, outcome = 'replaced'
      where library_id = ${ctx.library.id} and partner_id = any(${all.map(({ id }) => id)}::uuid[])
        and closed_at is null`.execute(ctx.db);
    const made = { library_id: ctx.library.id, ...step, created_by: ctx.actor.id, created_at: ctx.now };
    await insertMany(
      ctx.db,
      'next_steps',
      all.map(({ id, stepId }) => ({ ...made, id: stepId, partner_id: id })),
    );
    await histories(
      ctx,
      all.map(({ id }) => ({ action: 'next_step.set', subject: { type: 'partner', id }, details: step })),
    );
    return all.length;
  });

/** What is to be done next so far, with the unit of its partner. */
async function openSteps(ctx: Ctx, partners: Locked[]): Promise<{ id: SomeId; unit: number }[]> {
  const units = new Map(partners.map(({ id, unit }) => [id, unit]));
  const { rows } = await sql<{ id: SomeId; partner_id: PartnerId }>`select id, partner_id from next_steps
    where library_id = ${ctx.library.id} and partner_id = any(${[...units.keys()]}::uuid[])
      and closed_at is null`.execute(ctx.db);
  return rows.map(({ id, partner_id }) => ({ id, unit: units.get(partner_id) ?? 0 }));
}

/** One, from the stage in which somebody saw it; throws Invalid where it is in another by now. */
export const moveStage = (
  ctx: Ctx,
  { id, label }: { id: PartnerId; label: string },
  { from, ...move }: Move & { from: Stage },
): Promise<ManyChanged> =>
  inTransaction(ctx, async (ctx) => {
    const [partner] = await locked(ctx, [id]);
    if (found(partner).stage !== from) throw new Invalid({ form: { key: 'error.moved_already' } });
    return changeStages(ctx, { ids: [id], label }, move);
  });
