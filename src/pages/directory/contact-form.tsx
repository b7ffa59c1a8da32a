/**
 * The form of a person: what belongs to the work in sight, what is theirs alone folded under a heading that says so.
 */
import { countries } from '../../rooms/directory/organization.ts';
import { PERSON_KINDS, PERSON_PHONES } from '../../rooms/directory/person.ts';
import { Checkbox, Fold, Select, TextField } from '../../ui/form.tsx';
import { useForm, useLanguage, type Values } from '../../ui/here.ts';

/** Which rows the form has: the first of each is the work's, and stays so. */
const ROWS = { phones: 4, emails: 3, addresses: 1 };
const MOST = 20;

const KIND_OF_ROW = ['work', 'mobile', 'home', 'other'];

export function PersonFields() {
  const { t } = useLanguage();
  return (
    <>
      <TextField name="name" label={t('field.name')} />
      <div class="row">
        <input type="hidden" name="phones.0.kind" value="work" />
        <TextField name="phones.0.number" type="tel" label={t('person.work_phone')} optional />
        <TextField name="phones.0.extension" label={t('field.extension')} inputmode="numeric" width="short" />
        <TextField name="phones.0.description" label={t('field.phone_description')} optional />
      </div>
      <input type="hidden" name="emails.0.kind" value="work" />
      <TextField name="emails.0.email" type="email" label={t('person.work_email')} optional />
    </>
  );
}

/** Mobile, home and what else is the person's. */
export function PersonalFields() {
  const { t } = useLanguage();
  const { values } = useForm();
  const [phones, emails, addresses] = [rowsIn(values, 'phones'), rowsIn(values, 'emails'), rowsIn(values, 'addresses')];
  const names = [
    ...range(1, phones).map((n) => `phones.${n}.number`),
    ...range(1, emails).map((n) => `emails.${n}.email`),
    ...range(0, addresses).map((n) => `addresses.${n}.address_1`),
  ];
  return (
    <Fold summary={t('person.own')} names={names}>
      <p class="hint">{t('person.own_text')}</p>
      {range(1, phones).map((n) => (
        <div class="row" key={n}>
          <Kind name={`phones.${n}.kind`} kinds={PERSON_PHONES} otherwise={KIND_OF_ROW[n] ?? 'other'} />
          <TextField name={`phones.${n}.number`} type="tel" label={t('field.phone')} />
          <TextField name={`phones.${n}.extension`} label={t('field.extension')} inputmode="numeric" width="short" />
          <TextField name={`phones.${n}.description`} label={t('field.phone_description')} optional />
        </div>
      ))}
      {range(1, emails).map((n) => (
        <div class="row" key={n}>
          <Kind name={`emails.${n}.kind`} kinds={PERSON_KINDS} otherwise={n === 1 ? 'home' : 'other'} />
          <TextField name={`emails.${n}.email`} type="email" label={t('field.email')} />
        </div>
      ))}
      {range(0, addresses).map((n) => (
        <div class="row" key={n}>
          <Kind name={`addresses.${n}.kind`} kinds={PERSON_KINDS} otherwise="home" />
          <TextField name={`addresses.${n}.address_1`} label={t('field.address_1')} />
          <TextField name={`addresses.${n}.address_2`} label={t('field.address_2')} />
          <TextField name={`addresses.${n}.city`} label={t('field.city')} />
          <TextField name={`addresses.${n}.state_province`} label={t('field.state_province')} width="short" />
          <TextField name={`addresses.${n}.postal_code`} label={t('field.postal_code')} width="short" />
          <Country name={`addresses.${n}.country`} />
        </div>
      ))}
    </Fold>
  );
}

export function RoleFields() {
  const { t } = useLanguage();
  return (
    <>
      <TextField name="title" label={t('field.contact_title')} hint={t('field.contact_title_hint')} optional />
      <TextField name="starts_on" type="date" label={t('field.starts_on')} optional />
      <TextField name="ends_on" type="date" label={t('field.ends_on')} hint={t('person.ends_hint')} optional />
      <Checkbox name="may_be_published" label={t('person.may_be_published')} hint={t('person.may_be_published_hint')} />
    </>
  );
}

const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);

/** As many as are filled and one more, and never fewer than were typed. */
function rowsIn(values: Values, list: keyof typeof ROWS): number {
  const filled = Object.entries(values).map(([name, value]) =>
    name.startsWith(`${list}.`) && value !== '' ? Number(name.split('.')[1]) + 1 : 0,
  );
  return Math.min(MOST, Math.max(ROWS[list], Math.max(0, ...filled) + 1));
}

/** An empty row says what it is for; a stored one keeps its kind. */
function Kind({ name, kinds, otherwise }: { name: string; kinds: readonly string[]; otherwise: string }) {
  const { t, message } = useLanguage();
  const options = kinds.map((kind) => ({ value: kind, label: message({ key: `person.kind_${kind}` }) }));
  return <Select name={name} label={t('person.kind')} options={options} otherwise={otherwise} />;
}

function Country({ name }: { name: string }) {
  const { t, countryName, locale } = useLanguage();
  const options = countries
    .map((code) => ({ value: code, label: countryName.of(code) ?? code }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
  return <Select name={name} label={t('field.country')} options={options} otherwise="US" />;
}

/** The fields by the names that people read, for what differs after two have changed one person. */
export function personLabels(t: ReturnType<typeof useLanguage>['t']): Record<string, string> {
  const labels: Record<string, string> = {
    name: t('field.name'),
    title: t('field.contact_title'),
    starts_on: t('field.starts_on'),
    ends_on: t('field.ends_on'),
    may_be_published: t('person.may_be_published'),
  };
  for (const n of range(0, MOST)) {
    for (const part of ['kind', 'number', 'extension', 'description'])
      labels[`phones.${n}.${part}`] = t('field.phone_n', { n: n + 1 });
    for (const part of ['kind', 'email'])
      labels[`emails.${n}.${part}`] = n === 0 ? t('person.work_email') : t('field.email');
    for (const part of ['kind', 'address_1', 'address_2', 'city', 'state_province', 'postal_code', 'country'])
      labels[`addresses.${n}.${part}`] = t('field.address_n', { n: n + 1 });
  }
  return labels;
}
