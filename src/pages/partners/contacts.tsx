/** People at the partner's organization. */
import { allow } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import { parse } from '../../house/parse.ts';
import { addContact, changeContact, findContact, removeContact } from '../../rooms/directory/contacts.ts';
import { contactDraft, contactEdit, mayEditDirectory } from '../../rooms/directory/organization.ts';
import { findPartner, partnerOfOrganization } from '../../rooms/partners/partners.ts';
import { Buttons, Form, PostButton, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type App, type LibraryVisit, libraryPage, redirect } from '../door.tsx';

export function contactPages(app: App, house: House): void {
  libraryPage(app, house, '/partners/:id/contacts/new', {
    show: async (visit, again) => {
      const { ctx, base, language } = visit;
      const { t } = language;
      allow(mayEditDirectory(ctx.actor));
      const partner = await findPartner(ctx, visit.id());
      return {
        title: t('contacts.add_to', { name: partner.name }),
        section: 'partners',
        body: (
          <div class="narrow">
            <h1>{t('contacts.add_to', { name: partner.name })}</h1>
            <Form again={again}>
              <ContactFields />
              <Buttons save={t('contacts.add')} cancel={`${base}/partners/${partner.id}`} />
            </Form>
          </div>
        ),
      };
    },
    submit: async (visit, fields) => {
      const partner = await findPartner(visit.ctx, visit.id());
      await addContact(visit.ctx, partner.organization_id, parse(contactDraft, fields));
      return { to: `${visit.base}/partners/${partner.id}`, notice: 'notice.saved' };
    },
  });

  const back = async (visit: LibraryVisit, organizationId: string) => `${visit.base}/partners/${await partnerOfOrganization(visit.ctx, organizationId)}`;

  libraryPage(app, house, '/contacts/:id', {
    show: async (visit, again) => {
      const { ctx, language } = visit;
      const { t } = language;
      allow(mayEditDirectory(ctx.actor));
      const contact = await findContact(ctx, visit.id());
      const { name, title, email, phone } = contact;
      const initial = { name, title, email, phone, starts_on: contact.starts_on ?? '', ends_on: contact.ends_on ?? '' };
      return {
        title: name,
        section: 'partners',
        body: (
          <div class="narrow">
            <h1>{name}</h1>
            <Form again={again} initial={initial} version={contact.version} labels={contactLabels(visit)}>
              <ContactFields />
              <Buttons save={t('form.save')} cancel={await back(visit, contact.organization_id)} />
            </Form>
            <p class="hint">{t('contacts.remove_hint')}</p>
            <PostButton action={`${visit.base}/contacts/${contact.id}/removal`} label={t('contacts.remove')} />
          </div>
        ),
      };
    },
    submit: async (visit, fields) => {
      const contact = await findContact(visit.ctx, visit.id());
      await changeContact(visit.ctx, contact.id, parse(contactEdit, fields));
      return { to: await back(visit, contact.organization_id), notice: 'notice.saved' };
    },
  });

  libraryPage(app, house, '/contacts/:id/removal', {
    show: async (visit) => redirect(`${visit.base}/contacts/${(await findContact(visit.ctx, visit.id())).id}`),
    submit: async (visit) => {
      const contact = await findContact(visit.ctx, visit.id());
      const removal = await removeContact(visit.ctx, contact.id);
      return { to: await back(visit, contact.organization_id), notice: 'notice.removed', removal };
    },
  });
}

const contactLabels = ({ language: { t } }: LibraryVisit) => ({
  name: t('field.name'),
  title: t('field.contact_title'),
  email: t('field.email'),
  phone: t('field.phone'),
  starts_on: t('field.starts_on'),
  ends_on: t('field.ends_on'),
});

function ContactFields() {
  const { t } = useLanguage();
  return (
    <>
      <TextField name="name" label={t('field.name')} />
      <TextField name="title" label={t('field.contact_title')} hint={t('field.contact_title_hint')} optional />
      <TextField name="email" type="email" label={t('field.email')} optional />
      <TextField name="phone" type="tel" label={t('field.phone')} optional />
      <TextField name="starts_on" type="date" label={t('field.starts_on')} optional />
      <TextField name="ends_on" type="date" label={t('field.ends_on')} optional />
    </>
  );
}
