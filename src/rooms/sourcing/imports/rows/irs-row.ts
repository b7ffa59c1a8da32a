/**
 * A row of the IRS's list as an organization's form would have it. Which sector it belongs to is a suggestion, kept
 * with its reason.
 */
import { fromIrs, IRS_COLUMNS, type IrsRow } from '../../public-lists/irs.ts';
import { type CellProblem, cut, type SheetRow } from '../reading/sheet.ts';

export type IrsReading =
  | { raw: Record<string, unknown>; income: number | null; sectorReason: string }
  | { problem: CellProblem };

export function readIrsRow(header: string[], row: SheetRow): IrsReading {
  const at = new Map(header.map((title, column) => [title.trim().toUpperCase(), column]));
  const cells = Object.fromEntries(
    IRS_COLUMNS.map((column) => [column, row.cells[at.get(column) ?? -1] ?? '']),
  ) as IrsRow;
  const read = fromIrs(cells);
  if ('column' in read) {
    const key =
      read.column === 'EIN' ? 'error.tax_id' : read.column === 'NAME' ? 'error.row_name' : 'error.control_characters';
    return { problem: { column: at.get(read.column) ?? null, message: { key }, hard: true } };
  }
  const address = {
    address_1: read.address_1 || read.city,
    city: read.city,
    state_province: read.state,
    postal_code: read.postal_code,
    address_type: 'postal',
  };
  const raw = {
    name: cut(read.chapter ? `${read.name}: ${read.chapter}` : read.name, 200),
    tax_id: read.tax_id,
    sectors: read.sector_key ? [read.sector_key] : [],
    addresses: address.address_1 ? [address] : [],
  };
  return { raw, income: read.income, sectorReason: read.sector_reason };
}
