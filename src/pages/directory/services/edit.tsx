/** Changing one service of a partner. */
import { parse } from '../../../house/parse.ts';
import type { Location } from '../../../rooms/directory/location.ts';
import { locationsOf } from '../../../rooms/directory/locations.ts';
import { mayEditDirectory } from '../../../rooms/directory/organization.ts';
import { type Service, serviceEdit } from '../../../rooms/directory/service.ts';
import { changeService, findService } from '../../../rooms/directory/services.ts';
import { findPartner, partnerOfOrganization } from '../../../rooms/partners/partners.ts';
import { Buttons, Form } from '../../../ui/form.tsx';
import { useLanguage } from '../../../ui/here.ts';
import { partnerTrail } from '../../partners/trail.ts';
import { Press } from '../../shell/link.tsx';
import { type LibraryViewing, libraryPage } from '../../shell/page.ts';
import { FurtherFacts } from '../further.tsx';
import { ServiceFields } from './fields.tsx';
import { serviceChoices, serviceLabels } from './labels.ts';

export const editService = libraryPage({
  path: '/services/:id',
  may: mayEditDirectory,
  load: ({ ctx, id }) => findService(ctx, id()),
  view: async (asked) => {
    const { name, organization_id } = asked.found;
    const locations = await locationsOf(asked.ctx, organization_id);
    const partner = await findPartner(asked.ctx, await partnerOfOrganization(asked.ctx, organization_id));
    return {
      title: name,
      trail: partnerTrail(asked, partner),
      body: <Edit asked={asked} locations={locations} partner={partner.id} />,
    };
  },
  submit: async ({ ctx, found: service, fields, go }) => {
    await changeService(ctx, service.id, parse(serviceEdit, fields));
    const id = await partnerOfOrganization(ctx, service.organization_id);
    return go('/partners/:id/facts', { id }).saying('notice.saved');
  },
});

type Props = { asked: LibraryViewing<Service>; locations: Location[]; partner: string };

function Edit({ asked: { again, found: service, to }, locations, partner }: Props) {
  const language = useLanguage();
  const { t } = language;
  const { id, version, terms: _, organization_id: __, external_id: ___, further, ...initial } = service;
  return (
    <div class="narrow">
      <Terms terms={service.terms} />
      <FurtherFacts further={further} but={service} />
      <Form
        again={again}
        initial={initial}
        version={version}
        labels={serviceLabels(language)}
        choices={serviceChoices(language, locations)}
      >
        <ServiceFields locations={locations} />
        <Buttons save={t('form.save')} cancel={to('/partners/:id/facts', { id: partner })} />
      </Form>
      <Press to="/services/:id/removal" at={{ id }} about={service} label={t('services.remove')} />
    </div>
  );
}

/** Where the service was filed in the list it came from: shown, not changed. */
function Terms({ terms }: Pick<Service, 'terms'>) {
  const { t } = useLanguage();
  if (terms.length === 0) return null;
  return (
    <p class="quiet">
      {t('services.filed', { terms: terms.map((each) => `${each.taxonomy}: ${each.term}`).join('; ') })}
    </p>
  );
}
