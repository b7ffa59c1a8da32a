/**
 * Partners of one name, wherever they say they are: for who brings in a list in which a city may be written otherwise.
 */

import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { nameCore, nameKey, namesIn } from '../directory/name-key.ts';
import type { OrganizationId } from '../directory/organization.ts';
import type { Stage } from './partner.ts';

/**
 * Somebody knows these, and would be astonished at a second one. Of those who only stand on the list, chapters of many
 * towns may have one name.
 */
const KNOWN: Stage[] = ['contacted', 'talking', 'evaluating', 'agreeing', 'active', 'dormant'];

export type Namesake = { id: OrganizationId; tax_id: string };
type NamesakeRow = Namesake & { name: string; alternate_names: string[] };

const coresOf = (name: string) => namesIn(name).map((each) => nameCore(each) || nameKey(each));

/** A finder of the organizations of known partners that have exactly this name. One query, however many names. */
export async function knownNamesakes(ctx: Ctx, names: string[]): Promise<(name: string) => Namesake[]> {
  const cores = [...new Set(names.flatMap(coresOf))].filter(Boolean);
  if (cores.length === 0) return () => [];
  const { rows } = await sql<NamesakeRow>`
    select o.id, o.tax_id, o.name, o.alternate_names from organizations o
      join partners p on p.library_id = o.library_id and p.organization_id = o.id
    where o.library_id = ${ctx.library.id} and p.stage = any(${KNOWN}::text[])
      and string_to_array(o.search_key, ' | ') && ${cores}::text[]
    order by o.id`.execute(ctx.db);
  const byCore = Map.groupBy(
    rows.flatMap((row) =>
      [...new Set([row.name, ...row.alternate_names].flatMap(coresOf))].map((core) => ({ core, row })),
    ),
    ({ core }) => core,
  );
  return (name) => [
    ...new Set(
      coresOf(name)
        .flatMap((core) => byCore.get(core) ?? [])
        .map(({ row }) => row),
    ),
  ];
}
