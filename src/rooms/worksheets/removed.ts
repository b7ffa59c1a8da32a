/** What can be removed in this room, and who brings it back. */
import type { Removable } from '../../house/removal.ts';
import { mayEditFactorSets } from './factor-sets.ts';
import { mayRemoveWorksheet, wholeWorksheet } from './removing.ts';

export const removed: readonly Removable[] = [
  { kind: 'worksheet', mayBringBack: mayRemoveWorksheet, around: wholeWorksheet, taken: 'error.back_worksheet' },
  { kind: 'factor_set', mayBringBack: mayEditFactorSets, taken: 'error.back_factor_set' },
];
