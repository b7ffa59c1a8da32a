/** One's own secret address for e-mail: made, made anew, ended. It is shown once, when it is made. */
import { hashOf } from '../../house/ids.ts';
import { addressFor } from '../../rooms/accounts/mail-address.ts';
import { endMailAddress, mailAddressOf, makeMailAddress } from '../../rooms/accounts/mail-addresses.ts';
import { mayLog } from '../../rooms/partners/partner.ts';
import { Form } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { redirect } from '../shell/landing.ts';
import { Press, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';

export const mailAddress = libraryPage({
  path: '/mailbox/address',
  may: mayLog,
  view: async (visit) => shown(visit, await addressNow(visit, null)),
  submit: async ({ ctx, fields, go }) => {
    if (fields.do === 'end') {
      await endMailAddress(ctx);
      return go('/mailbox/address').saying('notice.mail_address_ended');
    }
    return go('/mailbox/address/:token', { token: await makeMailAddress(ctx) }).saying('notice.mail_address_made');
  },
});

/** Once, after it was made; afterwards nobody can say any more what it is. */
export const mailAddressMade = libraryPage({
  path: '/mailbox/address/:token',
  may: mayLog,
  view: async (visit) => {
    const now = await addressNow(visit, visit.param('token'));
    return now.address ? shown(visit, now) : redirect(visit.to('/mailbox/address'));
  },
});

const shown = ({ language }: LibraryVisit, now: Now) => ({
  title: language.t('mailbox.address_title'),
  body: <Address {...now} />,
});

type Now = { there: boolean; madeAt: Date | null; address: string | null };

async function addressNow({ ctx, house: { mailbox } }: LibraryVisit, token: string | null): Promise<Now> {
  const made = await mailAddressOf(ctx);
  const mine = made && token && hashOf(token).equals(made.token_hash);
  return {
    there: mailbox !== null,
    madeAt: made?.made_at ?? null,
    address: mine && mailbox ? addressFor(mailbox, ctx.library.id, token) : null,
  };
}

function Address({ there, madeAt, address }: Now) {
  const { t, dayOf } = useLanguage();
  const { to } = useAround();
  if (!there) return <p class="narrow">{t('mailbox.no_mailbox')}</p>;
  return (
    <div class="narrow">
      <p>{t('mailbox.address_text')}</p>
      {address && (
        <p>
          <label for="mail-address">{t('mailbox.address')}</label>
          <input id="mail-address" readOnly value={address} class="address" />
          <span class="hint">{t('mailbox.address_once')}</span>
        </p>
      )}
      {madeAt && !address && <p>{t('mailbox.address_is_made', { day: dayOf(madeAt) })}</p>}
      <ul>
        <li>{t('mailbox.rule_copy')}</li>
        <li>{t('mailbox.rule_forward')}</li>
        <li>{t('mailbox.rule_tray')}</li>
        <li>{t('mailbox.rule_who')}</li>
      </ul>
      <div class="buttons">
        {/* Repeatable: where it leads holds the secret, which is not to be kept with the form's key. */}
        <Form action={to('/mailbox/address')} repeatable class="inline">
          <input type="hidden" name="do" value="make" />
          <button type="submit" class={madeAt ? 'quiet-button' : undefined}>
            {madeAt ? t('mailbox.address_new') : t('mailbox.address_make')}
          </button>
        </Form>
        {madeAt && <Press to="/mailbox/address" label={t('feed.end')} values={{ do: 'end' }} />}
      </div>
    </div>
  );
}
