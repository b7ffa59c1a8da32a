/**
 * "Who are we not talking to?": the grid, the sectors where nobody stands, and who could be asked again. Prints on one
 * page for the director.
 */
import type { House } from '../../house/furnish.ts';
import { mayLog } from '../../rooms/partners/partner.ts';
import { Empty } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { MARKS } from '../../ui/stage-mark.tsx';
import { type GapFilter, gapFilter, NONE, SHAPES, SHOWN } from '../../views/gaps/gap.ts';
import { type GapGrid, gapGrid } from '../../views/gaps/gaps.ts';
import { suggestionsFor } from '../../views/gaps/suggestions.ts';
import { type App, libraryPage } from '../shell/door.tsx';
import { plain, query } from './address.ts';
import { ColumnName, GridTable } from './grid.tsx';
import { NobodyYet } from './missing.tsx';
import { GapTabs } from './tabs.tsx';

export function gapPages(app: App, house: House): void {
  libraryPage(app, house, '/gaps', {
    show: async ({ ctx, base, url, language: { t } }) => {
      const filter = gapFilter.parse(Object.fromEntries(url.searchParams));
      const grid = await gapGrid(ctx, filter);
      const near = grid.area ? [grid.area] : grid.areas;
      const suggestions = await suggestionsFor(
        ctx,
        [...grid.missing, ...grid.thin].map(({ sector }) => sector.key),
        near,
      );
      const around = {
        suggestions,
        base,
        mayAdd: mayLog(ctx.actor),
        shape: filter.shape,
        columns: grid.columns.filter(({ key }) => key !== NONE).length,
      };
      return {
        title: t('gaps.title'),
        section: 'sectors',
        glyphs: true,
        body: (
          <>
            <h1>{t('gaps.title')}</h1>
            <GapTabs base={base} here="/gaps" />
            <Filters grid={grid} filter={filter} base={base} />
            <Summary grid={grid} filter={filter} />
            {filter.shape === 'area' && grid.areas.length === 0 ? (
              <Empty text={t('gaps.no_branches')}>
                <a href={`${base}/branches`}>{t('settings.branches')}</a>
              </Empty>
            ) : (
              <>
                <Legend />
                <GridTable grid={grid} base={base} filter={filter} />
              </>
            )}
            {grid.missing.length > 0 && (
              <section class="gap-list">
                <h2>{filter.stage ? t('gaps.nobody_counted') : t('gaps.nobody_yet')}</h2>
                <NobodyYet missing={grid.missing} {...around} />
              </section>
            )}
            {grid.thin.length > 0 && (
              <section class="gap-list">
                <h2>{t('gaps.thin')}</h2>
                <NobodyYet missing={grid.thin} {...around} />
              </section>
            )}
            <Resting dormant={grid.dormant} filter={filter} base={base} />
          </>
        ),
      };
    },
  });
}

function Filters({ grid, filter, base }: { grid: GapGrid; filter: GapFilter; base: string }) {
  const { t, message, list } = useLanguage();
  const any = { value: '', label: t('filter.any') };
  const choices = {
    shape: SHAPES.map((shape) => ({ value: shape as string, label: message({ key: `gaps.by_${shape}` }) })),
    branch: [
      any,
      ...grid.areas.map(({ key, branches }) => ({ value: key, label: list(branches.map(({ name }) => name)) })),
    ],
    stage: [
      { value: '', label: t('gaps.talking') },
      ...SHOWN.map((group) => ({ value: group as string, label: message({ key: `group.${group}` }) })),
    ],
  };
  const chosen = { ...filter, branch: grid.area?.key ?? '' };
  const filtered = Object.values(plain(chosen)).some(Boolean);
  return (
    <form method="get" action={`${base}/gaps`} class="filters no-print">
      {(['shape', 'branch', 'stage'] as const).map((name) => (
        <div class="field" key={name}>
          <label for={`filter-${name}`}>{message({ key: `gaps.filter_${name}` })}</label>
          <select id={`filter-${name}`} name={name}>
            {choices[name].map(({ value, label }) => (
              <option key={value} value={value} selected={chosen[name] === value}>
                {label}
              </option>
            ))}
          </select>
        </div>
      ))}
      <p class="buttons">
        <button type="submit">{t('filter.apply')}</button>
        {filtered && <a href={`${base}/gaps`}>{t('gaps.clear')}</a>}
      </p>
    </form>
  );
}

/** What one would say in a meeting, and what the page was asked for, which paper does not show otherwise. */
function Summary({ grid, filter }: { grid: GapGrid; filter: GapFilter }) {
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

/** As many names as leave the grid on one sheet. */
const MAX_NAMES = 24;

function Resting({ dormant, filter, base }: { dormant: GapGrid['dormant']; filter: GapFilter; base: string }) {
  const { t } = useLanguage();
  if (dormant.length === 0) return null;
  return (
    <section class="gap-list">
      <h2>{t('gaps.dormant', { count: dormant.length })}</h2>
      <ul class="plain names">
        {dormant.slice(0, MAX_NAMES).map(({ id, name }) => (
          <li key={id}>
            <a href={`${base}/partners/${id}`}>{name}</a>
          </li>
        ))}
      </ul>
      {dormant.length > MAX_NAMES && (
        <p>
          <a href={`${base}/gaps/partners${query({ ...plain(filter), stage: 'dormant' })}`}>{t('gaps.all_dormant')}</a>
        </p>
      )}
    </section>
  );
}
