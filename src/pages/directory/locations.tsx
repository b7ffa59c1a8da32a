/** Adding, changing and removing one location of a partner. */
import { allow } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import { parse } from '../../house/parse.ts';
import { LOCATION_TYPES, locationDraft, locationEdit, placeName } from '../../rooms/directory/location.ts';
import { addLocation, changeLocation, findLocation, removeLocation } from '../../rooms/directory/locations.ts';
import { countries, mayEditDirectory } from '../../rooms/directory/organization.ts';
import { findPartner } from '../../rooms/partners/partners.ts';
import { Buttons, Fold, Form, PostButton, Select, TextArea, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type App, type LibraryVisit, libraryPage, redirect } from '../shell/door.tsx';
import { FurtherFacts } from './further.tsx';
import { partnerAddress } from './services.tsx';

export function locationPages(app: App, house: House): void {
  libraryPage(app, house, '/partners/:id/locations/new', {
    show: async (visit, again) => {
      const { ctx, base, language } = visit;
      const { t } = language;
      allow(mayEditDirectory(ctx.actor));
      const partner = await findPartner(ctx, visit.id());
      const title = t('locations.add_to', { name: partner.name });
      return {
        title,
        section: 'partners',
        body: (
          <div class="narrow">
            <h1>{title}</h1>
            <Form again={again} initial={{ location_type: 'physical', country: 'US' }}>
              <LocationFields />
              <Buttons save={t('locations.add')} cancel={`${base}/partners/${partner.id}`} />
            </Form>
          </div>
        ),
      };
    },
    submit: async (visit, fields) => {
      const partner = await findPartner(visit.ctx, visit.id());
      await addLocation(visit.ctx, partner.organization_id, parse(locationDraft, fields));
      return { to: `${visit.base}/partners/${partner.id}`, notice: 'notice.saved' };
    },
  });

  libraryPage(app, house, '/locations/:id', {
    show: async (visit, again) => {
      const { ctx, base, language } = visit;
      const { t } = language;
      allow(mayEditDirectory(ctx.actor));
      const place = await findLocation(ctx, visit.id());
      const { id, version, organization_id: _, external_id: __, further: ___, latitude, longitude, ...texts } = place;
      const initial = { ...texts, latitude: latitude?.toString() ?? '', longitude: longitude?.toString() ?? '' };
      return {
        title: placeName(place),
        section: 'partners',
        body: (
          <div class="narrow">
            <h1>{placeName(place)}</h1>
            <FurtherFacts further={place.further} but={place} />
            <Form
              again={again}
              initial={initial}
              version={version}
              labels={locationLabels(visit)}
              choices={typeNames(visit)}
            >
              <LocationFields />
              <Buttons save={t('form.save')} cancel={await partnerAddress(visit, place)} />
            </Form>
            <p class="hint">{t('locations.remove_hint')}</p>
            <PostButton action={`${base}/locations/${id}/removal`} label={t('locations.remove')} />
          </div>
        ),
      };
    },
    submit: async (visit, fields) => {
      const place = await findLocation(visit.ctx, visit.id());
      await changeLocation(visit.ctx, place.id, parse(locationEdit, fields));
      return { to: await partnerAddress(visit, place), notice: 'notice.saved' };
    },
  });

  libraryPage(app, house, '/locations/:id/removal', {
    show: async (visit) => redirect(`${visit.base}/locations/${(await findLocation(visit.ctx, visit.id())).id}`),
    submit: async (visit) => {
      const place = await findLocation(visit.ctx, visit.id());
      const removal = await removeLocation(visit.ctx, place.id);
      return { to: await partnerAddress(visit, place), notice: 'notice.removed', removal };
    },
  });
}

const typeNames = ({ language: { message } }: LibraryVisit) =>
  Object.fromEntries(LOCATION_TYPES.map((type) => [type, message({ key: `location_type.${type}` })]));

const locationLabels = ({ language: { t } }: LibraryVisit) => ({
  location_type: t('locations.type'),
  name: t('field.name'),
  description: t('services.description'),
  address_1: t('field.address_1'),
  address_2: t('field.address_2'),
  city: t('field.city'),
  state_province: t('field.state_province'),
  postal_code: t('field.postal_code'),
  country: t('field.country'),
  phone: t('field.phone'),
  hours: t('services.hours'),
  transportation: t('locations.transportation'),
  latitude: t('locations.latitude'),
  longitude: t('locations.longitude'),
});

function LocationFields() {
  const { t, message, countryName, locale } = useLanguage();
  const types = LOCATION_TYPES.map((type) => ({ value: type, label: message({ key: `location_type.${type}` }) }));
  const named = countries
    .map((code) => ({ value: code, label: countryName.of(code) ?? code }))
    .toSorted((a, b) => a.label.localeCompare(b.label, locale));
  return (
    <>
      <TextField name="name" label={t('field.name')} hint={t('locations.name_hint')} optional />
      <Select name="location_type" label={t('locations.type')} options={types} width="medium" />
      <TextField name="address_1" label={t('field.address_1')} optional />
      <TextField name="address_2" label={t('field.address_2')} optional />
      <TextField name="city" label={t('field.city')} width="medium" optional />
      <TextField name="state_province" label={t('field.state_province')} width="medium" optional />
      <TextField name="postal_code" label={t('field.postal_code')} width="short" optional />
      <TextField name="phone" type="tel" label={t('field.phone')} optional />
      <TextArea name="hours" label={t('services.hours')} hint={t('services.hours_hint')} rows={2} optional />
      <Fold summary={t('locations.more')} names={['description', 'transportation', 'latitude', 'longitude']}>
        <TextArea name="description" label={t('services.description')} optional />
        <TextArea name="transportation" label={t('locations.transportation')} rows={2} optional />
        <Select name="country" label={t('field.country')} options={named} width="medium" />
        <TextField
          name="latitude"
          label={t('locations.latitude')}
          hint={t('locations.point_hint')}
          inputmode="decimal"
          width="short"
          optional
        />
        <TextField name="longitude" label={t('locations.longitude')} inputmode="decimal" width="short" optional />
      </Fold>
    </>
  );
}
