/** Writing a note about a partner. */
import { today } from '../../house/ctx.ts';
import { parse } from '../../house/parse.ts';
import { remarkDraft } from '../../rooms/outreach/interaction.ts';
import { addRemark } from '../../rooms/outreach/interactions.ts';
import { mayLog } from '../../rooms/partners/partner.ts';
import type { Partner } from '../../rooms/partners/partners.ts';
import { Buttons, Form } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { partnerOf } from '../partners/partner.ts';
import { partnerTrail } from '../partners/trail.ts';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
import { draftOf } from '../shell/visit.ts';
import { RemarkFields } from './remark-fields.tsx';

export const newRemark = libraryPage({
  path: '/partners/:id/interactions/new',
  may: mayLog,
  load: partnerOf,
  drafts: true,
  view: (asked) => ({
    title: asked.language.t('note.title', { name: asked.found.name }),
    trail: partnerTrail(asked, asked.found),
    islands: ['draft'],
    body: <NewRemark asked={asked} />,
  }),
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await addRemark(ctx, id, parse(remarkDraft, fields));
    return go('/partners/:id', { id }).saying('notice.note_saved');
  },
});

function NewRemark({ asked }: { asked: LibraryViewing<Partner> }) {
  const { t } = useLanguage();
  const { again, ctx, found: partner, to } = asked;
  const initial = { audience: 'library', happened_on: today(ctx) };
  return (
    <div class="narrow">
      <Form again={again} initial={initial} island="draft" draft={draftOf(asked)}>
        <RemarkFields />
        <Buttons save={t('note.save')} cancel={to('/partners/:id', { id: partner.id })} />
      </Form>
    </div>
  );
}
