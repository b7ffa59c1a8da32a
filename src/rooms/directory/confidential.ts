/**
 * Where an organization is may be confidential: then its addresses and places are for the library's own staff. That is
 * said here, once for what is in memory and once for SQL. A name of a place, a bus line or a point on the map tells as
 * much as the street does.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Readable } from '../../house/room.ts';

/** Where something is about to appear. Only signed-in staff of the library itself are on the inside. */
export type Audience = 'staff' | 'outside';

export type Hiding = { confidential_address: boolean };

/** Of the places of an organization, those that may be shown there: all, or none. */
export const placesFor = <T>(audience: Audience, organization: Hiding, places: T[]): T[] =>
  organization.confidential_address && audience !== 'staff' ? [] : places;

/** That anybody may know where the organization is that the query calls `organization`. */
export const tellsWhere = (organization: string): RawBuilder<boolean> =>
  sql<boolean>`not ${sql.ref(`${organization}.confidential_address`)}`;

/** Who may read a row that says where its organization is: staff, and all others where it is no secret. */
export const placeReadable: Readable = ({ actor }, row) =>
  actor
    ? sql<boolean>`true`
    : sql<boolean>`exists (select 1 from organizations hiding where hiding.library_id = ${sql.ref(`${row}.library_id`)}
        and hiding.id = ${sql.ref(`${row}.organization_id`)} and ${tellsWhere('hiding')})`;
