/** What this room brings. */
import { everyRow, type Room } from '../../house/room.ts';
import { placeReadable } from './confidential.ts';
import { personHits } from './hits.ts';
import { removeAllWithoutRole } from './persons.ts';
import { removed } from './removed.ts';

/** There is a Main St in every Springfield: the one that says more of its state and postal code stays. */
const SAME_ADDRESS = `(k.address_type, lower(k.address_1), lower(k.address_2), lower(k.city), k.country) =
    (g.address_type, lower(g.address_1), lower(g.address_2), lower(g.city), g.country)
  and lower(g.state_province) in ('', lower(k.state_province))
  and left(g.postal_code, 5) in ('', left(k.postal_code, 5))`;

export const directory: Room = {
  name: 'directory',
  tables: {
    contacts: { label: 'moves.contacts' },
    stand_ins: { sameWhen: ['person_id', 'kind'] },
    phones: { label: 'moves.phones', sameWhen: ['number', 'extension'], listed: true },
    addresses: { label: 'moves.addresses', sameWhen: SAME_ADDRESS, listed: true, readable: placeReadable },
    organization_sectors: { label: 'moves.sectors', sameWhen: ['sector_key'], listed: true },
    services: { label: 'moves.services' },
    locations: { label: 'moves.locations', readable: placeReadable },
    // Its mark is about where it is: about the rows of `addresses` and `locations`.
    organizations: { label: 'moves.chapters', readable: everyRow },
    organization_sources: { label: 'moves.sources' },
    persons: {},
    person_addresses: {},
    person_emails: {},
    person_phones: {},
    sectors: {},
    service_at_locations: {},
    service_terms: {},
  },
  search: [personHits],
  removed,
  removeStrays: removeAllWithoutRole,
};
