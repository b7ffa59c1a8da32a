/**
 * The one table of all lists: a head that stays in sight, one line a row, a box to choose each, and columns that can be
 * sorted by. On a phone a row is the name and what the list says belongs there.
 */
import { useLanguage } from '../../ui/here.ts';
import type { Column } from './column.ts';

/** `aside` is seen here alone: what is one person's own is not on paper. */
type Named = { id: string; name: string; aside?: boolean };

type Props<Row> = {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  row: (row: Row) => Named;
  /** Which column it is sorted by, and the address that sorts by another. */
  sorted?: { by: string; address: (sort: string) => string };
  /** The form that its check boxes belong to, their name there, and which are ticked. */
  choose?: { form: string; name: string; chosen?: readonly string[] } | undefined;
};

export function ListTable<Row>({ label, columns, rows, row, sorted, choose }: Props<Row>) {
  return (
    <section
      class={columns.length > 8 ? 'scroll' : 'scroll fits'}
      aria-label={label}
      tabIndex={columns.length > 8 ? 0 : undefined}
    >
      <table class={manyOnPhone(columns) ? 'list dense many' : 'list dense'}>
        <Head columns={columns} sorted={sorted} choose={choose} />
        <tbody>
          {rows.map((each) => (
            <Line key={row(each).id} named={row(each)} row={each} columns={columns} choose={choose} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Beside the name there is room for one; more stand under it, figures with what they are. */
const manyOnPhone = (columns: readonly Column<never>[]) => columns.slice(1).filter(({ phone }) => phone).length > 1;

const classOf = ({ look, phone }: Column<never>, at: number) =>
  [look, at > 0 && !phone && 'not-on-phone'].filter(Boolean).join(' ') || undefined;

type HeadProps<Row> = Pick<Props<Row>, 'columns' | 'sorted' | 'choose'>;

function Head<Row>({ columns, sorted, choose }: HeadProps<Row>) {
  const { t } = useLanguage();
  return (
    <thead>
      <tr>
        {choose && (
          <td class="box no-print">
            <span class="unseen">{t('lists.choose')}</span>
          </td>
        )}
        {columns.map((column, at) => (
          <th
            scope="col"
            key={column.key}
            class={classOf(column, at)}
            aria-sort={column.sort && sorted?.by === column.sort ? 'ascending' : undefined}
          >
            {column.sort && sorted ? <a href={sorted.address(column.sort)}>{t(column.label)}</a> : t(column.label)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

type LineProps<Row> = Pick<Props<Row>, 'columns' | 'choose'> & { row: Row; named: Named };

function Line<Row>({ row, columns, choose, named: { id, name, aside } }: LineProps<Row>) {
  const { t } = useLanguage();
  const [first, ...others] = columns;
  const labelled = manyOnPhone(columns);
  return (
    <tr id={`row-${id}`} class={aside ? 'no-print' : undefined}>
      {choose && (
        <td class="box no-print">
          <input
            type="checkbox"
            name={choose.name}
            value={id}
            form={choose.form}
            checked={choose.chosen?.includes(id)}
            aria-label={t('lists.choose_this', { name })}
          />
        </td>
      )}
      <th scope="row">{first?.cell(row)}</th>
      {others.map((column) => (
        <td
          key={column.key}
          class={classOf(column, 1)}
          data-label={labelled && column.phone && column.look === 'figure' ? t(column.label) : undefined}
        >
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}
