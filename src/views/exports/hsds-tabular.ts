/** The tables of a package of HSDS 3.1, and the datapackage.json that describes them. */
export const HSDS_VERSION = '3.1';

export type HsdsTable = {
  name: string;
  path: string;
  fields: string[];
  required: string[];
  references: Record<string, string>;
};

/** "!" marks what HSDS requires. A field such as `service_id` points at the table of that name, if there is one. */
const table = (name: string, path: string, list: string): Omit<HsdsTable, 'references'> => {
  const fields = list.split(/\s+/);
  return {
    name,
    path: `${path}.csv`,
    fields: fields.map((field) => field.replace('!', '')),
    required: fields.filter((field) => field.endsWith('!')).map((field) => field.slice(0, -1)),
  };
};

/** The tables that we have data for, with the fields we fill. */
const LISTED = [
  table(
    'organization',
    'organizations',
    `id! name! alternate_name description! email website tax_status tax_id year_incorporated legal_status logo
      uri parent_organization_id`,
  ),
  table(
    'organization_identifier',
    'organization_identifiers',
    'id! organization_id! identifier_scheme identifier_type! identifier!',
  ),
  table('url', 'url', 'id! label url! organization_id service_id'),
  table('funding', 'funding', 'id! organization_id service_id source'),
  table('program', 'programs', 'id! organization_id! name! alternate_name description!'),
  table(
    'service',
    'services',
    `id! organization_id! program_id name! alternate_name description url email status! interpretation_services
      application_process fees_description wait_time fees accreditations eligibility_description minimum_age
      maximum_age assured_date assurer_email licenses alert last_modified`,
  ),
  table(
    'service_area',
    'service_areas',
    'id! service_id service_at_location_id name description extent extent_type uri',
  ),
  table('required_document', 'required_documents', 'id! service_id document uri'),
  table('cost_option', 'cost_options', 'id! service_id! valid_from valid_to option currency amount amount_description'),
  table('unit', 'units', 'id! name! scheme identifier uri'),
  table('service_capacity', 'service_capacity', 'id! service_id! unit_id! available! maximum description updated!'),
  table(
    'location',
    'locations',
    `id! location_type! url organization_id name alternate_name description transportation latitude longitude
      external_identifier external_identifier_type`,
  ),
  table('accessibility', 'accessibility', 'id! location_id description details url'),
  table('service_at_location', 'service_at_location', 'id! service_id! location_id! description'),
  table(
    'address',
    'addresses',
    `id! location_id attention address_1! address_2 city! region state_province! postal_code! country!
      address_type!`,
  ),
  table('contact', 'contacts', 'id! organization_id service_id location_id name title department email'),
  table(
    'phone',
    'phones',
    `id! location_id service_id organization_id contact_id service_at_location_id number! extension type
      description`,
  ),
  table(
    'schedule',
    'schedules',
    `id! service_id location_id service_at_location_id valid_from valid_to dtstart timezone until count wkst
      freq interval byday byweekno bymonthday byyearday description opens_at closes_at schedule_link
      attending_type notes`,
  ),
  table('language', 'languages', 'id! service_id location_id phone_id name code note'),
  table('taxonomy', 'taxonomies', 'id! name! description!'),
  table(
    'taxonomy_term',
    'taxonomy_terms',
    'id! code name! description! parent_id taxonomy language taxonomy_id term_uri',
  ),
  table('attribute', 'attributes', 'id! link_id! taxonomy_term_id! link_type link_entity! value label'),
];

const NAMES = new Set(LISTED.map(({ name }) => name));

export const TABLES: HsdsTable[] = LISTED.map((each) => ({
  ...each,
  references: Object.fromEntries(
    each.fields
      .filter((field) => field.endsWith('_id') && NAMES.has(field.slice(0, -3)))
      .map((field) => [field, field.slice(0, -3)]),
  ),
}));

const NUMBERS = `latitude longitude extension year_incorporated minimum_age maximum_age amount timezone count interval
  available maximum`.split(/\s+/);

export function datapackage(library: string) {
  return {
    profile: 'tabular-data-package',
    name: 'human_services_data',
    title: library,
    version: HSDS_VERSION,
    resources: TABLES.map(({ name, path, fields, required, references }) => ({
      name,
      path,
      profile: 'tabular-data-resource',
      format: 'csv',
      mediatype: 'text/csv',
      encoding: 'utf-8',
      schema: {
        primaryKey: 'id',
        fields: fields.map((field) => ({
          name: field,
          type: typeOf(field),
          ...(required.includes(field) && { constraints: { required: true } }),
        })),
        foreignKeys: Object.entries(references).map(([field, resource]) => ({
          fields: field,
          reference: { resource, fields: 'id' },
        })),
      },
    })),
  };
}

const typeOf = (field: string) =>
  NUMBERS.includes(field) ? 'number' : field === 'last_modified' ? 'datetime' : 'string';
