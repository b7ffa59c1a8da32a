/** The field for a country, by their names in the reader's language. */
import { countries } from '../../rooms/directory/organization.ts';
import { Select } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';

type Props = { name: string; otherwise?: string; width?: 'medium' };

export function CountryField(props: Props) {
  const { t, countryName, locale } = useLanguage();
  const options = countries
    .map((code) => ({ value: code, label: countryName.of(code) ?? code }))
    .toSorted((a, b) => a.label.localeCompare(b.label, locale));
  return <Select {...props} label={t('field.country')} options={options} />;
}
