/** Taking a branch away. Its button is on the branch. */
import { mayChangeSettings } from '../../../rooms/accounts/account.ts';
import { findBranch, removeBranch } from '../../../rooms/accounts/branches.ts';
import { redirect } from '../../shell/landing.ts';
import { libraryPage } from '../../shell/page.ts';

export const branchRemoval = libraryPage({
  path: '/branches/:id/removal',
  may: mayChangeSettings,
  load: ({ ctx, id }) => findBranch(ctx, id()),
  view: ({ found: { id }, to }) => redirect(to('/branches/:id', { id })),
  submit: async ({ ctx, found: { id }, go }) =>
    go('/branches').saying('notice.removed', { removal: await removeBranch(ctx, id) }),
});
