/**
 * What can be put away in this room, and who brings it back. Both kinds have a list of their own, from which they come
 * back at any time.
 */
import type { Removable } from '../../../house/removal.ts';
import { mayKeepLeads } from './lead.ts';
import { mayAnswer } from './listed-answers.ts';

export const removed: readonly Removable[] = [
  { kind: 'leads', mayBringBack: mayKeepLeads, page: '/leads', hasOwnList: true, partly: true },
  {
    kind: 'listed_organization',
    mayBringBack: mayAnswer,
    page: '/public-lists',
    hasOwnList: true,
    taken: 'error.back_listed_organization',
  },
];
