/**
 * Adds a person at the partner's organization. People who may be the same are offered first, so that one person who
 * works with two partners stays one record.
 */
import type { Ctx } from '../../../house/ctx.ts';
import { Invalid } from '../../../house/errors.ts';
import { parse } from '../../../house/parse.ts';
import { addContact } from '../../../rooms/directory/contacts.ts';
import { type LikelyPerson, likelyPersons } from '../../../rooms/directory/likely-persons.ts';
import { mayEditDirectory } from '../../../rooms/directory/organization.ts';
import { contactDraft, contactForm } from '../../../rooms/directory/person.ts';
import { findPartner, type Partner } from '../../../rooms/partners/partners.ts';
import { Buttons, Form } from '../../../ui/form.tsx';
import { type Again, useLanguage } from '../../../ui/here.ts';
import { partnerTrail } from '../../partners/trail.ts';
import { nested } from '../../shell/form-body.ts';
import { type LibraryViewing, libraryPage } from '../../shell/page.ts';
import { PersonFields } from '../people/fields.tsx';
import { PersonalFields } from '../people/personal-fields.tsx';
import { RoleFields } from './role-fields.tsx';
import { NEW, WhoIsIt } from './who-is-it.tsx';

export const newContact = libraryPage({
  path: '/partners/:id/contacts/new',
  may: mayEditDirectory,
  load: ({ ctx, id }) => findPartner(ctx, id()),
  view: async (asked) => ({
    title: asked.language.t('contacts.add_to', { name: asked.found.name }),
    trail: partnerTrail(asked, asked.found),
    body: <NewContact asked={asked} likely={await likelyAgain(asked.ctx, asked.again)} />,
  }),
  submit: async ({ ctx, found: partner, fields, go }) => {
    const given = nested(fields);
    const draft = parse(contactForm, { ...given, person_id: given.person_id === NEW ? '' : given.person_id });
    if (!given.person_id && (await likelyPersons(ctx, draft)).length > 0)
      throw new Invalid({ person_id: { key: 'person.likely' } });
    await addContact(ctx, partner.organization_id, draft);
    return go('/partners/:id/people', { id: partner.id }).saying('notice.saved');
  },
});

const likelyAgain = async (ctx: Ctx, again: Again | undefined): Promise<LikelyPerson[]> =>
  again?.errors.person_id ? likelyPersons(ctx, parse(contactDraft, nested(again.values))) : [];

type Props = { asked: LibraryViewing<Partner>; likely: LikelyPerson[] };

function NewContact({ asked: { again, found: partner, to }, likely }: Props) {
  const { t } = useLanguage();
  return (
    <div class="narrow">
      <Form again={again && preset(again, likely)}>
        {likely.length > 0 && <WhoIsIt likely={likely} />}
        <PersonFields />
        <RoleFields />
        <PersonalFields />
        <Buttons save={t('contacts.add')} cancel={to('/partners/:id/people', { id: partner.id })} />
      </Form>
    </div>
  );
}

/** Many people share a name: a person is only preselected when an e-mail address or a phone number is the same too. */
function preset(again: Again, [best]: LikelyPerson[]): Again {
  if (!best) return again;
  return { ...again, values: { ...again.values, person_id: best.reasons.length > 1 ? best.id : '' } };
}
