/** What one can do with partners: add, find, move to a stage, give into somebody's care. */
import { sql } from 'kysely';
import type { Ctx, MemberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found, translating } from '../../house/errors.ts';
import { histories, history } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import { insertMany } from '../../house/many.ts';
import type { OrganizationDraft, OrganizationId } from '../directory/organization.ts';
import { addOrganizations } from '../directory/organizations.ts';
import { mayLog, type PartnerId, type Stage } from './partner.ts';

export type Partner = {
  id: PartnerId;
  organization_id: OrganizationId;
  name: string;
  stage: Stage;
  owner_id: MemberId | null;
  owner_name: string | null;
  deputy_id: MemberId | null;
  deputy_name: string | null;
  version: number;
  created_at: Date;
};

export async function findPartner(ctx: Ctx, id: PartnerId): Promise<Partner> {
  const { rows } = await sql<Partner>`
    select p.id, p.organization_id, o.name, p.stage, p.owner_id, ou.name as owner_name, p.deputy_id,
      du.name as deputy_name, p.version, p.created_at
    from partners p
    join organizations o on o.library_id = p.library_id and o.id = p.organization_id
    left join members om on om.library_id = p.library_id and om.id = p.owner_id left join users ou on ou.id = om.user_id
    left join members dm on dm.library_id = p.library_id and dm.id = p.deputy_id left
      join users du on du.id = dm.user_id
    where p.library_id = ${ctx.library.id} and p.id = ${id}`.execute(ctx.db);
  return found(rows[0]);
}

/**
 * Adds an organization and the relationship with it. The new partner is "potential" and in the care of whoever adds it.
 */
export const addPartner = async (ctx: Ctx, draft: OrganizationDraft): Promise<PartnerId> =>
  (await addPartnership(ctx, draft)).id;

/** As addPartner; returns the id of the organization as well. */
export async function addPartnership(
  ctx: Ctx,
  draft: OrganizationDraft,
): Promise<{ id: PartnerId; organization_id: OrganizationId }> {
  const ids = { id: newId<'partners'>(), organization_id: newId<'organizations'>() };
  await addPartnerships(ctx, [{ ...ids, draft }]);
  return ids;
}

/** Adds many at once, under ids that the caller has made. A fixed number of statements, however many. */
export async function addPartnerships(
  ctx: Ctx,
  many: { id: PartnerId; organization_id: OrganizationId; draft: OrganizationDraft }[],
): Promise<void> {
  allow(mayLog(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    await addOrganizations(
      ctx,
      many.map(({ organization_id, draft }) => ({ id: organization_id, draft })),
    );
    const shared = {
      library_id: ctx.library.id,
      stage: 'potential',
      owner_id: ctx.actor.id,
      created_by: ctx.actor.id,
      created_at: ctx.now,
    };
    await insertMany(
      ctx.db,
      'partners',
      many.map(({ id, organization_id }) => ({ ...shared, id, organization_id })),
    );
    await histories(
      ctx,
      many.map(({ id, draft }) => ({
        action: 'partner.added',
        subject: { type: 'partner', id },
        details: { name: draft.name },
      })),
    );
  });
}

/** Where a relationship rests or is over, and something may be returned and somebody thanked. */
export const isAtRest = (stage: Stage) => stage === 'dormant' || stage === 'ended';

export async function changeStage(
  ctx: Ctx,
  id: PartnerId,
  change: { stage: Stage; reason: string; farewell?: string; version: number },
): Promise<void> {
  allow(mayLog(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const before = await findPartner(ctx, id);
    if (before.version !== change.version) throw new Conflict({ stage: before.stage }, before.version);
    if (before.stage === change.stage) return;
    await update(ctx, before, { stage: change.stage, version: change.version });
    const event = {
      partner_id: id,
      from_stage: before.stage,
      to_stage: change.stage,
      reason: change.reason,
      farewell: isAtRest(change.stage) ? (change.farewell ?? '') : '',
      changed_by: ctx.actor.id,
      changed_at: ctx.now,
    };
    await ctx.db
      .insertInto('stage_changes')
      .values({ library_id: ctx.library.id, id: newId(), ...event })
      .execute();
    await history(ctx, 'partner.stage_changed', {
      subject: { type: 'partner', id },
      details: { from: before.stage, to: change.stage },
    });
  });
}

export async function changeCare(
  ctx: Ctx,
  id: PartnerId,
  care: { owner_id: MemberId | null; deputy_id: MemberId | null; version: number },
): Promise<void> {
  allow(mayLog(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const before = await findPartner(ctx, id);
    await translating(
      { partners_owner_fkey: ['owner_id', 'error.choice'], partners_deputy_fkey: ['deputy_id', 'error.choice'] },
      () => update(ctx, before, care),
    );
    const after = await findPartner(ctx, id);
    await history(ctx, 'partner.care_changed', {
      subject: { type: 'partner', id },
      details: { owner: after.owner_name, deputy: after.deputy_name },
    });
  });
}

type Change = Partial<Pick<Partner, 'stage' | 'owner_id' | 'deputy_id'>> & { version: number };

/** `theirs` is the partner as stored; a change made on another version than the stored one is a Conflict. */
async function update(ctx: Ctx, theirs: Partner, { version, ...values }: Change): Promise<void> {
  const changed = await ctx.db
    .updateTable('partners')
    .set({ ...values, version: version + 1 })
    .where('library_id', '=', ctx.library.id)
    .where('id', '=', theirs.id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (changed.numUpdatedRows) return;
  const now = { stage: theirs.stage, owner_id: theirs.owner_id ?? '', deputy_id: theirs.deputy_id ?? '' };
  throw new Conflict(now, theirs.version);
}

/** The partner of each of these organizations, for those that have one. */
export async function partnersOf(ctx: Ctx, organizationIds: OrganizationId[]): Promise<Map<string, PartnerId>> {
  if (organizationIds.length === 0) return new Map();
  const { rows } = await sql<{ id: PartnerId; organization_id: OrganizationId }>`
    select id, organization_id from partners where library_id = ${ctx.library.id}
      and organization_id = any(${organizationIds}::uuid[])`.execute(ctx.db);
  return new Map(rows.map((row) => [row.organization_id, row.id]));
}

/** The id of the relationship with an organization. */
export async function partnerOfOrganization(ctx: Ctx, organizationId: OrganizationId): Promise<PartnerId> {
  const row = await ctx.db
    .selectFrom('partners')
    .select('id')
    .where('library_id', '=', ctx.library.id)
    .where('organization_id', '=', organizationId)
    .executeTakeFirst();
  return found(row).id;
}
