/** Which sectors to look at first: those that are empty or nearly so. */
import type { PartnerId } from '../../rooms/partners/partner.ts';
import { type GapFilter, type GroupCounts, NONE, present, type SectorName } from './gap.ts';
import type { Column, GridLine, Resting } from './gaps.ts';

/** `zeros` is how many columns of its row are empty. */
export type Missing = {
  sector: SectorName;
  counts: GroupCounts;
  zeros: number;
  dormant: { id: PartnerId; name: string }[];
};

/** Thin sectors are named only to fill up to this number: with this many empty sectors there is enough to do. */
const ENOUGH = 6;

/**
 * Two lists of sectors. `missing` have no partner that counts: those that never had a partner come first, then those
 * whose partners ended, then those with potential or dormant partners. `thin` have partners that count, but more than
 * half of their columns are empty: those with the most empty columns come first. Equal ones stay in the guide's order.
 */
export function lookFirst(
  { rows, columns }: { rows: GridLine[]; columns: Column[] },
  resting: Resting,
  stage: GapFilter['stage'],
) {
  const atHand = ({ active, in_talks, potential, dormant, over }: GroupCounts) =>
    100 * (active + in_talks) + 10 * (potential + dormant) + over;
  const all: Missing[] = rows.flatMap(({ key, label, cells, total }) => {
    const zeros = cells.filter((counts, at) => columns[at]?.key !== NONE && present(counts, stage) === 0).length;
    return label ? [{ sector: { key, label }, counts: total, zeros, dormant: resting.get(key) ?? [] }] : [];
  });
  const [some, none] = [true, false].map((somebody) =>
    all.filter(({ counts }) => present(counts, stage) > 0 === somebody),
  ) as [Missing[], Missing[]];
  return {
    missing: none.toSorted((a, b) => atHand(a.counts) - atHand(b.counts)),
    thin: some
      .filter(({ zeros }) => 2 * zeros > columns.filter(({ key }) => key !== NONE).length)
      .toSorted((a, b) => b.zeros - a.zeros || atHand(a.counts) - atHand(b.counts))
      .slice(0, Math.max(0, ENOUGH - none.length)),
  };
}
