/** Taking away a note of one's own. Its button is beside the note. */
import { mayEditInteraction } from '../../rooms/outreach/interaction.ts';
import { removeInteraction } from '../../rooms/outreach/interactions.ts';
import { redirect } from '../shell/landing.ts';
import { libraryPage } from '../shell/page.ts';
import { interactionOf } from './edit.tsx';

export const interactionRemoval = libraryPage({
  path: '/interactions/:id/removal',
  may: mayEditInteraction,
  load: interactionOf,
  view: ({ found: { id }, to }) => redirect(to('/interactions/:id', { id })),
  submit: async ({ ctx, found: note, go }) => {
    const removal = await removeInteraction(ctx, note.id);
    return go('/partners/:id', { id: note.partners[0] }).saying('notice.removed', { removal });
  },
});
