/**
 * The library's newest mails. Where no mail server is set, their text stands here, so that an administrator can hand on
 * a link or a code.
 */
import { allow } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import { mailOf } from '../../house/work/mail.ts';
import { mayManageMembers } from '../../rooms/accounts/account.ts';
import { Empty, Prose } from '../../ui/bits.tsx';
import { type App, libraryPage } from '../shell/door.tsx';
import { SettingsTabs } from './tabs.tsx';

export function mailPages(app: App, house: House): void {
  libraryPage(app, house, '/mail', {
    show: async ({ ctx, language, base }) => {
      const { t, moment } = language;
      allow(mayManageMembers(ctx.actor));
      const mails = await mailOf(ctx);
      return {
        title: t('settings.mail'),
        section: 'settings',
        body: (
          <>
            <h1>{t('settings.mail')}</h1>
            <SettingsTabs base={base} here="/mail" actor={ctx.actor} />
            <p>{house.mailIsSent ? t('mail.is_sent') : t('mail.not_sent')}</p>
            {mails.length === 0 && <Empty text={t('mail.none')} />}
            {mails.map((mail) => (
              <details key={mail.id} class="card">
                <summary>
                  {mail.subject}{' '}
                  <span class="quiet">
                    {mail.recipient} · {moment(mail.created_at)}
                  </span>
                </summary>
                {mail.last_error && !mail.sent_at && <p class="error">{t('mail.failed')}</p>}
                {house.mailIsSent ? (
                  <p>{mail.sent_at ? t('mail.sent_at', { at: moment(mail.sent_at) }) : t('mail.waiting')}</p>
                ) : (
                  <Prose text={mail.body} />
                )}
              </details>
            ))}
          </>
        ),
      };
    },
  });
}
