/** Giving a task with a partner to somebody, on either side. */
import { today } from '../../house/ctx.ts';
import { parse } from '../../house/parse.ts';
import { taskDraft } from '../../rooms/outreach/task.ts';
import { addTask } from '../../rooms/outreach/tasks.ts';
import { mayLog } from '../../rooms/partners/partner.ts';
import type { Partner } from '../../rooms/partners/partners.ts';
import { Buttons, Form } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { partnerOf } from '../partners/partner.ts';
import { partnerTrail } from '../partners/trail.ts';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
import { type Owners, ownerOf, ownersFor, TaskFields } from './fields.tsx';

export const newTask = libraryPage({
  path: '/partners/:id/tasks/new',
  may: mayLog,
  load: partnerOf,
  view: async (asked) => ({
    title: asked.language.t('tasks.new_title', { name: asked.found.name }),
    trail: partnerTrail(asked, asked.found),
    body: <New asked={asked} owners={await ownersFor(asked.ctx, asked.found.id)} />,
  }),
  submit: async ({ ctx, found: partner, fields, go }) => {
    const draft = parse(taskDraft, ownerOf(fields));
    const id = await addTask(ctx, partner.id, draft);
    // Whoever promised it is told from the task's own page.
    if (draft.person_id) return go('/tasks/:id', { id }).saying('notice.promise_kept');
    return go('/partners/:id', { id: partner.id }).saying('notice.saved');
  },
});

const WEEK = 7;

function New({
  asked: { again, ctx, found: partner, to },
  owners,
}: {
  asked: LibraryViewing<Partner>;
  owners: Owners;
}) {
  const { t } = useLanguage();
  return (
    <div class="narrow">
      <Form again={again} initial={{ due_on: today(ctx, WEEK), owner: `member ${ctx.actor.id}` }}>
        <TaskFields owners={owners} />
        <Buttons save={t('form.save')} cancel={to('/partners/:id', { id: partner.id })} />
      </Form>
    </div>
  );
}
