/** Finds partners with exactly the same name in any place, for imports whose lists may write the city differently. */

import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { nameCore, nameKey, namesIn } from '../directory/name-key.ts';
import type { OrganizationId } from '../directory/organization.ts';
import type { Stage } from './partner.ts';

/**
 * Stages in which staff know the partner and would be surprised by a second record. Partners that are only on the list
 * are left out: chapters in many towns may share one name.
 */
const KNOWN: Stage[] = ['contacted', 'talking', 'evaluating', 'agreeing', 'active', 'dormant'];

export type Namesake = { id: OrganizationId; tax_id: string };
type NamesakeRow = Namesake & { name: string; alternate_names: string[] };

const coresOf = (name: string) => namesIn(name).map((each) => nameCore(each) || nameKey(each));

/**
 * Returns a function that gives the organizations of known partners with exactly a name. One query, however many names.
 */
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
