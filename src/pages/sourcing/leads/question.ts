/** What the shelf of leads is asked, as its address says it. */
import type { LeadFilter } from '../../../rooms/sourcing/leads/lead.ts';
import { askedOf } from '../../lists/question.ts';

export const { questionOf, queryOf } = askedOf<LeadFilter>({ state: 'open', miles: '25', page: '1' });
