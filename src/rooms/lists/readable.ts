/** Who may see a view, said once: used by the list, the archive and what was removed. */
import { sql } from 'kysely';
import type { Readable } from '../../house/room.ts';

/** One that is not shared is nobody's but its maker's. */
export const viewReadable: Readable = ({ actor }, row) =>
  sql<boolean>`(${sql.ref(`${row}.shared`)} or ${sql.ref(`${row}.member_id`)} = ${actor?.id ?? null})`;
