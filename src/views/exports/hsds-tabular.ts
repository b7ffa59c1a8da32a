/** The tables of a package of HSDS 3.1, and the datapackage.json that describes them. */
export const HSDS_VERSION = '3.1';

export type HsdsTable = {
  name: string;
  path: string;
  fields: string[];
  required: string[];
  references: Record<string, string>;
};

const table = (name: string, path: string, fields: string, references: Record<string, string> = {}): HsdsTable => {
  const all = fields.split(' ');
  return {
    name,
    path: `${path}.csv`,
    fields: all.map((field) => field.replace('!', '')),
    required: all.filter((field) => field.endsWith('!')).map((field) => field.slice(0, -1)),
    references,
  };
};

/** The tables we have something for, with the fields we fill; "!" marks what HSDS requires. */
export const TABLES: HsdsTable[] = [
  table(
    'organization',
    'organizations',
    'id! name! alternate_name description! email website tax_status tax_id year_incorporated legal_status logo uri parent_organization_id',
  ),
  table(
    'organization_identifier',
    'organization_identifiers',
    'id! organization_id! identifier_scheme identifier_type! identifier!',
    {
      organization_id: 'organization',
    },
  ),
  table('url', 'url', 'id! label url! organization_id service_id', {
    organization_id: 'organization',
    service_id: 'service',
  }),
  table('funding', 'funding', 'id! organization_id service_id source', {
    organization_id: 'organization',
    service_id: 'service',
  }),
  table('program', 'programs', 'id! organization_id! name! alternate_name description!', {
    organization_id: 'organization',
  }),
  table(
    'service',
    'services',
    `id! organization_id! program_id name! alternate_name description url email status! interpretation_services application_process fees_description wait_time fees accreditations eligibility_description minimum_age maximum_age assured_date assurer_email licenses alert last_modified`,
    { organization_id: 'organization', program_id: 'program' },
  ),
  table(
    'service_area',
    'service_areas',
    'id! service_id service_at_location_id name description extent extent_type uri',
    {
      service_id: 'service',
      service_at_location_id: 'service_at_location',
    },
  ),
  table('required_document', 'required_documents', 'id! service_id document uri', { service_id: 'service' }),
  table(
    'cost_option',
    'cost_options',
    'id! service_id! valid_from valid_to option currency amount amount_description',
    { service_id: 'service' },
  ),
  table('unit', 'units', 'id! name! scheme identifier uri'),
  table('service_capacity', 'service_capacity', 'id! service_id! unit_id! available! maximum description updated!', {
    service_id: 'service',
    unit_id: 'unit',
  }),
  table(
    'location',
    'locations',
    'id! location_type! url organization_id name alternate_name description transportation latitude longitude external_identifier external_identifier_type',
    { organization_id: 'organization' },
  ),
  table('accessibility', 'accessibility', 'id! location_id description details url', { location_id: 'location' }),
  table('service_at_location', 'service_at_location', 'id! service_id! location_id! description', {
    service_id: 'service',
    location_id: 'location',
  }),
  table(
    'address',
    'addresses',
    'id! location_id attention address_1! address_2 city! region state_province! postal_code! country! address_type!',
    {
      location_id: 'location',
    },
  ),
  table('contact', 'contacts', 'id! organization_id service_id location_id name title department email', {
    organization_id: 'organization',
    service_id: 'service',
    location_id: 'location',
  }),
  table(
    'phone',
    'phones',
    'id! location_id service_id organization_id contact_id service_at_location_id number! extension type description',
    {
      location_id: 'location',
      service_id: 'service',
      organization_id: 'organization',
      contact_id: 'contact',
      service_at_location_id: 'service_at_location',
    },
  ),
  table(
    'schedule',
    'schedules',
    `id! service_id location_id service_at_location_id valid_from valid_to dtstart timezone until count wkst freq interval byday byweekno bymonthday byyearday description opens_at closes_at schedule_link attending_type notes`,
    { service_id: 'service', location_id: 'location', service_at_location_id: 'service_at_location' },
  ),
  table('language', 'languages', 'id! service_id location_id phone_id name code note', {
    service_id: 'service',
    location_id: 'location',
    phone_id: 'phone',
  }),
  table('taxonomy', 'taxonomies', 'id! name! description!'),
  table(
    'taxonomy_term',
    'taxonomy_terms',
    'id! code name! description! parent_id taxonomy language taxonomy_id term_uri',
    { taxonomy_id: 'taxonomy' },
  ),
  table('attribute', 'attributes', 'id! link_id! taxonomy_term_id! link_type link_entity! value label', {
    taxonomy_term_id: 'taxonomy_term',
  }),
];

const NUMBERS =
  'latitude longitude extension year_incorporated minimum_age maximum_age amount timezone count interval available maximum'.split(
    ' ',
  );

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
