/**
 * Where a figure of the grid links to: the list of partners where its filters can show the same ones, else a page that
 * lists those of the cell. Without a filter by stage the list of partners also shows ended and declined ones, which the
 * grid leaves out.
 */
import { type GapFilter, type GroupCounts, NONE } from '../../views/gaps/gap.ts';
import type { To } from '../shell/address.ts';

export type Figure = { sector: string; column: string; counts: GroupCounts };

export function addressOf(to: To, filter: GapFilter, { sector, column, counts }: Figure): string {
  const same = filter.stage ? filter.stage !== 'in_talks' : counts.over === 0;
  const listed = !filter.branch && same && (column === '' || (filter.shape === 'population' && column !== NONE));
  if (!listed) return to('/gaps/partners', asked({ ...plain(filter), sector, column }));
  return to('/partners', asked({ sector, population: column, stage: filter.stage }));
}

export const plain = ({ shape, branch, stage }: GapFilter) => ({
  shape: shape === 'population' ? '' : shape,
  branch,
  stage,
});

/** Only what differs from the plain page goes into the address. */
export const asked = (pairs: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(pairs).filter(([, value]) => value !== ''));
