/** What this room brings. */
import type { Room } from '../../house/room.ts';
import { consentsDue, staleFiguresDue } from './due.ts';
import { forgetStories } from './erasing.ts';
import { storyHits } from './hits.ts';
import { mayTellStory } from './library-figure.ts';
import { aboutStoryReadable, storyReadable } from './readable.ts';

const unread = 'Stories that nobody has consented to, or no longer.';

export const stories: Room = {
  name: 'stories',
  tables: {
    library_figures: {},
    spoken_pitches: {},
    stories: { readable: storyReadable, unread },
    story_consents: { readable: aboutStoryReadable, unread },
    story_pictures: { readable: aboutStoryReadable, unread },
    story_uses: {},
  },
  search: [storyHits],
  digest: [staleFiguresDue, consentsDue],
  removed: [
    { kind: 'library_figure', mayBringBack: mayTellStory, page: '/library-figures' },
    {
      ...{ kind: 'story', mayBringBack: mayTellStory, maySee: mayTellStory, page: '/stories', forget: forgetStories },
      // Its words are in no history.
      details: () => ({}),
    },
  ],
};
