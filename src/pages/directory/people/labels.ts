/** The labels of the fields of a person, for the list of differences when two people edited one. */
import type { Language } from '../../../house/messages.ts';
import { MOST_ROWS, range } from './person-rows.ts';

export function personLabels(t: Language['t']): Record<string, string> {
  const labels: Record<string, string> = {
    name: t('field.name'),
    title: t('field.contact_title'),
    starts_on: t('field.starts_on'),
    ends_on: t('field.ends_on'),
    may_be_published: t('person.may_be_published'),
  };
  for (const n of range(0, MOST_ROWS)) {
    for (const part of ['kind', 'number', 'extension', 'description'])
      labels[`phones.${n}.${part}`] = t('field.phone_n', { n: n + 1 });
    for (const part of ['kind', 'email'])
      labels[`emails.${n}.${part}`] = n === 0 ? t('person.work_email') : t('field.email');
    for (const part of ['kind', 'address_1', 'address_2', 'city', 'state_province', 'postal_code', 'country'])
      labels[`addresses.${n}.${part}`] = t('field.address_n', { n: n + 1 });
  }
  return labels;
}
