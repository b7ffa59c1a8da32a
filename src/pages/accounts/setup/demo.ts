/** The demo county instead of a library of one's own. */
import { loadDemo } from '../../../../db/demo.ts';
import { arrive } from '../../../rooms/accounts/sessions.ts';
import { redirect } from '../../shell/landing.ts';
import { hostPage } from '../../shell/page.ts';
import { setupToken } from './token.ts';

export const setupDemo = hostPage({
  path: '/setup/:token/demo',
  view: async (visit) => redirect(visit.to('/setup/:token', { token: await setupToken(visit) })),
  submit: async (visit) => {
    await setupToken(visit);
    const { administratorId, password, signIns } = await loadDemo(visit.host);
    // The other sign-ins are for the host to hand out, as "start --demo" prints them.
    visit.house.log.info(
      { password, signIns: signIns.map(({ email, role }) => `${email} (${role})`) },
      'the demo county is loaded',
    );
    return visit
      .go('/')
      .signed(await arrive(visit.host, administratorId, visit))
      .saying('notice.demo_open');
  },
});
