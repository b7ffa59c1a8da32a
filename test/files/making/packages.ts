/** Packages of human-services data, in the versions that are met. */
import { type Files, lines, zip } from './bytes.ts';

const three = (): Record<string, string> => ({
  'datapackage.json': JSON.stringify({
    name: 'harlow',
    resources: [{ name: 'organizations', path: 'organizations.csv' }],
  }),
  'organizations.csv': lines(
    'id,name,alternate_name,description,email,website,tax_id',
    'o1,Harlow Bakery,,Bread,info@bakery.example,https://bakery.example,',
    'o2,Valley Clinic,,Care,,,01-0000002',
  ),
  'services.csv': lines(
    'id,organization_id,name,description,status',
    's1,o2,Vaccination,For everybody,active',
    's2,o9,Orphan service,,active',
  ),
  'locations.csv': lines(
    'id,organization_id,name,latitude,longitude,location_type',
    'l1,o2,Hill Road,44.1,-70.2,physical',
    'l2,o2,Nowhere,95,-70.2,physical',
  ),
  'service_at_locations.csv': lines('id,service_id,location_id', 'x1,s1,l1'),
  'addresses.csv': lines(
    'id,location_id,address_1,city,state_province,postal_code,country,address_type',
    'a1,l1,9 Hill Rd,Harlow,ME,4240,US,physical',
  ),
  'phones.csv': lines(
    'id,organization_id,service_id,location_id,contact_id,number,extension',
    'p1,o1,,,,207 555 0110,',
    'p2,,s1,,,207 555 0120,',
    'p3,,,,c1,207 555 0130,',
  ),
  'contacts.csv': lines('id,organization_id,name,title,email', 'c1,o1,Ana Diaz,Owner,ana@bakery.example'),
  'schedules.csv': lines('id,service_id,byday,opens_at,closes_at', 'h1,s1,MO,09:00,17:00'),
  'attributes.csv': lines('id,link_id,link_entity,taxonomy_term_id', 't1,s1,service,term1'),
  'taxonomy_terms.csv': lines('id,code,name,taxonomy', 'term1,V1,Vaccines,Local'),
});

const organization = {
  id: 'o1',
  name: 'Harlow Bakery',
  website: 'bakery.example',
  email: 'info@bakery.example',
  phones: [{ number: '207 555 0110' }],
};
const service = {
  id: 's1',
  name: 'Bread',
  description: 'Every day',
  status: 'active',
  phones: [],
  schedules: [{ byday: 'MO', opens_at: '09:00' }],
};
const location = {
  id: 'l1',
  name: 'Shop',
  latitude: 44.1,
  longitude: -70.2,
  addresses: [{ address_1: '1 Main St', city: 'Harlow', state_province: 'ME', postal_code: '04240' }],
};
const nested = { ...service, service_at_locations: [{ id: 'x', location }], organization };
const folder = (name: string, files: Record<string, string>): Files =>
  Object.fromEntries(Object.entries(files).map(([file, text]) => [`${name}/${file}`, text]));

export const packages = (): Files => ({
  'hsds-3.zip': zip(three()),
  'hsds-3-in-folders.zip': zip(
    Object.fromEntries(
      Object.entries(three()).flatMap(([name, text]) => [
        [`export/data/${name}`, text],
        [`__MACOSX/export/data/._${name}`, 'junk'],
      ]),
    ),
  ),
  ...folder('hsds-3-folder', three()),
  ...folder('hsds-2-folder', {
    'organization.csv': lines('id,name,description,url,tax_id', '1,Harlow Bakery,Bread,bakery.example,'),
    'service.csv': lines('id,organization_id,name,status', '7,1,Bread line,active'),
    'location.csv': lines('id,organization_id,name', '4,1,Shop'),
    'services_at_location.csv': lines('id,service_id,location_id', '1,7,4'),
    'physical_address.csv': lines(
      'id,location_id,address_1,city,state_province,postal_code,country',
      '1,4,1 Main St,Harlow,ME,04240,US',
    ),
    'regular_schedule.csv': lines('id,service_id,weekday,opens_at,closes_at', '1,7,Monday,09:00,17:00'),
    'taxonomy.csv': lines('id,name,vocabulary', 'T1,Food,OE'),
    'service_taxonomy.csv': lines('id,service_id,taxonomy_id', '1,7,T1'),
  }),
  ...folder('hsds-1.1-folder', {
    'organizations.csv': lines('id,name,description,url', '1,Harlow Bakery,Bread,bakery.example'),
    'services.csv': lines('id,organization_id,location_id,name,status', '7,1,4,Bread line,active'),
    'locations.csv': lines('id,organization_id,name,latitude,longitude', '4,1,Shop,44.1,-70.2'),
    'postal_addresses.csv': lines(
      'id,location_id,organization_id,address_1,city,state_province,postal_code,country',
      '1,,1,PO Box 1,Harlow,ME,04240,US',
    ),
    'phones.csv': lines('id,location_id,service_id,organization_id,number', '1,,,1,207 555 0110'),
  }),
  'hsds-list.json': JSON.stringify([
    { ...organization, services: [service], locations: [location] },
    { id: 'o2', name: 'Valley Clinic' },
  ]),
  'hsds-page.json': JSON.stringify({
    total_items: 2,
    page_number: 1,
    contents: [organization, { id: 'o2', name: 'Valley Clinic' }],
  }),
  'hsds-one.json': JSON.stringify(organization, null, 2),
  'hsds-services.json': JSON.stringify([nested, { ...service, id: 's2', name: 'Cake', organization }]),
  'hsds-lines.ndjson': [organization, { id: 'o2', name: 'Valley Clinic' }]
    .map((each) => JSON.stringify(each))
    .join('\n'),
  'hsds-list.txt': JSON.stringify([organization]),
  'no-organizations.zip': zip({ 'datapackage.json': '{}', 'services.csv': lines('id,name', '1,Bread') }),
  'list-in-zip.zip': zip({ 'list.csv': lines('Name,City', 'Harlow Bakery,Harlow') }),
  'two-lists.zip': zip({ 'a.csv': lines('Name', 'A'), 'b.csv': lines('Name', 'B') }),
});
