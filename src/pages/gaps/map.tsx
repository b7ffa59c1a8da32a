/** Where partners are, and where none is: the county as a picture, and beside it the same in a table. */
import { anyMember } from '../../rooms/accounts/account.ts';
import { Empty } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { mapFilter } from '../../views/gaps/gap.ts';
import { type GapMap, gapMap } from '../../views/gaps/maps.ts';
import { useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { Picture } from './picture.tsx';
import { GapTabs } from './tabs.tsx';
import { ZipTable } from './zip-table.tsx';

export const map = libraryPage({
  path: '/gaps/map',
  may: anyMember,
  view: async ({ ctx, url, language: { t } }) => {
    const filter = mapFilter.parse(Object.fromEntries(url.searchParams));
    return {
      title: t('map.title'),
      body: <MapView map={await gapMap(ctx, filter)} sector={filter.sector} />,
    };
  },
});

function MapView({ map, sector }: { map: GapMap; sector: string }) {
  const { t } = useLanguage();
  return (
    <>
      <GapTabs here="/gaps/map" />
      <SectorChoice map={map} sector={sector} />
      {map.sheet && map.branches.length === 0 && <p>{t('map.no_branches')}</p>}
      <div class="map-and-table">
        <div>
          {map.sheet ? <Picture map={map} sector={sector} /> : <Empty text={t('map.nothing')} />}
          <p class="hint">{t('map.source')}</p>
        </div>
        <div>
          <ZipTable lines={map.lines} />
          <Undrawn map={map} />
        </div>
      </div>
    </>
  );
}

function SectorChoice({ map, sector }: { map: GapMap; sector: string }) {
  const { t, words } = useLanguage();
  const { to } = useAround();
  return (
    <form method="get" action={to('/gaps/map')} class="filters narrow no-print">
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

function Undrawn({ map }: { map: GapMap }) {
  const { t } = useLanguage();
  return (
    <>
      {map.unknown > 0 && <p>{t('map.unknown', { count: map.unknown })}</p>}
      {map.confidential > 0 && <p>{t('map.confidential', { count: map.confidential })}</p>}
    </>
  );
}
