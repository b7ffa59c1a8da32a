/**
 * A talking point says what working together brings, to everybody or to one kind of listener, in English, Spanish or
 * both, with figures of the library. The built-in ones are the guide's advantages in our words; a library changes them,
 * leaves them out, and adds its own.
 */
import { z } from 'zod';
import { LOCALES, type Locale } from '../../house/ctx.ts';
import type { Id } from '../../house/ids.ts';
import type { Words } from '../../house/messages.ts';
import { line, longText, several, version } from '../../house/parse.ts';
import { advantages, listeners } from '../guide/talking-points.ts';
import { COUNTED } from '../stories/library-figure.ts';

export type TalkingPointId = Id<'talking_points'>;

export type TalkingPoint = {
  id: TalkingPointId;
  /** The key of one of the guide's eight. */
  advantage: string;
  /** The key of an listener, '' for everybody. */
  listener: string;
  title: Words;
  text: Words;
  /** Ids of typed figures, and names of counted ones. */
  figures: string[];
  builtIn: boolean;
  /** A built-in one that the library has changed. */
  changed: boolean;
  /** Left out of what is suggested. */
  unused: boolean;
  version: number;
};

export const listener = z.string().refine((given) => given === '' || listeners.some(({ key }) => key === given), {
  error: 'error.choice',
});
const figure = z.union([z.enum(COUNTED), z.guid()], 'error.choice');

const point = {
  advantage: z.string().refine((given) => advantages.some(({ key }) => key === given), 'error.choice'),
  listener: listener.default(''),
  title_en: line(120),
  text_en: longText(1000),
  title_es: line(120),
  text_es: longText(1000),
  figures: several(figure),
};

type Worded = Record<`title_${Locale}` | `text_${Locale}`, string>;

/** One language at least, and each that is begun whole. */
const complete = <T extends z.ZodType<Worded>>(schema: T) =>
  schema.check(({ value, issues }) => {
    const given = value as Worded;
    const begun = LOCALES.filter((each) => given[`title_${each}`] + given[`text_${each}`] !== '');
    for (const each of begun.length > 0 ? begun : (['en'] as const))
      for (const what of ['title', 'text'] as const)
        if (given[`${what}_${each}`] === '')
          issues.push({ code: 'custom', input: given, path: [`${what}_${each}`], message: 'error.point_half' });
  });

export const pointDraft = complete(z.object(point));
export const pointEdit = complete(z.object({ ...point, version }));
export type PointDraft = z.output<typeof pointDraft>;

/** In this language, or in the other where it was not written in that. */
export function pointIn({ title, text }: Pick<TalkingPoint, 'title' | 'text'>, wanted: Locale) {
  const locale = title[wanted] ? wanted : (LOCALES.find((each) => title[each]) ?? wanted);
  return { locale, title: title[locale], text: text[locale] };
}
