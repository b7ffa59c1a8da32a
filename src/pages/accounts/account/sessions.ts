/** Signing out everywhere else. Its button is on the account. */
import { signOutEverywhere } from '../../../rooms/accounts/sessions.ts';
import { redirect } from '../../shell/landing.ts';
import { personalPage } from '../../shell/page.ts';

export const sessions = personalPage({
  path: '/account/sessions',
  view: () => redirect('/account'),
  submit: async ({ host, visitor, go }) => {
    await signOutEverywhere(host, visitor.userId, visitor.sessionId);
    return go('/account').saying('notice.sessions_ended');
  },
});
