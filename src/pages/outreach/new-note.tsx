/** Writing a note about a partner. */
import { today } from '../../house/ctx.ts';
import { parse } from '../../house/parse.ts';
import { addNote } from '../../rooms/outreach/notes.ts';
import { mayLog, noteDraft } from '../../rooms/partners/partner.ts';
import type { Partner } from '../../rooms/partners/partners.ts';
import { Buttons, Form } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { partnerOf } from '../partners/partner.ts';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
import { draftOf } from '../shell/visit.ts';
import { NoteFields } from './note-fields.tsx';

export const newNote = libraryPage({
  path: '/partners/:id/notes/new',
  may: mayLog,
  load: partnerOf,
  drafts: true,
  view: (asked) => ({
    title: asked.language.t('note.title', { name: asked.found.name }),
    section: 'partners',
    islands: ['draft'],
    body: <NewNote asked={asked} />,
  }),
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await addNote(ctx, id, parse(noteDraft, fields));
    return go('/partners/:id', { id }).saying('notice.note_saved');
  },
});

function NewNote({ asked }: { asked: LibraryViewing<Partner> }) {
  const { t } = useLanguage();
  const { again, ctx, found: partner, to } = asked;
  const initial = { audience: 'library', happened_on: today(ctx) };
  return (
    <div class="narrow">
      <h1>{t('note.title', { name: partner.name })}</h1>
      <Form again={again} initial={initial} island="draft" draft={draftOf(asked)}>
        <NoteFields />
        <Buttons save={t('note.save')} cancel={to('/partners/:id', { id: partner.id })} />
      </Form>
    </div>
  );
}
