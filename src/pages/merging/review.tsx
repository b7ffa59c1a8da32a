/** Pairs that may be one organization, side by side, with what agrees said in words; three answers to each. */
import type { ComponentChildren } from 'preact';
import { parse } from '../../house/parse.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { type Answered, differentPairs } from '../../rooms/merging/answers.ts';
import { answerDraft, mayMerge } from '../../rooms/merging/duplicate.ts';
import { answerChapter, answerDifferent, type Duplicate, duplicatesOf } from '../../rooms/merging/duplicates.ts';
import { Empty } from '../../ui/bits.tsx';
import { ErrorSummary } from '../../ui/form.tsx';
import { type Again, useLanguage } from '../../ui/here.ts';
import { PartnerTabs } from '../partners/tabs.tsx';
import { Link } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { misplacedLink } from '../sourcing/imports/misplaced.tsx';
import { AnsweredPairs } from './answers.tsx';
import { Pair } from './pair.tsx';

export const review = libraryPage({
  path: '/duplicates',
  may: anyMember,
  maySubmit: mayMerge,
  view: async (asked) => {
    const { ctx, again, language } = asked;
    const { rows, total } = await duplicatesOf(ctx);
    const answered = await differentPairs(ctx);
    const misplaced = await misplacedLink(asked);
    return {
      title: language.t('review.title'),
      section: 'partners',
      body: <Review {...{ rows, total, answered, misplaced, again }} />,
    };
  },
  submit: async ({ ctx, fields, go }) => {
    const { a, b, answer } = parse(answerDraft, fields);
    const [whole, part] = answer === 'a_is_part' ? [b, a] : [a, b];
    const removal = await (answer === 'different' ? answerDifferent(ctx, a, b) : answerChapter(ctx, whole, part));
    return go('/duplicates').saying('notice.answered', { removal });
  },
});

type Props = {
  rows: Duplicate[];
  total: number;
  answered: Answered[];
  misplaced: ComponentChildren;
  again: Again | undefined;
};

function Review({ rows, total, answered, misplaced, again }: Props) {
  const { t } = useLanguage();
  const wrong = again?.errors.parent_organization_id ?? again?.errors.form ?? { key: 'error.choice' };
  const shown = rows.length;
  return (
    <>
      {again && <ErrorSummary errors={{ form: wrong }} />}
      <div class="title-row">
        <h1>{t('review.title')}</h1>
        <Link to="/merges">{t('merges.title')}</Link>
      </div>
      <PartnerTabs here="/duplicates" />
      {misplaced}
      {total === 0 ? (
        <Empty text={t('review.none')} />
      ) : (
        <p>{total > shown ? t('review.text_more', { total, shown }) : t('review.text', { total })}</p>
      )}
      {rows.map((pair, at) => (
        <Pair key={`${pair.a.id} ${pair.b.id}`} pair={pair} number={at + 1} />
      ))}
      <AnsweredPairs pairs={answered} />
    </>
  );
}
