/** Whom addresses belong to: the partners that an e-mail is about, and their people. */
import { sql } from 'kysely';
import { type Ctx, today } from '../../house/ctx.ts';
import { ownDomain } from '../directory/comparable.ts';
import type { PersonId } from '../directory/person.ts';
import type { PartnerId } from '../partners/partner.ts';
import type { PartnerName } from '../partners/partner-list.ts';

export type Whose = {
  email: string;
  partner_id: PartnerId;
  partner: string;
  /** Null for an address of the organization itself. */
  person_id: PersonId | null;
  person: string | null;
};

/** Everything that is known of these addresses. People who have left a partner count for it no more. */
export async function whoseAddresses(ctx: Ctx, emails: readonly string[]): Promise<Whose[]> {
  if (emails.length === 0) return [];
  const asked = [...emails];
  const { rows } = await sql<Whose>`
    select e.email, p.id as partner_id, o.name as partner, pe.id as person_id, pe.name as person
    from person_emails e join persons pe on pe.library_id = e.library_id and pe.id = e.person_id
    join contacts c on c.library_id = pe.library_id and c.person_id = pe.id
      and (c.ends_on is null or c.ends_on >= ${today(ctx)})
    join organizations o on o.library_id = c.library_id and o.id = c.organization_id
    join partners p on p.library_id = o.library_id and p.organization_id = o.id
    where e.library_id = ${ctx.library.id} and e.email = any(${asked}::text[])
    union
    select o.email, p.id, o.name, null, null
    from organizations o join partners p on p.library_id = o.library_id and p.organization_id = o.id
    where o.library_id = ${ctx.library.id} and o.email <> '' and o.email = any(${asked}::text[])
    order by partner, partner_id, person`.execute(ctx.db);
  return rows;
}

/** Partners of the same domain, where no address is known: a guess that somebody confirms. */
export async function partnersOfDomains(ctx: Ctx, emails: readonly string[]): Promise<PartnerName[]> {
  const domains = emails.map(ownDomain).filter(Boolean);
  if (domains.length === 0) return [];
  const { rows } = await sql<PartnerName>`
    select p.id, o.name, p.stage from organizations o
    join partners p on p.library_id = o.library_id and p.organization_id = o.id
    where o.library_id = ${ctx.library.id} and o.website_domain <> ''
      and o.website_domain = any(${domains}::text[]) order by o.name_key, o.id limit 5`.execute(ctx.db);
  return rows;
}

/** Those of these addresses that are members' own: they say who wrote, never whom it is about. */
export async function ownAddresses(ctx: Ctx): Promise<Set<string>> {
  const { rows } = await sql<{ email: string }>`select u.email from members m join users u on u.id = m.user_id
    where m.library_id = ${ctx.library.id}`.execute(ctx.db);
  return new Set(rows.map(({ email }) => email.toLowerCase()));
}
