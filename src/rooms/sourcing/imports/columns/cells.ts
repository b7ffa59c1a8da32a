/** The cells of a row, found by the field that their column fills. */

import type { SheetRow } from '../reading/sheet.ts';
import type { Field, Mapping } from './fields.ts';

/** The cells of a row by the field they fill. */
export class Cells {
  readonly #row: SheetRow;
  readonly #mapping: Mapping;
  readonly #header: string[];
  constructor(row: SheetRow, { header, mapping }: { header: string[]; mapping: Mapping }) {
    this.#row = row;
    this.#mapping = mapping;
    this.#header = header;
  }
  column(field: Field): number {
    return this.#mapping.indexOf(field);
  }
  title(column: number): string {
    return this.#header[column] ?? '';
  }
  get(field: Field): string {
    return this.#said(this.column(field));
  }
  /** Every column that fills the field and says something. */
  all(field: Field): { column: number; value: string }[] {
    return this.#mapping.flatMap((each, column) =>
      each === field && this.#said(column) ? [{ column, value: this.#said(column) }] : [],
    );
  }
  /** For a column such as "Phone 1 - Value": the cell under "Phone 1 - Label", or "Phone 1 - Type" in older exports. */
  beside(column: number): string {
    const start = (this.#header[column] ?? '').replace(/ - [^-]*$/, '');
    const at = this.#header.findIndex((title) => title === `${start} - Label` || title === `${start} - Type`);
    return this.#row.cells[at] ?? '';
  }
  /** What a column beside this one says that its number is for: "Phone 2" and "Phone 2 Description". */
  describes(column: number): string {
    const number = /\d+/.exec(this.title(column))?.[0] ?? '';
    const beside = this.all('phone_description').filter(
      (each) => (/\d+/.exec(this.title(each.column))?.[0] ?? '') === number,
    );
    return beside.map((each) => each.value).join(', ');
  }
  /** Descriptions whose number is missing. */
  undescribed(): { column: number; value: string }[] {
    const numbers = new Set(
      PHONES.flatMap((field) => this.all(field)).map(({ column }) => /\d+/.exec(this.title(column))?.[0] ?? ''),
    );
    return this.all('phone_description').filter(
      ({ column }) => !numbers.has(/\d+/.exec(this.title(column))?.[0] ?? ''),
    );
  }
  #said(column: number): string {
    const cell = this.#row.cells[column] ?? '';
    return NOTHING.test(cell) ? '' : cell;
  }
}

const PHONES = ['phone', 'cell_phone', 'fax', 'tty', 'text_phone'] as const;

/** What people write into cells that hold nothing. */
const NOTHING =
  /^(n\/a|none|null|nil|tbd|tba|unknown|not available|not applicable|ninguno|ninguna|no tiene|no aplica|-+|—)$/i;
