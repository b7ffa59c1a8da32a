/**
 * The labels of the fields of a service, and the names for its ids and keys, for the list of differences when two
 * people edited one.
 */
import type { Language } from '../../../house/messages.ts';
import { type Location, placeName } from '../../../rooms/directory/location.ts';
import { SERVICE_STATUSES } from '../../../rooms/directory/service.ts';

export const statusOptions = ({ message }: Pick<Language, 'message'>) =>
  SERVICE_STATUSES.map((status) => ({
    value: status,
    label: message({ key: `service_status.${status.replace(' ', '_')}` }),
  }));

export const serviceChoices = (language: Language, locations: Location[]) => ({
  ...Object.fromEntries(locations.map((place) => [place.id, placeName(place)])),
  ...Object.fromEntries(statusOptions(language).map(({ value, label }) => [value, label])),
});

export const serviceLabels = ({ t }: Language) => ({
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
