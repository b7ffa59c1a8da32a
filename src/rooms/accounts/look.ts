/**
 * How a library looks: its logo, and one colour of its own in place of the house's. A colour that cannot be read on the
 * page is refused with its measure; for the dark theme it is made lighter until it can be read there.
 */
import { z } from 'zod';
import type { Ctx } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow } from '../../house/errors.ts';
import { history } from '../../house/history.ts';
import { checkbox, line } from '../../house/parse.ts';
import { type Prepared, storeFile } from '../../house/stored-files.ts';
import { mayChangeSettings } from './account.ts';

/** WCAG 2.2, for text. */
const READABLE = 4.5;
/** The lightest ground of the light theme on which a colour is read, and the lightest of the dark one. */
const [PAPER, LAMPLIT] = ['#fbf8f1', '#26221d'];

export const lookDraft = z.object({
  color: line(9).transform((typed, context) => {
    if (typed === '') return null;
    const color = `#${typed.replace(/^#/, '').toLowerCase()}`;
    if (!/^#[0-9a-f]{6}$/.test(color)) {
      context.addIssue({ code: 'custom', message: 'error.color' });
      return z.NEVER;
    }
    if (contrast(color, PAPER) < READABLE) {
      context.addIssue({ code: 'custom', message: 'error.color_faint' });
      return z.NEVER;
    }
    return color;
  }),
  remove_logo: checkbox,
});

export async function changeLook(
  ctx: Ctx,
  { color, remove_logo }: z.output<typeof lookDraft>,
  logo: (Prepared & { name: string }) | null,
): Promise<void> {
  allow(mayChangeSettings(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const kept = logo && { logo: await storeFile(ctx, logo), logo_name: logo.name };
    const gone = remove_logo ? { logo: null, logo_name: null } : {};
    await ctx.db
      .updateTable('libraries')
      .set({ color, ...(kept ?? gone) })
      .where('id', '=', ctx.library.id)
      .execute();
    const details = { color: color ?? '', logo: logo?.name ?? '' };
    await history(ctx, 'library.look_changed', { subject: { type: 'library', id: ctx.library.id }, details });
  });
}

/** The colour in both themes, and what is written on it. */
export const colorsOf = (color: string) => ({
  light: color,
  dark: readableOn(LAMPLIT, color),
  onLight: contrast(color, '#ffffff') >= READABLE ? '#ffffff' : '#000000',
  onDark: '#1d1a16',
});

/** Nearer to white by small steps, until it can be read. */
function readableOn(ground: string, color: string): string {
  for (let share = 0; share <= 1; share += 0.05) {
    const lighter = mixed(color, share);
    if (contrast(lighter, ground) >= READABLE) return lighter;
  }
  return '#ffffff';
}

const channels = (color: string) => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
const mixed = (color: string, white: number) =>
  `#${channels(color)
    .map((value) =>
      Math.round(value + (255 - value) * white)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

/** Relative luminance, 0 to 1 (WCAG 2.2). */
function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = channels(color).map((value) => linear(value / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}
