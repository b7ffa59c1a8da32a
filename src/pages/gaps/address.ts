/**
 * Where a figure of the grid leads: to the list of partners where that shows the same ones, else to the cell's own
 * list. The list of partners also has those who are over, unless one stage was asked for.
 */
import { type GapFilter, type GroupCounts, NONE } from '../../views/gaps/gap.ts';

export function address(base: string, filter: GapFilter, sector: string, column: string, counts: GroupCounts): string {
  const same = filter.stage ? filter.stage !== 'in_talks' : counts.over === 0;
  const listed = !filter.branch && same && (column === '' || (filter.shape === 'population' && column !== NONE));
  if (!listed) return `${base}/gaps/partners${query({ ...plain(filter), sector, column })}`;
  return `${base}/partners${query({ sector, population: column, stage: filter.stage })}`;
}

export const plain = ({ shape, branch, stage }: GapFilter) => ({
  shape: shape === 'population' ? '' : shape,
  branch,
  stage,
});

/** Only what differs from the plain page goes into the address. */
export function query(pairs: Record<string, string>): string {
  const kept = Object.entries(pairs).filter(([, value]) => value !== '');
  return kept.length > 0 ? `?${new URLSearchParams(kept)}` : '';
}
