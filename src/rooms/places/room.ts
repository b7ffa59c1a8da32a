/** What this room brings: nothing that others need to know of. It has no SQL. */
import type { Room } from '../../house/room.ts';

export const places: Room = { name: 'places', tables: {} };
