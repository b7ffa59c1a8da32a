/** Asking somebody of a partner to look through what we know of it. */
import { z } from 'zod';
import { today } from '../../house/ctx.ts';
import { Invalid } from '../../house/errors.ts';
import { parse, requiredEmail, requiredId } from '../../house/parse.ts';
import { locale } from '../../rooms/accounts/account.ts';
import { type Contact, contactsOf } from '../../rooms/directory/contacts.ts';
import { askForConfirmation } from '../../rooms/outreach/confirmations.ts';
import { mayLog } from '../../rooms/partners/partner.ts';
import type { Partner } from '../../rooms/partners/partners.ts';
import { Buttons, Form, Radios } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { localeOptions } from '../accounts/locales.ts';
import { waysOf } from '../guests/ways.ts';
import { partnerOf } from '../partners/partner.ts';
import { partnerTrail } from '../partners/trail.ts';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';

/** "person mail": one of the addresses of one of them. */
const asking = z.object({ to: z.string('error.choice').min(1, 'error.choice'), locale });
const address = z.object({ person_id: requiredId<'persons'>(), email: requiredEmail });

export const askConfirmation = libraryPage({
  path: '/partners/:id/confirmations/new',
  may: mayLog,
  load: partnerOf,
  view: async (asked) => ({
    title: asked.language.t('confirmations.ask_title', { name: asked.found.name }),
    trail: partnerTrail(asked, asked.found),
    body: <Ask asked={asked} contacts={await contactsOf(asked.ctx, asked.found.organization_id)} />,
  }),
  submit: async (visit) => {
    const { ctx, found: partner, fields, go, house } = visit;
    const { to, locale } = parse(asking, fields);
    const [person_id, email] = to.split(' ');
    const chosen = address.safeParse({ person_id, email });
    if (!chosen.success) throw new Invalid({ to: { key: 'error.choice' } });
    await askForConfirmation(ctx, partner.id, { ...chosen.data, locale, ways: waysOf(visit, ctx) });
    return go('/partners/:id/facts', { id: partner.id }).saying(
      house.mailIsSent ? 'notice.link_sent' : 'notice.link_kept',
    );
  },
});

function Ask({
  asked: { again, ctx, found: partner, to },
  contacts,
}: {
  asked: LibraryViewing<Partner>;
  contacts: Contact[];
}) {
  const { t } = useLanguage();
  const here = contacts.filter(({ ends_on }) => ends_on === null || ends_on >= today(ctx));
  const options = here.flatMap(({ person_id, name, title, emails }) =>
    emails.map(({ email }) => ({
      value: `${person_id} ${email}`,
      label: title ? `${name}, ${title}` : name,
      hint: email,
    })),
  );
  if (options.length === 0) return <p>{t('confirmations.no_address')}</p>;
  return (
    <div class="narrow">
      <p>{t('confirmations.ask_text')}</p>
      <Form
        again={again}
        initial={{ locale: ctx.library.locale, ...(options.length === 1 && { to: options[0]?.value }) }}
      >
        <Radios name="to" label={t('confirmations.whom')} options={options} />
        <Radios name="locale" label={t('field.their_language')} options={localeOptions} />
        <Buttons save={t('tasks.send')} cancel={to('/partners/:id/facts', { id: partner.id })} />
      </Form>
    </div>
  );
}
