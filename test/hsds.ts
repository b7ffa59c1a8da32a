/**
 * HSDS 3.1 as its makers wrote it down, where this machine has it: the schemas answers are held against, and the tables
 * of a package. The texts are theirs and not part of this project; where they are missing, what leans on them is
 * skipped and says so.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { root } from '../src/house/data.ts';

const folder = join(root, '../shared/data/hsds/3.1');
export const haveHsds = ['schema', 'datapackage.json', 'openapi.derived-fixed.json'].every((name) =>
  existsSync(join(folder, name)),
);
export const WHY_SKIPPED = 'the schemas of HSDS 3.1 are not on this machine';

const read = (path: string) => JSON.parse(readFileSync(join(folder, path), 'utf8'));

/** Validates against schema/<name>.json; returns what is wrong, an empty list if nothing. */
export function hsdsValidator(): (name: string, value: unknown) => string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  (formats as unknown as (ajv: Ajv2020) => void)(ajv);
  for (const file of readdirSync(join(folder, 'schema'))) ajv.addSchema(read(`schema/${file}`), file);
  for (const file of readdirSync(join(folder, 'compiled'))) ajv.addSchema(read(`compiled/${file}`), `compiled/${file}`);
  return (name, value) => {
    const validate = ajv.getSchema(`${name}.json`);
    if (!validate) throw new Error(`There is no schema called ${name}.`);
    validate(value);
    return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  };
}

export type TableDescription = {
  name: string;
  path: string;
  schema: {
    fields: { name: string; type: string; constraints?: { required?: boolean; unique?: boolean; enum?: string[] } }[];
    foreignKeys?: { fields: string; reference: { resource: string; fields: string } }[];
  };
};
export const hsdsTables = (): TableDescription[] => read('datapackage.json').resources;

type Operation = { parameters?: { $ref?: string; name?: string }[] };
export const hsdsPaths = (): Record<string, { get?: Operation }> => read('openapi.derived-fixed.json').paths;

/**
 * What HSDS 3.1 requires of each of its objects, as far as we make them: facts, so that something is always checked.
 */
const REQUIRED: Record<string, string[]> = {
  organizations: ['id', 'name', 'description'],
  organization_identifiers: ['id', 'identifier_type', 'identifier'],
  services: ['id', 'name', 'status'],
  service_at_locations: ['id'],
  locations: ['id', 'location_type'],
  addresses: ['id', 'address_1', 'city', 'state_province', 'postal_code', 'country', 'address_type'],
  contacts: ['id'],
  phones: ['id', 'number'],
  schedules: ['id'],
  languages: ['id'],
  attributes: ['id', 'link_id', 'link_entity'],
  taxonomies: ['id', 'name', 'description'],
  taxonomy_terms: ['id', 'name', 'description'],
};
/** An object that stands alone in another is one of these. */
const ONE_OF: Record<string, string> = {
  organization: 'organizations',
  service: 'services',
  location: 'locations',
  taxonomy_term: 'taxonomy_terms',
};
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * What is wrong with an object of that kind and all within it: a required field that is missing, an empty text, an id
 * that is no UUID.
 */
export function faults(kind: string, value: Record<string, unknown>): string[] {
  const missing = (REQUIRED[kind] ?? []).filter((name) => value[name] === undefined || value[name] === null);
  const own = Object.entries(value).flatMap(([name, part]) => {
    if (part === '') return [`${kind}.${name} is empty`];
    if ((name === 'id' || (name.endsWith('_id') && name !== 'tax_id')) && !UUID.test(String(part)))
      return [`${kind}.${name} is no id: ${part}`];
    if (typeof part !== 'object' || part === null) return [];
    const parts = [part].flat() as Record<string, unknown>[];
    return parts.filter((each) => typeof each === 'object').flatMap((each) => faults(ONE_OF[name] ?? name, each));
  });
  return [...missing.map((name) => `${kind}.${name} is missing`), ...own];
}
