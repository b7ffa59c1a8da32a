/** Changing a task: what, by when, and whose it is. */
import { parse } from '../../house/parse.ts';
import { ownerKey, type Task, taskEdit } from '../../rooms/outreach/task.ts';
import { changeTask } from '../../rooms/outreach/tasks.ts';
import { mayLog } from '../../rooms/partners/partner.ts';
import { Buttons, Form } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { partnerTrail } from '../partners/trail.ts';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
import { type Owners, ownerOf, ownersFor, TaskFields } from './fields.tsx';
import { taskOf } from './show.tsx';

export const editTask = libraryPage({
  path: '/tasks/:id/edit',
  may: mayLog,
  load: taskOf,
  view: async (asked) => ({
    title: asked.language.t('tasks.edit'),
    trail: partnerTrail(asked, { id: asked.found.partner_id, name: asked.found.partner }),
    body: <Edit asked={asked} owners={await withPresent(asked)} />,
  }),
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await changeTask(ctx, id, parse(taskEdit, ownerOf(fields)));
    return go('/tasks/:id', { id }).saying('notice.saved');
  },
});

/** Whoever has it stays a choice, though they have left. */
async function withPresent({ ctx, found: task }: LibraryViewing<Task>): Promise<Owners> {
  const { ours, theirs } = await ownersFor(ctx, task.partner_id);
  const present = { value: ownerKey(task), label: task.owner };
  const side = task.member_id ? ours : theirs;
  if (!side.some(({ value }) => value === present.value)) side.unshift(present);
  return { ours, theirs };
}

function Edit({ asked: { again, found: task, to }, owners }: { asked: LibraryViewing<Task>; owners: Owners }) {
  const { t } = useLanguage();
  const { what, due_on, version } = task;
  return (
    <div class="narrow">
      <Form
        again={again}
        initial={{ what, due_on, owner: ownerKey(task) }}
        version={version}
        labels={{ what: t('field.task_what'), due_on: t('field.task_due'), owner: t('field.task_owner') }}
      >
        <TaskFields owners={owners} />
        <Buttons save={t('form.save')} cancel={to('/tasks/:id', { id: task.id })} />
      </Form>
    </div>
  );
}
