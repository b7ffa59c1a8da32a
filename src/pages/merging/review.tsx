/** Pairs that may be one organization, side by side, with what agrees said in words; three answers to each. */
import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { parse } from '../../house/parse.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { type Answered, differentPairs } from '../../rooms/merging/answers.ts';
import { answerDraft, mayMerge } from '../../rooms/merging/duplicate.ts';
import { answerChapter, answerDifferent, type DuplicateList, duplicatesOf } from '../../rooms/merging/duplicates.ts';
import { Empty, Paging } from '../../ui/bits.tsx';
import { ErrorSummary } from '../../ui/form.tsx';
import { type Again, useLanguage } from '../../ui/here.ts';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { misplacedLink } from '../sourcing/imports/misplaced.tsx';
import { AnsweredPairs } from './answers.tsx';
import { Pair } from './pair.tsx';

export const review = libraryPage({
  path: '/duplicates',
  may: anyMember,
  maySubmit: mayMerge,
  view: async (asked) => {
    const { ctx, url, again, language } = asked;
    const list = await duplicatesOf(ctx, pageAsked.parse(url.searchParams.get('page')));
    const answered = await differentPairs(ctx);
    const misplaced = await misplacedLink(asked);
    return {
      title: language.t('review.title'),
      actions: <Link to="/merges">{language.t('merges.title')}</Link>,
      body: <Review {...{ list, answered, misplaced, again }} />,
    };
  },
  submit: async ({ ctx, url, fields, go }) => {
    const { a, b, answer } = parse(answerDraft, fields);
    const [whole, part] = answer === 'a_is_part' ? [b, a] : [a, b];
    const removal = await (answer === 'different' ? answerDifferent(ctx, a, b) : answerChapter(ctx, whole, part));
    return go('/duplicates', { page: url.searchParams.get('page') }).saying('notice.answered', { removal });
  },
});

const pageAsked = z.coerce.number().int().min(1).max(100_000).catch(1);

type Props = {
  list: DuplicateList;
  answered: Answered[];
  misplaced: ComponentChildren;
  again: Again | undefined;
};

function Review({ list, answered, misplaced, again }: Props) {
  const { t } = useLanguage();
  const { to } = useAround();
  const { rows, total, page, pages } = list;
  const wrong = again?.errors.parent_organization_id ?? again?.errors.form ?? { key: 'error.choice' };
  return (
    <>
      {again && <ErrorSummary errors={{ form: wrong }} />}
      {misplaced}
      {list.growing && <p role="status">{t('review.growing')}</p>}
      {total > 0 && <p>{t('review.text', { total })}</p>}
      {total === 0 && !list.growing && <Empty text={t('review.none')} />}
      {rows.map((pair, at) => (
        <Pair key={`${pair.a.id} ${pair.b.id}`} pair={pair} number={at + 1} page={page} />
      ))}
      <Paging page={page} pages={pages} address={(page) => to('/duplicates', { page })} />
      <AnsweredPairs pairs={answered} />
    </>
  );
}
