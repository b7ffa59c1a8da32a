/** What the form of a service asks, new or not. */
import { type Location, placeName } from '../../../rooms/directory/location.ts';
import { Checkboxes, Fold, Select, TextArea, TextField } from '../../../ui/form.tsx';
import { useLanguage } from '../../../ui/here.ts';
import { statusOptions } from './labels.ts';

export function ServiceFields({ locations }: { locations: Location[] }) {
  const language = useLanguage();
  const { t } = language;
  const places = locations.map((place) => ({ value: place.id, label: placeName(place) }));
  return (
    <>
      <TextField name="name" label={t('field.name')} />
      <TextArea name="description" label={t('services.description')} hint={t('services.description_hint')} optional />
      <Select name="status" label={t('services.status')} options={statusOptions(language)} width="medium" />
      {places.length > 0 && <Checkboxes name="locations" label={t('services.where')} options={places} />}
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
