/** Mobile, home address and everything else that is private to the person: folded under a heading that says so. */
import { PERSON_KINDS, PERSON_PHONES } from '../../../rooms/directory/person.ts';
import { Fold, Select, TextField } from '../../../ui/form.tsx';
import { useForm, useLanguage } from '../../../ui/here.ts';
import { CountryField } from '../country.tsx';
import { PhoneField } from '../phone-field.tsx';
import { range, rowsIn } from './person-rows.ts';

export function PersonalFields() {
  const { t } = useLanguage();
  const { values } = useForm();
  const phones = range(1, rowsIn(values, 'phones'));
  const emails = range(1, rowsIn(values, 'emails'));
  const addresses = range(0, rowsIn(values, 'addresses'));
  const names = [
    ...phones.map((n) => `phones.${n}.number`),
    ...emails.map((n) => `emails.${n}.email`),
    ...addresses.map((n) => `addresses.${n}.address_1`),
  ];
  return (
    <Fold summary={t('person.own')} names={names}>
      <p class="hint">{t('person.own_text')}</p>
      {phones.map((n) => (
        <PhoneRow key={n} n={n} />
      ))}
      {emails.map((n) => (
        <EmailRow key={n} n={n} />
      ))}
      {addresses.map((n) => (
        <AddressRow key={n} n={n} />
      ))}
    </Fold>
  );
}

const KIND_OF_PHONE = ['work', 'mobile', 'home', 'other'];

function PhoneRow({ n }: { n: number }) {
  const { t } = useLanguage();
  return (
    <div class="row">
      <Kind name={`phones.${n}.kind`} kinds={PERSON_PHONES} otherwise={KIND_OF_PHONE[n] ?? 'other'} />
      <PhoneField name={`phones.${n}.number`} label={t('field.phone')} />
      <TextField name={`phones.${n}.extension`} label={t('field.extension')} inputmode="numeric" width="short" />
      <TextField name={`phones.${n}.description`} label={t('field.phone_description')} optional />
    </div>
  );
}

function EmailRow({ n }: { n: number }) {
  const { t } = useLanguage();
  return (
    <div class="row">
      <Kind name={`emails.${n}.kind`} kinds={PERSON_KINDS} otherwise={n === 1 ? 'home' : 'other'} />
      <TextField name={`emails.${n}.email`} type="email" label={t('field.email')} />
    </div>
  );
}

function AddressRow({ n }: { n: number }) {
  const { t } = useLanguage();
  return (
    <div class="row">
      <Kind name={`addresses.${n}.kind`} kinds={PERSON_KINDS} otherwise="home" />
      <TextField name={`addresses.${n}.address_1`} label={t('field.address_1')} />
      <TextField name={`addresses.${n}.address_2`} label={t('field.address_2')} />
      <TextField name={`addresses.${n}.city`} label={t('field.city')} />
      <TextField name={`addresses.${n}.state_province`} label={t('field.state_province')} width="short" />
      <TextField name={`addresses.${n}.postal_code`} label={t('field.postal_code')} width="short" />
      <CountryField name={`addresses.${n}.country`} otherwise="US" />
    </div>
  );
}

/** An empty row starts with the kind `otherwise`; a stored row keeps its own kind. */
function Kind({ name, kinds, otherwise }: { name: string; kinds: readonly string[]; otherwise: string }) {
  const { t, message } = useLanguage();
  const options = kinds.map((kind) => ({ value: kind, label: message({ key: `person.kind_${kind}` }) }));
  return <Select name={name} label={t('person.kind')} options={options} otherwise={otherwise} />;
}
