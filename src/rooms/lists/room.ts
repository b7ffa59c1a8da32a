/** What this room brings: lists as members want to see them. */
import { sql } from 'kysely';
import type { Readable, Room } from '../../house/room.ts';
import { removed } from './removed.ts';

/** One that is not shared is nobody's but its maker's. */
const viewReadable: Readable = ({ actor }, row) =>
  sql<boolean>`(${sql.ref(`${row}.shared`)} or ${sql.ref(`${row}.member_id`)} = ${actor?.id ?? null})`;

export const lists: Room = {
  name: 'lists',
  tables: {
    saved_views: { readable: viewReadable },
    list_columns: {},
  },
  removed,
};
