/** Organizations of a package as rows of a sheet, also those that the package does not name. */

import { NOBODY } from './hsds-owners.ts';
import { type HsdsRow, isMade, str } from './hsds-tables.ts';
import { type Extra, type SheetRow, tooLong } from './sheet.ts';

/** The columns an organization of a package has; named as HSDS names them. */
export const HSDS_HEADER = ['id', 'name', 'alternate_name', 'description', 'email', 'website', 'tax_id'];

/**
 * Services, places and people of an organization that the package does not name: kept, so that the person can give it a
 * name or leave it out.
 */
export function nameless(key: string, number: number, extra: Extra): SheetRow {
  const id = key.startsWith(NOBODY) ? '' : key;
  const named = [...(extra.locations ?? []), ...(extra.services ?? []), ...(extra.contacts ?? [])];
  const names = named.map((each) => str(each.name)).filter(Boolean);
  const message = {
    key: 'error.package_nameless',
    values: { id: id || 'none', count: named.length, names: names.slice(0, 3).join(', ') },
  };
  return {
    number,
    cells: HSDS_HEADER.map((name) => (name === 'id' ? id : '')),
    extra,
    problems: [{ column: HSDS_HEADER.indexOf('name'), message, hard: true }],
  };
}

const taxIdIn = (identifiers: unknown): string =>
  str(
    (Array.isArray(identifiers) ? (identifiers as HsdsRow[]) : []).find((each) =>
      /^(us-)?(ein|irs)/i.test(str(each.identifier_scheme) || str(each.identifier_type)),
    )?.identifier,
  );

export function toRow(organization: HsdsRow, number: number, extra: Extra): SheetRow {
  const [whole] = extra.organization ?? [];
  const id = isMade(str(organization.id)) ? '' : str(organization.id);
  const said: HsdsRow = {
    ...organization,
    id,
    website: str(organization.website) || str(organization.url),
    tax_id: str(organization.tax_id) || taxIdIn(whole?.organization_identifiers),
  };
  const { cells, problems } = tooLong(HSDS_HEADER.map((name) => str(said[name])));
  return { number, cells, extra, ...(problems.length > 0 && { problems }) };
}
