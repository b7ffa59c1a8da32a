/** What this room brings. */
import type { Room } from '../../house/room.ts';
import { noteReadable } from './readable.ts';
import { removed } from './removed.ts';
import { noteLines } from './timeline.ts';

export const outreach: Room = {
  name: 'outreach',
  tables: { notes: { label: 'moves.notes', readable: noteReadable, unread: 'The private notes of others.' } },
  timeline: [noteLines],
  removed,
};
