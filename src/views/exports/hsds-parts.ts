/** The type of HSDS objects and what all of them are made with. Pure. */

import type { LocationId } from '../../rooms/directory/location.ts';
import type { OrganizationId } from '../../rooms/directory/organization.ts';
import type { ServiceId } from '../../rooms/directory/service.ts';

/** An object of HSDS: its fields are the standard's, and the tests hold them against its schemas. */
export type Hsds = { id: string; [field: string]: unknown };

export type HsdsOwner =
  | { organization_id: OrganizationId }
  | { service_id: ServiceId }
  | { location_id: LocationId }
  | { contact_id: string }
  | { service_at_location_id: string }
  | { phone_id: string };
export const ownerId = (owner: HsdsOwner) => Object.values(owner)[0] as string;

/** A web address as RFC 3986 has it, since what people paste may hold accents and braces; undefined if it is none. */
export function uri(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { origin, pathname, search, hash } = new URL(text);
  const safe = (part: string) =>
    part.replace(/[^\w\-.~:/?@!$&'()*+,;=%]/g, encodeURIComponent).replace(/%(?![0-9A-Fa-f]{2})/g, '%25');
  return origin + safe(pathname) + safe(search) + (hash && `#${safe(hash.slice(1))}`);
}

/**
 * Leaves out empty fields ('', null, undefined, []): the schemas accept a missing field, but often not an empty one.
 */
export function said(fields: Hsds): Hsds {
  const filled = Object.entries(fields).filter(
    ([, value]) =>
      value !== '' && value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(filled) as Hsds;
}
