/** What this room brings. */
import type { Room } from '../../house/room.ts';

export const guests: Room = {
  name: 'guests',
  tables: {
    guest_links: { goesWithPartner: true, leftOut: 'They open things for people outside, whose addresses they hold.' },
  },
};
