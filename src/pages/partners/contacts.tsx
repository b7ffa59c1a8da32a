/** The people of a partner, a part of its page. */
import { today } from '../../house/ctx.ts';
import type { Contact } from '../../rooms/directory/contacts.ts';
import type { Further } from '../../rooms/directory/further.ts';
import { useLanguage } from '../../ui/here.ts';
import { EmailAddress } from '../directory/email-address.tsx';
import { FurtherFacts } from '../directory/further.tsx';
import { Link, useAround } from '../shell/link.tsx';
import { PhoneLine } from './facts.tsx';

type Props = {
  contacts: Contact[];
  partnerId: string;
  /** Beside each other, where the page is theirs. */
  wide?: boolean;
};

export function Contacts({ contacts, partnerId, wide = false }: Props) {
  const { t } = useLanguage();
  const { may } = useAround();
  return (
    <section class="part">
      <h2>{t('contacts.title')}</h2>
      {contacts.length === 0 && <p class="quiet">{t('contacts.none')}</p>}
      <ul class={wide ? 'plain contacts beside-each-other' : 'plain contacts'}>
        {contacts.map((contact) => (
          <ContactItem key={contact.id} contact={contact} wide={wide} />
        ))}
      </ul>
      {may('/partners/:id/contacts/new') && (
        <p class="no-print">
          <Link to="/partners/:id/contacts/new" at={{ id: partnerId }}>
            {t('contacts.add')}
          </Link>
        </p>
      )}
    </section>
  );
}

function ContactItem({ contact, wide }: { contact: Contact; wide: boolean }) {
  const { t, day, message } = useLanguage();
  const { to, may, ctx } = useAround();
  const left = contact.ends_on !== null && contact.ends_on < today(ctx);
  return (
    <li class={left ? 'left' : undefined}>
      <a class="plain-link" href={to('/people/:id', { id: contact.person_id })}>
        <strong>{contact.name}</strong>
      </a>{' '}
      {contact.title && <span class="quiet">{contact.title}</span>}
      {left && <span class="block">{t('contacts.until', { day: day(contact.ends_on ?? '') })}</span>}
      {contact.stand_ins.map(({ kind, person_id, name }) => (
        <a class="block quiet" key={kind} href={to('/people/:id', { id: person_id })}>
          {message({ key: `stand_ins.${kind}_is`, values: { name } })}
        </a>
      ))}
      <AtWork contact={contact} />
      {wide && (
        <>
          <FurtherFacts further={roleFurther(contact.further, may('/contacts/:id', contact))} />
          {contact.may_be_published && <span class="block quiet">{t('person.is_published')}</span>}
          <Link class="no-print" to="/contacts/:id" at={{ id: contact.id }} about={contact}>
            {t('form.change')}
            <span class="unseen"> {contact.name}</span>
          </Link>{' '}
          <Link class="no-print" to="/contacts/:id/stand-ins" at={{ id: contact.id }} about={contact}>
            {t('stand_ins.link')}
            <span class="unseen"> {contact.name}</span>
          </Link>
        </>
      )}
    </li>
  );
}

const isWork = ({ kind }: { kind: string }) => kind === 'work';

function AtWork({ contact }: { contact: Contact }) {
  return (
    <>
      {contact.emails.filter(isWork).map(({ email }) => (
        <span class="block" key={email}>
          <EmailAddress email={email} />
        </span>
      ))}
      {contact.phones.filter(isWork).map((phone) => (
        <PhoneLine key={phone.number} phone={phone} />
      ))}
    </>
  );
}

/**
 * What a role is for is shown to everybody; what else a list said of the person, only to those who may edit the person.
 */
function roleFurther({ service: _, location: __, about, department, ...rest }: Further, may: boolean): Further {
  return { ...(may && rest), ...(about !== undefined && { about }), ...(department !== undefined && { department }) };
}
