/** What can be chosen in the form about an organization, and what its fields are called. */
import type { Language } from '../../house/messages.ts';
import { ADDRESS_TYPES, countries, MOST_ROWS } from '../../rooms/directory/organization.ts';
import { organizationNames } from '../../rooms/directory/parents.ts';
import { PHONE_TYPES } from '../../rooms/directory/phone.ts';
import { sectorsOf } from '../../rooms/directory/sectors.ts';
import { populations, serviceLanguages } from '../../rooms/guide/guide.ts';
import type { Option } from '../../ui/form.tsx';
import type { LibraryVisit } from '../shell/visit.ts';

export type FieldOptions = Record<
  'sectors' | 'populations' | 'languages' | 'parents' | 'countries' | 'phoneTypes' | 'addressTypes',
  Option[]
>;

export async function fieldOptions(
  { ctx, language }: LibraryVisit,
  parent: string | null = null,
): Promise<FieldOptions> {
  const { words, message, t } = language;
  const byLabel = (a: Option, b: Option) => a.label.localeCompare(b.label, language.locale);
  return {
    sectors: (await sectorsOf(ctx)).map((sector) => ({ value: sector.key, label: words(sector.label) })),
    populations: populations.map((each) => ({ value: each.key, label: words(each.label) })),
    languages: serviceLanguages
      .map((code) => ({ value: code, label: language.languageName.of(code) ?? code }))
      .sort(byLabel),
    parents: [
      { value: '', label: t('form.no_organization') },
      ...(await organizationNames(ctx, parent)).map((each) => ({ value: each.id, label: each.name })),
    ],
    countries: countries.map((code) => ({ value: code, label: language.countryName.of(code) ?? code })).sort(byLabel),
    phoneTypes: PHONE_TYPES.map((type) => ({ value: type, label: message({ key: `phone_type.${type}` }) })),
    addressTypes: ADDRESS_TYPES.map((type) => ({ value: type, label: message({ key: `address_type.${type}` }) })),
  };
}

/** The names for ids and keys, for the list of differences after a conflict. */
export const choicesOf = (options: FieldOptions) =>
  Object.fromEntries(
    Object.values(options).flatMap((list) =>
      list.filter((option) => option.value !== '').map((option) => [option.value, option.label]),
    ),
  );

export function labelsOf({ t }: Language): Record<string, string> {
  const named: Record<string, string> = {
    name: t('field.organization_name'),
    alternate_names: t('field.alternate_names'),
    description: t('field.description'),
    website: t('field.website'),
    email: t('field.email'),
    tax_id: t('field.tax_id'),
    parent_organization_id: t('field.parent'),
    sectors: t('field.sectors'),
    populations: t('field.populations'),
    languages: t('field.languages'),
    confidential_address: t('field.confidential_address'),
  };
  for (let n = 0; n < MOST_ROWS; n++) {
    for (const part of ['number', 'extension', 'phone_type', 'description'])
      named[`phones.${n}.${part}`] = t('field.phone_n', { n: n + 1 });
    for (const part of ['address_type', 'address_1', 'address_2', 'city', 'state_province', 'postal_code', 'country']) {
      named[`addresses.${n}.${part}`] = t('field.address_n', { n: n + 1 });
    }
  }
  return named;
}
