/** The lists that wait to be read, or could not be, each with the way to it. */
import type { WaitingList } from '../../../../rooms/sourcing/imports/waiting.ts';
import { useLanguage } from '../../../../ui/here.ts';
import { Link } from '../../../shell/link.tsx';

export function WaitingLists({ lists }: { lists: WaitingList[] }) {
  const { t } = useLanguage();
  return (
    <>
      <h2>{t('import.in_line')}</h2>
      <ul>
        {lists.map((list) => (
          <Line key={list.id} list={list} />
        ))}
      </ul>
    </>
  );
}

function Line({ list: { id, file_name, problem, created_name, created_at } }: { list: WaitingList }) {
  const { t, moment } = useLanguage();
  return (
    <li>
      <Link to="/imports/waiting/:id" at={{ id }}>
        {file_name}
      </Link>{' '}
      <span class="quiet">
        {t(problem ? 'import.line_unread' : 'import.line_waits', {
          name: created_name ?? 'Common Table',
          when: moment(created_at),
        })}
      </span>
    </li>
  );
}
