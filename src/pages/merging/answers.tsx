/** What was answered “not the same”, by whom and when, and the way back: a part of the review. */
import type { Answered } from '../../rooms/merging/answers.ts';
import { Scroll } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Press, useAround } from '../shell/link.tsx';

export function AnsweredPairs({ pairs }: { pairs: Answered[] }) {
  const { t } = useLanguage();
  const { may } = useAround();
  if (pairs.length === 0) return null;
  return (
    <section>
      <h2>{t('review.answered')}</h2>
      <p>{t('review.answered_text')}</p>
      <Scroll label={t('review.answered')}>
        <table class="list">
          <thead>
            <tr>
              <th scope="col">{t('field.name')}</th>
              <th scope="col">{t('review.answered_by')}</th>
              {may('/duplicates/again', undefined, 'submit') && (
                <th scope="col" class="no-print">
                  {t('review.answer')}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {pairs.map((pair) => (
              <AnsweredRow key={`${pair.a} ${pair.b}`} pair={pair} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

function AnsweredRow({ pair }: { pair: Answered }) {
  const { t, moment } = useLanguage();
  const { may } = useAround();
  return (
    <tr>
      <th scope="row">
        <Named name={pair.name_a} partner={pair.partner_a} />
        <Named name={pair.name_b} partner={pair.partner_b} />
      </th>
      <td>
        {pair.who ?? t('history.system')} <span class="quiet block">{moment(pair.at)}</span>
      </td>
      {may('/duplicates/again', undefined, 'submit') && (
        <td class="no-print">
          <Press
            to="/duplicates/again"
            values={{ a: pair.a, b: pair.b }}
            label={t('review.again')}
            name={`${t('review.again')}: ${t('review.pair', { a: pair.name_a, b: pair.name_b })}`}
          />
        </td>
      )}
    </tr>
  );
}

function Named({ name, partner }: { name: string; partner: string | null }) {
  const { to } = useAround();
  return <span class="block">{partner ? <a href={to('/partners/:id', { id: partner })}>{name}</a> : name}</span>;
}
