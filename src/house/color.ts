/** Measures colours as WCAG 2.2 does, and finds one that can be read. Colours are "#rrggbb". */

/** What text needs at least. */
const READABLE = 4.5;

const channels = (color: string) => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

/** Relative luminance, 0 to 1. */
function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = channels(color).map((value) => linear(value / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

export const isReadable = (color: string, grounds: readonly string[]): boolean =>
  grounds.every((ground) => contrast(color, ground) >= READABLE);

/** Nearer to white by small steps, until it can be read on all of these grounds. */
export function lightened(color: string, grounds: readonly string[]): string {
  for (let share = 0; share <= 1; share += 0.05) {
    const lighter = withWhite(color, share);
    if (isReadable(lighter, grounds)) return lighter;
  }
  return '#ffffff';
}

const withWhite = (color: string, share: number) =>
  `#${channels(color)
    .map((value) =>
      Math.round(value + (255 - value) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
