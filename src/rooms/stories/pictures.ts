/** Pictures of a story: each with words for who cannot see it, and with who said that it may be shown. */
import type { Ctx } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, found } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import { dropFileUnlessUsed, findFile, type Prepared, type StoredFile, storeFile } from '../../house/stored-files.ts';
import { holdStory } from './erasing.ts';
import { mayTellStory } from './library-figure.ts';
import { findStory } from './stories.ts';
import type { StoryId, StoryPicture } from './story.ts';

/** In the order in which they were added. */
export async function picturesOf(ctx: Ctx, id: StoryId): Promise<StoryPicture[]> {
  const rows = await ctx.db
    .selectFrom('story_pictures')
    .select(['sha256', 'alt_en', 'alt_es', 'permission'])
    .where('library_id', '=', ctx.library.id)
    .where('story_id', '=', id)
    .orderBy('added_at')
    .orderBy('sha256')
    .execute();
  return rows.map(({ alt_en, alt_es, ...row }) => ({ ...row, alt: { en: alt_en, es: alt_es } }));
}

type NewPicture = { file: Prepared; alt_en: string; alt_es: string; permission: string };

export async function addPicture(ctx: Ctx, id: StoryId, { file, ...said }: NewPicture): Promise<void> {
  allow(mayTellStory(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    await holdStory(ctx, id, 'to use');
    const story = await findStory(ctx, id);
    found(story.erased_at ? null : story);
    const key = { library_id: ctx.library.id, story_id: id, sha256: await storeFile(ctx, file) };
    await ctx.db
      .insertInto('story_pictures')
      .values({ ...key, ...said, added_at: ctx.now })
      .onConflict((same) => same.columns(['library_id', 'story_id', 'sha256']).doUpdateSet(said))
      .execute();
    await history(ctx, 'story.picture_added', { subject: theLibrary(ctx) });
  });
}

export async function removePicture(ctx: Ctx, id: StoryId, sha256: string): Promise<void> {
  allow(mayTellStory(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const gone = await ctx.db
      .deleteFrom('story_pictures')
      .where('library_id', '=', ctx.library.id)
      .where('story_id', '=', id)
      .where('sha256', '=', sha256)
      .executeTakeFirst();
    found(gone.numDeletedRows || null);
    await dropFileUnlessUsed(ctx, sha256);
    await history(ctx, 'story.picture_removed', { subject: theLibrary(ctx) });
  });
}

/** One of its pictures. Whoever shows it has asked whether the story may be seen. */
export async function pictureOf(ctx: Ctx, id: StoryId, sha256: string): Promise<StoredFile> {
  found((await picturesOf(ctx, id)).find((each) => each.sha256 === sha256));
  return findFile(ctx, sha256);
}
