/** Tasks and promises over all partners; those that are chosen are given to a colleague together. */

import { z } from 'zod';
import { newId } from '../../house/ids.ts';
import { line, optionalId, parse, requiredId, several } from '../../house/parse.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { membersOf } from '../../rooms/accounts/members.ts';
import type { SavedView } from '../../rooms/lists/saved-view.ts';
import { columnsOf, viewsOf } from '../../rooms/lists/saved-views.ts';
import { SIDES, TASK_STATES, type Task, type TaskFilter, taskFilter } from '../../rooms/outreach/task.ts';
import { listTasks, type TaskPage } from '../../rooms/outreach/task-list.ts';
import { giveTasks } from '../../rooms/outreach/tasks.ts';
import { mayLog } from '../../rooms/partners/partner.ts';
import { Empty, Paging } from '../../ui/bits.tsx';
import type { Option } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Choice } from '../lists/choice.tsx';
import { type Column, shownOf } from '../lists/column.ts';
import { ListTable } from '../lists/list-table.tsx';
import { askedOf } from '../lists/question.ts';
import { ViewsRow } from '../lists/views-row.tsx';
import { isWhole, PrintWhole, rowsWanted, Summary } from '../lists/whole.tsx';
import { redirect } from '../shell/landing.ts';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { taskColumns } from './columns.tsx';

const { questionOf, queryOf } = askedOf<TaskFilter>({ page: '1' });

export const taskList = libraryPage({
  path: '/tasks',
  may: anyMember,
  view: async (visit) => {
    const all = await allOf(visit);
    const { t } = visit.language;
    return {
      title: t('tasks.title'),
      actions: (
        <>
          {all.result.total > 0 && <PrintWhole list="tasks" query={queryOf(all.filter)} />}
          <Link class="button low" to="/task-templates">
            {t('templates.title')}
          </Link>
          <Link class="button low" to="/tasks/load">
            {t('tasks.load')}
          </Link>
        </>
      ),
      body: <Tasks {...all} />,
    };
  },
});

type All = {
  filter: TaskFilter;
  result: TaskPage;
  members: Option[];
  views: SavedView[];
  columns: Column<Task>[];
  whole: boolean;
};

async function allOf({ ctx, url }: LibraryVisit): Promise<All> {
  const given = Object.fromEntries(url.searchParams);
  const filter = taskFilter.parse(url.searchParams.size === 0 ? { state: 'open' } : given);
  return {
    filter,
    result: await listTasks(ctx, filter, rowsWanted(url)),
    members: (await membersOf(ctx)).map(({ id, name }) => ({ value: id as string, label: name })),
    views: await viewsOf(ctx, 'tasks'),
    columns: shownOf(taskColumns, await columnsOf(ctx, 'tasks')),
    whole: isWhole(url),
  };
}

function Tasks({ filter, result, members, views, columns, whole }: All) {
  const { t } = useLanguage();
  const { to, ctx, may } = useAround();
  const query = queryOf(filter);
  const choose = may('/tasks/give', undefined, 'submit') && !whole && result.rows.some(({ outcome }) => !outcome);
  return (
    <>
      {!whole && (
        <>
          <ViewsRow
            list="tasks"
            builtIn={[
              { label: t('tasks.all_open'), query: 'state=open' },
              { label: t('lists.mine'), query: `state=open&owner=${ctx.actor.id}` },
              { label: t('tasks.promises'), query: 'state=open&side=theirs' },
              { label: t('tasks.all_late'), query: 'state=late' },
              { label: t('tasks.ended'), query: 'state=done' },
            ]}
            saved={views}
            query={query}
          />
          <Filters filter={filter} members={members} />
        </>
      )}
      <Summary list="tasks" query={query} whole={whole} total={result.total}>
        {t('tasks.count', { count: result.total })}
      </Summary>
      {result.total === 0 && <Empty text={t('tasks.none')} />}
      {result.total > 0 && (
        <ListTable
          label={t('tasks.title')}
          columns={columns}
          rows={result.rows}
          row={({ id, what }) => ({ id, name: what })}
          choose={choose ? { form: 'give', name: 'id' } : undefined}
        />
      )}
      {choose && <Give members={members} query={query} />}
      <Paging
        page={result.page}
        pages={result.pages}
        address={(page) => to('/tasks', questionOf({ ...filter, page }))}
      />
    </>
  );
}

function Give({ members, query }: { members: Option[]; query: string }) {
  const { t } = useLanguage();
  const { to } = useAround();
  return (
    <form method="post" action={to('/tasks/give')} id="give" class="choose-bar no-print" aria-label={t('tasks.give')}>
      <input type="hidden" name="_key" value={newId()} />
      <input type="hidden" name="back" value={query} />
      <label>
        {t('tasks.give_chosen')}{' '}
        <select name="member_id" required>
          <option value="">{t('choose.one')}</option>
          {members.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">{t('tasks.give')}</button>
    </form>
  );
}

function Filters({ filter, members }: { filter: TaskFilter; members: Option[] }) {
  const { t, message } = useLanguage();
  const { to } = useAround();
  const states = TASK_STATES.map((state) => ({ value: state, label: message({ key: `tasks.state_${state}` }) }));
  const sides = SIDES.map((side) => ({ value: side, label: message({ key: `tasks.${side}` }) }));
  return (
    <form method="get" action={to('/tasks')} class="filters one-line no-print" aria-label={t('filter.apply')}>
      <input type="search" name="q" value={filter.q} aria-label={t('tasks.search')} placeholder={t('tasks.search')} />
      <Choice name="state" label={t('tasks.state')} options={states} chosen={filter.state} />
      <Choice name="side" label={t('tasks.side')} options={sides} chosen={filter.side} />
      <Choice name="owner" label={t('field.task_owner')} options={members} chosen={filter.owner} />
      <button type="submit">{t('filter.apply')}</button>
    </form>
  );
}

const giving = z.object({ id: several(requiredId()), member_id: optionalId<'members'>(), back: line(1000) });

export const taskGiving = libraryPage({
  path: '/tasks/give',
  may: mayLog,
  view: ({ to }) => redirect(to('/tasks')),
  submit: async ({ ctx, fields, go }) => {
    const { id, member_id, back } = parse(giving, fields);
    // The list as it was asked.
    const list = Object.fromEntries(new URLSearchParams(back));
    if (id.length === 0 || !member_id) return go('/tasks', list).saying('notice.tasks_none_chosen');
    const count = await giveTasks(ctx, id, member_id);
    return go('/tasks', list).saying('notice.tasks_given', { count });
  },
});
