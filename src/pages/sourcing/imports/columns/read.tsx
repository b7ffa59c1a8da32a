/** What becomes of each column, before a list is brought in and after: read as what, for how many rows, kept or not. */
import { type ColumnRead, looksWrong } from '../../../../rooms/sourcing/imports/columns/columns-read.ts';
import { type Import, isOpen } from '../../../../rooms/sourcing/imports/import.ts';
import { Scroll } from '../../../../ui/bits.tsx';
import { useLanguage } from '../../../../ui/here.ts';
import { Link } from '../../../shell/link.tsx';

const lostIn = (columns: ColumnRead[]): number => columns.reduce((sum, { not_kept }) => sum + not_kept, 0);

/** What needs a look before the list is brought in; the table is below the buttons. */
export function ColumnsToMind({ item }: { item: Import }) {
  const { t } = useLanguage();
  const columns = item.format.columns ?? [];
  const lost = lostIn(columns);
  return (
    <>
      <WrongColumns item={item} columns={columns.filter(looksWrong)} />
      {lost > 0 && (
        <p class="warning">
          <a href="#columns-read">{t('import.not_all_kept', { count: lost })}</a>
        </p>
      )}
    </>
  );
}

export function ColumnsRead({ item }: { item: Import }) {
  const { t } = useLanguage();
  const columns = item.format.columns ?? [];
  if (columns.length === 0) return null;
  const lost = lostIn(columns);
  return (
    <details class="columns-read" id="columns-read" open={lost > 0}>
      <summary>
        {t('import.columns_read')} <span class="quiet">{lost > 0 ? '' : t('import.all_kept')}</span>
      </summary>
      <ColumnTable columns={columns} />
    </details>
  );
}

function ColumnTable({ columns }: { columns: ColumnRead[] }) {
  const { t } = useLanguage();
  return (
    <Scroll label={t('import.columns_read')}>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{t('import.column')}</th>
            <th scope="col">{t('import.read_as')}</th>
            <th scope="col">{t('import.column_rows')}</th>
            <th scope="col">{t('import.column_kept')}</th>
            <th scope="col">{t('import.not_kept')}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <Column key={column.column} {...column} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Column({ column, field, said, as_read, not_kept }: ColumnRead) {
  const { t, number } = useLanguage();
  return (
    <tr class={not_kept > 0 ? 'lost' : undefined}>
      <th scope="row">{column || t('import.elsewhere')}</th>
      <td>
        <ReadAs column={column} field={field} />
      </td>
      <td data-label={t('import.column_rows')}>{number(said)}</td>
      <td data-label={t('import.column_kept')}>
        {number(said - not_kept)}{' '}
        {as_read > 0 && <span class="quiet">({t('import.as_read', { count: as_read })})</span>}
      </td>
      <td data-label={t('import.not_kept')}>
        {not_kept > 0 ? <strong>{number(not_kept)}</strong> : <span class="quiet">0</span>}
      </td>
    </tr>
  );
}

function ReadAs({ column, field }: Pick<ColumnRead, 'column' | 'field'>) {
  const { t, message } = useLanguage();
  if (field) return <>{message({ key: `import.field_${field}` })}</>;
  return <span class="quiet">{column ? t('import.not_read') : ''}</span>;
}

/** One sentence for a column that was taken for something else, instead of one for each of its rows. */
function WrongColumns({ item, columns }: { item: Import; columns: ColumnRead[] }) {
  const { t, message } = useLanguage();
  return columns.map(({ column, field, said, as_read, not_kept }) => (
    <p key={column} class="warning">
      {t('import.looks_wrong', {
        column,
        field: message({ key: `import.field_${field}` }),
        count: as_read + not_kept,
        said,
      })}{' '}
      {isOpen(item.status) && (
        <Link to="/imports/:id/columns" at={{ id: item.id }} about={item}>
          {t('import.say_columns')}
        </Link>
      )}
    </p>
  ));
}
