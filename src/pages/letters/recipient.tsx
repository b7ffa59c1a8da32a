/** What one partner gets, as it will be, and where to: another address, another language, or not at all. */
import { Invalid, found as there } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { type Letter, mayWriteLetters, type Recipient, recipientEdit, type Text } from '../../rooms/letters/letter.ts';
import { changeRecipient, recipientsOf } from '../../rooms/letters/letters.ts';
import { letterTo } from '../../rooms/letters/sending.ts';
import { addressesOf, type PartnerAddress } from '../../rooms/outreach/addresses.ts';
import { Prose } from '../../ui/bits.tsx';
import { Buttons, Checkbox, Form, Radios } from '../../ui/form.tsx';
import { type Again, useLanguage } from '../../ui/here.ts';
import { localeOptions } from '../accounts/locales.ts';
import { addressKey, addressOption } from '../outreach/addresses.ts';
import { useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { letterOf, letterTrail, onceSent } from './show.tsx';

type One = Letter & { to: Recipient; nextId: string | null };

async function oneOf(visit: LibraryVisit): Promise<One> {
  const letter = await letterOf(visit);
  const all = await recipientsOf(visit.ctx, letter.id);
  const at = all.findIndex(({ partner_id }) => partner_id === visit.param('partner'));
  return { ...letter, to: there(all[at]), nextId: all[at + 1]?.partner_id ?? null };
}

export const letterRecipient = libraryPage<One>({
  path: '/letters/:id/recipients/:partner',
  may: mayWriteLetters,
  instead: onceSent,
  load: oneOf,
  view: async (asked) => {
    const { ctx, found: letter, again, language } = asked;
    const addresses = await addressesOf(ctx, [letter.to.partner_id]);
    return {
      title: language.t('letters.preview_title', { name: letter.to.partner }),
      trail: letterTrail(asked, letter),
      body: <One again={again} letter={letter} addresses={addresses} text={letterTo(ctx, letter, letter.to)} />,
    };
  },
  submit: async ({
    ctx,
    found: {
      id,
      to: { partner_id },
    },
    fields,
    go,
  }) => {
    const { to, ...change } = parse(recipientEdit, fields);
    const addresses = await addressesOf(ctx, [partner_id]);
    const chosen = addresses.find((each) => addressKey(each) === to);
    if (addresses.length > 0 && !chosen) throw new Invalid({ to: { key: 'error.choice' } });
    const { email = '', person_id = null } = chosen ?? {};
    await changeRecipient(ctx, { id, partnerId: partner_id }, { ...change, email, person_id });
    return go('/letters/:id', { id }).saying('notice.saved');
  },
});

type Props = { again: Again | undefined; letter: One; addresses: PartnerAddress[]; text: Text & { locale: string } };

function One({ again, letter, addresses, text }: Props) {
  const { t } = useLanguage();
  const { to } = useAround();
  const { to: recipient } = letter;
  const initial = {
    ...{ to: addressKey(recipient), locale: recipient.locale },
    ...(recipient.left_out && { left_out: 'on' }),
    ...(recipient.refused && { refused: 'on' }),
  };
  return (
    <div class="narrow">
      <Preview text={text} to={recipient} />
      {letter.nextId && (
        <p class="no-print">
          <a href={to('/letters/:id/recipients/:partner', { id: letter.id, partner: letter.nextId })}>
            {t('letters.next_one')}
          </a>
        </p>
      )}
      <Form again={again} initial={initial}>
        {addresses.length === 0 && <p class="warning">{t('letters.nowhere')}</p>}
        {addresses.length > 0 && <Radios name="to" label={t('letters.which')} options={addresses.map(addressOption)} />}
        <Radios name="locale" label={t('letters.language')} options={localeOptions} />
        <Checkbox name="left_out" label={t('letters.left_out')} />
        {addresses.length > 0 && (
          <Checkbox name="refused" label={t('letters.refused')} hint={t('letters.refused_hint')} />
        )}
        <Buttons save={t('letters.save')} cancel={to('/letters/:id', { id: letter.id })} />
      </Form>
    </div>
  );
}

/** As it will be; the footer is the same for all. */
function Preview({ text, to }: { text: Text & { locale: string }; to: Recipient }) {
  const { t } = useLanguage();
  return (
    <section class="card" aria-label={t('letters.preview')} lang={text.locale}>
      <p class="quiet">{to.email}</p>
      <p>
        <strong>{text.subject}</strong>
      </p>
      <Prose text={text.body} />
      <p class="quiet footer">{t('letters.footer')}</p>
    </section>
  );
}
