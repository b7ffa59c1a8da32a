/** What was answered “not the same”, by whom and when, and the way back. */
import type { House } from '../../house/furnish.ts';
import { parse } from '../../house/parse.ts';
import { type Answered, askAgain } from '../../rooms/merging/answers.ts';
import { pairDraft } from '../../rooms/merging/duplicate.ts';
import { Scroll } from '../../ui/bits.tsx';
import { PostButton } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type App, libraryPage, redirect } from '../shell/door.tsx';

export function answerPages(app: App, house: House): void {
  libraryPage(app, house, '/duplicates/again', {
    show: async ({ base }) => redirect(`${base}/duplicates`),
    submit: async ({ ctx, base }, fields) => {
      const { a, b } = parse(pairDraft, fields);
      await askAgain(ctx, a, b);
      return { to: `${base}/duplicates`, notice: 'notice.asked_again' };
    },
  });
}

type Props = { pairs: Answered[]; base: string; may: boolean };

export function AnsweredPairs({ pairs, base, may }: Props) {
  const { t } = useLanguage();
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
              {may && (
                <th scope="col" class="no-print">
                  {t('review.answer')}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {pairs.map((pair) => (
              <AnsweredRow key={`${pair.a} ${pair.b}`} pair={pair} base={base} may={may} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

function AnsweredRow({ pair, base, may }: { pair: Answered; base: string; may: boolean }) {
  const { t, moment } = useLanguage();
  return (
    <tr>
      <th scope="row">
        <Named name={pair.name_a} partner={pair.partner_a} base={base} />
        <Named name={pair.name_b} partner={pair.partner_b} base={base} />
      </th>
      <td>
        {pair.who ?? t('history.system')} <span class="quiet block">{moment(pair.at)}</span>
      </td>
      {may && (
        <td class="no-print">
          <PostButton
            action={`${base}/duplicates/again`}
            values={{ a: pair.a, b: pair.b }}
            label={t('review.again')}
            name={`${t('review.again')}: ${t('review.pair', { a: pair.name_a, b: pair.name_b })}`}
          />
        </td>
      )}
    </tr>
  );
}

const Named = ({ name, partner, base }: { name: string; partner: string | null; base: string }) => (
  <span class="block">{partner ? <a href={`${base}/partners/${partner}`}>{name}</a> : name}</span>
);
