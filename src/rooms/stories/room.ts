/** What this room brings. */
import type { Room } from '../../house/room.ts';
import { staleFiguresDue } from './due.ts';
import { mayTellStory } from './library-figure.ts';

export const stories: Room = {
  name: 'stories',
  tables: { library_figures: {} },
  digest: [staleFiguresDue],
  removed: [{ kind: 'library_figure', mayBringBack: mayTellStory, page: '/library-figures' }],
};
