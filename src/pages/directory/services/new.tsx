/** Another service of a partner. */
import { parse } from '../../../house/parse.ts';
import type { Location } from '../../../rooms/directory/location.ts';
import { locationsOf } from '../../../rooms/directory/locations.ts';
import { mayEditDirectory } from '../../../rooms/directory/organization.ts';
import { serviceForm } from '../../../rooms/directory/service.ts';
import { addService } from '../../../rooms/directory/services.ts';
import { findPartner, type Partner } from '../../../rooms/partners/partners.ts';
import { Buttons, Form } from '../../../ui/form.tsx';
import { useLanguage } from '../../../ui/here.ts';
import { partnerTrail } from '../../partners/trail.ts';
import { type LibraryViewing, libraryPage } from '../../shell/page.ts';
import { ServiceFields } from './fields.tsx';

export const newService = libraryPage({
  path: '/partners/:id/services/new',
  may: mayEditDirectory,
  load: ({ ctx, id }) => findPartner(ctx, id()),
  view: async (asked) => ({
    title: asked.language.t('services.add_to', { name: asked.found.name }),
    trail: partnerTrail(asked, asked.found),
    body: <NewService asked={asked} locations={await locationsOf(asked.ctx, asked.found.organization_id)} />,
  }),
  submit: async ({ ctx, found: { id, organization_id }, fields, go }) => {
    await addService(ctx, organization_id, parse(serviceForm, fields));
    return go('/partners/:id/facts', { id }).saying('notice.saved');
  },
});

type Props = { asked: LibraryViewing<Partner>; locations: Location[] };

function NewService({ asked: { again, found: partner, to }, locations }: Props) {
  const { t } = useLanguage();
  return (
    <div class="narrow">
      <Form again={again} initial={{ status: 'active' }}>
        <ServiceFields locations={locations} />
        <Buttons save={t('services.add')} cancel={to('/partners/:id/facts', { id: partner.id })} />
      </Form>
    </div>
  );
}
