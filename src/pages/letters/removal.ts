/** Taking away a letter that was not sent. Its button is on its page. */
import { type Letter, mayWriteLetters } from '../../rooms/letters/letter.ts';
import { removeLetter } from '../../rooms/letters/letters.ts';
import { redirect } from '../shell/landing.ts';
import { libraryPage } from '../shell/page.ts';
import { letterOf } from './show.tsx';

export const letterRemoval = libraryPage<Letter>({
  path: '/letters/:id/removal',
  may: mayWriteLetters,
  load: letterOf,
  view: ({ found: { id }, to }) => redirect(to('/letters/:id', { id })),
  submit: async ({ ctx, found: { id }, go }) => {
    const removal = await removeLetter(ctx, id);
    return go('/letters').saying('notice.removed', { removal });
  },
});
