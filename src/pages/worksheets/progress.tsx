/** How far the raters of an open worksheet are, and what whoever reads it can do now. */
import type { Rater, Worksheet } from '../../rooms/worksheets/worksheet.ts';
import { useLanguage } from '../../ui/here.ts';
import { Link, useAround } from '../shell/link.tsx';

type Props = { sheet: Worksheet };

export function Progress({ sheet }: Props) {
  const { t } = useLanguage();
  return (
    <section class="card progress">
      <h2>{t('worksheets.raters')}</h2>
      <ul class="plain lines">
        {sheet.raters.map((rater) => (
          <RaterLine key={rater.id} sheet={sheet} rater={rater} />
        ))}
        {sheet.raters.length === 0 && <li>{t('worksheets.no_raters')}</li>}
      </ul>
      <Actions sheet={sheet} />
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

function Actions({ sheet }: Props) {
  const { t } = useLanguage();
  const { ctx } = useAround();
  const about = { at: { id: sheet.id }, about: sheet };
  const again = sheet.raters.find((rater) => rater.id === ctx.actor.id)?.submittedAt;
  return (
    <p class="buttons no-print">
      <Link class="button" to="/worksheets/:id/rate" {...about}>
        {again ? t('rate.change') : t('rate.link')}
      </Link>
      <Link class="button quiet-button" to="/worksheets/:id/decision" {...about}>
        {t('decision.link')}
      </Link>
      <Link to="/worksheets/:id/edit" {...about}>
        {t('worksheets.edit')}
      </Link>
    </p>
  );
}
