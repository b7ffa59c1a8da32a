/** The fields of an organization: one form for adding and editing. */
import { MOST_ROWS } from '../../rooms/directory/organization.ts';
import { Checkbox, Checkboxes, Fold, type Option, Select, TextArea, TextField } from '../../ui/form.tsx';
import { type Again, useLanguage } from '../../ui/here.ts';
import type { FieldOptions } from './field-options.ts';

/** As many rows as are stored, and a few empty ones; at least as many as the form that came back had. */
export function rowsFor(list: 'phones' | 'addresses', again: Again | undefined, wanted: number): number {
  const typed = Object.keys(again?.values ?? {}).map((name) =>
    name.startsWith(`${list}.`) ? Number(name.split('.')[1]) + 1 : 0,
  );
  return Math.min(MOST_ROWS, Math.max(wanted, ...typed));
}

type Props = { options: FieldOptions };

export function OrganizationFields({ options, phones, addresses }: Props & { phones: number; addresses: number }) {
  const { t } = useLanguage();
  return (
    <>
      <Called />
      <Checkboxes
        name="sectors"
        label={t('field.sectors')}
        hint={t('field.sectors_hint')}
        options={options.sectors}
        columns
      />
      <div class="narrow">
        <TextField name="website" type="url" label={t('field.website')} optional />
        <TextField name="email" type="email" label={t('field.email')} optional />
      </div>
      <fieldset class="rows">
        <legend>{t('field.phones')}</legend>
        {Array.from({ length: phones }, (_, n) => (
          <PhoneRow key={n} n={n} options={options} />
        ))}
      </fieldset>
      <AddressRows options={options} addresses={addresses} />
      <More options={options} />
    </>
  );
}

function Called() {
  const { t } = useLanguage();
  return (
    <div class="narrow">
      <TextField name="name" label={t('field.organization_name')} />
      <div data-duplicates aria-live="polite" />
      <TextArea
        name="alternate_names"
        label={t('field.alternate_names')}
        hint={t('field.alternate_names_hint')}
        rows={2}
        optional
      />
      <TextArea name="description" label={t('field.description')} rows={3} optional />
    </div>
  );
}

function PhoneRow({ n, options }: Props & { n: number }) {
  const { t } = useLanguage();
  return (
    <div class="row">
      <TextField name={`phones.${n}.number`} type="tel" label={t('field.phone_n', { n: n + 1 })} />
      <TextField name={`phones.${n}.extension`} label={t('field.extension')} inputmode="numeric" width="short" />
      <Select name={`phones.${n}.phone_type`} label={t('field.phone_type')} options={options.phoneTypes} />
      <TextField name={`phones.${n}.description`} label={t('field.phone_description')} optional />
    </div>
  );
}

function AddressRows({ options, addresses }: Props & { addresses: number }) {
  const { t } = useLanguage();
  return (
    <fieldset class="rows no-print">
      <legend>{t('field.addresses')}</legend>
      <Checkbox
        name="confidential_address"
        label={t('field.confidential_address')}
        hint={t('field.confidential_hint')}
      />
      {Array.from({ length: addresses }, (_, n) => (
        <AddressRow key={n} n={n} options={options} />
      ))}
    </fieldset>
  );
}

function AddressRow({ n, options }: Props & { n: number }) {
  const { t } = useLanguage();
  return (
    <div class="row">
      <Select name={`addresses.${n}.address_type`} label={t('field.address_type')} options={options.addressTypes} />
      <TextField name={`addresses.${n}.address_1`} label={t('field.address_1')} />
      <TextField name={`addresses.${n}.address_2`} label={t('field.address_2')} />
      <TextField name={`addresses.${n}.city`} label={t('field.city')} />
      <TextField name={`addresses.${n}.state_province`} label={t('field.state_province')} width="short" />
      <TextField name={`addresses.${n}.postal_code`} label={t('field.postal_code')} width="short" />
      <CountrySelect name={`addresses.${n}.country`} options={options.countries} />
    </div>
  );
}

/** The fields that most people leave empty. */
function More({ options }: Props) {
  const { t } = useLanguage();
  return (
    <Fold summary={t('partners.more_fields')} names={['populations', 'languages', 'tax_id', 'parent_organization_id']}>
      <Checkboxes name="populations" label={t('field.populations')} options={options.populations} columns />
      <Checkboxes name="languages" label={t('field.languages')} options={options.languages} columns />
      <div class="narrow">
        <TextField name="tax_id" label={t('field.tax_id')} hint={t('field.tax_id_hint')} width="medium" optional />
        <Select name="parent_organization_id" label={t('field.parent')} options={options.parents} />
      </div>
    </Fold>
  );
}

/** An empty row starts in the United States; a stored one keeps its country. */
function CountrySelect({ name, options }: { name: string; options: Option[] }) {
  const { t } = useLanguage();
  return <Select name={name} label={t('field.country')} options={options} otherwise="US" />;
}
