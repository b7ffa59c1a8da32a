/** Who speaks for a partner in a proposal, and at which address of theirs. */
import { sql } from 'kysely';
import { type Ctx, type Locale, today } from '../../house/ctx.ts';
import type { PersonId } from '../directory/person.ts';
import type { PartnerId } from '../partners/partner.ts';
import type { Proposal } from './proposal.ts';

export type Speaker = { person_id: PersonId; email: string; locale: Locale };

/** Null where nobody was named, who was named works there no more, or has no address. */
export async function speakerOf(ctx: Ctx, { id }: Pick<Proposal, 'id'>, partner: PartnerId): Promise<Speaker | null> {
  const { rows } = await sql<{ person_id: PersonId; email: string }>`
    select w.person_id, e.email from proposal_partners w
    join partners p on p.library_id = w.library_id and p.id = w.partner_id
    join person_emails e on e.library_id = w.library_id and e.person_id = w.person_id
    where w.library_id = ${ctx.library.id} and w.proposal_id = ${id} and w.partner_id = ${partner}
      and exists (select 1 from contacts c where c.library_id = ${ctx.library.id} and c.person_id = w.person_id
        and c.organization_id = p.organization_id and (c.ends_on is null or c.ends_on >= ${today(ctx)}))
    order by e.kind = 'work' desc, e.position limit 1`.execute(ctx.db);
  const [speaker] = rows;
  return speaker ? { ...speaker, locale: ctx.library.locale } : null;
}

export type PersonAt = { partner_id: PartnerId; person_id: PersonId; name: string; title: string };

/** Who works for these partners today, by name. One query. */
export async function peopleAt(ctx: Ctx, partners: readonly PartnerId[]): Promise<PersonAt[]> {
  const { rows } = await sql<PersonAt>`
    select p.id as partner_id, pe.id as person_id, pe.name, c.title
    from partners p join contacts c on c.library_id = p.library_id and c.organization_id = p.organization_id
    join persons pe on pe.library_id = c.library_id and pe.id = c.person_id
    where p.library_id = ${ctx.library.id} and p.id = any(${[...partners]}::uuid[])
      and (c.ends_on is null or c.ends_on >= ${today(ctx)}) order by pe.name_key, pe.id`.execute(ctx.db);
  return rows;
}

/** Of these partners of a proposal, those whom an e-mail reaches. */
export async function reachedIn(ctx: Ctx, proposal: Pick<Proposal, 'id' | 'partners'>): Promise<Set<PartnerId>> {
  const reached = new Set<PartnerId>();
  for (const { id } of proposal.partners.filter(({ person_id }) => person_id))
    if (await speakerOf(ctx, proposal, id)) reached.add(id);
  return reached;
}
