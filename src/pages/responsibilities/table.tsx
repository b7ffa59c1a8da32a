/** The grid as a table: what is to be done, by when, and each side's part with who is named. */
import { cellState, type Grid, type GridCell, type GridRow } from '../../rooms/agreements/responsibility.ts';
import { Scroll } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { useAround } from '../shell/link.tsx';

export function Table({ grid }: { grid: Grid }) {
  const { t } = useLanguage();
  return (
    <Scroll label={t('grid.title')}>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{t('grid.what')}</th>
            <th scope="col">{t('grid.when')}</th>
            {grid.columns.map(({ partner_id, name }) => (
              <th scope="col" key={partner_id ?? ''}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.rows.map((row) => (
            <Row key={row.id} row={row} columns={grid.columns} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Row({ row, columns }: { row: GridRow; columns: Grid['columns'] }) {
  const { t, day } = useLanguage();
  const { to, may } = useAround();
  return (
    <tr>
      <th scope="row">
        {may('/responsibilities/:id/edit') ? (
          <a href={to('/responsibilities/:id/edit', { id: row.id })}>{row.what}</a>
        ) : (
          row.what
        )}
      </th>
      <td data-label={t('grid.when')}>{row.monthly ? t('grid.monthly') : row.due_on ? day(row.due_on) : '–'}</td>
      {columns.map(({ partner_id, name }) => (
        <td key={partner_id ?? ''} data-label={name}>
          {!row.cells.some((each) => each.partner_id === partner_id) && '–'}
          {row.cells
            .filter((each) => each.partner_id === partner_id)
            .map((cell, at) => (
              <Cell key={at} cell={cell} />
            ))}
        </td>
      ))}
    </tr>
  );
}

function Cell({ cell }: { cell: GridCell }) {
  const { t, message } = useLanguage();
  const state = cellState(cell);
  return (
    <>
      <strong>{message({ key: `grid.part_${cell.part}` })}</strong>
      {cell.person && <span class="block">{cell.person.name}</span>}
      {cell.deputy && <span class="quiet block">{t('grid.deputy_said', { name: cell.deputy.name })}</span>}
      {state === 'unnamed' && <span class="quiet block">{t('grid.unnamed')}</span>}
      {state === 'deputy' && <span class="state-mark state-late">{t('grid.stands_in')}</span>}
      {state === 'orphaned' && <span class="state-mark state-orphaned">{t('grid.orphaned')}</span>}
    </>
  );
}
