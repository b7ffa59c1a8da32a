/** Who stands in for a person in a role, and who came after them. */
import { today } from '../../../house/ctx.ts';
import { parse } from '../../../house/parse.ts';
import { type Contact, contactsOf, findContact } from '../../../rooms/directory/contacts.ts';
import { mayEditDirectory } from '../../../rooms/directory/organization.ts';
import { STAND_INS, standInsDraft } from '../../../rooms/directory/stand-in.ts';
import { setStandIns } from '../../../rooms/directory/stand-ins.ts';
import { findPartner, partnerOfOrganization } from '../../../rooms/partners/partners.ts';
import { Buttons, Form, type Option, Select } from '../../../ui/form.tsx';
import { useLanguage } from '../../../ui/here.ts';
import { partnerTrail } from '../../partners/trail.ts';
import { type LibraryViewing, libraryPage } from '../../shell/page.ts';

export const standIns = libraryPage<Contact>({
  path: '/contacts/:id/stand-ins',
  may: mayEditDirectory,
  load: ({ ctx, id }) => findContact(ctx, id()),
  view: async (asked) => {
    const { ctx, found: contact, language } = asked;
    const partner = await findPartner(ctx, await partnerOfOrganization(ctx, contact.organization_id));
    const others = (await contactsOf(ctx, contact.organization_id)).filter(
      ({ person_id, ends_on }) => person_id !== contact.person_id && (!ends_on || ends_on >= today(ctx)),
    );
    const initial = Object.fromEntries(contact.stand_ins.map(({ kind, person_id }) => [kind, person_id]));
    const options = [...new Map(others.map(({ person_id, name }) => [person_id, { value: person_id, label: name }]))];
    return {
      title: language.t('stand_ins.title', { name: contact.name }),
      trail: partnerTrail(asked, partner),
      body: <Edit asked={asked} options={options.map(([, option]) => option)} initial={initial} partner={partner.id} />,
    };
  },
  submit: async ({ ctx, found: { id, organization_id }, fields, go }) => {
    await setStandIns(ctx, id, parse(standInsDraft, fields));
    return go('/partners/:id/people', { id: await partnerOfOrganization(ctx, organization_id) }).saying('notice.saved');
  },
});

type Props = {
  asked: LibraryViewing<Contact>;
  options: Option[];
  initial: Record<string, string>;
  partner: string;
};

function Edit({ asked: { again, to }, options, initial, partner }: Props) {
  const { t, message } = useLanguage();
  const choices = [{ value: '', label: t('filter.nobody') }, ...options];
  return (
    <div class="narrow">
      {options.length === 0 && <p class="warning">{t('stand_ins.alone')}</p>}
      <Form again={again} initial={initial}>
        {STAND_INS.map((kind) => (
          <Select
            key={kind}
            name={kind}
            label={message({ key: `stand_ins.${kind}` })}
            hint={message({ key: `stand_ins.${kind}_hint` })}
            options={choices}
          />
        ))}
        <Buttons save={t('form.save')} cancel={to('/partners/:id/people', { id: partner })} />
      </Form>
    </div>
  );
}
