/** A search on the shelf as its address says it: only what differs from the plain shelf. */
import type { LeadFilter } from '../../../rooms/sourcing/leads/lead.ts';

const PLAIN: Record<string, string> = { state: 'open', miles: '25', page: '1' };

export const questionOf = (filter: LeadFilter): Record<string, string> =>
  Object.fromEntries(
    Object.entries(filter)
      .map(([name, value]) => [name, String(value)] as const)
      .filter(([name, value]) => value !== '' && value !== PLAIN[name]),
  );
