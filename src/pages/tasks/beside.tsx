/** The open tasks and promises with a partner, beside its story. */
import { today } from '../../house/ctx.ts';
import { sideOf, type Task } from '../../rooms/outreach/task.ts';
import { useLanguage } from '../../ui/here.ts';
import { DueOn } from '../partners/due-on.tsx';
import { Link, useAround } from '../shell/link.tsx';

export function OpenTasks({ tasks, partner }: { tasks: Task[]; partner: string }) {
  const { t } = useLanguage();
  const { ctx, may, to } = useAround();
  return (
    <section class="part">
      <h2>{t('tasks.title')}</h2>
      {tasks.length === 0 && <p class="quiet">{t('tasks.none_here')}</p>}
      <ul class="plain lines">
        {tasks.map((task) => (
          <li key={task.id}>
            <a href={to('/tasks/:id', { id: task.id })}>{task.what}</a>
            <span class="block">
              <span class="quiet">
                {sideOf(task) === 'theirs' ? t('tasks.promised_by', { name: task.owner }) : task.owner}
              </span>{' '}
              <DueOn day={task.due_on} today={today(ctx)} />
            </span>
          </li>
        ))}
      </ul>
      {may('/partners/:id/tasks/new') && (
        <p class="no-print">
          <Link to="/partners/:id/tasks/new" at={{ id: partner }}>
            {t('tasks.add')}
          </Link>
          <Link class="block" to="/partners/:id/tasks/from-template" at={{ id: partner }}>
            {t('templates.link')}
          </Link>
        </p>
      )}
    </section>
  );
}
