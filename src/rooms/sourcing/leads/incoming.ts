/** Leads on their way in: what a list says becomes rows of the shelf, new or brought up to date. */
import { sql } from 'kysely';
import type { Ctx } from '../../../house/ctx.ts';
import { allow } from '../../../house/errors.ts';
import { newId } from '../../../house/ids.ts';
import { nameKey, searchKey } from '../../directory/name-key.ts';
import type { Point } from '../../places/places.ts';
import { mayKeepLeads } from './lead.ts';

/** What an import brings for one lead; `record` is kept whole, so that a promoted lead loses nothing. */
export type LeadDraft = {
  source: string;
  source_key: string;
  vintage: string;
  name: string;
  alternate_names: string[];
  tax_id: string;
  sector_key: string;
  sector_reason: string;
  city: string;
  state_province: string;
  postal_code: string;
  point: Point | null;
  income: number | null;
  record: unknown;
};

/** What the source's leads were made of, by key, or those under these keys: an import compares with it. */
export async function knownLeads(ctx: Ctx, source: string, keys?: string[]): Promise<Map<string, unknown>> {
  const rows = await ctx.db
    .selectFrom('leads')
    .select(['source_key', 'record'])
    .where('library_id', '=', ctx.library.id)
    .where('source', '=', source)
    .$if(keys !== undefined, (query) => query.where(sql<boolean>`source_key = any(${keys ?? []}::text[])`))
    .execute();
  return new Map(rows.map((row) => [row.source_key, row.record]));
}

const CHUNK = 500;

/** Adds leads, or brings known ones up to date; what was promoted or dismissed stays so. */
export async function bringLeads(
  ctx: Ctx,
  drafts: LeadDraft[],
  watch: (done: number) => Promise<void> = async () => {},
): Promise<void> {
  allow(mayKeepLeads(ctx.actor));
  for (let at = 0; at < drafts.length; at += CHUNK) {
    const rows = drafts.slice(at, at + CHUNK).map((draft) => row(ctx, draft));
    await ctx.db
      .insertInto('leads')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['library_id', 'source', 'source_key']).doUpdateSet((each) => ({
          vintage: each.ref('excluded.vintage'),
          name: each.ref('excluded.name'),
          name_key: each.ref('excluded.name_key'),
          search_key: each.ref('excluded.search_key'),
          tax_id: each.ref('excluded.tax_id'),
          sector_key: each.ref('excluded.sector_key'),
          sector_reason: each.ref('excluded.sector_reason'),
          city: each.ref('excluded.city'),
          state_province: each.ref('excluded.state_province'),
          postal_code: each.ref('excluded.postal_code'),
          latitude: each.ref('excluded.latitude'),
          longitude: each.ref('excluded.longitude'),
          income: each.ref('excluded.income'),
          record: each.ref('excluded.record'),
          version: sql<number>`leads.version + 1`,
          updated_at: each.ref('excluded.updated_at'),
        })),
      )
      .execute();
    await watch(Math.min(at + CHUNK, drafts.length));
  }
}

function row(ctx: Ctx, { point, alternate_names, record, sector_reason, ...draft }: LeadDraft) {
  return {
    ...draft,
    library_id: ctx.library.id,
    id: newId<'leads'>(),
    ...foundBy({ ...draft, alternate_names }),
    sector_reason: JSON.stringify(sector_reason),
    latitude: point?.latitude ?? null,
    longitude: point?.longitude ?? null,
    record: JSON.stringify(record),
    created_at: ctx.now,
    updated_at: ctx.now,
  };
}

/** What a lead is sorted and searched by. */
export const foundBy = ({ name, alternate_names, city }: Pick<LeadDraft, 'name' | 'alternate_names' | 'city'>) => ({
  name_key: nameKey(name),
  search_key: searchKey([name, ...alternate_names, city]),
});
