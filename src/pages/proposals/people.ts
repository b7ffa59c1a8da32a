/** Who works for the partners of a proposal today: as one chooses from. */
import type { Ctx } from '../../house/ctx.ts';
import type { Proposal, ProposalPartner } from '../../rooms/agreements/proposal.ts';
import { peopleAt } from '../../rooms/agreements/speakers.ts';
import { type Option, withChosen } from '../../ui/form.tsx';

export type TheirPeople = { partner: ProposalPartner; people: Option[] };

export async function peopleOf(ctx: Ctx, { partners }: Pick<Proposal, 'partners'>): Promise<TheirPeople[]> {
  const all = await peopleAt(
    ctx,
    partners.map(({ id }) => id),
  );
  return partners.map((partner) => {
    const here = all
      .filter(({ partner_id }) => partner_id === partner.id)
      .map(({ person_id, name, title }) => ({
        value: person_id as string,
        label: title ? `${name} (${title})` : name,
      }));
    const speaker = partner.person_id ? { value: partner.person_id as string, label: partner.person ?? '' } : null;
    return { partner, people: withChosen(here, speaker) };
  });
}
