/**
 * The grid itself: sectors down, people served or areas across. A zero is a figure like any other, and easier to see.
 */
import { Fragment } from 'preact';
import { Scroll } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { MARKS } from '../../ui/stage-mark.tsx';
import { type GapFilter, type GroupCounts, NONE, present, SHOWN } from '../../views/gaps/gap.ts';
import type { Column, GapGrid, GridLine } from '../../views/gaps/gaps.ts';
import { useAround } from '../shell/link.tsx';
import { addressOf } from './address.ts';

type Here = { filter: GapFilter };

export function GridTable({ grid, filter }: Here & { grid: GapGrid }) {
  const { t } = useLanguage();
  return (
    <Scroll label={t('gaps.grid')}>
      <table class={grid.columns.length > 10 && grid.columns.length < 24 ? 'gap-grid even' : 'gap-grid'}>
        <caption class="unseen">{t('gaps.grid')}</caption>
        <Head columns={grid.columns} shape={filter.shape} />
        <tbody>
          {grid.rows.map((row) => (
            <GridRow key={row.key} row={row} columns={grid.columns} filter={filter} />
          ))}
        </tbody>
        <tfoot>
          <GridRow
            row={{ key: '', label: null, cells: grid.columnTotals, total: grid.total }}
            columns={grid.columns}
            filter={filter}
          />
        </tfoot>
      </table>
    </Scroll>
  );
}

function Head({ columns, shape }: { columns: Column[]; shape: GapFilter['shape'] }) {
  const { t } = useLanguage();
  return (
    <thead>
      <tr>
        <th scope="col">{t('gaps.sector')}</th>
        {columns.map((column) => (
          <th scope="col" key={column.key}>
            <span class="tall">
              <ColumnName column={column} shape={shape} />
            </span>
          </th>
        ))}
        <th scope="col" class="total">
          <span class="tall">{t('gaps.total')}</span>
        </th>
      </tr>
    </thead>
  );
}

export function ColumnName({ column, shape }: { column: Column; shape: GapFilter['shape'] }) {
  const { t, words, list } = useLanguage();
  if (column.label) return words(column.label);
  if (column.key !== NONE) return list(column.branches);
  return shape === 'area' ? t('gaps.no_area') : t('gaps.no_population');
}

function GridRow({ row, columns, filter }: Here & { row: GridLine; columns: Column[] }) {
  const { t, words } = useLanguage();
  const { to } = useAround();
  const name = row.label ? words(row.label) : row.key === NONE ? t('gaps.no_sector') : t('gaps.total');
  return (
    <tr class={present(row.total, filter.stage) === 0 ? 'nobody' : undefined}>
      <th scope="row">{name}</th>
      {row.cells.map((counts, at) => (
        <Cell
          key={columns[at]?.key}
          counts={counts}
          stage={filter.stage}
          href={addressOf(to, filter, { sector: row.key, column: columns[at]?.key ?? '', counts })}
          open={row.key !== NONE && columns[at]?.key !== NONE}
        />
      ))}
      <Cell
        counts={row.total}
        stage={filter.stage}
        href={addressOf(to, filter, { sector: row.key, column: '', counts: row.total })}
        open={row.key !== NONE}
        total
      />
    </tr>
  );
}

type CellProps = { counts: GroupCounts; stage: GapFilter['stage']; href: string; open: boolean; total?: boolean };

/**
 * The partners of a cell, counted by group of stages. "0" means nobody at all; a total says it in a word as well. Only
 * an `open` cell can be a gap.
 */
function Cell({ counts, stage, href, open, total = false }: CellProps) {
  const { t, message, list } = useLanguage();
  const groups = (stage ? [stage] : SHOWN).filter((group) => counts[group] > 0);
  const kind = [total && 'total', open && present(counts, stage) === 0 && 'gap'].filter(Boolean).join(' ') || undefined;
  if (groups.length === 0) return <td class={kind}>{total ? t('gaps.nobody') : '0'}</td>;
  return (
    <td class={kind}>
      <a href={href}>
        <span aria-hidden="true">
          {groups.map((group) => (
            <Fragment key={group}>
              <span class="whole">{`${MARKS[group]}${counts[group]}`}</span>{' '}
            </Fragment>
          ))}
        </span>
        <span class="unseen">
          {list(groups.map((group) => message({ key: `group.${group}_count`, values: { count: counts[group] } })))}
        </span>
      </a>
    </td>
  );
}
