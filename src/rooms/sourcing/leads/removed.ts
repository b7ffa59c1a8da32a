/**
 * What can be put away in this room, and who brings it back. Both kinds have a list of their own, from which they come
 * back at any time.
 */
import type { Removable } from '../../../house/removals.ts';
import { mayAnswer } from './catalogue-answers.ts';
import { mayKeepLeads } from './lead.ts';

export const removed: readonly Removable[] = [
  { kind: 'leads', mayBringBack: mayKeepLeads, page: '/leads', hasOwnList: true, partly: true },
  { kind: 'catalogue', mayBringBack: mayAnswer, page: '/catalogue', hasOwnList: true, taken: 'error.back_catalogue' },
];
