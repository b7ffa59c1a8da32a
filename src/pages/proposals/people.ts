/** Who works for the partners of a proposal today: as one chooses from. */
import type { Ctx } from '../../house/ctx.ts';
import type { Proposal, ProposalPartner } from '../../rooms/agreements/proposal.ts';
import { peopleAt } from '../../rooms/agreements/speakers.ts';
import type { Option } from '../../ui/form.tsx';

export type TheirPeople = { partner: ProposalPartner; people: Option[] };

export async function peopleOf(ctx: Ctx, { partners }: Pick<Proposal, 'partners'>): Promise<TheirPeople[]> {
  const all = await peopleAt(
    ctx,
    partners.map(({ id }) => id),
  );
  return partners.map((partner) => ({
    partner,
    people: all
      .filter(({ partner_id }) => partner_id === partner.id)
      .map(({ person_id, name, title }) => ({ value: person_id, label: title ? `${name} (${title})` : name })),
  }));
}
