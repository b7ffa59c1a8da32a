/** What the API can be asked, for programs: OpenAPI 3.1 in our own words. The shapes of the answers are HSDS's. */
import { HSDS_VERSION } from '../views/exports/hsds-tabular.ts';
import { MAX_PER_PAGE } from '../views/public-directory/published-query.ts';

type Parameter = { type: 'string' | 'integer' | 'boolean' | 'number'; description: string; format?: string };

const PAGING: Record<string, Parameter> = {
  search: { type: 'string', description: 'Words that all have to be found.' },
  page: { type: 'integer', description: 'Which page, from 1.' },
  per_page: { type: 'integer', description: `How many to a page, at most ${MAX_PER_PAGE}.` },
  format: { type: 'string', description: '"ndjson" sends all results, one to a line, without pages.' },
};
const FILING: Record<string, Parameter> = {
  taxonomy_term_id: {
    type: 'string',
    format: 'uuid',
    description: 'Only what is filed under this term, directly or through its organization.',
  },
  taxonomy_id: { type: 'string', format: 'uuid', description: 'Only what is filed under some term of this taxonomy.' },
};
const OF_SERVICES: Record<string, Parameter> = {
  organization_id: { type: 'string', format: 'uuid', description: 'Only those of this organization.' },
  modified_after: {
    type: 'string',
    format: 'date-time',
    description: 'Only what was changed at this moment or later.',
  },
  full: { type: 'boolean', description: 'With everything that hangs on it.' },
};

const LISTS: Record<string, { says: string; one: string; parameters: Record<string, Parameter> }> = {
  organizations: {
    says: 'Organizations that are active partners of the library, by name.',
    one: 'One organization with its phones, locations, sectors and services.',
    parameters: {
      ...PAGING,
      ...FILING,
      full: { type: 'boolean', description: 'With everything that hangs on it.' },
      full_service: { type: 'boolean', description: 'With its services in full.' },
    },
  },
  services: {
    says: 'Services of these organizations, by name.',
    one: 'One service in full.',
    parameters: {
      ...PAGING,
      ...FILING,
      ...OF_SERVICES,
      minimal: { type: 'boolean', description: 'Only ids and when they were changed, all in one answer.' },
    },
  },
  service_at_locations: {
    says: 'Where services are offered. Organizations with a confidential address are not in it.',
    one: 'One service at one location in full.',
    parameters: {
      ...PAGING,
      ...FILING,
      ...OF_SERVICES,
      postcode: { type: 'string', description: 'A US ZIP code. Alone: offered in this ZIP code.' },
      proximity: { type: 'number', description: 'With postcode: within so many meters of its middle.' },
    },
  },
  taxonomies: { says: 'The lists of words things are filed under.', one: 'One taxonomy.', parameters: PAGING },
  taxonomy_terms: {
    says: 'The words themselves. They have no levels.',
    one: 'One term.',
    parameters: {
      ...PAGING,
      taxonomy_id: { type: 'string', format: 'uuid', description: 'Only the terms of this taxonomy.' },
      top_only: { type: 'boolean', description: 'Only terms without one above: all of them.' },
      parent_id: { type: 'string', format: 'uuid', description: 'Only terms below this one: there are none.' },
    },
  },
};

export function openapi(library: string, address: string) {
  return {
    openapi: '3.1.0',
    info: {
      title: library,
      version: HSDS_VERSION,
      description: 'A read-only directory after the Human Services Data Specification.',
    },
    servers: [{ url: address }],
    paths: {
      '/': { get: { summary: 'What this is.', responses: { 200: answer('Version, profile and publisher.') } } },
      ...Object.fromEntries(
        Object.entries(LISTS).flatMap(([name, { says, one, parameters }]) => [
          listPath(name, says, parameters),
          onePath(name, one),
        ]),
      ),
    },
    components: { schemas: { Page: PAGE, Problem: PROBLEM } },
  };
}

const listPath = (name: string, summary: string, parameters: Record<string, Parameter>) => [
  `/${name}`,
  {
    get: {
      summary,
      parameters: Object.entries(parameters).map(([name, { description, ...schema }]) => ({
        name,
        in: 'query',
        description,
        schema,
      })),
      responses: {
        200: answer('One page.', { $ref: '#/components/schemas/Page' }),
        304: { description: 'Nothing changed.' },
        ...refusals([400, 404, 429]),
      },
    },
  },
];

const onePath = (name: string, summary: string) => [
  `/${name}/{id}`,
  {
    get: {
      summary,
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
      responses: { 200: answer('It.'), 304: { description: 'Nothing changed.' }, ...refusals([404, 429]) },
    },
  },
];

const answer = (description: string, schema: object = { type: 'object' }) => ({
  description,
  content: { 'application/json': { schema } },
});

const refusals = (codes: number[]) =>
  Object.fromEntries(
    codes.map((code) => [
      code,
      {
        description: 'No, and why.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );

const PAGE = {
  type: 'object',
  required: ['total_items', 'total_pages', 'page_number', 'size', 'first_page', 'last_page', 'empty', 'contents'],
  properties: {
    total_items: { type: 'integer' },
    total_pages: { type: 'integer' },
    page_number: { type: 'integer' },
    size: { type: 'integer' },
    first_page: { type: 'boolean' },
    last_page: { type: 'boolean' },
    empty: { type: 'boolean' },
    contents: { type: 'array', items: { type: 'object' } },
  },
};

const PROBLEM = {
  type: 'object',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
  },
};
