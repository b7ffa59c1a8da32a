/** Which stories may be told today, said once: for lists, search, what is handed out, and the archive. */
import { type RawBuilder, sql } from 'kysely';
import { today } from '../../house/ctx.ts';
import type { Readable, Reader } from '../../house/room.ts';

/** The consent that counts of a row of stories: the latest that was given and not withdrawn. Columns of `c`. */
export const currentConsent = ({ library }: Pick<Reader, 'library'>, story: string): RawBuilder<unknown> => sql`(
  select c.* from story_consents c where c.library_id = ${library.id} and c.story_id = ${sql.ref(`${story}.id`)}
    and c.given_at is not null and c.withdrawn_at is null order by c.given_at desc, c.id desc limit 1)`;

/** There is consent that has not run out, and it is to the words as they are. */
export const storyReadable: Readable = (reader, row) => {
  const it = (column: string) => sql.ref(`${row}.${column}`);
  return sql<boolean>`(${it('removed_at')} is null and ${it('erased_at')} is null and exists (
    select 1 from ${currentConsent(reader, row)} given where given.until >= ${today(reader)}
      and given.words_hash = ${it('words_hash')}))`;
};

/** Rows about a story may be read by those who may read the story. */
export const aboutStoryReadable: Readable = (reader, row) => sql<boolean>`exists (select 1 from stories told
  where told.library_id = ${reader.library.id} and told.id = ${sql.ref(`${row}.story_id`)}
    and ${storyReadable(reader, 'told')})`;
