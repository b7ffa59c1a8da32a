/** Where an organization came from: which list, under which key, and what the list said of it the last time. */

import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { given, insertMany } from '../../house/many.ts';
import type { OrganizationId } from './organization.ts';

/** `brought` is what the list said, in whatever shape the caller keeps it. */
export type Source = { organization_id: OrganizationId; source: string; source_key: string; brought: unknown };

/**
 * If somebody else has just stored this source, the insert violates `organization_sources_pkey`; the caller turns that
 * into a message.
 */
export const addSource = (ctx: Ctx, source: Source): Promise<void> => addSources(ctx, [source]);

export async function addSources(ctx: Ctx, many: Source[]): Promise<void> {
  await insertMany(
    ctx.db,
    'organization_sources',
    many.map((source) => ({ library_id: ctx.library.id, ...source })),
  );
}

/** Adds the sources. A source that is stored already gets the list's newer values. */
export async function keepSources(ctx: Ctx, many: Source[]): Promise<void> {
  const rows = many.map((source) => ({ library_id: ctx.library.id, ...source }));
  await sql`insert into organization_sources (library_id, organization_id, source, source_key, brought)
    select library_id, organization_id, source, source_key, brought from ${given('organization_sources', rows)}
    on conflict (library_id, source, source_key) do update
      set organization_id = excluded.organization_id, brought = excluded.brought`.execute(ctx.db);
}

/** What a list has said, by its key for the organization: all of it, or only under the given `keys`. */
export async function sourcesOf(
  ctx: Ctx,
  source: string,
  keys?: string[],
): Promise<Map<string, Pick<Source, 'organization_id' | 'brought'>>> {
  const rows = await ctx.db
    .selectFrom('organization_sources')
    .select(['source_key', 'organization_id', 'brought'])
    .where('library_id', '=', ctx.library.id)
    .where('source', '=', source)
    .$if(keys !== undefined, (query) => query.where(sql<boolean>`source_key = any(${keys ?? []}::text[])`))
    .execute();
  return new Map(rows.map(({ source_key, ...row }) => [source_key, row]));
}
