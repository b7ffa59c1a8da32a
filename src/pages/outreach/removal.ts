/** Taking away what one has logged oneself. Its button is on its page. */
import { mayEditInteraction } from '../../rooms/outreach/interaction.ts';
import { removeInteraction } from '../../rooms/outreach/interactions.ts';
import { redirect } from '../shell/landing.ts';
import { libraryPage } from '../shell/page.ts';
import { interactionOf } from './show.tsx';

export const interactionRemoval = libraryPage({
  path: '/interactions/:id/removal',
  may: mayEditInteraction,
  load: interactionOf,
  view: ({ found: { id }, to }) => redirect(to('/interactions/:id', { id })),
  submit: async ({ ctx, found: it, go }) => {
    const removal = await removeInteraction(ctx, it.id);
    return go('/partners/:id', { id: it.partners[0].id }).saying('notice.removed', { removal });
  },
});
