/**
 * The area of a branch is what lies nearer to it than to any other. Distances are between the points of ZIP codes, so
 * branches of one ZIP code share an area: nobody could say which of them is nearer.
 */
import type { BranchId } from '../../rooms/accounts/branches.ts';
import { milesBetween, type Place, placeOf } from '../../rooms/places/places.ts';

export type Branch = { id: BranchId; name: string; postal_code: string };
export type Area = { key: string; place: Place; branches: Branch[] };

/** Farther than this from every branch is in no area: a head office two states away closes no gap here. */
export const AREA_MILES = 100;

/**
 * One area per ZIP code that has branches, in the order of the branches. Branches without a known ZIP code have none.
 */
export function areasOf(branches: Branch[]): Area[] {
  const areas = new Map<string, Area>();
  for (const branch of branches) {
    const place = placeOf(branch.postal_code);
    if (!place) continue;
    const area = areas.get(place.zip);
    if (area) area.branches.push(branch);
    else areas.set(place.zip, { key: branch.id, place, branches: [branch] });
  }
  return [...areas.values()];
}

/** Where an organization is: the first of its ZIP codes that we know. */
export function placeAmong(postalCodes: string[]): Place | undefined {
  for (const code of postalCodes) {
    const place = placeOf(code);
    if (place) return place;
  }
  return undefined;
}

/** Says which area a place is in, remembering each ZIP code: five thousand partners share a few dozen. */
export function areaFinder(areas: Area[]): (place: Place | undefined) => Area | undefined {
  const known = new Map<string, Area | undefined>();
  return (place) => {
    if (!place) return undefined;
    if (!known.has(place.zip)) known.set(place.zip, nearest(areas, place));
    return known.get(place.zip);
  };
}

function nearest(areas: Area[], place: Place): Area | undefined {
  let best: Area | undefined;
  let least = AREA_MILES;
  for (const area of areas) {
    const miles = milesBetween(area.place, place);
    if (miles >= least) continue;
    best = area;
    least = miles;
  }
  return best;
}
