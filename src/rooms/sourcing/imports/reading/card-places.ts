/** The addresses of a card: the organization's, or somebody's home. */

import type { Filled } from './card-cells.ts';
import type { Property } from './card-lines.ts';
import type { Extra } from './sheet.ts';

const PREFIXES = ['', 'Home', 'Other'] as const;
type Parts = { street: string; city: string; state: string; ZIP: string; country: string };
type CardPlace = { prefix: (typeof PREFIXES)[number]; parts: Parts };

const columnNamed = (prefix: string, part: string) =>
  `${prefix} ${part}`.trim().replace(/^./, (letter) => letter.toUpperCase());

/**
 * The first address of each kind has columns. Further addresses of an organization are kept beside them; further
 * addresses of a person are named as not kept.
 */
export function putPlaces(filled: Filled, addresses: Property[], ours: boolean): Extra | undefined {
  const places = addresses.map((address) => placeOf(address, ours));
  for (const prefix of PREFIXES) {
    const [first, ...more] = places.filter((each) => each.prefix === prefix);
    for (const [part, value] of Object.entries(first?.parts ?? {})) filled.put(columnNamed(prefix, part), value);
    if (prefix !== '') filled.lost.push(...more.map(({ parts }) => Object.values(parts).filter(Boolean).join(', ')));
  }
  const more = places.filter((each) => each.prefix === '').slice(1);
  return more.length > 0 ? { addresses: more.map(({ parts }) => asAddress(parts)) } : undefined;
}

/** A work address is the organization's; a home address is the person's. */
function placeOf({ types, parts }: Property, ours: boolean): CardPlace {
  const [box, extended, street, city = '', state = '', ZIP = '', country = ''] = parts;
  const [home, work] = [types.includes('home'), types.includes('work')];
  const place = { street: [street, extended, box].filter(Boolean).join(', '), city, state, ZIP, country };
  return { prefix: home && !work ? 'Home' : ours || work ? '' : 'Other', parts: place };
}

const asAddress = ({ street, city, state, ZIP, country }: Parts) => ({
  address_1: street,
  city,
  state_province: state,
  postal_code: ZIP,
  country,
});
