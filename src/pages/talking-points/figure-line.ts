/** A figure of the library in words, with where it is from, and where one sees what was counted. */
import type { Ctx, Locale } from '../../house/ctx.ts';
import { today } from '../../house/ctx.ts';
import { type Language, speak } from '../../house/messages.ts';
import type { CountedFigure, LibraryFigure, TypedFigure } from '../../rooms/stories/library-figure.ts';
import { countedFigures, countedSince, typedFigures } from '../../rooms/stories/library-figures.ts';
import type { To } from '../shell/address.ts';

export type FigureLine = {
  key: string;
  value: string;
  says: string;
  /** Where it is from, and of which day. */
  source: string;
  stale: boolean;
  /** The address at which one sees what was counted, or null for a typed one. */
  page: string | null;
};

/** All figures by their id or name. */
export async function figuresByKey(ctx: Ctx): Promise<Map<string, LibraryFigure>> {
  const counted = (await countedFigures(ctx)).map((each): [string, LibraryFigure] => [each.counted, each]);
  return new Map([...counted, ...(await typedFigures(ctx)).map((each): [string, LibraryFigure] => [each.id, each])]);
}

export const isTyped = (figure: LibraryFigure): figure is TypedFigure => 'id' in figure;

export const figureLine = (ctx: Ctx, figure: LibraryFigure, { language, to }: Words): FigureLine =>
  isTyped(figure) ? typedLine(figure, language) : countedLine(ctx, figure, { language, to });
type Words = { language: Language; to: To };

function typedLine({ id, value, says, source, as_of, stale }: TypedFigure, { t, locale, day }: Language): FigureLine {
  const other: Locale = locale === 'en' ? 'es' : 'en';
  const from = t('figures.source', { source, day: day(as_of) });
  return { key: id, value, says: says[locale] || says[other], source: from, stale, page: null };
}

function countedLine(ctx: Ctx, { counted, count, of }: CountedFigure, { language, to }: Words): FigureLine {
  const { t, message, number, day } = language;
  const from = { kind: 'talked', from: countedSince(ctx) };
  const page = {
    active_partners: to('/partners', { stage: 'active' }),
    partners_talked: to('/partners', { touch_is: 'fewer', touch: '366' }),
    interactions: to('/interactions', from),
    people_reached: to('/interactions', from),
    met_through_us: to('/ties', { through_us: 'on' }),
  }[counted];
  const known = of ? `; ${t('figures.known', of)}` : '';
  return {
    ...{ key: counted, value: number(count), says: message({ key: `counted.${counted}`, values: { count } }) },
    source: t('figures.counted', { day: day(today(ctx)) }) + known,
    ...{ stale: false, page },
  };
}

/** Nothing is said with a figure that is nought, or not known of anything. */
export const isSaid = (figure: LibraryFigure) => isTyped(figure) || figure.count > 0;

/** In the language of whoever is told. */
export const toldIn = (ctx: Ctx, locale: Locale) => speak(locale, ctx.library.timeZone);
