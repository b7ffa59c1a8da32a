/** Taking an invitation back. Its button is with the members. */
import { mayManageMembers } from '../../../rooms/accounts/account.ts';
import { findOpenInvitation } from '../../../rooms/accounts/invitation.ts';
import { revokeInvitation } from '../../../rooms/accounts/invitations.ts';
import { redirect } from '../../shell/landing.ts';
import { libraryPage } from '../../shell/page.ts';

export const revoke = libraryPage({
  path: '/invitations/:id/revoke',
  may: mayManageMembers,
  load: ({ ctx, id }) => findOpenInvitation(ctx, id()),
  view: ({ to }) => redirect(to('/members')),
  submit: async ({ ctx, found: { id }, go }) =>
    go('/members').saying('notice.removed', { removal: await revokeInvitation(ctx, id) }),
});
