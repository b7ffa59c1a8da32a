/** The partners behind one figure of the grid, for figures that the filters of the list of partners cannot express. */
import { anyMember } from '../../rooms/accounts/account.ts';
import { Paging, StageTag } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type CellFilter, cellFilter } from '../../views/gaps/gap.ts';
import { type Behind, partnersBehind } from '../../views/gaps/gaps.ts';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { asked, plain } from './address.ts';
import { ColumnName } from './grid.tsx';

export const cell = libraryPage({
  path: '/gaps/partners',
  may: anyMember,
  view: async ({ ctx, url, language: { t } }) => {
    const filter = cellFilter.parse(Object.fromEntries(url.searchParams));
    const behind = await partnersBehind(ctx, filter);
    return { title: t('gaps.cell'), body: <Cell behind={behind} filter={filter} /> };
  },
});

type Props = { behind: Behind; filter: CellFilter };

function Cell({ behind, filter }: Props) {
  const { t } = useLanguage();
  const { to } = useAround();
  const { rows, total, page, pages } = behind.partners;
  const { sector, column } = filter;
  const same = { ...plain(filter), sector, column };
  return (
    <>
      <CellName behind={behind} filter={filter} />
      <p class="summary">{t('partners.count', { count: total })}</p>
      <ul class="plain lines">
        {rows.map(({ id, name, stage }) => (
          <li key={id}>
            <Link to="/partners/:id" at={{ id }}>
              {name}
            </Link>{' '}
            <StageTag stage={stage} />
          </li>
        ))}
      </ul>
      <Paging
        page={page}
        pages={pages}
        address={(page) => to('/gaps/partners', asked({ ...same, page: page > 1 ? String(page) : '' }))}
      />
      <p>
        <Link to="/gaps" at={asked(plain(filter))}>
          {t('gaps.back')}
        </Link>
      </p>
    </>
  );
}

function CellName({ behind: { row, column, area }, filter }: Props) {
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
