/**
 * Human-services data (HSDS) as JSON: the answer of an API of any version, or a file of it. An object's place or its
 * fields tell what it is, so that only organizations become organizations.
 */
import { joined } from './hsds-join.ts';
import { Flattening, type HsdsRow, isRow, isTable, str, type Tables, tableNamed, typeByName } from './hsds-tables.ts';
import { type ReadingLimits, type Sheet, unreadable } from './sheet.ts';

/**
 * A list of organizations, services or any other things, a page of an API, one thing alone, or tables by their names.
 */
export function readJson(text: string, limits: Pick<ReadingLimits, 'rows'>): Sheet {
  const tables = tablesIn(text, '');
  const [organizations, services] = [tables.get('organizations') ?? [], tables.get('services') ?? []];
  if (organizations.length + services.length === 0) throw whatItHolds(tables);
  if (organizations.length > limits.rows) throw unreadable('error.file_rows', { max: limits.rows });
  return joined(tables, {});
}

/** Explains why a file without organizations and services cannot be read, by what it holds instead. */
function whatItHolds(tables: Tables): Error {
  const [places, terms] = [
    tables.get('locations')?.length ?? 0,
    (tables.get('taxonomy_terms')?.length ?? 0) + (tables.get('taxonomies')?.length ?? 0),
  ];
  if (places > 0) return unreadable('error.json_only_places', { count: places });
  if (terms > 0) return unreadable('error.json_only_terms', { count: terms });
  return unreadable('error.json_organizations');
}

/** `table` is what the file's own name says that its things are; '' where each says it itself. */
export function tablesIn(text: string, table: string): Tables {
  const flattening = new Flattening();
  for (const [name, things] of listsIn(parseJson(text))) {
    const said = tableNamed(name) || (isTable(table) ? table : '');
    for (const thing of things) {
      const kind = said || kindOf(thing);
      if (kind) flattening.add(kind, { ...typeByName(name), ...thing });
    }
  }
  return flattening.tables;
}

const MAX_DEPTH = 64;

/**
 * Nothing that HSDS knows lies so deep; what lies a million levels deep costs gigabytes, and cannot even be sent from
 * one thread to another. The branches are the signs of JSON: quoted text, and what opens and closes a level.
 */
function isDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (quoted && letter === '\\') at++;
    else if (letter === '"') quoted = !quoted;
    else if (!quoted && (letter === '[' || letter === '{')) depth++;
    else if (!quoted && (letter === ']' || letter === '}')) depth--;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

function parseJson(text: string): unknown {
  if (isDeep(text)) throw unreadable('error.json_organizations');
  try {
    return JSON.parse(text);
  } catch {
    // One object to a line is how large answers are streamed.
    try {
      return text.split('\n').flatMap((line) => (line.trim() ? [JSON.parse(line)] : []));
    } catch {
      throw unreadable('error.file_broken_json');
    }
  }
}

/** What pages of an API call the list in them. */
const PAGES = ['contents', 'data', 'items', 'results', 'records', 'value'];

/** The things in it, by the name of the table that they stand under; '' where no name says it. */
function listsIn(value: unknown): [table: string, things: HsdsRow[]][] {
  if (Array.isArray(value)) return [['', value.filter(isRow)]];
  if (!isRow(value)) return [];
  const tables = Object.entries(value).flatMap(([key, rows]): [string, HsdsRow[]][] => {
    const name = key.toLowerCase().replace(/\.(csv|json)$/, '');
    return isTable(name) && Array.isArray(rows) ? [[name, rows.filter(isRow)]] : [];
  });
  const one = str(value.name) !== '' || isRow(value.organization) || isRow(value.service) || isRow(value.location);
  if (tables.some(([name]) => tableNamed(name) === 'organizations') || (tables.length > 0 && !one)) return tables;
  const page = one ? undefined : PAGES.map((name) => value[name]).find((inner) => Array.isArray(inner) || isRow(inner));
  return page === undefined ? [['', [value]]] : listsIn(page);
}

const words = (...lines: string[]) => lines.flatMap((line) => line.split(' '));

/** Fields that only one kind of thing has. */
const SAYS = {
  organizations: words(
    'services locations tax_id legal_status year_incorporated',
    'organization_identifiers programs parent_organization_id',
  ),
  locations: words('location_type latitude longitude transportation accessibility'),
  contacts: words('title department'),
  services: words(
    'organization_id status fees fees_description application_process',
    'eligibility_description cost_options service_at_locations',
  ),
  taxonomy_terms: words('taxonomy taxonomy_id taxonomy_detail term_uri parent_id'),
  taxonomies: ['version'],
};

/**
 * What a thing is by its fields; '' for what says nothing that we know. The branches are a table in order: the first
 * kind that fits is it.
 */
function kindOf(thing: HsdsRow): string {
  const has = (names: string[]) => names.some((name) => name in thing);
  if (isRow(thing.location) || isRow(thing.service) || (has(['service_id']) && has(['location_id'])))
    return 'service_at_locations';
  const owned = isRow(thing.organization) || has(['organization_id']);
  if (!owned && has(SAYS.organizations)) return typeof thing.name === 'string' ? 'organizations' : '';
  if (has(SAYS.locations)) return 'locations';
  if (has(SAYS.contacts) && !has(['status'])) return 'contacts';
  if (isRow(thing.organization) || has(SAYS.services)) return 'services';
  if (has(SAYS.taxonomy_terms)) return 'taxonomy_terms';
  if (has(SAYS.taxonomies)) return 'taxonomies';
  return typeof thing.name === 'string' ? 'organizations' : '';
}
