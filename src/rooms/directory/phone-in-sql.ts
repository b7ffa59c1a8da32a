/** Stored phones (E.164, or a short code) in queries. */
import { type RawBuilder, sql } from 'kysely';

/** Whether the phone that the query calls `row` has these digits one after the other. */
export const phoneWith = (row: string, digits: string): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(`${row}.number`)} like ${`%${digits}%`}`;

/** As it is written at home: "(702) 555-0100"; one of another country as it is stored. */
export const writtenPhone = (row: string): RawBuilder<string> =>
  sql<string>`regexp_replace(${sql.ref(`${row}.number`)}, '^\\+1(\\d{3})(\\d{3})(\\d{4})$', '(\\1) \\2-\\3')`;
