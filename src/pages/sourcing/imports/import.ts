/** The import, or the one row of it, that an address names. */
import { NotFound } from '../../../house/errors.ts';
import type { Import, ImportRow } from '../../../rooms/sourcing/imports/import.ts';
import { findRow } from '../../../rooms/sourcing/imports/import-rows.ts';
import { findImport } from '../../../rooms/sourcing/imports/imports.ts';
import type { LibraryVisit } from '../../shell/visit.ts';

export const importOf = ({ ctx, id }: LibraryVisit): Promise<Import> => findImport(ctx, id());

export type ItemAndRow = { item: Import; row: ImportRow };

export async function rowOf(visit: LibraryVisit): Promise<ItemAndRow> {
  const item = await importOf(visit);
  return { item, row: await findRow(visit.ctx, item.id, rowNumber(visit)) };
}

function rowNumber({ param }: LibraryVisit): number {
  const number = Number(param('row'));
  if (!Number.isInteger(number) || number < 1 || number > 2_000_000_000) throw new NotFound();
  return number;
}
