/** XLSX with typed cells: text stays text, whatever it begins with. The first row is the bold head. */
import writeExcelFile from 'write-excel-file/node';
import type { Cell } from './csv.ts';

// Characters XML 1.0 cannot hold; a spreadsheet with one of them does not open.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it removes
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** A workbook of one sheet. `widths` are in characters. */
export function toXlsx(sheet: string, rows: Cell[][], widths: number[]): Promise<Buffer> {
  const cells = rows.map((row, at) =>
    row.map((value) => {
      if (value === null) return null;
      const style = at === 0 ? { fontWeight: 'bold' as const, wrap: true } : {};
      return typeof value === 'number'
        ? { value, type: Number, ...style }
        : { value: value.replace(NOT_IN_XML, ''), type: String, wrap: value.length > 40, ...style };
    }),
  );
  return writeExcelFile(cells, { sheet, columns: widths.map((width) => ({ width })), stickyRowsCount: 1 }).toBuffer();
}
