/** What can be removed in this room, and who brings it back. */
import type { Removable } from '../../house/removal.ts';
import { mayEditDirectory } from './organization.ts';

export const removed: readonly Removable[] = [
  { kind: 'contact', mayBringBack: mayEditDirectory },
  { kind: 'service', mayBringBack: mayEditDirectory },
  { kind: 'location', mayBringBack: mayEditDirectory },
];
