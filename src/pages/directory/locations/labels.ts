/** The labels of the fields of a place and of its types, for the list of differences when two people edited one. */
import type { Language } from '../../../house/messages.ts';
import { LOCATION_TYPES } from '../../../rooms/directory/location.ts';

export const typeOptions = ({ message }: Pick<Language, 'message'>) =>
  LOCATION_TYPES.map((type) => ({ value: type, label: message({ key: `location_type.${type}` }) }));

export const typeNames = (language: Language) =>
  Object.fromEntries(typeOptions(language).map(({ value, label }) => [value, label]));

export const locationLabels = ({ t }: Language) => ({
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
