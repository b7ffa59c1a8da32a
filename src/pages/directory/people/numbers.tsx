/** How to reach a person: at work, or by their private numbers and addresses, which are not printed. */
import type { Person } from '../../../rooms/directory/persons.ts';
import { useLanguage } from '../../../ui/here.ts';
import { Fact, PhoneLine } from '../../partners/facts.tsx';
import { EmailAddress } from '../email-address.tsx';

export const isWork = ({ kind }: { kind: string }) => kind === 'work';

export function Numbers({ title, person, own }: { title: string; person: Person; own: boolean }) {
  const { t } = useLanguage();
  const mine = (each: { kind: string }) => isWork(each) !== own;
  const phones = person.phones.filter(mine);
  const emails = person.emails.filter(mine);
  const addresses = person.addresses.filter(mine);
  if (phones.length + emails.length + addresses.length === 0) return null;
  return (
    <section class={own ? 'no-print' : undefined}>
      <h2>{title}</h2>
      {own && <p class="hint">{t('person.own_text')}</p>}
      <dl class="facts">
        <Fact term={t('field.phones')} show={phones.length > 0}>
          {phones.map((phone) => (
            <Phone key={phone.number + phone.extension} phone={phone} own={own} />
          ))}
        </Fact>
        <Fact term={t('field.email')} show={emails.length > 0}>
          <Mails emails={emails} />
        </Fact>
        <Fact term={t('field.addresses')} show={addresses.length > 0}>
          {addresses.map((address) => (
            <Address key={JSON.stringify(address)} address={address} />
          ))}
        </Fact>
      </dl>
    </section>
  );
}

function Phone({ phone, own }: { phone: Person['phones'][number]; own: boolean }) {
  const { message } = useLanguage();
  return (
    <span class="block">
      <PhoneLine phone={phone} /> {own && <span class="quiet">{message({ key: `person.kind_${phone.kind}` })}</span>}
    </span>
  );
}

export function Mails({ emails }: { emails: Person['emails'] }) {
  const { message } = useLanguage();
  return (
    <>
      {emails.map(({ kind, email }) => (
        <span class="block" key={email}>
          <EmailAddress email={email} />{' '}
          {kind !== 'work' && <span class="quiet">{message({ key: `person.kind_${kind}` })}</span>}
        </span>
      ))}
    </>
  );
}

function Address({ address }: { address: Person['addresses'][number] }) {
  const { message } = useLanguage();
  const { kind, address_1, address_2, city, state_province, postal_code } = address;
  const parts = [address_1, address_2, city, `${state_province} ${postal_code}`.trim()];
  return (
    <span class="block">
      {parts.filter(Boolean).join(', ')} <span class="quiet">{message({ key: `person.kind_${kind}` })}</span>
    </span>
  );
}
