/** The step of a trail that is a worksheet. */
import type { LibraryVisit } from '../shell/visit.ts';

export const worksheetTrail = ({ to }: Pick<LibraryVisit, 'to'>, { id, purpose }: { id: string; purpose: string }) => [
  { label: purpose, href: to('/worksheets/:id', { id }) },
];
