/** Taking away a note of one's own. Its button stands beside the note. */
import { mayEditNote, removeNote } from '../../rooms/outreach/notes.ts';
import { redirect } from '../shell/landing.ts';
import { libraryPage } from '../shell/page.ts';
import { noteOf } from './note.tsx';

export const noteRemoval = libraryPage({
  path: '/notes/:id/removal',
  may: mayEditNote,
  load: noteOf,
  view: ({ found: { id }, to }) => redirect(to('/notes/:id', { id })),
  submit: async ({ ctx, found: note, go }) => {
    const removal = await removeNote(ctx, note.id);
    return go('/partners/:id', { id: note.partner_id }).saying('notice.removed', { removal });
  },
});
