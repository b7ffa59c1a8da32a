/**
 * The library's newest mails. Without a mail server their text is shown too, so that an administrator can pass on a
 * link or a code.
 */
import { mailOf } from '../../house/work/mail.ts';
import { mayManageMembers } from '../../rooms/accounts/account.ts';
import { Empty, Prose } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { libraryPage } from '../shell/page.ts';

type Mail = Awaited<ReturnType<typeof mailOf>>[number];

export const mail = libraryPage({
  path: '/mail',
  may: mayManageMembers,
  view: async ({ ctx, house: { mailIsSent }, language: { t } }) => {
    const mails = await mailOf(ctx);
    return {
      title: t('settings.mail'),
      body: (
        <>
          <p>{mailIsSent ? t('mail.is_sent') : t('mail.not_sent')}</p>
          {mails.length === 0 && <Empty text={t('mail.none')} />}
          {mails.map((mail) => (
            <MailCard key={mail.id} mail={mail} isSent={mailIsSent} />
          ))}
        </>
      ),
    };
  },
});

function MailCard({ mail, isSent }: { mail: Mail; isSent: boolean }) {
  const { t, moment } = useLanguage();
  return (
    <details class="card">
      <summary>
        {mail.private ? t('mail.private') : mail.subject}{' '}
        <span class="quiet">{[mail.recipient, moment(mail.created_at)].filter(Boolean).join(' · ')}</span>
      </summary>
      {mail.last_error && !mail.sent_at && <p class="error">{t('mail.failed')}</p>}
      {isSent ? (
        <p>{mail.sent_at ? t('mail.sent_at', { at: moment(mail.sent_at) }) : t('mail.waiting')}</p>
      ) : (
        <Prose text={mail.body} />
      )}
    </details>
  );
}
