/** The lists that came in before. */
import type { Import } from '../../../rooms/sourcing/imports/import.ts';
import { Empty } from '../../../ui/bits.tsx';
import { useLanguage } from '../../../ui/here.ts';
import type { Column } from '../../lists/column.ts';
import { ListTable } from '../../lists/list-table.tsx';
import { Link } from '../../shell/link.tsx';

export function EarlierLists({ imports }: { imports: Import[] }) {
  const { t } = useLanguage();
  return (
    <>
      <h2>{t('imports.earlier')}</h2>
      {imports.length === 0 ? <Empty text={t('imports.none')} /> : <Table imports={imports} />}
    </>
  );
}

function Table({ imports }: { imports: Import[] }) {
  const { t } = useLanguage();
  return (
    <ListTable
      label={t('imports.earlier')}
      columns={COLUMNS}
      rows={imports}
      row={({ id, file_name }) => ({ id, name: file_name })}
    />
  );
}

const COLUMNS: readonly Column<Import>[] = [
  { key: 'file', label: 'imports.file', cell: (item) => <File item={item} /> },
  { key: 'target', label: 'imports.where', usual: true, cell: (item) => <Said of={`import.target_${item.target}`} /> },
  {
    key: 'state',
    label: 'imports.state',
    usual: true,
    phone: true,
    cell: (item) => <Said of={`import.status_${item.status}`} />,
  },
  { key: 'rows', label: 'import.count_rows', usual: true, look: 'figure', cell: ({ counts }) => counts.rows ?? '' },
  { key: 'by', label: 'imports.by', usual: true, cell: ({ created_name }) => created_name ?? 'Common Table' },
  { key: 'when', label: 'imports.when', usual: true, look: 'figure', cell: (item) => <When item={item} /> },
];

function File({ item }: { item: Import }) {
  return (
    <Link to="/imports/:id" at={{ id: item.id }} about={item}>
      {item.file_name}
    </Link>
  );
}

function Said({ of: key }: { of: string }) {
  const { message } = useLanguage();
  return message({ key });
}

function When({ item: { created_at } }: { item: Import }) {
  const { dayOf } = useLanguage();
  return dayOf(created_at);
}
