/** What the form of a place asks, new or not. */
import { Fold, Select, TextArea, TextField } from '../../../ui/form.tsx';
import { useLanguage } from '../../../ui/here.ts';
import { CountryField } from '../country.tsx';
import { typeOptions } from './labels.ts';

export function LocationFields() {
  const language = useLanguage();
  const { t } = language;
  return (
    <>
      <TextField name="name" label={t('field.name')} hint={t('locations.name_hint')} optional />
      <Select name="location_type" label={t('locations.type')} options={typeOptions(language)} width="medium" />
      <TextField name="address_1" label={t('field.address_1')} optional />
      <TextField name="address_2" label={t('field.address_2')} optional />
      <TextField name="city" label={t('field.city')} width="medium" optional />
      <TextField name="state_province" label={t('field.state_province')} width="medium" optional />
      <TextField name="postal_code" label={t('field.postal_code')} width="short" optional />
      <TextField name="phone" type="tel" label={t('field.phone')} optional />
      <TextArea name="hours" label={t('services.hours')} hint={t('services.hours_hint')} rows={2} optional />
      <Fold summary={t('locations.more')} names={['description', 'transportation', 'latitude', 'longitude']}>
        <RareFields />
      </Fold>
    </>
  );
}

function RareFields() {
  const { t } = useLanguage();
  return (
    <>
      <TextArea name="description" label={t('services.description')} optional />
      <TextArea name="transportation" label={t('locations.transportation')} rows={2} optional />
      <CountryField name="country" width="medium" />
      <TextField
        name="latitude"
        label={t('locations.latitude')}
        hint={t('locations.point_hint')}
        inputmode="decimal"
        width="short"
        optional
      />
      <TextField name="longitude" label={t('locations.longitude')} inputmode="decimal" width="short" optional />
    </>
  );
}
