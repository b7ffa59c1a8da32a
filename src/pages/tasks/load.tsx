/** How much each member has on their hands, so that what is given is given to somebody who has time for it. */
import { anyMember } from '../../rooms/accounts/account.ts';
import { type Load, loadOf } from '../../rooms/outreach/task-list.ts';
import type { Column } from '../lists/column.ts';
import { ListTable } from '../lists/list-table.tsx';
import { useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';

export const taskLoad = libraryPage({
  path: '/tasks/load',
  may: anyMember,
  view: async ({ ctx, language: { t } }) => ({
    title: t('tasks.load'),
    body: <ListTable label={t('tasks.load')} columns={columns} rows={await loadOf(ctx)} row={(row) => row} />,
  }),
});

const columns: readonly Column<Load>[] = [
  { key: 'name', label: 'field.name', cell: (row) => <Name row={row} /> },
  { key: 'branch', label: 'field.branch', phone: true, cell: ({ branch }) => branch },
  {
    // The board, and not the list: it tells those that are over from those that are not.
    key: 'owned',
    label: 'tasks.owned',
    phone: true,
    look: 'figure',
    cell: (row) => <Counted count={row.owned} path="/board" asked={{ owner: row.id }} />,
  },
  { key: 'deputy', label: 'tasks.deputy_of', look: 'figure', cell: ({ deputy }) => deputy },
  { key: 'steps', label: 'tasks.steps', look: 'figure', cell: ({ steps }) => steps },
  {
    key: 'tasks',
    label: 'tasks.title',
    phone: true,
    look: 'figure',
    cell: (row) => <Counted count={row.tasks} path="/tasks" asked={{ state: 'open', owner: row.id }} />,
  },
  {
    key: 'late',
    label: 'tasks.all_late',
    phone: true,
    look: 'figure',
    cell: ({ late }) => <span class={late > 0 ? 'overdue' : undefined}>{late}</span>,
  },
];

/** Leads to where it can be handed over. */
function Name({ row: { id, name } }: { row: Load }) {
  const { to, may } = useAround();
  return may('/members/:id/handover') ? <a href={to('/members/:id/handover', { id })}>{name}</a> : name;
}

type CountedProps = { count: number; path: '/board' | '/tasks'; asked: Record<string, string> };

function Counted({ count, path, asked }: CountedProps) {
  const { to } = useAround();
  return count > 0 ? <a href={to(path, asked)}>{count}</a> : count;
}
