/**
 * The rule for confidential addresses. Where an organization is may be confidential; then only the library's own staff
 * see its addresses and locations. The rule is written here once for rows in memory and once for SQL. It covers all of
 * a location, because its name, a bus line or a point on the map tells as much as the street does.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Readable } from '../../house/room.ts';

/**
 * Who will see it. `staff` are signed-in members of this library; everybody else, including whoever gets a file, is
 * `outside`.
 */
export type Audience = 'staff' | 'outside';

export type Hiding = { confidential_address: boolean };

/** The places of an organization that this audience may see: all of them or none. */
export const placesFor = <T>(audience: Audience, organization: Hiding, places: T[]): T[] =>
  organization.confidential_address && audience !== 'staff' ? [] : places;

/** SQL condition that the address of an organization is not confidential. `organization` is its alias in the query. */
export const tellsWhere = (organization: string): RawBuilder<boolean> =>
  sql<boolean>`not ${sql.ref(`${organization}.confidential_address`)}`;

/**
 * For tables with an `organization_id` whose rows tell where the organization is: staff read all rows, others only
 * those of organizations whose address is not confidential.
 */
export const placeReadable: Readable = ({ library, actor }, row) =>
  actor
    ? sql<boolean>`true`
    : sql<boolean>`exists (select 1 from organizations hiding where hiding.library_id = ${library.id}
        and hiding.id = ${sql.ref(`${row}.organization_id`)} and ${tellsWhere('hiding')})`;
