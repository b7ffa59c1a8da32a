/** Who may read an interaction: said once, for pages, the timeline, the archive and what a merge counts. */
import { sql } from 'kysely';
import type { Readable } from '../../house/room.ts';

/** What is for the library, and one's own. That another's private remark exists is private too. */
export const interactionReadable: Readable = ({ actor }, row) =>
  actor
    ? sql<boolean>`(${sql.ref(`${row}.audience`)} = 'library' or ${sql.ref(`${row}.author_id`)} = ${actor.id})`
    : sql<boolean>`false`;

/** With whom it was is known to those who may read it. */
export const whoReadable: Readable = (reader, row) => sql<boolean>`exists (select 1 from interactions told
  where told.library_id = ${sql.ref(`${row}.library_id`)} and told.id = ${sql.ref(`${row}.interaction_id`)}
    and ${interactionReadable(reader, 'told')})`;
