/**
 * The map of partners. A dot is placed at the point of a ZIP code, never at an address. Dots of one ZIP code are laid
 * around its point in a spiral, like the seeds of a sunflower, always in the same places. Partners with a confidential
 * address are counted beside the map and not drawn.
 */
import type { Ctx } from '../../house/ctx.ts';
import type { BranchId } from '../../rooms/accounts/branches.ts';
import { sectorsOf } from '../../rooms/directory/sectors.ts';
import { type MapSheet, sheetOf } from '../../rooms/places/atlas.ts';
import type { Place } from '../../rooms/places/places.ts';
import { type Area, areaFinder, placeAmong } from './areas.ts';
import {
  type Group,
  type GroupCounts,
  groupOf,
  type MapFilter,
  noCounts,
  type PartnerStanding,
  type SectorName,
} from './gap.ts';
import { areasHere, standings } from './standings.ts';

type Spot = { x: number; y: number };
export type Dot = Spot & { group: Group; name: string };
/** One circle with a number, for a ZIP code with more than MAX_DOTS partners. */
export type Heap = Spot & { count: number; radius: number };
/** One row of the table beside the map; `drawn` is false if the ZIP code is beyond the edge of the map. */
export type ZipLine = { zip: string; branches: string[]; counts: GroupCounts; drawn: boolean };
export type GapMap = {
  sheet: Omit<MapSheet, 'at'> | null;
  /** `radius` is how far the dots around the branch reach. */
  branches: (Spot & { id: BranchId; names: string[]; radius: number })[];
  dots: Dot[];
  heaps: Heap[];
  lines: ZipLine[];
  /** Partners that are not in any line, and why. */
  confidential: number;
  unknown: number;
  sectors: SectorName[];
};

const MAX_DOTS = 120;
const SEED_GAP = 7.2;
/** Dots are laid out in a spiral; these first places are left free for the branch in the middle. */
const FREE_SEEDS = 3;
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** The partners of one sector, or of all, by where they are. Those of the group `over` are left out. Three queries. */
export async function gapMap(ctx: Ctx, filter: MapFilter): Promise<GapMap> {
  const sectors = await sectorsOf(ctx);
  const areas = await areasHere(ctx);
  const chosen = sectors.some(({ key }) => key === filter.sector) ? filter.sector : '';
  const all = (await standings(ctx)).filter(
    ({ stage, sectors }) => groupOf(stage) !== 'over' && (!chosen || sectors.includes(chosen)),
  );
  const open = all.filter(({ confidential }) => !confidential);
  const zips = Map.groupBy(open, (partner) => placeAmong(partner.postal_codes));
  const places = [...zips.keys()].filter((place) => place !== undefined).toSorted((a, b) => a.zip.localeCompare(b.zip));
  const sheet = sheetOf(areas.length > 0 ? areas.map(({ place }) => place) : mostOften(zips));
  const drawn = places.map((place) => seeds({ sheet, areas }, place, zips.get(place) ?? []));
  return {
    sheet: sheet && { width: sheet.width, height: sheet.height, counties: sheet.counties },
    branches: areas.flatMap(({ place, branches }) => {
      const spot = sheet?.at(place);
      const [first] = branches;
      if (!spot || !first) return [];
      const names = branches.map(({ name }) => name);
      return [{ ...spot, id: first.id, names, radius: reach(zips.get(place)?.length ?? 0) }];
    }),
    dots: drawn.flatMap(({ dots }) => dots),
    heaps: drawn.flatMap(({ heaps }) => heaps),
    lines: linesOf({ sheet, areas }, places, zips),
    confidential: all.length - open.length,
    unknown: zips.get(undefined)?.length ?? 0,
    sectors,
  };
}

/** The place with the most partners. It decides which county is shown if no branch has a known ZIP code. */
function mostOften(zips: Map<Place | undefined, PartnerStanding[]>): Place[] {
  const counted = [...zips].flatMap(([place, partners]) => (place ? [{ place, count: partners.length }] : []));
  const [most] = counted.toSorted((a, b) => b.count - a.count);
  return most ? [most.place] : [];
}

/** The sheet that is drawn on, and the areas of the branches. */
type Ground = { sheet: MapSheet | null; areas: Area[] };

function seeds({ sheet, areas }: Ground, place: Place, partners: PartnerStanding[]): { dots: Dot[]; heaps: Heap[] } {
  const middle = sheet?.at(place);
  if (!middle) return { dots: [], heaps: [] };
  if (partners.length > MAX_DOTS)
    return { dots: [], heaps: [{ ...middle, count: partners.length, radius: heapRadius(partners.length) }] };
  const free = areas.some((area) => area.place.zip === place.zip) ? FREE_SEEDS : 0;
  const dots = partners.map(({ stage, name }, at) => {
    const out = SEED_GAP * Math.sqrt(at + free);
    const angle = (at + free) * GOLDEN_ANGLE;
    return {
      x: round(middle.x + out * Math.cos(angle)),
      y: round(middle.y + out * Math.sin(angle)),
      group: groupOf(stage),
      name,
    };
  });
  return { dots, heaps: [] };
}

const reach = (count: number) =>
  count > MAX_DOTS ? heapRadius(count) : round(SEED_GAP * Math.sqrt(count + FREE_SEEDS));
const heapRadius = (count: number) => Math.round(Math.min(60, 10 + Math.sqrt(count)));
const round = (value: number) => Math.round(value * 10) / 10;

/**
 * One line for each ZIP code that has partners or a branch, by ZIP code. A branch's ZIP code without partners is a gap,
 * which is what readers look for.
 */
function linesOf(
  { sheet, areas }: Ground,
  places: Place[],
  zips: Map<Place | undefined, PartnerStanding[]>,
): ZipLine[] {
  const areaOf = areaFinder(areas);
  const all = new Map([...areas.map(({ place }) => place), ...places].map((place) => [place.zip, place]));
  return [...all.values()]
    .toSorted((a, b) => a.zip.localeCompare(b.zip))
    .map((place) => {
      const counts = noCounts();
      for (const { stage } of zips.get(place) ?? []) counts[groupOf(stage)]++;
      return {
        zip: place.zip,
        branches: areaOf(place)?.branches.map(({ name }) => name) ?? [],
        counts,
        drawn: Boolean(sheet?.at(place)),
      };
    });
}
