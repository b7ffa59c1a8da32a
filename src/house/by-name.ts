/**
 * Sorts names as people do, ignoring case and accents (function `sorted_as`, migration 0024). Only for short lists,
 * because no index supports it; organizations, people, leads and listed organizations have an indexed column for it,
 * `name_key`.
 */
import { type RawBuilder, sql } from 'kysely';

/** For an `order by`. The caller adds a second column, such as an id, to decide between names that sort alike. */
export const byName = (column: string): RawBuilder<string> => sql<string>`sorted_as(${sql.ref(column)})`;
