/**
 * Where partners can be written to: the work addresses of their people, the first who was added first, then their own.
 */
import { sql } from 'kysely';
import { type Ctx, today } from '../../house/ctx.ts';
import type { PersonId } from '../directory/person.ts';
import type { PartnerId } from '../partners/partner.ts';

/** Nobody's private address is among them. */
export type PartnerAddress = {
  partner_id: PartnerId;
  person_id: PersonId | null;
  person: string | null;
  email: string;
};

/** Of each partner in the order in which they come into question. */
export async function addressesOf(ctx: Ctx, partners: readonly PartnerId[]): Promise<PartnerAddress[]> {
  const { rows } = await sql<PartnerAddress>`
    select p.id as partner_id, a.person_id, a.person, a.email
    from partners p join organizations o on o.library_id = p.library_id and o.id = p.organization_id
    cross join lateral (
      select pe.id as person_id, pe.name as person, e.email, 1 as turn, c.created_at as since, e.position
      from contacts c join persons pe on pe.library_id = c.library_id and pe.id = c.person_id
      join person_emails e on e.library_id = pe.library_id and e.person_id = pe.id and e.kind = 'work'
      where c.library_id = ${ctx.library.id} and c.organization_id = o.id
        and (c.ends_on is null or c.ends_on >= ${today(ctx)})
      union all
      select null, null, o.email, 2, null, 0 where o.email <> ''
    ) a
    where p.library_id = ${ctx.library.id} and p.id = any(${[...partners]}::uuid[])
    order by o.name_key, p.id, a.turn, a.since, a.person_id, a.position`.execute(ctx.db);
  return rows;
}
