/**
 * "Who are we not talking to?": the grid, the sectors without a partner, and the partners that are resting and could be
 * asked again. Prints on one page for the director.
 */
import type { Ctx } from '../../house/ctx.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { Empty } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { MARKS } from '../../ui/stage-mark.tsx';
import { type GapFilter, gapFilter, NONE, SHOWN } from '../../views/gaps/gap.ts';
import { type GapGrid, gapGrid } from '../../views/gaps/gaps.ts';
import { type Suggestion, suggestionsFor } from '../../views/gaps/suggestions.ts';
import { Link } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { asked, plain } from './address.ts';
import { Filters } from './filters.tsx';
import { ColumnName, GridTable } from './grid.tsx';
import { NobodyYet } from './missing.tsx';
import { GapTabs } from './tabs.tsx';

export const gaps = libraryPage({
  path: '/gaps',
  may: anyMember,
  view: async ({ ctx, url, language: { t } }) => {
    const filter = gapFilter.parse(Object.fromEntries(url.searchParams));
    const grid = await gapGrid(ctx, filter);
    return {
      title: t('gaps.title'),
      glyphs: true,
      body: <Gaps grid={grid} filter={filter} suggestions={await suggestionsIn(ctx, grid)} />,
    };
  },
});

const suggestionsIn = (ctx: Ctx, grid: GapGrid): Promise<Suggestions> =>
  suggestionsFor(
    ctx,
    [...grid.missing, ...grid.thin].map(({ sector }) => sector.key),
    grid.area ? [grid.area] : grid.areas,
  );

type Suggestions = Map<string, Suggestion[]>;
type Props = { grid: GapGrid; filter: GapFilter };

function Gaps({ grid, filter, suggestions }: Props & { suggestions: Suggestions }) {
  const { t } = useLanguage();
  const columns = grid.columns.filter(({ key }) => key !== NONE).length;
  const isNew = !filter.branch && !filter.stage && SHOWN.reduce((sum, group) => sum + grid.total[group], 0) < FEW;
  const around = { suggestions, shape: filter.shape, columns };
  return (
    <>
      <GapTabs here="/gaps" />
      <Filters grid={grid} filter={filter} />
      <Summary grid={grid} filter={filter} />
      {isNew ? (
        <>
          <NobodyYet
            title={t('gaps.begin')}
            text={t('gaps.begin_text')}
            missing={beginWith(grid, suggestions)}
            {...around}
          />
          <details>
            <summary>{t('gaps.whole')}</summary>
            <Grid grid={grid} filter={filter} />
          </details>
        </>
      ) : (
        <Grid grid={grid} filter={filter} />
      )}
      <NobodyYet
        title={filter.stage ? t('gaps.nobody_counted') : t('gaps.nobody_yet')}
        missing={grid.missing}
        {...around}
      />
      <NobodyYet title={t('gaps.thin')} missing={grid.thin} {...around} />
      <Resting dormant={grid.dormant} filter={filter} />
    </>
  );
}

/** With fewer partners the grid is all zeros, which is no answer. */
const FEW = 12;
const FIRST = 5;

/** Sectors without a partner, those first where somebody is known to begin with; then in the guide's order. */
const beginWith = ({ missing }: GapGrid, suggestions: Suggestions) => {
  const known = ({ sector }: GapGrid['missing'][number]) => suggestions.get(sector.key)?.length ?? 0;
  return missing.toSorted((one, other) => known(other) - known(one)).slice(0, FIRST);
};

function Grid({ grid, filter }: Props) {
  const { t } = useLanguage();
  if (filter.shape === 'area' && grid.areas.length === 0)
    return (
      <Empty text={t('gaps.no_branches')}>
        <Link to="/branches">{t('settings.branches')}</Link>
      </Empty>
    );
  return (
    <>
      <Legend />
      <GridTable grid={grid} filter={filter} />
    </>
  );
}

/** The result in one sentence, and the filters in words: on paper the form with the filters is not printed. */
function Summary({ grid, filter }: Props) {
  const { t, message, list } = useLanguage();
  const asked = [
    grid.area && t('gaps.near', { branches: list(grid.area.branches.map(({ name }) => name)) }),
    filter.stage && message({ key: `group.${filter.stage}` }),
  ];
  return (
    <>
      <p class="lead" role="status">
        {t('gaps.summary', { missing: grid.missing.length, total: grid.rows.filter(({ label }) => label).length })}{' '}
        {asked.some(Boolean) && (
          <span class="quiet">{t('gaps.asked', { what: asked.filter(Boolean).join(' · ') })}</span>
        )}
      </p>
      {grid.bare.length > 0 && (
        <p class="bare">
          {filter.shape === 'area' ? t('gaps.bare_areas') : t('gaps.bare_populations')}{' '}
          {grid.bare.map((column, at) => (
            <span key={column.key}>
              {at > 0 && ' · '}
              <ColumnName column={column} shape={filter.shape} />
            </span>
          ))}
        </p>
      )}
    </>
  );
}

function Legend() {
  const { t, message } = useLanguage();
  return (
    <p class="legend hint">
      {SHOWN.map((group) => (
        <span key={group}>
          <span aria-hidden="true">{MARKS[group]}</span> {message({ key: `group.${group}` })}
        </span>
      ))}
      <span>{t('gaps.zero')}</span>
      <span class="no-print">{t('gaps.counted_once')}</span>
    </p>
  );
}

/** The most names that fit on one printed page with the grid. */
const MAX_NAMES = 24;

function Resting({ dormant, filter }: { dormant: GapGrid['dormant']; filter: GapFilter }) {
  const { t } = useLanguage();
  if (dormant.length === 0) return null;
  return (
    <section class="gap-list">
      <h2>{t('gaps.dormant', { count: dormant.length })}</h2>
      <ul class="plain names">
        {dormant.slice(0, MAX_NAMES).map(({ id, name }) => (
          <li key={id}>
            <Link to="/partners/:id" at={{ id }}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
      {dormant.length > MAX_NAMES && (
        <p>
          <Link to="/gaps/partners" at={asked({ ...plain(filter), stage: 'dormant' })}>
            {t('gaps.all_dormant')}
          </Link>
        </p>
      )}
    </section>
  );
}
