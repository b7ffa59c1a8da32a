/** Another place of a partner. */
import { parse } from '../../../house/parse.ts';
import { locationDraft } from '../../../rooms/directory/location.ts';
import { addLocation } from '../../../rooms/directory/locations.ts';
import { mayEditDirectory } from '../../../rooms/directory/organization.ts';
import { findPartner } from '../../../rooms/partners/partners.ts';
import { Buttons, Form } from '../../../ui/form.tsx';
import { partnerTrail } from '../../partners/trail.ts';
import { libraryPage } from '../../shell/page.ts';
import { LocationFields } from './fields.tsx';

export const newLocation = libraryPage({
  path: '/partners/:id/locations/new',
  may: mayEditDirectory,
  load: ({ ctx, id }) => findPartner(ctx, id()),
  view: ({ found: { id, name }, language: { t }, again, to }) => {
    const title = t('locations.add_to', { name });
    return {
      title,
      trail: partnerTrail({ to }, { id, name }),
      body: (
        <div class="narrow">
          <Form again={again} initial={{ location_type: 'physical', country: 'US' }}>
            <LocationFields />
            <Buttons save={t('locations.add')} cancel={to('/partners/:id/facts', { id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id, organization_id }, fields, go }) => {
    await addLocation(ctx, organization_id, parse(locationDraft, fields));
    return go('/partners/:id/facts', { id }).saying('notice.saved');
  },
});
