/** Taking a place away. Its button is on the place. */
import { findLocation, removeLocation } from '../../../rooms/directory/locations.ts';
import { mayEditDirectory } from '../../../rooms/directory/organization.ts';
import { partnerOfOrganization } from '../../../rooms/partners/partners.ts';
import { redirect } from '../../shell/landing.ts';
import { libraryPage } from '../../shell/page.ts';

export const locationRemoval = libraryPage({
  path: '/locations/:id/removal',
  may: mayEditDirectory,
  load: ({ ctx, id }) => findLocation(ctx, id()),
  view: ({ found: { id }, to }) => redirect(to('/locations/:id', { id })),
  submit: async ({ ctx, found: place, go }) => {
    const removal = await removeLocation(ctx, place.id);
    const id = await partnerOfOrganization(ctx, place.organization_id);
    return go('/partners/:id/facts', { id }).saying('notice.removed', { removal });
  },
});
