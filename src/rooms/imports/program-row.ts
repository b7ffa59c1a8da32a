/**
 * Systems of agencies (iCarol, VisionLink and their kin) write programs and sites as rows of their own, below the agency whose number they name.
 * Such a row is no organization: it is a service of one, and where it has an address of its own, a place. Pure.
 */
import type { Cells } from './cells.ts';
import type { Located, Offered } from './package.ts';
import type { ImportRecord } from './record.ts';

export type Under = { parent: string; service: Offered | null; location: Located | null };

const BELOW = /program|service|site|location|branch/i;
const SITE = /^(site|location|branch)$/i;

export function offeredBelow(sheet: Cells, record: ImportRecord): ImportRecord {
  const [level, parent] = [sheet.get('record_level'), sheet.get('parent_id')];
  if (!BELOW.test(level) || /^0*$/.test(parent)) return record;
  const location = placeOf(record);
  const service = SITE.test(level) ? null : serviceOf(record, location);
  // The agency's number is what they are known by together.
  return { ...record, external_id: parent, under: { parent, service, location } };
}

function serviceOf({ organization, external_id }: ImportRecord, location: Located | null): Offered {
  return {
    external_id,
    name: organization.name,
    alternate_name: organization.alternate_names[0] ?? '',
    description: organization.description,
    url: organization.website,
    email: organization.email,
    phone: organization.phones[0]?.number ?? '',
    status: 'active',
    eligibility_description: '',
    fees_description: '',
    application_process: '',
    hours: '',
    terms: [],
    at: location ? [location.external_id] : [],
  };
}

function placeOf({ organization, external_id, latitude, longitude }: ImportRecord): Located | null {
  const [address] = organization.addresses;
  if (!address?.address_1) return null;
  const { address_type: location_type, ...lines } = address;
  return {
    ...lines,
    location_type,
    external_id,
    name: organization.name,
    description: '',
    transportation: '',
    phone: organization.phones[0]?.number ?? '',
    hours: '',
    latitude,
    longitude,
  };
}
