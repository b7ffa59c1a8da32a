/** Undoing a merge. Its button is on the list of them. */
import { mayMerge } from '../../rooms/merging/duplicate.ts';
import { findMerge } from '../../rooms/merging/merges.ts';
import { undoMerge } from '../../rooms/merging/undo-merge.ts';
import { redirect } from '../shell/landing.ts';
import { libraryPage } from '../shell/page.ts';
import { mergesView } from './merges.tsx';

export const undo = libraryPage({
  path: '/merges/:id/undo',
  may: mayMerge,
  load: ({ ctx, id }) => findMerge(ctx, id()),
  view: (asked) => (asked.again ? mergesView(asked) : redirect(asked.to('/merges'))),
  submit: async ({ ctx, id, go }) => {
    const { left } = await undoMerge(ctx, id());
    return go('/merges').saying(left.length > 0 ? 'notice.unmerged_partly' : 'notice.unmerged');
  },
});
