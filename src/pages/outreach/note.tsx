/** Changing a note of one's own. */
import { parse } from '../../house/parse.ts';
import { changeNote, findNote, mayEditNote, type Note } from '../../rooms/outreach/notes.ts';
import { AUDIENCES, noteEdit } from '../../rooms/partners/partner.ts';
import { Buttons, Form } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Press } from '../shell/link.tsx';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { NoteFields } from './note-fields.tsx';

export const noteOf = ({ ctx, id }: LibraryVisit) => findNote(ctx, id());

export const note = libraryPage({
  path: '/notes/:id',
  may: mayEditNote,
  load: noteOf,
  view: (asked) => ({
    title: asked.language.t('note.edit'),
    section: 'partners',
    body: <EditNote asked={asked} />,
  }),
  submit: async ({ ctx, found: note, fields, go }) => {
    await changeNote(ctx, note.id, parse(noteEdit, fields));
    return go('/partners/:id', { id: note.partner_id }).saying('notice.saved');
  },
});

function EditNote({ asked: { again, found: note, to } }: { asked: LibraryViewing<Note> }) {
  const { t, message } = useLanguage();
  const labels = { body: t('field.note'), audience: t('field.audience'), happened_on: t('field.happened_on') };
  const audiences = AUDIENCES.map((audience) => [audience, message({ key: `audience.${audience}` })]);
  return (
    <div class="narrow">
      <h1>{t('note.edit')}</h1>
      <Form
        again={again}
        initial={{ body: note.body, audience: note.audience, happened_on: note.happened_on }}
        version={note.version}
        labels={labels}
        choices={Object.fromEntries(audiences)}
      >
        <NoteFields />
        <Buttons save={t('form.save')} cancel={to('/partners/:id', { id: note.partner_id })} />
      </Form>
      <Press to="/notes/:id/removal" at={{ id: note.id }} about={note} label={t('note.remove')} />
    </div>
  );
}
