/** What the list of partners is asked, as its address says it. */
import type { PartnerFilter } from '../../rooms/partners/partner.ts';
import { askedOf } from '../lists/question.ts';

export const { questionOf, queryOf } = askedOf<PartnerFilter>({ sort: 'name', page: '1' });
