/** Small pieces that services and places share. */
import { readablePhone } from '../../rooms/directory/written.ts';
import { useLanguage } from '../../ui/here.ts';
import { Link, useAround } from '../shell/link.tsx';

export const PhoneLink = ({ number }: { number: string }) => (
  <a class="block" href={`tel:${number}`}>
    {readablePhone(number)}
  </a>
);

type Props = { to: '/services/:id' | '/locations/:id'; id: string; name: string };

export function ChangeLink({ to, id, name }: Props) {
  const { t } = useLanguage();
  const { may } = useAround();
  if (!may(to)) return null;
  return (
    <span class="block no-print">
      <Link to={to} at={{ id }}>
        {t('form.change')}
        <span class="unseen"> {name}</span>
      </Link>
    </span>
  );
}
