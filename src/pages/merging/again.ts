/** Puts a pair that was answered "not the same" back into the review. Its button is on the review page. */
import { parse } from '../../house/parse.ts';
import { askAgain } from '../../rooms/merging/answers.ts';
import { mayMerge, pairDraft } from '../../rooms/merging/duplicate.ts';
import { redirect } from '../shell/landing.ts';
import { libraryPage } from '../shell/page.ts';

export const again = libraryPage({
  path: '/duplicates/again',
  may: mayMerge,
  view: ({ to }) => redirect(to('/duplicates')),
  submit: async ({ ctx, fields, go }) => {
    const { a, b } = parse(pairDraft, fields);
    await askAgain(ctx, a, b);
    return go('/duplicates').saying('notice.asked_again');
  },
});
