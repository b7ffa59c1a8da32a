/** What the pages of a worksheet share: finding it, the address that mails give, and its factors by group. */
import type { Worksheet } from '../../rooms/worksheets/worksheet.ts';
import { findWorksheet } from '../../rooms/worksheets/worksheets.ts';
import type { LibraryVisit } from '../shell/visit.ts';

export const sheetOf = ({ ctx, id }: LibraryVisit): Promise<Worksheet> => findWorksheet(ctx, id());

/** Where a mail leads: it is read outside the house. */
export const linkTo =
  ({ house, to }: Pick<LibraryVisit, 'house' | 'to'>) =>
  (id: string) =>
    house.baseUrl + to('/worksheets/:id', { id });

export const byGroup = <F extends { group: string }>(factors: F[]): [string, F[]][] => [
  ...Map.groupBy(factors, (factor) => factor.group),
];
