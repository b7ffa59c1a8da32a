/** The county as a picture. */
import { Scroll } from '../../ui/bits.tsx';
import { CountyMap } from '../../ui/county-map.tsx';
import { useLanguage } from '../../ui/here.ts';
import { MARKED_GROUPS, MarkShape } from '../../ui/stage-mark.tsx';
import { noCounts, SHOWN } from '../../views/gaps/gap.ts';
import type { GapMap, ZipLine } from '../../views/gaps/maps.ts';
import { useAround } from '../shell/link.tsx';

export const sum = (lines: ZipLine[]) => {
  const all = noCounts();
  for (const { counts } of lines) for (const group of SHOWN) all[group] += counts[group];
  return all;
};
const count = (lines: ZipLine[]) => SHOWN.reduce((total, group) => total + sum(lines)[group], 0);

export function Picture({ map, sector }: { map: GapMap; sector: string }) {
  const { t, words, list } = useLanguage();
  const { to } = useAround();
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
          branches={map.branches.map((branch) => ({ ...branch, href: to('/gaps', { branch: branch.id }) }))}
          dots={map.dots}
          heaps={map.heaps}
          title={title}
          description={description}
        />
      </Scroll>
      <MapLegend />
    </figure>
  );
}

function MapLegend() {
  const { t, message } = useLanguage();
  return (
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
  );
}
