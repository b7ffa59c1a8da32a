/** The partners behind one figure of the grid, where the list of partners cannot ask for the same. */
import type { House } from '../../house/furnish.ts';
import { StageTag } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type CellFilter, cellFilter } from '../../views/gaps/gap.ts';
import { type Behind, partnersBehind } from '../../views/gaps/gaps.ts';
import { type App, libraryPage } from '../shell/door.tsx';
import { plain, query } from './address.ts';
import { ColumnName } from './grid.tsx';

export function gapCellPages(app: App, house: House): void {
  libraryPage(app, house, '/gaps/partners', {
    show: async ({ ctx, base, url, language: { t } }) => {
      const filter = cellFilter.parse(Object.fromEntries(url.searchParams));
      const behind = await partnersBehind(ctx, filter);
      return {
        title: t('gaps.cell'),
        section: 'sectors',
        body: (
          <>
            <h1>{t('gaps.cell')}</h1>
            <CellName behind={behind} filter={filter} />
            <p class="summary">{t('partners.count', { count: behind.partners.length })}</p>
            <ul class="plain lines">
              {behind.partners.map(({ id, name, stage }) => (
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

function CellName({ behind: { row, column, area }, filter }: { behind: Behind; filter: CellFilter }) {
  const { t, words, message, list } = useLanguage();
  return (
    <p class="lead">
      {[
        row && (row.label ? words(row.label) : t('gaps.no_sector')),
        column && <ColumnName column={column} shape={filter.shape} />,
        area && t('gaps.near', { branches: list(area.branches.map(({ name }) => name)) }),
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
