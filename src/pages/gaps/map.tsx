/** Where partners are, and where none is: the county as a picture, and beside it the same in a table. */
import type { House } from '../../house/furnish.ts';
import { Empty, Scroll } from '../../ui/bits.tsx';
import { CountyMap } from '../../ui/county-map.tsx';
import { useLanguage } from '../../ui/here.ts';
import { MARKED_GROUPS, MarkShape } from '../../ui/stage-mark.tsx';
import { mapFilter, noCounts, SHOWN } from '../../views/gaps/gap.ts';
import { type GapMap, gapMap, type ZipLine } from '../../views/gaps/maps.ts';
import { type App, libraryPage } from '../shell/door.tsx';
import { GapTabs } from './tabs.tsx';

export function gapMapPages(app: App, house: House): void {
  libraryPage(app, house, '/gaps/map', {
    show: async ({ ctx, base, url, language: { t } }) => {
      const filter = mapFilter.parse(Object.fromEntries(url.searchParams));
      const map = await gapMap(ctx, filter);
      return {
        title: t('map.title'),
        section: 'sectors',
        body: (
          <>
            <h1>{t('map.title')}</h1>
            <GapTabs base={base} here="/gaps/map" />
            <SectorChoice map={map} sector={filter.sector} base={base} />
            {map.sheet && map.branches.length === 0 && <p>{t('map.no_branches')}</p>}
            <div class="map-and-table">
              <div>
                {map.sheet ? <Picture map={map} sector={filter.sector} /> : <Empty text={t('map.nothing')} />}
                <p class="hint">{t('map.source')}</p>
              </div>
              <div>
                <ZipTable lines={map.lines} />
                <Undrawn map={map} />
              </div>
            </div>
          </>
        ),
      };
    },
  });
}

function SectorChoice({ map, sector, base }: { map: GapMap; sector: string; base: string }) {
  const { t, words } = useLanguage();
  return (
    <form method="get" action={`${base}/gaps/map`} class="filters narrow no-print">
      <div class="field">
        <label for="filter-sector">{t('filter.sector')}</label>
        <select id="filter-sector" name="sector">
          <option value="">{t('filter.any')}</option>
          {map.sectors.map(({ key, label }) => (
            <option key={key} value={key} selected={key === sector}>
              {words(label)}
            </option>
          ))}
        </select>
      </div>
      <p class="buttons">
        <button type="submit">{t('filter.apply')}</button>
      </p>
    </form>
  );
}

const sum = (lines: ZipLine[]) => {
  const all = noCounts();
  for (const { counts } of lines) for (const group of SHOWN) all[group] += counts[group];
  return all;
};
const count = (lines: ZipLine[]) => SHOWN.reduce((total, group) => total + sum(lines)[group], 0);

function Picture({ map, sector }: { map: GapMap; sector: string }) {
  const { t, words, list, message } = useLanguage();
  if (!map.sheet) return null;
  const label = map.sectors.find(({ key }) => key === sector)?.label;
  const counties = list(map.sheet.counties.filter(({ home }) => home).map(({ name }) => name));
  const title = label ? t('map.picture_of', { sector: words(label) }) : t('map.picture');
  const drawn = map.lines.filter((line) => line.drawn);
  const description = t('map.description', {
    counties,
    partners: count(drawn),
    zips: drawn.length,
    branches: map.branches.length,
  });
  return (
    <figure class="map">
      <Scroll label={title}>
        <CountyMap
          {...map.sheet}
          branches={map.branches}
          dots={map.dots}
          heaps={map.heaps}
          title={title}
          description={description}
        />
      </Scroll>
      <figcaption class="legend hint">
        <span>
          <svg class="mark" viewBox="-7 -7 14 14" width="14" height="14" aria-hidden="true" focusable="false">
            <rect class="branch" x={-5} y={-5} width={10} height={10} />
          </svg>{' '}
          {t('map.branch')}
        </span>
        {MARKED_GROUPS.map((group) => (
          <span key={group}>
            <svg class="mark" viewBox="-5 -5 10 10" width="14" height="14" aria-hidden="true" focusable="false">
              <MarkShape group={group} />
            </svg>{' '}
            {message({ key: `group.${group}` })}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

function ZipTable({ lines }: { lines: ZipLine[] }) {
  const { t, list, message } = useLanguage();
  if (lines.length === 0) return <p>{t('map.no_zips')}</p>;
  const totals = sum(lines);
  return (
    <Scroll label={t('map.table')}>
      <table class="zip-table">
        <caption>{t('map.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('map.zip')}</th>
            {SHOWN.map((group) => (
              <th scope="col" key={group} class="number">
                {message({ key: `group.${group}` })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ zip, branches, counts, drawn }) => (
            <tr key={zip}>
              <th scope="row">
                {zip} <span class="quiet block">{branches.length > 0 ? list(branches) : t('gaps.no_area')}</span>{' '}
                {!drawn && <span class="quiet block">{t('map.beyond')}</span>}
              </th>
              {SHOWN.map((group) => (
                <td key={group} class="number">
                  {counts[group]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('gaps.total')}</th>
            {SHOWN.map((group) => (
              <td key={group} class="number">
                {totals[group]}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </Scroll>
  );
}

function Undrawn({ map }: { map: GapMap }) {
  const { t } = useLanguage();
  return (
    <>
      {map.unknown > 0 && <p>{t('map.unknown', { count: map.unknown })}</p>}
      {map.confidential > 0 && <p>{t('map.confidential', { count: map.confidential })}</p>}
    </>
  );
}
