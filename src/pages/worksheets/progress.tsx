/** How far the raters of an open worksheet are. */
import type { Rater, Worksheet } from '../../rooms/worksheets/worksheet.ts';
import { useLanguage } from '../../ui/here.ts';
import { Link } from '../shell/link.tsx';

type Props = { sheet: Worksheet };

export function Progress({ sheet }: Props) {
  const { t } = useLanguage();
  return (
    <section class="progress">
      <h2>{t('worksheets.raters')}</h2>
      <ul class="plain raters-line">
        {sheet.raters.map((rater) => (
          <RaterLine key={rater.id} sheet={sheet} rater={rater} />
        ))}
        {sheet.raters.length === 0 && (
          <li>
            {t('worksheets.no_raters')}{' '}
            <Link to="/worksheets/:id/edit" at={{ id: sheet.id }} about={sheet}>
              {t('worksheets.add_raters')}
            </Link>
          </li>
        )}
      </ul>
    </section>
  );
}

function RaterLine({ sheet, rater }: Props & { rater: Rater }) {
  const { t, dayOf } = useLanguage();
  return (
    <li>
      {rater.name}:{' '}
      {rater.submittedAt ? (
        t('worksheets.handed_in_on', { day: dayOf(rater.submittedAt) })
      ) : (
        <span class="quiet">{t('worksheets.not_yet')}</span>
      )}{' '}
      <Link
        class="no-print"
        to="/worksheets/:id/paper/:rater"
        at={{ id: sheet.id, rater: rater.id }}
        about={{ sheet, rater }}
      >
        {t('paper.type_in')}
        <span class="unseen">: {rater.name}</span>
      </Link>
    </li>
  );
}
