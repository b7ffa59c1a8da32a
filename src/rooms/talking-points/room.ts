/** What this room brings. */
import type { Room } from '../../house/room.ts';
import { mayTellStory } from '../stories/library-figure.ts';
import { mayPitch } from './pitch.ts';

export const talkingPoints: Room = {
  name: 'talking-points',
  tables: {
    talking_points: {},
    pitches: { label: 'moves.pitches' },
    pitch_uses: {},
  },
  removed: [
    { kind: 'talking_point', mayBringBack: mayTellStory, page: '/talking-points' },
    { kind: 'pitch', mayBringBack: mayPitch, page: '/pitches' },
  ],
};
