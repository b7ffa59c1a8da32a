/**
 * The order in which people sort names, accents and small letters included (migration 0024). For short lists only: no
 * index has it. Organizations, people, leads and the public lists have a column for it, `name_key`.
 */
import { type RawBuilder, sql } from 'kysely';

/** For an `order by`; of two names that sort alike the caller decides, by an id say. */
export const byName = (column: string): RawBuilder<string> => sql<string>`sorted_as(${sql.ref(column)})`;
