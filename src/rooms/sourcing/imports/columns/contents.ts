/**
 * What a column without a heading holds, told by what stands in it. Only there: a heading that we do not know may say
 * whose it is, and a mail under "Donor" is a donor's. Pure.
 */
import { normalPhone } from '../../../directory/phone.ts';
import { type Field, type Mapping, SEVERAL } from './fields.ts';
import { mailsIn, websitesIn } from './values.ts';

const HOLDS: [Field, (cell: string) => boolean][] = [
  ['email', (cell) => cell.includes('@') && mailsIn(cell).mails.length > 0],
  ['postal_code', (cell) => /^\d{5}(-\d{4})?$/.test(cell)],
  ['phone', (cell) => cell.replace(/\D/g, '').length >= 10 && normalPhone(cell) !== undefined],
  ['website', (cell) => /^(https?:\/\/|www\.)/i.test(cell) && websitesIn(cell).websites.length > 0],
];

/** Nine in ten of at least three values. */
const ENOUGH = { values: 3, share: 0.9 };

export function withContents(mapping: Mapping, header: string[], rows: string[][]): Mapping {
  const taken = new Set(mapping);
  return mapping.map((field, column) => {
    if (field !== '' || !/^Column [A-Z]+$/.test(header[column] ?? '')) return field;
    const cells = rows.map((row) => row[column] ?? '').filter(Boolean);
    const found =
      HOLDS.find(
        ([, holds]) => cells.length >= ENOUGH.values && cells.filter(holds).length >= cells.length * ENOUGH.share,
      )?.[0] ?? '';
    if (found === '' || (taken.has(found) && !SEVERAL.includes(found))) return '';
    taken.add(found);
    return found;
  });
}
