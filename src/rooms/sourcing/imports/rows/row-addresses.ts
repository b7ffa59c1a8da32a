/** The addresses of a row: where the organization is, and where its letters go. Pure. */
import type { Cells } from '../columns/cells.ts';
import { countryCode } from '../columns/countries.ts';
import type { Field } from '../columns/fields.ts';
import { several } from '../columns/values.ts';
import { isBox, isHidden, type Lines, postalCode, townIn, wholeAddressIn } from './addresses.ts';

type RowAddress = Lines & { address_type: 'physical' | 'postal' };

export function addressesOf(sheet: Cells): RowAddress[] {
  const plain = linesIn(sheet, '');
  const away = linesIn(sheet, 'postal_');
  const beside = sheet.column('address_1') >= 0;
  // A "City" column beside "Mailing Address" is the town of the mailing address too.
  const { city, state_province, postal_code } = plain;
  const post = divided(
    away.address_1 && sheet.column('postal_city') < 0 && isSaid({ ...plain, address_1: '' })
      ? { ...away, city, state_province, postal_code }
      : away,
  );
  const here = divided(plain).filter((each) => beside || each.address_1 || !post.some(isSaid));
  const all = [...here.map((each) => typed(each, false)), ...post.map((each) => typed(each, beside))].filter(isSaid);
  return all.filter((each, at) => all.findIndex((other) => sameLines(other, each)) === at);
}

/**
 * A whole address in the cell of the street, or several, where no other column says the town; otherwise the lines as
 * they are.
 */
function divided(lines: Lines): Lines[] {
  if (lines.city + lines.state_province + lines.postal_code !== '') return [lines];
  const one = wholeAddressIn(lines.address_1);
  const each = several(lines.address_1).map((cell) => wholeAddressIn(cell));
  if (each.length > 0 && each.every((address) => address !== undefined)) return each;
  return [one ?? lines];
}

const isSaid = ({ address_1, city, state_province, postal_code }: Lines) =>
  address_1 + city + state_province + postal_code !== '';
const sameLines = (a: Lines, b: Lines) =>
  a.address_1.toLowerCase() === b.address_1.toLowerCase() && a.city === b.city && a.postal_code === b.postal_code;
const typed = (lines: Lines, postal: boolean): RowAddress => ({
  ...lines,
  address_type: postal || isBox(lines.address_1) ? 'postal' : 'physical',
});

function linesIn(sheet: Cells, prefix: '' | 'postal_'): Lines {
  const get = (part: string) => sheet.get(`${prefix}${part}` as Field);
  const line = prefix === '' ? get('city_line') : '';
  const town = townIn(line);
  const street = get('address_1');
  const state = get('state_province') || town?.state_province || '';
  return {
    address_1: isHidden(street) ? '' : street,
    address_2: get('address_2'),
    city: get('city') || (town ? town.city : line),
    state_province: state,
    postal_code: postalCode(get('postal_code') || town?.postal_code || '', state),
    country: countryCode(get('country')),
  };
}
