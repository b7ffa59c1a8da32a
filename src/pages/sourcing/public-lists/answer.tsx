/** What can be said of a listed organization: the way to the partner it is already, or the two buttons. */
import { fullName } from '../../../rooms/sourcing/leads/listed-answers.ts';
import type { FoundHere } from '../../../rooms/sourcing/leads/listed-search.ts';
import { useLanguage } from '../../../ui/here.ts';
import { Link, Press } from '../../shell/link.tsx';

type Props = { row: FoundHere; question: Record<string, string> };

export function Answer({ row, question }: Props) {
  const { t } = useLanguage();
  if (row.partner_id) {
    return (
      <Link to="/partners/:id" at={{ id: row.partner_id }}>
        {t('public_lists.partner_already')}
      </Link>
    );
  }
  const values = { source: row.source, source_key: row.source_key };
  const name = fullName(row);
  return (
    <div class="answers">
      <Press
        to="/public-lists"
        at={question}
        label={t('public_lists.promote')}
        name={t('public_lists.promote_name', { name })}
        values={{ ...values, answer: 'promote' }}
      />
      <Press
        to="/public-lists"
        at={question}
        label={t('public_lists.dismiss')}
        name={t('public_lists.dismiss_name', { name })}
        values={{ ...values, answer: 'dismiss' }}
      />
    </div>
  );
}
