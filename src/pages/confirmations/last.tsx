/** When a partner last said that our facts are right, beside them; and the way to ask again. */
import { type Confirmation, waits } from '../../rooms/outreach/confirmation.ts';
import { useLanguage } from '../../ui/here.ts';
import { Link, Press, useAround } from '../shell/link.tsx';

type Props = { partner: string; last: Confirmation | undefined; open: Confirmation | undefined };

export function LastConfirmed({ partner, last, open }: Props) {
  const { t, dayOf } = useLanguage();
  const { to } = useAround();
  const asked = open && t('confirmations.asked', { name: open.person, day: dayOf(open.asked_at) });
  return (
    <div class="last-confirmed">
      {!last && t('confirmations.never')}
      {last?.said_at && (
        <a href={to('/confirmations/:id', { id: last.id })}>
          {t(waits(last) ? 'confirmations.last_otherwise' : 'confirmations.last', {
            day: dayOf(last.said_at),
            name: last.person,
          })}
        </a>
      )}{' '}
      {asked && <span class="quiet">{asked}</span>}{' '}
      {open && <Press to="/confirmations/:id/links/end" at={{ id: open.id }} label={t('tasks.revoke')} />}{' '}
      <Link class="no-print" to="/partners/:id/confirmations/new" at={{ id: partner }}>
        {t('confirmations.ask')}
      </Link>
    </div>
  );
}
