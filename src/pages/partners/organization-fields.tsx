/** The fields of an organization: one form for adding and editing. */
import { Checkbox, Checkboxes, Fold, type Option, Select, TextArea, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { PhoneField } from '../directory/phone-field.tsx';
import { Grow, SaveFirst } from '../shell/rows.tsx';
import type { FieldOptions } from './field-options.ts';

type Props = { options: FieldOptions };
/** How many rows of each there are. */
type Rows = { phones: number; addresses: number };

/**
 * What everybody needs first is in sight: the name, and how one reaches them. The rest is folded under headings that
 * say what is in them.
 */
export function OrganizationFields({ options, phones, addresses }: Props & Rows) {
  const { t } = useLanguage();
  return (
    <>
      <SaveFirst />
      <div class="beside-name">
        <TextField name="name" label={t('field.organization_name')} />
        <div data-duplicates aria-live="polite" />
      </div>
      <Reached options={options} phones={phones} addresses={addresses} />
      <Fold summary={t('partners.sectors_fold')} names={['sectors']}>
        <Checkboxes
          name="sectors"
          label={t('field.sectors')}
          hint={t('field.sectors_hint')}
          options={options.sectors}
          columns
        />
      </Fold>
      <Fold summary={t('partners.words_fold')} names={['alternate_names', 'description', 'website']}>
        <Described />
      </Fold>
      <More options={options} />
    </>
  );
}

function Reached({ options, phones, addresses }: Props & Rows) {
  const { t } = useLanguage();
  return (
    <>
      <fieldset class="rows" data-rows="phones">
        <legend>{t('field.phones')}</legend>
        {Array.from({ length: phones }, (_, n) => (
          <PhoneRow key={n} n={n} options={options} />
        ))}
        <Grow list="phones" label={t('partners.more_phones')} />
      </fieldset>
      <div class="narrow">
        <TextField name="email" type="email" label={t('field.email')} optional />
      </div>
      <fieldset class="rows no-print" data-rows="addresses">
        <legend>{t('field.addresses')}</legend>
        {Array.from({ length: addresses }, (_, n) => (
          <AddressRow key={n} n={n} options={options} />
        ))}
        <Grow list="addresses" label={t('partners.more_addresses')} />
        <Checkbox
          name="confidential_address"
          label={t('field.confidential_address')}
          hint={t('field.confidential_hint')}
        />
      </fieldset>
    </>
  );
}

function Described() {
  const { t } = useLanguage();
  return (
    <div class="narrow">
      <TextField name="website" type="url" label={t('field.website')} optional />
      <TextArea name="description" label={t('field.description')} rows={3} optional />
      <TextArea
        name="alternate_names"
        label={t('field.alternate_names')}
        hint={t('field.alternate_names_hint')}
        rows={2}
        optional
      />
    </div>
  );
}

function PhoneRow({ n, options }: Props & { n: number }) {
  const { t } = useLanguage();
  const more = ['extension', 'phone_type', 'description'].map((part) => `phones.${n}.${part}`);
  return (
    <div class="row-and-more">
      <PhoneField name={`phones.${n}.number`} label={t('field.phone_n', { n: n + 1 })} width="medium" />
      <Fold summary={t('partners.phone_fold')} names={more} plain="voice">
        <div class="row">
          <TextField name={`phones.${n}.extension`} label={t('field.extension')} inputmode="numeric" width="short" />
          <Select name={`phones.${n}.phone_type`} label={t('field.phone_type')} options={options.phoneTypes} />
          <TextField name={`phones.${n}.description`} label={t('field.phone_description')} optional />
        </div>
      </Fold>
    </div>
  );
}

function AddressRow({ n, options }: Props & { n: number }) {
  const { t } = useLanguage();
  const more = ['address_2', 'address_type', 'country'].map((part) => `addresses.${n}.${part}`);
  return (
    <div class="row-and-more">
      <div class="row address-row">
        <TextField name={`addresses.${n}.address_1`} label={t('field.address_1')} />
        <TextField name={`addresses.${n}.city`} label={t('field.city')} />
        <TextField name={`addresses.${n}.state_province`} label={t('field.state_province')} width="short" />
        <TextField name={`addresses.${n}.postal_code`} label={t('field.postal_code')} width="short" />
      </div>
      <Fold summary={t('partners.address_fold')} names={more} plain="physical US">
        <div class="row">
          <TextField name={`addresses.${n}.address_2`} label={t('field.address_2')} />
          <Select name={`addresses.${n}.address_type`} label={t('field.address_type')} options={options.addressTypes} />
          <CountrySelect name={`addresses.${n}.country`} options={options.countries} />
        </div>
      </Fold>
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
