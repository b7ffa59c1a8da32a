/** Who may read a note: said once, for pages, the timeline, the archive and what a merge counts. */
import { sql } from 'kysely';
import type { Readable } from '../../house/room.ts';

/** What is for the library, and one's own. That another's private note exists is private too. */
export const noteReadable: Readable = ({ actor }, row) =>
  actor
    ? sql<boolean>`(${sql.ref(`${row}.audience`)} = 'library' or ${sql.ref(`${row}.author_id`)} = ${actor.id})`
    : sql<boolean>`false`;
