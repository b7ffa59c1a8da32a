/**
 * The locations of an organization as HSDS objects. An address of the organization at which it has no location becomes
 * a location too. Pure.
 */

import { derivedId } from '../../house/ids.ts';
import { placesFor } from '../../rooms/directory/confidential.ts';
import type { Further } from '../../rooms/directory/further.ts';
import { type LocationId, placeName } from '../../rooms/directory/location.ts';
import { nameKey } from '../../rooms/directory/name-key.ts';
import type { Address } from '../../rooms/directory/organizations.ts';
import { accessibilityOf, partsIn, scalarsOfLocation, schedulesOf } from './hsds-further.ts';
import { attributesOf, languagesOf, numbersOf } from './hsds-hanging.ts';
import { type Hsds, said } from './hsds-parts.ts';
import type { OrganizationRecord } from './records.ts';
import type { HsdsVocabulary } from './vocabulary.ts';

/**
 * The organization's locations, followed by those made from its other addresses. None if its address is confidential.
 */
export function locationsOf(record: OrganizationRecord, words: HsdsVocabulary): Hsds[] {
  const places = placesFor('outside', record, record.locations).map((place) => {
    const location_id = place.id;
    const { latitude, longitude } = place;
    return said({
      ...locationBase(
        record,
        { id: location_id, location_type: place.location_type, name: placeName(place) },
        place.further,
      ),
      description: place.description || (isWhole(place) ? '' : inOneLine(place)),
      transportation: place.transportation,
      latitude,
      longitude,
      external_identifier: place.external_id,
      ...withoutEmpty(scalarsOfLocation(place.further)),
      addresses: addressesOf(location_id, place),
      phones: numbersOf({ location_id }, place),
      schedules: schedulesOf({ location_id }, place),
      accessibility: accessibilityOf(place.further, location_id),
      attributes: attributesOf({ link_entity: 'location', link_id: location_id }, { further: place.further }, words),
    });
  });
  const streets = new Set(record.locations.map(street));
  const others = placesFor('outside', record, record.addresses).filter((address) => !streets.has(street(address)));
  return [...places, ...others.map((address, at) => locationOfAddress(record, address, at))];
}

const street = (place: { address_1: string; postal_code: string }) =>
  nameKey(`${place.address_1} ${place.postal_code.slice(0, 5)}`);

function locationOfAddress(record: OrganizationRecord, address: Address, at: number): Hsds {
  const id = derivedId<'locations'>('location', record.id, address.address_type, String(at));
  const addresses = addressOf(id, address);
  const name =
    addresses.length > 0
      ? [address.address_1, address.address_2, address.city].filter(Boolean).join(', ')
      : inOneLine(address);
  return said({ ...locationBase(record, { id, location_type: address.address_type, name }), addresses });
}

type AddressLines = Pick<Address, 'address_1' | 'address_2' | 'city' | 'state_province' | 'postal_code'>;

const inOneLine = ({ address_1, address_2, city, state_province, postal_code }: AddressLines): string =>
  [address_1, address_2, city, [state_province, postal_code].filter(Boolean).join(' ')].filter(Boolean).join(', ');

const locationBase = (
  record: OrganizationRecord,
  { id, location_type, name }: { id: LocationId; location_type: string; name: string },
  further: Further = {},
) => ({
  id,
  organization_id: record.id,
  location_type,
  name,
  languages: languagesOf({ location_id: id }, record.languages, further),
});

const withoutEmpty = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '' && value !== undefined));

/** The address of the form, and the others that a package gave for the location. */
function addressesOf(location_id: LocationId, place: OrganizationRecord['locations'][number]): Hsds[] {
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const { attention, region } = place.further;
  const own = addressOf(location_id, { ...place, address_type: place.location_type }).map((each) =>
    said({ ...each, attention: text(attention), region: text(region) }),
  );
  const others = partsIn(place.further, 'addresses').flatMap((raw, at) => {
    const value = (name: string) => text(raw[name]);
    const lines = {
      address_1: value('address_1'),
      address_2: value('address_2'),
      city: value('city'),
      postal_code: value('postal_code'),
    };
    const state_province = value('state_province') || value('region');
    const address_type = value('address_type') || 'physical';
    const all = addressOf(location_id, {
      ...lines,
      state_province,
      country: value('country').slice(0, 2) || 'US',
      address_type,
    });
    return all.map((each) =>
      said({
        ...each,
        id: derivedId('address', location_id, String(at + 1)),
        attention: value('attention'),
        region: value('state_province') && value('region'),
      }),
    );
  });
  return [...own, ...others];
}

const isWhole = ({ address_1, city, state_province, postal_code }: AddressLines) =>
  [address_1, city, state_province, postal_code].every(Boolean);

/**
 * HSDS requires a complete address. One that lacks its street, city, state or postal code is left out here; the
 * location's description or name gives it in words.
 */
function addressOf(location_id: LocationId, address: Address): Hsds[] {
  const { address_1, address_2, city, state_province, postal_code, country, address_type } = address;
  if (!isWhole(address)) return [];
  const id = derivedId<'locations'>('address', location_id);
  return [said({ id, location_id, address_1, address_2, city, state_province, postal_code, country, address_type })];
}
