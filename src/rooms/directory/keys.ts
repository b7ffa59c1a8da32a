/**
 * Recomputes the keys by which this room's rows are compared and found, after an upgrade that computes them differently
 * (src/keys.ts).
 */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { remake } from '../../house/remake.ts';
import { nameKey } from './name-key.ts';
import { comparedBy } from './organizations.ts';

type NamedRow = { name: string; alternate_names?: string[]; website?: string };

export async function remakeDirectoryKeys(ctx: Ctx, renew: Renew): Promise<void> {
  await remake(ctx, 'organizations', (row) => comparedBy({ alternate_names: [], website: '', ...(row as NamedRow) }));
  await remake(ctx, 'persons', (row) => ({ name_key: nameKey(String(row.name)) }));
  const { rows } =
    await sql<KeyedSource>`select source, source_key, coalesce(brought #>> '{organization,name}', '') as name
      from organization_sources
    where library_id = ${ctx.library.id} order by source, source_key`.execute(ctx.db);
  await remake(ctx, 'organization_sources', renewed(rows, renew));
}

/** A stored source: the list, its key for the organization, and the name that the list gave. */
export type KeyedSource = { source: string; source_key: string; name: string };
/** Computes the key that the same row of the list has now (rooms/sourcing/imports). */
export type Renew = (key: string, name: string) => string;

/**
 * Gives each source its new key. If another row has that key already, the source keeps its old one, because keys are
 * unique within a list.
 */
export function renewed(rows: KeyedSource[], renew: Renew): (row: Record<string, unknown>) => { source_key: string } {
  const taken = new Set(rows.map((row) => `${row.source} | ${row.source_key}`));
  const keys = new Map<string, string>();
  for (const { source, source_key, name } of rows) {
    const key = renew(source_key, name);
    if (taken.has(`${source} | ${key}`)) continue;
    taken.add(`${source} | ${key}`);
    keys.set(`${source} | ${source_key}`, key);
  }
  return ({ source, source_key }) => ({ source_key: keys.get(`${source} | ${source_key}`) ?? String(source_key) });
}
