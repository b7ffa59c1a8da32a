/** The people whom a list named at an organization. */
import { type ContactDraft, workMail, workPhone } from '../../../rooms/directory/person.ts';
import { readablePhone } from '../../../rooms/directory/written.ts';
import { useLanguage } from '../../../ui/here.ts';

export function SaidPeople({ contacts }: { contacts: ContactDraft[] }) {
  const { t } = useLanguage();
  return (
    <section>
      <h2>{t('contacts.title')}</h2>
      <ul class="plain contacts">
        {contacts.map((contact) => (
          <Line key={JSON.stringify(contact)} contact={contact} />
        ))}
      </ul>
    </section>
  );
}

function Line({ contact }: { contact: ContactDraft }) {
  const [email, phone] = [workMail(contact), workPhone(contact)?.number];
  return (
    <li>
      <strong>{contact.name}</strong> {contact.title && <span class="quiet">{contact.title}</span>}
      {email && (
        <a class="block" href={`mailto:${email}`}>
          {email}
        </a>
      )}
      {phone && (
        <a class="block" href={`tel:${phone}`}>
          {readablePhone(phone)}
        </a>
      )}
    </li>
  );
}
