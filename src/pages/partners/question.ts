/** What the list of partners is asked, as the query of its address: only what differs from the plain list. */
import type { PartnerFilter } from '../../rooms/partners/partner.ts';

const PLAIN: Partial<Record<keyof PartnerFilter, string>> = { sort: 'name', page: '1' };

export const questionOf = (filter: Partial<PartnerFilter>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(filter)
      .map(([name, value]) => [name, String(value)])
      .filter(([name = '', value]) => value !== '' && value !== PLAIN[name as keyof PartnerFilter]),
  );

/** The same as text, without the page: what a saved view keeps. */
export const queryOf = ({ page: _, ...filter }: PartnerFilter): string =>
  new URLSearchParams(questionOf(filter)).toString();
