/** Taking a service away. Its button is on the service. */
import { mayEditDirectory } from '../../../rooms/directory/organization.ts';
import { findService, removeService } from '../../../rooms/directory/services.ts';
import { partnerOfOrganization } from '../../../rooms/partners/partners.ts';
import { redirect } from '../../shell/landing.ts';
import { libraryPage } from '../../shell/page.ts';

export const serviceRemoval = libraryPage({
  path: '/services/:id/removal',
  may: mayEditDirectory,
  load: ({ ctx, id }) => findService(ctx, id()),
  view: ({ found: { id }, to }) => redirect(to('/services/:id', { id })),
  submit: async ({ ctx, found: service, go }) => {
    const removal = await removeService(ctx, service.id);
    const id = await partnerOfOrganization(ctx, service.organization_id);
    return go('/partners/:id/facts', { id }).saying('notice.removed', { removal });
  },
});
