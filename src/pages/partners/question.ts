/** What the list of partners is asked, as its address says it: of the partners, and of what was said with them. */
import type { RawBuilder } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { type TouchFilter, touchedSo, touchFilter } from '../../rooms/outreach/touched.ts';
import { type PartnerFilter, type PartnerId, partnerFilter } from '../../rooms/partners/partner.ts';
import { partnerIds } from '../../rooms/partners/partner-list.ts';
import { askedOf } from '../lists/question.ts';

export type PartnersAsked = PartnerFilter & TouchFilter;

export const { questionOf, queryOf } = askedOf<PartnersAsked>({ sort: 'name', page: '1' });

export function partnersAsked(params: URLSearchParams): PartnersAsked {
  const given = Object.fromEntries(params);
  return { ...partnerFilter.parse(given), ...touchFilter.parse(given) };
}

/** What other rooms know of the partners that are asked for. */
export const narrowedBy = (ctx: Ctx, filter: PartnersAsked): RawBuilder<unknown>[] => touchedSo(ctx, filter);

/** All that such a list has, at most `most`. */
export const idsAsked = (ctx: Ctx, filter: PartnersAsked, most: number): Promise<PartnerId[]> =>
  partnerIds(ctx, filter, { most, narrowed: narrowedBy(ctx, filter) });
