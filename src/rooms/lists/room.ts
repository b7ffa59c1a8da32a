/** What this room brings: lists as members want to see them. */
import type { Room } from '../../house/room.ts';
import { viewReadable } from './readable.ts';
import { removed } from './removed.ts';

export const lists: Room = {
  name: 'lists',
  tables: {
    saved_views: { readable: viewReadable },
    list_columns: {},
  },
  removed,
};
