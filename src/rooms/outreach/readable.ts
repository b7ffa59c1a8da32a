/** Who may read an interaction: said once, for pages, the timeline, the archive and what a merge counts. */
import { sql } from 'kysely';
import type { Readable } from '../../house/room.ts';

/**
 * Interactions for the library and the reader's own. Even the existence of another member's private remark is hidden.
 */
export const interactionReadable: Readable = ({ actor }, row) =>
  actor
    ? sql<boolean>`(${sql.ref(`${row}.audience`)} = 'library' or ${sql.ref(`${row}.author_id`)} = ${actor.id})`
    : sql<boolean>`false`;

/** The partners of an interaction may be read by those who may read the interaction. */
export const whoReadable: Readable = (reader, row) => sql<boolean>`exists (select 1 from interactions told
  where told.library_id = ${reader.library.id} and told.id = ${sql.ref(`${row}.interaction_id`)}
    and ${interactionReadable(reader, 'told')})`;
