/** Adding, changing and removing one service of a partner. */
import { allow } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import { parse } from '../../house/parse.ts';
import { type Location, placeName } from '../../rooms/directory/location.ts';
import { locationsOf } from '../../rooms/directory/locations.ts';
import { mayEditDirectory, type OrganizationId } from '../../rooms/directory/organization.ts';
import { SERVICE_STATUSES, type Service, serviceEdit, serviceForm } from '../../rooms/directory/service.ts';
import { addService, changeService, findService, removeService } from '../../rooms/directory/services.ts';
import { findPartner, partnerOfOrganization } from '../../rooms/partners/partners.ts';
import { Buttons, Checkboxes, Fold, Form, PostButton, Select, TextArea, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type App, type LibraryVisit, libraryPage, redirect } from '../shell/door.tsx';
import { FurtherFacts } from './further.tsx';

export function servicePages(app: App, house: House): void {
  libraryPage(app, house, '/partners/:id/services/new', {
    show: async (visit, again) => {
      const { ctx, base, language } = visit;
      const { t } = language;
      allow(mayEditDirectory(ctx.actor));
      const partner = await findPartner(ctx, visit.id());
      const locations = await locationsOf(ctx, partner.organization_id);
      const title = t('services.add_to', { name: partner.name });
      return {
        title,
        section: 'partners',
        body: (
          <div class="narrow">
            <h1>{title}</h1>
            <Form again={again} initial={{ status: 'active' }}>
              <ServiceFields locations={locations} />
              <Buttons save={t('services.add')} cancel={`${base}/partners/${partner.id}`} />
            </Form>
          </div>
        ),
      };
    },
    submit: async (visit, fields) => {
      const partner = await findPartner(visit.ctx, visit.id());
      await addService(visit.ctx, partner.organization_id, parse(serviceForm, fields));
      return { to: `${visit.base}/partners/${partner.id}`, notice: 'notice.saved' };
    },
  });

  libraryPage(app, house, '/services/:id', {
    show: async (visit, again) => {
      const { ctx, base, language } = visit;
      const { t } = language;
      allow(mayEditDirectory(ctx.actor));
      const service = await findService(ctx, visit.id());
      const locations = await locationsOf(ctx, service.organization_id);
      const { id, version, terms: _, organization_id: __, external_id: ___, further: ____, ...initial } = service;
      return {
        title: service.name,
        section: 'partners',
        body: (
          <div class="narrow">
            <h1>{service.name}</h1>
            <Terms service={service} />
            <FurtherFacts further={service.further} but={service} />
            <Form
              again={again}
              initial={initial}
              version={version}
              labels={serviceLabels(visit)}
              choices={serviceChoices(visit, locations)}
            >
              <ServiceFields locations={locations} />
              <Buttons save={t('form.save')} cancel={await partnerAddress(visit, service)} />
            </Form>
            <PostButton action={`${base}/services/${id}/removal`} label={t('services.remove')} />
          </div>
        ),
      };
    },
    submit: async (visit, fields) => {
      const service = await findService(visit.ctx, visit.id());
      await changeService(visit.ctx, service.id, parse(serviceEdit, fields));
      return { to: await partnerAddress(visit, service), notice: 'notice.saved' };
    },
  });

  libraryPage(app, house, '/services/:id/removal', {
    show: async (visit) => redirect(`${visit.base}/services/${(await findService(visit.ctx, visit.id())).id}`),
    submit: async (visit) => {
      const service = await findService(visit.ctx, visit.id());
      const removal = await removeService(visit.ctx, service.id);
      return { to: await partnerAddress(visit, service), notice: 'notice.removed', removal };
    },
  });
}

/** The page of the partner that offers it. */
export const partnerAddress = async (visit: LibraryVisit, of: { organization_id: OrganizationId }) =>
  `${visit.base}/partners/${await partnerOfOrganization(visit.ctx, of.organization_id)}`;

const serviceLabels = ({ language: { t } }: LibraryVisit) => ({
  name: t('field.name'),
  alternate_name: t('services.alternate_name'),
  description: t('services.description'),
  status: t('services.status'),
  locations: t('services.where'),
  hours: t('services.hours'),
  eligibility_description: t('services.eligibility'),
  fees_description: t('services.fees'),
  application_process: t('services.application'),
  url: t('field.website'),
  email: t('field.email'),
  phone: t('field.phone'),
});

const serviceChoices = ({ language: { message } }: LibraryVisit, locations: Location[]) => ({
  ...Object.fromEntries(locations.map((place) => [place.id, placeName(place)])),
  ...Object.fromEntries(
    SERVICE_STATUSES.map((status) => [status, message({ key: `service_status.${status.replace(' ', '_')}` })]),
  ),
});

/** Where the service was filed in the list it came from: shown, not changed. */
function Terms({ service }: { service: Service }) {
  const { t } = useLanguage();
  if (service.terms.length === 0) return null;
  return (
    <p class="quiet">
      {t('services.filed', { terms: service.terms.map((each) => `${each.taxonomy}: ${each.term}`).join('; ') })}
    </p>
  );
}

function ServiceFields({ locations }: { locations: Location[] }) {
  const { t, message } = useLanguage();
  const statuses = SERVICE_STATUSES.map((status) => ({
    value: status,
    label: message({ key: `service_status.${status.replace(' ', '_')}` }),
  }));
  return (
    <>
      <TextField name="name" label={t('field.name')} />
      <TextArea name="description" label={t('services.description')} hint={t('services.description_hint')} optional />
      <Select name="status" label={t('services.status')} options={statuses} width="medium" />
      {locations.length > 0 && (
        <Checkboxes
          name="locations"
          label={t('services.where')}
          options={locations.map((place) => ({ value: place.id, label: placeName(place) }))}
        />
      )}
      <TextArea name="hours" label={t('services.hours')} hint={t('services.hours_hint')} rows={2} optional />
      <TextArea name="eligibility_description" label={t('services.eligibility')} rows={2} optional />
      <TextArea name="fees_description" label={t('services.fees')} rows={2} optional />
      <TextArea name="application_process" label={t('services.application')} rows={2} optional />
      <Fold summary={t('services.more')} names={['alternate_name', 'url', 'email', 'phone']}>
        <TextField name="alternate_name" label={t('services.alternate_name')} optional />
        <TextField name="url" label={t('field.website')} optional />
        <TextField name="email" type="email" label={t('field.email')} optional />
        <TextField name="phone" type="tel" label={t('field.phone')} optional />
      </Fold>
    </>
  );
}
