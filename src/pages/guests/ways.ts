/** Where the links of mails to guests lead: they are read outside the house. */
import type { Ctx } from '../../house/ctx.ts';
import type { Doors } from '../../rooms/agreements/signing/signing-mail.ts';
import type { Ways } from '../../rooms/guests/guest-links.ts';
import type { Visit } from '../shell/visit.ts';

export const waysOf = ({ house }: Pick<Visit, 'house'>, { library }: Pick<Ctx, 'library'>): Ways => ({
  link: (purpose, token) => `${house.baseUrl}/l/${library.slug}/guest/${purpose}/${token}`,
  code: () => `${house.baseUrl}/l/${library.slug}/guest`,
});

/** And where those of members lead who look after an agreement. */
export const doorsOf = (visit: Pick<Visit, 'house'>, ctx: Pick<Ctx, 'library'>): Doors => ({
  ways: waysOf(visit, ctx),
  linkTo: (id) => `${visit.house.baseUrl}/l/${ctx.library.slug}/agreements/${id}`,
});
