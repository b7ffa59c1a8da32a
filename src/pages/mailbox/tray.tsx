/** The tray: e-mails that wait for the member who asks, and those that were put aside or written by programs. */
import { anyMember } from '../../rooms/accounts/account.ts';
import { mailAddressOf } from '../../rooms/accounts/mail-addresses.ts';
import type { ReceivedMail } from '../../rooms/mailbox/received-mail.ts';
import { type MailRow, trayOf } from '../../rooms/mailbox/received-mails.ts';
import { Empty } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Link, Press, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';

type Tray = Awaited<ReturnType<typeof trayOf>> & { there: boolean; hasAddress: boolean };

export const tray = libraryPage({
  path: '/mailbox',
  may: anyMember,
  view: async ({ ctx, house, language: { t } }) => {
    const hasAddress = (await mailAddressOf(ctx)) !== undefined;
    const all = { ...(await trayOf(ctx)), there: house.mailbox !== null, hasAddress };
    return {
      title: t('mailbox.title'),
      actions: (
        <Link class={hasAddress ? 'button low' : 'button'} to="/mailbox/address">
          {t('mailbox.address_title')}
        </Link>
      ),
      body: <Waiting {...all} />,
    };
  },
});

function Waiting({ waiting, aside, asideInAll, there, hasAddress }: Tray) {
  const { t } = useLanguage();
  return (
    <>
      <p class="lead">{there ? t('mailbox.text') : t('mailbox.no_mailbox')}</p>
      {waiting.length === 0 && <None there={there} hasAddress={hasAddress} />}
      {waiting.length > 0 && <Mails mails={waiting} />}
      {aside.length > 0 && (
        <details class="part no-print">
          <summary>{t('mailbox.aside', { count: asideInAll })}</summary>
          <Mails mails={aside} />
        </details>
      )}
    </>
  );
}

function None({ there, hasAddress }: Pick<Tray, 'there' | 'hasAddress'>) {
  const { t } = useLanguage();
  const { may } = useAround();
  if (!may('/mailbox/address')) return <Empty text={t('mailbox.none_for_readers')} />;
  return <Empty text={hasAddress || !there ? t('mailbox.none') : t('mailbox.none_yet')} />;
}

function Mails({ mails }: { mails: MailRow[] }) {
  const { t, message, moment } = useLanguage();
  const { to } = useAround();
  return (
    <ul class="plain lines mails">
      {mails.map((mail) => (
        <li key={mail.id}>
          <span>
            <a href={to('/mailbox/:id', { id: mail.id })}>{mail.subject || t('mailbox.no_subject')}</a>
            <span class="block">{senderOf(mail)}</span>
            <span class="quiet block">
              {message({ key: mail.why ? `mailbox.why_${mail.why}` : `mailbox.state_${mail.state}` })} ·{' '}
              {moment(mail.received_at)}
            </span>
          </span>
          {mail.state === 'waiting' && (
            <Press to="/mailbox/:id/aside" at={{ id: mail.id }} about={mail} label={t('mailbox.put_aside')} />
          )}
        </li>
      ))}
    </ul>
  );
}

export const senderOf = ({ from_name, from_email }: Pick<ReceivedMail, 'from_name' | 'from_email'>): string =>
  [from_name, from_email && `<${from_email}>`].filter(Boolean).join(' ') || '?';
