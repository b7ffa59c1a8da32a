/** Who may read an e-mail that came in: said once. */
import { sql } from 'kysely';
import { atLeast } from '../../house/ctx.ts';
import type { Readable } from '../../house/room.ts';

/** A filed one everybody; any other whom it came for, or, when they have left, whoever gives partners to others. */
export const mailReadable: Readable = ({ actor, library }, row) => {
  if (!actor) return sql<boolean>`false`;
  const own = sql`${sql.ref(`${row}.member_id`)} = ${actor.id}`;
  const left = atLeast(actor, 'coordinator')
    ? sql`exists (select 1 from members gone where gone.library_id = ${library.id}
        and gone.id = ${sql.ref(`${row}.member_id`)} and gone.left_at is not null)`
    : sql`false`;
  return sql<boolean>`(${sql.ref(`${row}.state`)} = 'filed' or ${own} or ${left})`;
};

/** What hangs on one. */
export const ofMailReadable: Readable = (reader, row) => sql<boolean>`exists (select 1 from received_mails came
  where came.library_id = ${reader.library.id} and came.id = ${sql.ref(`${row}.mail_id`)}
    and ${mailReadable(reader, 'came')})`;
