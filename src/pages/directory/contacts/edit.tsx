/** One person's role at one organization, with what is the person's. */
import { parse } from '../../../house/parse.ts';
import { type Contact, changeContact, contactAsTyped, findContact } from '../../../rooms/directory/contacts.ts';
import { mayEditDirectory } from '../../../rooms/directory/organization.ts';
import { contactEdit } from '../../../rooms/directory/person.ts';
import { findPartner, partnerOfOrganization } from '../../../rooms/partners/partners.ts';
import { Buttons, Form } from '../../../ui/form.tsx';
import { useLanguage } from '../../../ui/here.ts';
import { partnerTrail } from '../../partners/trail.ts';
import { nested } from '../../shell/form-body.ts';
import { Link, Press } from '../../shell/link.tsx';
import { type LibraryViewing, libraryPage } from '../../shell/page.ts';
import { PersonFields } from '../people/fields.tsx';
import { personLabels } from '../people/labels.ts';
import { PersonalFields } from '../people/personal-fields.tsx';
import { RoleFields } from './role-fields.tsx';

export const editContact = libraryPage({
  path: '/contacts/:id',
  may: mayEditDirectory,
  load: ({ ctx, id }) => findContact(ctx, id()),
  view: async (asked) => {
    const partner = await findPartner(asked.ctx, await partnerOfOrganization(asked.ctx, asked.found.organization_id));
    return {
      title: asked.found.name,
      trail: partnerTrail(asked, partner),
      body: <Edit asked={asked} partner={partner.id} />,
    };
  },
  submit: async ({ ctx, found: contact, fields, go }) => {
    await changeContact(ctx, contact.id, parse(contactEdit, nested(fields)));
    const id = await partnerOfOrganization(ctx, contact.organization_id);
    return go('/partners/:id/people', { id }).saying('notice.saved');
  },
});

type Props = { asked: LibraryViewing<Contact>; partner: string };

function Edit({ asked: { again, found: contact, to }, partner }: Props) {
  const { t } = useLanguage();
  const { id, person_id, version } = contact;
  return (
    <div class="narrow">
      <p>
        <Link to="/people/:id" at={{ id: person_id }}>
          {t('person.all_roles')}
        </Link>
      </p>
      <Form again={again} initial={contactAsTyped(contact)} version={version} labels={personLabels(t)}>
        <PersonFields />
        <RoleFields />
        <PersonalFields />
        <Buttons save={t('form.save')} cancel={to('/partners/:id/people', { id: partner })} />
      </Form>
      <p class="hint">{t('contacts.remove_hint')}</p>
      <Press to="/contacts/:id/removal" at={{ id }} about={contact} label={t('contacts.remove')} />
    </div>
  );
}
