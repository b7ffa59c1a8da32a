/** Where an organization came from: which list, under which key, and what the list said of it the last time. */
import type { Ctx } from '../../house/ctx.ts';

/** `brought` is the list's own word, in whatever shape its reader keeps it. */
export type Source = { organization_id: string; source: string; source_key: string; brought: unknown };

/** Two people at once: the second one's insert breaks the key `organization_sources_pkey`. */
export async function addSource(ctx: Ctx, { brought, ...row }: Source): Promise<void> {
  await ctx.db
    .insertInto('organization_sources')
    .values({ library_id: ctx.library.id, ...row, brought: JSON.stringify(brought) })
    .execute();
}

/** Adds it, or takes the list's newer word. */
export async function keepSource(ctx: Ctx, source: Source): Promise<void> {
  const row = { library_id: ctx.library.id, ...source, brought: JSON.stringify(source.brought) };
  await ctx.db
    .insertInto('organization_sources')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['library_id', 'source', 'source_key']).doUpdateSet({ organization_id: row.organization_id, brought: row.brought }),
    )
    .execute();
}

/** All that a list has said, by its keys. */
export async function sourcesOf(ctx: Ctx, source: string): Promise<Map<string, Pick<Source, 'organization_id' | 'brought'>>> {
  const rows = await ctx.db
    .selectFrom('organization_sources')
    .select(['source_key', 'organization_id', 'brought'])
    .where('library_id', '=', ctx.library.id)
    .where('source', '=', source)
    .execute();
  return new Map(rows.map(({ source_key, ...row }) => [source_key, row]));
}
