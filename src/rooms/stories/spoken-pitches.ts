/** What the library says of itself in a minute, in each language. */
import { type Ctx, type Locale, memberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import { mayTellStory } from './library-figure.ts';

export type SpokenPitch = { locale: Locale; body: string; version: number };

export async function spokenPitches(ctx: Ctx): Promise<SpokenPitch[]> {
  const rows = await ctx.db
    .selectFrom('spoken_pitches')
    .select(['locale', 'body', 'version'])
    .where('library_id', '=', ctx.library.id)
    .orderBy('locale')
    .execute();
  return rows.map((row) => ({ ...row, locale: row.locale as Locale }));
}

/** Version 0 where there is none yet. Throws Conflict with what it says now when somebody has changed it meanwhile. */
export async function saySpokenPitch(ctx: Ctx, { locale, body, version }: SpokenPitch): Promise<void> {
  allow(mayTellStory(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const row = { body, changed_by: memberId(ctx), changed_at: ctx.now, version: version + 1 };
    const written = await ctx.db
      .insertInto('spoken_pitches')
      .values({ library_id: ctx.library.id, locale, ...row })
      .onConflict((same) =>
        same
          .columns(['library_id', 'locale'])
          .doUpdateSet(row)
          .where('spoken_pitches.library_id', '=', ctx.library.id)
          .where('spoken_pitches.version', '=', version),
      )
      .returning('locale')
      .execute();
    const now = (await spokenPitches(ctx)).find((each) => each.locale === locale);
    if (written.length === 0) throw new Conflict({ body: now?.body ?? '' }, now?.version ?? 1);
    await history(ctx, 'spoken_pitch.changed', { subject: theLibrary(ctx) });
  });
}
