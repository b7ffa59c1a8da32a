/**
 * How a library looks: its logo, and one colour of its own in place of the house's. A colour that cannot be read on the
 * page is refused with its measure; for the dark theme it is made lighter until it can be read there.
 */
import { z } from 'zod';
import { isReadable, lightened } from '../../house/color.ts';
import type { Ctx } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import { checkbox, line, version } from '../../house/parse.ts';
import { type Prepared, storeFile } from '../../house/stored-files.ts';
import { mayChangeSettings } from './account.ts';
import { librarySettingsOf } from './library-settings.ts';

/** All that the colour is read on, by theme: the grounds of ui/tokens.css, which a test compares with these. */
export const GROUNDS = {
  light: ['#fbf8f1', '#fffdf8', '#f4ece0', '#f4e7df', '#fbf0d6'],
  dark: ['#1d1a16', '#26221d', '#2c2721', '#3a2720', '#372b14'],
} as const;

export const lookDraft = z.object({
  color: line(9).transform((typed, context) => {
    if (typed === '') return null;
    const color = `#${typed.replace(/^#/, '').toLowerCase()}`;
    if (!/^#[0-9a-f]{6}$/.test(color)) {
      context.addIssue({ code: 'custom', message: 'error.color' });
      return z.NEVER;
    }
    if (!isReadable(color, GROUNDS.light)) {
      context.addIssue({ code: 'custom', message: 'error.color_faint' });
      return z.NEVER;
    }
    return color;
  }),
  remove_logo: checkbox,
  version,
});

export async function changeLook(
  ctx: Ctx,
  { color, remove_logo, version }: z.output<typeof lookDraft>,
  logo: (Prepared & { name: string }) | null,
): Promise<void> {
  allow(mayChangeSettings(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const kept = logo && { logo: await storeFile(ctx, logo), logo_name: logo.name };
    const gone = remove_logo ? { logo: null, logo_name: null } : {};
    const changed = await ctx.db
      .updateTable('libraries')
      .set({ color, ...(kept ?? gone), version: version + 1 })
      .where('id', '=', ctx.library.id)
      .where('version', '=', version)
      .executeTakeFirst();
    const now = await librarySettingsOf(ctx);
    if (!changed.numUpdatedRows) throw new Conflict({ color: now.color ?? '' }, now.version);
    const details = {
      ...(color !== ctx.library.color && { color }),
      ...(kept && { logo: kept.logo_name }),
      ...(!kept && remove_logo && { logo: null }),
    };
    await history(ctx, 'library.look_changed', { subject: theLibrary(ctx), details });
  });
}

/** The colour in both themes, and what is written on it. */
export const colorsOf = (color: string) => ({
  light: color,
  dark: lightened(color, GROUNDS.dark),
  onLight: isReadable(color, ['#ffffff']) ? '#ffffff' : '#000000',
  onDark: '#1d1a16',
});
