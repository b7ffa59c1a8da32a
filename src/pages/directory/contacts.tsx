/**
 * People at the partner's organization. Somebody who is here already is offered, so that one person at two partners
 * stays one.
 */
import { allow, Invalid } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import { parse } from '../../house/parse.ts';
import {
  addContact,
  changeContact,
  contactAsTyped,
  findContact,
  removeContact,
} from '../../rooms/directory/contacts.ts';
import { mayEditDirectory, type OrganizationId } from '../../rooms/directory/organization.ts';
import { contactDraft, contactEdit, contactForm } from '../../rooms/directory/person.ts';
import { type LikelyPerson, likelyPersons } from '../../rooms/directory/persons.ts';
import { findPartner, partnerOfOrganization } from '../../rooms/partners/partners.ts';
import { Buttons, Form, PostButton, Radios } from '../../ui/form.tsx';
import { type Again, useLanguage } from '../../ui/here.ts';
import { type App, type LibraryVisit, libraryPage, redirect } from '../shell/door.tsx';
import { nested } from '../shell/form-body.ts';
import { PersonalFields, PersonFields, personLabels, RoleFields } from './contact-form.tsx';

export function contactPages(app: App, house: House): void {
  libraryPage(app, house, '/partners/:id/contacts/new', {
    show: async (visit, again) => {
      const { ctx, base, language } = visit;
      const { t } = language;
      allow(mayEditDirectory(ctx.actor));
      const partner = await findPartner(ctx, visit.id());
      const likely = again?.errors.person_id ? await likelyPersons(ctx, parse(contactDraft, nested(again.values))) : [];
      const [best] = likely;
      // A name alone is shared by many: only a mail or a phone beside it makes somebody the likely answer.
      const preset = again && {
        ...again,
        values: { ...again.values, person_id: best && best.reasons.length > 1 ? best.id : '' },
      };
      return {
        title: t('contacts.add_to', { name: partner.name }),
        section: 'partners',
        body: (
          <div class="narrow">
            <h1>{t('contacts.add_to', { name: partner.name })}</h1>
            <Form again={likely.length > 0 ? preset : again}>
              {likely.length > 0 && <WhoIsIt likely={likely} />}
              <PersonFields />
              <RoleFields />
              <PersonalFields />
              <Buttons save={t('contacts.add')} cancel={`${base}/partners/${partner.id}`} />
            </Form>
          </div>
        ),
      };
    },
    submit: async (visit, fields) => {
      const partner = await findPartner(visit.ctx, visit.id());
      allow(mayEditDirectory(visit.ctx.actor));
      const given = nested(fields);
      const draft = parse(contactForm, { ...given, person_id: given.person_id === NEW ? '' : given.person_id });
      if (!given.person_id && (await likelyPersons(visit.ctx, draft)).length > 0)
        throw new Invalid({ person_id: { key: 'person.likely' } });
      await addContact(visit.ctx, partner.organization_id, draft);
      return { to: `${visit.base}/partners/${partner.id}`, notice: 'notice.saved' };
    },
  });

  const back = async (visit: LibraryVisit, organizationId: OrganizationId) =>
    `${visit.base}/partners/${await partnerOfOrganization(visit.ctx, organizationId)}`;

  libraryPage(app, house, '/contacts/:id', {
    show: async (visit, again) => {
      const { ctx, base, language } = visit;
      allow(mayEditDirectory(ctx.actor));
      const contact = await findContact(ctx, visit.id());
      return {
        title: contact.name,
        section: 'partners',
        body: (
          <ContactPage
            contact={contact}
            base={base}
            back={await back(visit, contact.organization_id)}
            again={again}
            labels={personLabels(language.t)}
          />
        ),
      };
    },
    submit: async (visit, fields) => {
      const contact = await findContact(visit.ctx, visit.id());
      await changeContact(visit.ctx, contact.id, parse(contactEdit, nested(fields)));
      return { to: await back(visit, contact.organization_id), notice: 'notice.saved' };
    },
  });

  libraryPage(app, house, '/contacts/:id/removal', {
    show: async (visit) => redirect(`${visit.base}/contacts/${(await findContact(visit.ctx, visit.id())).id}`),
    submit: async (visit) => {
      const contact = await findContact(visit.ctx, visit.id());
      const to = await back(visit, contact.organization_id);
      const removal = await removeContact(visit.ctx, contact.id);
      return { to, notice: 'notice.removed', removal };
    },
  });
}

const NEW = 'new';

function WhoIsIt({ likely }: { likely: LikelyPerson[] }) {
  const { t, list, message } = useLanguage();
  const options = likely.map(({ id, name, roles, reasons }) => ({
    value: id,
    label: t('person.likely_is', {
      name,
      roles: list(roles.map((role) => [role.title, role.organization].filter(Boolean).join(', '))),
    }),
    hint: t('person.likely_why', { reasons: list(reasons.map((reason) => message({ key: `person.same_${reason}` }))) }),
  }));
  return (
    <Radios
      name="person_id"
      label={t('person.who_is_it')}
      hint={t('person.who_is_it_hint')}
      options={[...options, { value: NEW, label: t('person.likely_new') }]}
    />
  );
}

type Props = {
  contact: Awaited<ReturnType<typeof findContact>>;
  base: string;
  back: string;
  again: Again | undefined;
  labels: Record<string, string>;
};

function ContactPage({ contact, base, back, again, labels }: Props) {
  const { t } = useLanguage();
  return (
    <div class="narrow">
      <h1>{contact.name}</h1>
      <p>
        <a href={`${base}/people/${contact.person_id}`}>{t('person.all_roles')}</a>
      </p>
      <Form again={again} initial={contactAsTyped(contact)} version={contact.version} labels={labels}>
        <PersonFields />
        <RoleFields />
        <PersonalFields />
        <Buttons save={t('form.save')} cancel={back} />
      </Form>
      <p class="hint">{t('contacts.remove_hint')}</p>
      <PostButton action={`${base}/contacts/${contact.id}/removal`} label={t('contacts.remove')} />
    </div>
  );
}
