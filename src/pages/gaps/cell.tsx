/** The partners behind one figure of the grid, where the list of partners cannot ask for the same. */
import type { House } from '../../house/furnish.ts';
import { cellFilter, type GapFilter } from '../../rooms/gaps/gap.ts';
import { type GapGrid, gapGrid, partnersInCell } from '../../rooms/gaps/gaps.ts';
import { StageTag } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type App, libraryPage } from '../door.tsx';
import { plain, query } from './address.ts';
import { ColumnName } from './grid.tsx';

export function gapCellPages(app: App, house: House): void {
  libraryPage(app, house, '/gaps/partners', {
    show: async ({ ctx, base, url, language: { t } }) => {
      const filter = cellFilter.parse(Object.fromEntries(url.searchParams));
      const grid = await gapGrid(ctx, filter);
      const partners = await partnersInCell(ctx, filter);
      return {
        title: t('gaps.cell'),
        section: 'sectors',
        body: (
          <>
            <h1>{t('gaps.cell')}</h1>
            <CellName grid={grid} filter={filter} />
            <p class="summary">{t('partners.count', { count: partners.length })}</p>
            <ul class="plain lines">
              {partners.map(({ id, name, stage }) => (
                <li key={id}>
                  <a href={`${base}/partners/${id}`}>{name}</a> <StageTag stage={stage} />
                </li>
              ))}
            </ul>
            <p>
              <a href={`${base}/gaps${query(plain(filter))}`}>{t('gaps.back')}</a>
            </p>
          </>
        ),
      };
    },
  });
}

function CellName({ grid, filter }: { grid: GapGrid; filter: GapFilter & { sector: string; column: string } }) {
  const { t, words, message, list } = useLanguage();
  const row = grid.rows.find(({ key }) => key === filter.sector);
  const column = grid.columns.find(({ key }) => key === filter.column);
  return (
    <p class="lead">
      {[
        row && (row.label ? words(row.label) : t('gaps.no_sector')),
        column && <ColumnName column={column} shape={filter.shape} />,
        grid.area && t('gaps.near', { branches: list(grid.area.branches.map(({ name }) => name)) }),
        filter.stage && message({ key: `group.${filter.stage}` }),
      ]
        .filter(Boolean)
        .map((part, at) => (
          <span key={at}>
            {at > 0 && ' · '}
            {part}
          </span>
        ))}
    </p>
  );
}
