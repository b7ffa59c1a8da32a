/**
 * Systems of agencies (iCarol, VisionLink and their kin) write programs and sites as rows of their own, below the
 * agency whose number they name. Such a row is no organization: it is a service of one, and where it has an address of
 * its own, a place. Pure.
 */
import type { Further, FurtherPhone } from '../../../directory/further.ts';
import type { Cells } from '../columns/cells.ts';
import type { Located, Offered } from './package.ts';
import { withFurther } from './package-further.ts';
import type { ImportRecord } from './record.ts';

/** `said` is the row itself, from which the agency takes people, notes, sectors and languages. */
export type Under = { parent: string; service: Offered | null; location: Located | null; said: ImportRecord };

const BELOW = /program|service|site|location|branch/i;
const SITE = /^(site|location|branch)$/i;

export const isBelow = (sheet: Cells): boolean =>
  BELOW.test(sheet.get('record_level')) && !/^0*$/.test(sheet.get('parent_id'));

export function offeredBelow(sheet: Cells, record: ImportRecord): ImportRecord {
  if (!isBelow(sheet)) return record;
  const [level, parent] = [sheet.get('record_level'), sheet.get('parent_id')];
  const location = placeOf(record);
  const isSite = SITE.test(level);
  const service = isSite && location ? null : serviceOf(record, location);
  const further = withFurther(furtherOf(record));
  const under = {
    parent,
    service: service && { ...service, ...further },
    location: location && { ...location, ...(isSite && further) },
    said: record,
  };
  // The row joins the unit of its agency by the agency's number.
  return { ...record, external_id: parent, under };
}

/** Facts that a service or a place has no field for, such as several telephones. */
function furtherOf({ organization: { further = {}, phones, alternate_names } }: ImportRecord): Further {
  const plain =
    phones.length === 0 ||
    (phones.length === 1 &&
      phones.every((phone) => phone.phone_type === 'voice' && phone.extension + phone.description === ''));
  const [, ...names] = alternate_names;
  const said = phones.map(({ phone_type, ...phone }): FurtherPhone => ({ ...phone, type: phone_type }));
  return { ...further, ...(!plain && { phones: said }), ...(names.length > 0 && { alternate_names: names }) };
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
