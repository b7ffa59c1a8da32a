/** Where a figure of the grid leads: to the list of partners where that can ask the same, else to the cell's own list. */
import { type GapFilter, NONE } from '../../rooms/gaps/gap.ts';

export function address(base: string, filter: GapFilter, sector: string, column: string): string {
  const listed = !filter.branch && filter.stage !== 'in_talks' && (column === '' || (filter.shape === 'population' && column !== NONE));
  if (!listed) return `${base}/gaps/partners${query({ ...plain(filter), sector, column })}`;
  return `${base}/partners${query({ sector, population: column, stage: filter.stage })}`;
}

export const plain = ({ shape, branch, stage }: GapFilter) => ({ shape: shape === 'population' ? '' : shape, branch, stage });

/** Only what differs from the plain page goes into the address. */
export function query(pairs: Record<string, string>): string {
  const kept = Object.entries(pairs).filter(([, value]) => value !== '');
  return kept.length > 0 ? `?${new URLSearchParams(kept)}` : '';
}
