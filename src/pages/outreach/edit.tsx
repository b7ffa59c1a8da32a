/** Changing a note of one's own. */
import { idOf } from '../../house/ids.ts';
import { parse } from '../../house/parse.ts';
import { AUDIENCES, type Interaction, mayEditInteraction, remarkEdit } from '../../rooms/outreach/interaction.ts';
import { changeRemark, findInteraction } from '../../rooms/outreach/interactions.ts';
import { findPartner } from '../../rooms/partners/partners.ts';
import { Buttons, Form } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { partnerTrail } from '../partners/trail.ts';
import { Press } from '../shell/link.tsx';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { RemarkFields } from './remark-fields.tsx';

export const interactionOf = ({ ctx, id }: LibraryVisit) => findInteraction(ctx, id());

export const editRemark = libraryPage({
  path: '/interactions/:id',
  may: mayEditInteraction,
  load: interactionOf,
  view: async (asked) => ({
    title: asked.language.t('note.edit'),
    trail: partnerTrail(asked, await findPartner(asked.ctx, idOf(asked.found.partners[0]))),
    body: <EditRemark asked={asked} />,
  }),
  submit: async ({ ctx, found: note, fields, go }) => {
    await changeRemark(ctx, note.id, parse(remarkEdit, fields));
    return go('/partners/:id', { id: note.partners[0] }).saying('notice.saved');
  },
});

function EditRemark({ asked: { again, found: note, to } }: { asked: LibraryViewing<Interaction> }) {
  const { t, message } = useLanguage();
  const labels = { body: t('field.note'), audience: t('field.audience'), happened_on: t('field.happened_on') };
  const audiences = AUDIENCES.map((audience) => [audience, message({ key: `audience.${audience}` })]);
  return (
    <div class="narrow">
      <Form
        again={again}
        initial={{ body: note.body, audience: note.audience, happened_on: note.happened_on }}
        version={note.version}
        labels={labels}
        choices={Object.fromEntries(audiences)}
      >
        <RemarkFields />
        <Buttons save={t('form.save')} cancel={to('/partners/:id', { id: note.partners[0] })} />
      </Form>
      <Press to="/interactions/:id/removal" at={{ id: note.id }} about={note} label={t('note.remove')} />
    </div>
  );
}
