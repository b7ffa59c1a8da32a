/**
 * Erasing the words of a story whose consent was withdrawn: its titles and texts, its pictures, what is kept of them
 * for undo, and what a mail that still waits says of them. That there was a story, who looked after it and where it was
 * told stays, so that paper that is out there can be called back.
 */
import { sql } from 'kysely';
import { forgetRecorded } from '../../house/change-sets.ts';
import type { Ctx, LibraryId } from '../../house/ctx.ts';
import type { Db } from '../../house/db.ts';
import { history, theLibrary } from '../../house/history.ts';
import { speak } from '../../house/messages.ts';
import { forgetRemovalOf } from '../../house/removals.ts';
import { dropFileUnlessUsed } from '../../house/stored-files.ts';
import { unsay } from '../../house/work/mail.ts';
import { forgetGuests } from '../guests/guest-links.ts';
import type { StoryId } from './story.ts';

/**
 * To the end of the transaction: whoever adds to a story, or lets it out, holds it, so that neither happens to one that
 * is being erased.
 */
export const holdStory = (ctx: Ctx, id: StoryId, why: 'to use' | 'to erase') =>
  sql`select 1 from stories where library_id = ${ctx.library.id} and id = ${id}
    for ${why === 'to erase' ? sql`update` : sql`share`}`.execute(ctx.db);

/** In the transaction of whoever withdraws. */
export async function eraseStory(ctx: Ctx, id: StoryId): Promise<void> {
  await holdStory(ctx, id, 'to erase');
  const of = sql`library_id = ${ctx.library.id}`;
  const { rows: said } = await sql<{ words: string }>`
    select unnest(array[title_en, text_en, title_es, text_es]) as words from stories
    where ${of} and id = ${id}`.execute(ctx.db);
  const { rows: pictures } = await sql<{ sha256: string }>`delete from story_pictures
    where ${of} and story_id = ${id} returning sha256`.execute(ctx.db);
  await sql`update stories set title_en = '', text_en = '', title_es = '', text_es = '', words_hash = '',
      erased_at = ${ctx.now}, version = version + 1 where ${of} and id = ${id}`.execute(ctx.db);
  await sql`update story_consents set email = '', withdrawn_at = coalesce(withdrawn_at, ${ctx.now})
    where ${of} and story_id = ${id}`.execute(ctx.db);
  await forgetGuests(
    { db: ctx.db, libraryId: ctx.library.id },
    sql`(select id from story_consents where ${of} and story_id = ${id})`,
  );
  for (const { sha256 } of pictures) await dropFileUnlessUsed(ctx, sha256);
  await forgetRecorded(ctx, ['stories', 'story_pictures', 'story_consents'], id);
  await forgetRemovalOf(ctx, id);
  const { t } = speak(ctx.library.locale);
  await unsay(ctx, { carried: id, passages: passages(said.map(({ words }) => words)), instead: t('stories.unsaid') });
  await history(ctx, 'story.withdrawn', { subject: theLibrary(ctx) });
}

/** Shorter ones could be anybody's. */
const LONG_ENOUGH = 20;
/** Paragraph by paragraph, as some may have been left out; the longest first, for one can begin another. */
const passages = (texts: string[]): string[] =>
  texts
    .flatMap((text) => text.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line.length >= LONG_ENOUGH)
    .toSorted((one, other) => other.length - one.length);

/** Those that were removed and can come back no more. */
export async function forgetStories(db: Db, libraryId: LibraryId, before: Date): Promise<void> {
  const gone = sql`(select id from stories where library_id = ${libraryId} and removed_at <= ${before})`;
  const { rows } = await sql<{ sha256: string; logo: string | null }>`
    select f.sha256, l.logo from (
      select sha256, story_id, library_id from story_pictures
      union select sha256, story_id, library_id from story_consents where sha256 is not null) f
    join libraries l on l.id = f.library_id
    where f.library_id = ${libraryId} and f.story_id in ${gone}`.execute(db);
  await forgetGuests(
    { db, libraryId },
    sql`(select id from story_consents where library_id = ${libraryId} and story_id in ${gone})`,
  );
  for (const table of ['story_pictures', 'story_consents', 'story_uses'] as const)
    await sql`delete from ${sql.table(table)} where library_id = ${libraryId} and story_id in ${gone}`.execute(db);
  await sql`delete from stories where library_id = ${libraryId} and id in ${gone}`.execute(db);
  for (const { sha256, logo } of rows) await dropFileUnlessUsed({ db, library: { id: libraryId, logo } }, sha256);
}
