/** What the list of tasks can show of each. */
import { today } from '../../house/ctx.ts';
import type { Task } from '../../rooms/outreach/task.ts';
import { useLanguage } from '../../ui/here.ts';
import type { Column } from '../lists/column.ts';
import { useAround } from '../shell/link.tsx';
import { State } from './show.tsx';

export const taskColumns: readonly Column<Task>[] = [
  { key: 'what', label: 'lists.line', look: 'long', cell: (row) => <What row={row} /> },
  { key: 'partner', label: 'field.partner', usual: true, phone: true, cell: (row) => <Partner row={row} /> },
  { key: 'owner', label: 'field.task_owner', usual: true, phone: true, cell: (row) => <Owner row={row} /> },
  { key: 'due', label: 'lists.due', usual: true, phone: true, look: 'figure', cell: (row) => <Due row={row} /> },
  { key: 'state', label: 'tasks.state', usual: true, cell: (row) => <State task={row} /> },
  { key: 'first', label: 'tasks.first_said', look: 'figure', cell: (row) => <First row={row} /> },
];

type RowProps = { row: Task };

function What({ row: { id, what } }: RowProps) {
  const { to } = useAround();
  return (
    <a href={to('/tasks/:id', { id })} title={what}>
      {what}
    </a>
  );
}

function Partner({ row: { partner_id, partner } }: RowProps) {
  const { to } = useAround();
  return <a href={to('/partners/:id', { id: partner_id })}>{partner}</a>;
}

function Owner({ row: { owner, person_id } }: RowProps) {
  const { t } = useLanguage();
  return (
    <>
      {owner} {person_id && <span class="quiet">{t('tasks.theirs')}</span>}
    </>
  );
}

function Due({ row: { due_on, outcome } }: RowProps) {
  const { day } = useLanguage();
  const { ctx } = useAround();
  return <span class={!outcome && due_on < today(ctx) ? 'overdue' : undefined}>{day(due_on)}</span>;
}

function First({ row: { promised_on } }: RowProps) {
  const { day } = useLanguage();
  return day(promised_on);
}
