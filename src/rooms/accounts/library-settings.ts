/** What administrators change about their library. */
import type { Ctx, Locale } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import { mayChangeSettings } from './account.ts';

export const librarySettingsOf = async (ctx: Ctx) =>
  found(
    await ctx.db
      .selectFrom('libraries')
      .select([
        'name',
        'time_zone',
        'locale',
        'holds_up_from',
        'mixed_from',
        'public_directory',
        'color',
        'website',
        'version',
      ])
      .where('id', '=', ctx.library.id)
      .executeTakeFirst(),
  );

type Settings = {
  name: string;
  time_zone: string;
  locale: Locale;
  website: string;
  holds_up_from: number;
  mixed_from: number;
  public_directory: boolean;
  version: number;
};

export async function changeLibrary(ctx: Ctx, settings: Settings): Promise<void> {
  allow(mayChangeSettings(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const { version, ...values } = settings;
    const { public_directory: before } = await librarySettingsOf(ctx);
    const changed = await ctx.db
      .updateTable('libraries')
      .set({ ...values, version: version + 1 })
      .where('id', '=', ctx.library.id)
      .where('version', '=', version)
      .executeTakeFirst();
    if (!changed.numUpdatedRows) {
      const now = await librarySettingsOf(ctx);
      const figures = { holds_up_from: String(now.holds_up_from / 10), mixed_from: String(now.mixed_from / 10) };
      const open = now.public_directory ? 'on' : '';
      throw new Conflict(
        {
          name: now.name,
          website: now.website,
          time_zone: now.time_zone,
          locale: now.locale,
          ...figures,
          public_directory: open,
        },
        now.version,
      );
    }
    const { public_directory, ...said } = values;
    await history(ctx, 'library.changed', { subject: theLibrary(ctx), details: said });
    // Turning the public directory on is noted in the history as a line of its own.
    if (public_directory && !before) await history(ctx, 'library.directory_opened', { subject: theLibrary(ctx) });
    if (!public_directory && before) await history(ctx, 'library.directory_closed', { subject: theLibrary(ctx) });
  });
}
