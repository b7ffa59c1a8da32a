/** Taking away a person's role at an organization. Its button is on the contact. */
import { findContact, removeContact } from '../../../rooms/directory/contacts.ts';
import { mayEditDirectory } from '../../../rooms/directory/organization.ts';
import { partnerOfOrganization } from '../../../rooms/partners/partners.ts';
import { redirect } from '../../shell/landing.ts';
import { libraryPage } from '../../shell/page.ts';

export const contactRemoval = libraryPage({
  path: '/contacts/:id/removal',
  may: mayEditDirectory,
  load: ({ ctx, id }) => findContact(ctx, id()),
  view: ({ found: { id }, to }) => redirect(to('/contacts/:id', { id })),
  submit: async ({ ctx, found: contact, go }) => {
    const id = await partnerOfOrganization(ctx, contact.organization_id);
    const removal = await removeContact(ctx, contact.id);
    return go('/partners/:id/people', { id }).saying('notice.removed', { removal });
  },
});
