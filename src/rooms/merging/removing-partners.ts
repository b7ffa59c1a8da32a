/**
 * Removes partners, with their organizations and all that is their own: people, places, services, what was said. It
 * comes back as it was for thirty days. What belongs to others stays: a worksheet that compares a partner would lose
 * half of its sense, so such a partner is not removed before its worksheets are, and those are named.
 */
import { sql } from 'kysely';
import { nextUnit } from '../../house/change-sets.ts';
import type { Ctx } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Invalid } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import { tellChanged } from '../directory/changed.ts';
import type { OrganizationId } from '../directory/organization.ts';
import { rooms } from '../index.ts';
import type { PartnerId } from '../partners/partner.ts';
import { removeUnder, stepsUnder } from './hanging.ts';
import { mayRemovePartners } from './removed.ts';

type Found = { id: PartnerId; organization_id: OrganizationId; name: string };
/** `kept` are those that worksheets compare. */
export type PartnersRemoved = { count: number; removal: RemovalId | null; kept: string[] };

/** So many are gone in a few seconds, in which nobody else can change them. */
const REMOVED_AT_MOST = 300;

/** Throws Invalid where worksheets compare them all, and where they are more than can be removed at once. */
export async function removePartners(ctx: Ctx, ids: readonly PartnerId[]): Promise<PartnersRemoved> {
  allow(mayRemovePartners(ctx.actor));
  if (ids.length > REMOVED_AT_MOST)
    throw new Invalid({ form: { key: 'error.too_many_chosen', values: { most: REMOVED_AT_MOST } } });
  return inTransaction(ctx, async (ctx) => {
    const all = await find(ctx, ids);
    const needed = await comparedAmong(
      ctx,
      all.map(({ id }) => id),
    );
    const kept = all.filter(({ id }) => needed.has(id)).map(({ name }) => name);
    const gone = all.filter(({ id }) => !needed.has(id));
    const [first] = gone;
    if (!first) throw new Invalid({ form: { key: 'error.partner_compared', values: { names: kept.join(', ') } } });
    const about = theLibrary(ctx);
    const label = gone.length === 1 ? first.name : `${first.name} + ${gone.length - 1}`;
    const removal = await removing(ctx, { kind: 'partner', subject: first.id, label, about }, async (ctx) => {
      const steps = await stepsUnder(ctx, Object.keys(idsOf(first)));
      for (const [at, each] of gone.entries()) {
        await nextUnit(ctx, at + 1);
        await removeUnder(ctx, steps, idsOf(each));
        await history(ctx, 'partner.removed', { subject: about, details: { name: each.name } });
      }
      // In the order of the list: what was said names people, who go when nothing names them any more.
      await nextUnit(ctx, gone.length + 1);
      for (const room of rooms) await room.removeStrays?.(ctx);
    });
    await tellChanged(ctx);
    return { count: gone.length, removal, kept };
  });
}

/** By the names of their tables; partners refer to organizations, so theirs come first. */
const idsOf = ({ id, organization_id }: Found) => ({ partners: id, organizations: organization_id });

/** Locked, so that nobody adds to one while it goes. */
const find = async (ctx: Ctx, ids: readonly PartnerId[]): Promise<Found[]> =>
  (
    await sql<Found>`
      select p.id, p.organization_id, o.name
      from partners p join organizations o on o.library_id = p.library_id and o.id = p.organization_id
      where p.library_id = ${ctx.library.id} and p.id = any(${[...ids]}::uuid[])
      order by o.name_key, o.id for update of p, o`.execute(ctx.db)
  ).rows;

/** Those that are not removed, because a worksheet compares them. */
export async function comparedAmong(ctx: Ctx, ids: readonly PartnerId[]): Promise<Set<string>> {
  const needed = new Set<string>();
  for (const room of rooms) for (const id of (await room.needs?.(ctx, ids)) ?? []) needed.add(id);
  return needed;
}
