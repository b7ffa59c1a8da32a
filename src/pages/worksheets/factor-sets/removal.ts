/** Taking away a factor set of one's own. Its button is on the set. */
import { findFactorSet } from '../../../rooms/worksheets/factor-sets.ts';
import { mayRemoveFactorSet, removeFactorSet } from '../../../rooms/worksheets/removing.ts';
import { redirect } from '../../shell/landing.ts';
import { libraryPage } from '../../shell/page.ts';

export const factorSetRemoval = libraryPage({
  path: '/factor-sets/:id/removal',
  may: mayRemoveFactorSet,
  load: ({ ctx, id }) => findFactorSet(ctx, id()),
  view: ({ found: { id }, to }) => redirect(to('/factor-sets/:id', { id })),
  submit: async ({ ctx, found: { id }, go }) =>
    go('/factor-sets').saying('notice.removed', { removal: await removeFactorSet(ctx, id) }),
});
