/** Human-services data (HSDS) as JSON: what an API of version 3.x answers, or a file of it. */
import { HSDS_HEADER, type Row, str, toRow } from './hsds.ts';
import { type Extra, type ReadingLimits, type Sheet, unreadable } from './sheet.ts';

/** A JSON file: a list of organizations, a page of the API ({ contents: [...] }), one organization, or services that name theirs. */
export function readJson(text: string, limits: Pick<ReadingLimits, 'rows'>): Sheet {
  const list = listIn(parseJson(text));
  const organizations = list.flatMap((item) => organizationsIn(item));
  if (organizations.length === 0) throw unreadable('error.json_organizations');
  if (organizations.length > limits.rows) throw unreadable('error.file_rows', { max: limits.rows });
  const rows = merged(organizations).map((organization, at) => toRow(organization, at + 1, nestedExtra(organization)));
  return { kind: 'hsds', header: HSDS_HEADER, rows, format: { organizations: rows.length }, warnings: [] };
}

const MAX_DEPTH = 64;

/** Nothing that HSDS knows lies so deep; what lies a million levels deep costs gigabytes, and cannot even be sent from one thread to another. */
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

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);
const rowsIn = (value: unknown): Row[] => (Array.isArray(value) ? value.filter(isRow) : []);

function listIn(value: unknown): Row[] {
  if (Array.isArray(value)) return value.filter(isRow);
  if (!isRow(value)) return [];
  const inner = value.contents ?? value.organizations ?? value.services;
  return Array.isArray(inner) ? inner.filter(isRow) : [value];
}

function organizationsIn(item: Row): Row[] {
  if (isRow(item.organization)) {
    const { organization, ...service } = item;
    return [{ ...(organization as Row), services: [service] }];
  }
  return typeof item.name === 'string' && !('organization_id' in item) ? [item] : [];
}

/** The same organization below several services is one, with all of them. */
function merged(organizations: Row[]): Row[] {
  const groups = Map.groupBy(organizations, (each) => str(each.id) || str(each.name));
  return [...groups.values()].map((each) => ({ ...each[0], services: each.flatMap((row) => rowsIn(row.services)) }));
}

function nestedExtra(organization: Row): Extra {
  const services = rowsIn(organization.services);
  const offered = services.flatMap((service) => rowsIn(service.service_at_locations).flatMap((at) => (isRow(at.location) ? [at.location] : [])));
  const phones = rowsIn(organization.phones);
  // A contact's phone that stands among the organization's is the contact's.
  const isOf = (phone: Row, contact: Row) => str(contact.id) !== '' && str(phone.contact_id) === str(contact.id);
  const places = new Map([...rowsIn(organization.locations), ...offered].map((location) => [str(location.id), location]));
  return {
    services: services.map((service) => ({
      ...service,
      service_at_locations: rowsIn(service.service_at_locations).map((at) => ({
        location_id: str(at.location_id) || str((at.location as Row | undefined)?.id),
      })),
      terms: rowsIn(service.attributes).flatMap((each) => (isRow(each.taxonomy_term) ? [each.taxonomy_term] : [])),
    })),
    locations: [...places.values()],
    contacts: rowsIn(organization.contacts).map((contact) => ({
      ...contact,
      phones: [...rowsIn(contact.phones), ...phones.filter((each) => isOf(each, contact))],
    })),
    phones: phones.filter((each) => !str(each.contact_id)),
    addresses: rowsIn(organization.addresses),
  };
}
