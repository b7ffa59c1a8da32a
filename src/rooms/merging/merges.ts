/** The merges of a library, and how to find what had another id before. */

import { sql } from 'kysely';
import type { Ctx, MemberId } from '../../house/ctx.ts';
import { found } from '../../house/errors.ts';
import type { SomeId } from '../../house/ids.ts';
import type { OrganizationId } from '../directory/organization.ts';
import type { PartnerId } from '../partners/partner.ts';
import type { MergeId } from './duplicate.ts';

export type Merge = {
  id: MergeId;
  kept_id: OrganizationId;
  gone_id: OrganizationId;
  kept_name: string;
  gone_name: string;
  /** Where both were partners: which of them became part of which. */
  kept_partner_id: PartnerId | null;
  gone_partner_id: PartnerId | null;
  /** The partner that the kept organization is now, for a link. */
  partner_id: PartnerId | null;
  moved: Record<string, number>;
  merged_by: MemberId | null;
  merged_at: Date;
  undone_by: MemberId | null;
  undone_at: Date | null;
};

/** The newest first, at most 200. */
export async function mergesOf(ctx: Ctx, id: MergeId | null = null): Promise<Merge[]> {
  const { rows } = await sql<Merge>`
    select m.id, m.kept_id, m.gone_id, m.kept_name, m.gone_name, m.kept_partner_id,
      m.gone_partner_id, p.id as partner_id, m.moved, mu.name as merged_by,
      m.merged_at, uu.name as undone_by, m.undone_at
    from merges m
    left join partners p on p.library_id = m.library_id and p.organization_id = m.kept_id
    left join members mm on mm.library_id = m.library_id and mm.id = m.merged_by left
      join users mu on mu.id = mm.user_id
    left join members um on um.library_id = m.library_id and um.id = m.undone_by left
      join users uu on uu.id = um.user_id
    where m.library_id = ${ctx.library.id} and (${id}::uuid is null or m.id = ${id})
      order by m.merged_at desc, m.id desc limit 200`.execute(ctx.db);
  return rows;
}

export const findMerge = async (ctx: Ctx, id: MergeId): Promise<Merge> => found((await mergesOf(ctx, id))[0]);

/**
 * All ids, of organizations and partners, that were merged into this organization, directly or through other merges.
 * Their history belongs to it now.
 */
export async function formerIds(ctx: Ctx, organizationId: OrganizationId): Promise<SomeId[]> {
  const { rows } = await sql<{ id: SomeId }>`
    with recursive former(id, partner_id) as (
      select m.gone_id, m.gone_partner_id from merges m where m.library_id = ${ctx.library.id}
        and m.kept_id = ${organizationId} and m.undone_at is null
      union select m.gone_id, m.gone_partner_id from merges m join former on m.kept_id = former.id
        where m.library_id = ${ctx.library.id} and m.undone_at is null
    ) select id from former union select partner_id from former where partner_id is not null`.execute(ctx.db);
  return rows.map((row) => row.id);
}
