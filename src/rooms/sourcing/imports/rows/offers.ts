/** Which services and places of a package an organization has not got yet. Pure. */

import { nameKey } from '../../../directory/name-key.ts';
import type { OffersHere } from '../../../directory/offered.ts';
import type { Organization } from '../../../directory/organizations.ts';
import { addressKey } from '../planning/united.ts';
import type { ImportRecord } from './record.ts';

type OfferName = { external_id: string; name: string };
export const nameOf = (each: OfferName): string => each.external_id || each.name;

type Here = OffersHere & Pick<Organization, 'addresses'>;

/**
 * Compared with what the list said the last time; the first time, with what is stored, by our own ids, ids of other
 * lists, and names. Our exports write an organization's address as a place: such a place is not new.
 */
export function newOffers(
  before: ImportRecord | null,
  now: ImportRecord,
  here: Here | undefined,
): Pick<ImportRecord, 'services' | 'locations'> {
  if (before) {
    const [services, locations] = [new Set(before.services.map(nameOf)), new Set(before.locations.map(nameOf))];
    return {
      services: now.services.filter((each) => !services.has(nameOf(each))),
      locations: now.locations.filter((each) => !locations.has(nameOf(each))),
    };
  }
  if (!here) return now;
  const known = (list: (OfferName & { id: string })[]) => (each: OfferName) =>
    list.some(
      (ours) =>
        ours.id === each.external_id ||
        (ours.external_id !== '' && ours.external_id === each.external_id) ||
        nameKey(ours.name) === nameKey(each.name),
    );
  const streets = new Set(here.addresses.map(addressKey));
  return {
    services: now.services.filter((each) => !known(here.services)(each)),
    locations: now.locations.filter((each) => !known(here.locations)(each) && !streets.has(addressKey(each))),
  };
}
