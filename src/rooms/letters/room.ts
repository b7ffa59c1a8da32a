/** What this room brings. */
import type { Room } from '../../house/room.ts';
import { mayWriteLetters } from './letter.ts';
import { letterJobs } from './sending.ts';

export const letters: Room = {
  name: 'letters',
  tables: {
    letters: {},
    letter_recipients: { label: 'moves.letters', sameWhen: ['letter_id'] },
  },
  removed: [{ kind: 'letter', mayBringBack: mayWriteLetters, page: '/letters' }],
  jobs: letterJobs,
};
