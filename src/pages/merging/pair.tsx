/** One pair of the review, with why it may be one organization and the three answers. */
import type { Language } from '../../house/messages.ts';
import type { Duplicate } from '../../rooms/merging/duplicates.ts';
import { Scroll } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Link, Press, useAround } from '../shell/link.tsx';
import { SideBySide } from './side-by-side.tsx';

/** `number` of those on the page, and `page`, where one is led back to after an answer. */
type PairProps = { pair: Duplicate; number: number; page: number };

export function Pair({ pair, number, page }: PairProps) {
  const language = useLanguage();
  const { t, list, message } = language;
  const { may } = useAround();
  const { a, b, reasons } = pair;
  const heading = headingOf(language, pair);
  return (
    <article class="card pair">
      <h2>{heading}</h2>
      <p>{t('review.why', { reasons: list(reasons.map((reason) => message({ key: `likeness.${reason}` }))) })}</p>
      {/* Several pairs may have the same two names. */}
      <Scroll label={`${number}. ${heading}`}>
        <SideBySide a={a} b={b} reasons={reasons} />
      </Scroll>
      {may('/duplicates', undefined, 'submit') && <Answers pair={pair} page={page} />}
    </article>
  );
}

const headingOf = ({ t }: Language, { a, b }: Duplicate) =>
  a.name === b.name ? t('review.twice', { name: a.name }) : t('review.pair', { a: a.name, b: b.name });

function Answers({ pair, page }: Omit<PairProps, 'number'>) {
  const language = useLanguage();
  const { t } = language;
  const { a, b } = pair;
  // Two organizations with the same name are told apart by the column they are in.
  const [nameA, nameB] = a.name === b.name ? [t('review.side_a'), t('review.side_b')] : [a.name, b.name];
  return (
    <div class="buttons no-print">
      <Link class="button" to="/duplicates/merge" at={{ kept: a.id, gone: b.id }}>
        {t('review.merge')}
        <span class="unseen">: {headingOf(language, pair)}</span>
      </Link>
      <Answer {...{ pair, page }} answer="different" label={t('review.different')} />
      <details>
        <summary>{t('review.part')}</summary>
        <div class="buttons">
          <Answer {...{ pair, page }} answer="a_is_part" label={t('review.is_part', { part: nameA, whole: nameB })} />
          <Answer {...{ pair, page }} answer="b_is_part" label={t('review.is_part', { part: nameB, whole: nameA })} />
        </div>
      </details>
    </div>
  );
}

type AnswerProps = Omit<PairProps, 'number'> & { answer: string; label: string };

function Answer({ pair, page, answer, label }: AnswerProps) {
  const language = useLanguage();
  return (
    <Press
      to="/duplicates"
      at={page > 1 ? { page } : {}}
      values={{ a: pair.a.id, b: pair.b.id, answer }}
      label={label}
      name={`${label}: ${headingOf(language, pair)}`}
    />
  );
}
