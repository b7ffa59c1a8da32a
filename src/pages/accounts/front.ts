/** The front page leads to where its visitor belongs. */
import { librariesExist } from '../../rooms/accounts/libraries.ts';
import { membershipsOf } from '../../rooms/accounts/members.ts';
import { redirect } from '../shell/landing.ts';
import { hostPage } from '../shell/page.ts';

export const front = hostPage({
  path: '/',
  view: async ({ host, visitor, to }) => {
    if (!visitor) return redirect((await librariesExist(host)) ? to('/sign-in') : to('/setup'));
    const libraries = await membershipsOf(host, visitor.userId);
    return redirect(libraries.length === 1 ? `/l/${libraries[0]?.slug}` : to('/libraries'));
  },
});
