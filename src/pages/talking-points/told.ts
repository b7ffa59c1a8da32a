/** What one pitch says, in its own language and with the figures of today: for its page, for paper, for a mail. */
import type { Ctx, Locale } from '../../house/ctx.ts';
import { today } from '../../house/ctx.ts';
import type { Language } from '../../house/messages.ts';
import { librarySettingsOf } from '../../rooms/accounts/library-settings.ts';
import { addressOf } from '../../rooms/accounts/users.ts';
import { toldStory } from '../../rooms/stories/stories.ts';
import { nameSaid, type Scope, type StoryId, storyIn } from '../../rooms/stories/story.ts';
import type { Pitch, ToldPoint } from '../../rooms/talking-points/pitch.ts';
import type { Told as Logged } from '../../rooms/talking-points/pitch-uses.ts';
import { pointIn, type TalkingPointId } from '../../rooms/talking-points/talking-point.ts';
import { talkingPoints } from '../../rooms/talking-points/talking-points.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { type FigureLine, toldIn } from './figure-line.ts';
import { linesByKey } from './list.tsx';

export type TellingPoint = { id: TalkingPointId; title: string; text: string; figures: FigureLine[] };
export type Told = {
  language: Language;
  locale: Locale;
  points: TellingPoint[];
  /** The one that goes with it, if it may be told in this way today. */
  story: ToldStory | null;
  /** Points that were chosen and are not there any more. */
  gone: number;
  /** Whom to call: the member who takes it along. */
  contact: { name: string; email: string | null };
  website: string;
  day: string;
};

export async function toldOf(
  { ctx, to }: Pick<LibraryVisit, 'ctx' | 'to'>,
  pitch: Pitch,
  way: Scope | 'any' = 'any',
): Promise<Told> {
  const language = toldIn(ctx, pitch.locale);
  const lines = await linesByKey(ctx, { language, to });
  const all = new Map((await talkingPoints(ctx)).map((point) => [point.id, point]));
  const points = pitch.points.flatMap((id): TellingPoint[] => {
    const point = all.get(id);
    if (!point) return [];
    const { title, text } = pointIn(point, pitch.locale);
    return [{ id, title, text, figures: point.figures.flatMap((key) => lines.get(key) ?? []) }];
  });
  return {
    story: await storyTold(ctx, pitch, way),
    ...{ language, locale: pitch.locale, points, gone: pitch.points.length - points.length },
    contact: { name: ctx.actor.name, email: await addressOf(ctx) },
    website: (await librarySettingsOf(ctx)).website,
    day: language.day(today(ctx)),
  };
}

/** `scopes`: in which ways it may be told. */
export type ToldStory = { id: StoryId; title: string; text: string; name: string; scopes: Scope[] };

async function storyTold(ctx: Ctx, { story_id, locale }: Pitch, way: Scope | 'any'): Promise<ToldStory | null> {
  const story = await toldStory(ctx, story_id, way);
  if (!story?.consent) return null;
  const { title, text } = storyIn(story, locale);
  return { id: story.id, title, text, name: nameSaid(story.consent), scopes: story.consent.scopes };
}

const inOneLine = ({ value, says, source }: FigureLine) => `${value} ${says} (${source})`;

export const pointsAsTold = ({ points }: Told): ToldPoint[] =>
  points.map(({ id, title, figures }) => ({ id, title, figures: figures.map(inOneLine) }));

/** What the log keeps of it. */
export function loggedOf(pitch: Pitch, { told, language }: { told: Told; language: Language }): Logged {
  const { t } = language;
  return {
    points: pointsAsTold(told),
    summary: t('pitches.logged', { ask: pitch.ask }),
    body: [...told.points.map(({ title }) => `– ${title}`), t('pitches.logged_ask', { ask: pitch.ask })].join('\n'),
  };
}

/** The text of a mail; whoever sends it changes it as they like. */
export function mailOfPitch(ctx: Ctx, pitch: Pitch, told: Told): { subject: string; body: string } {
  const { t } = told.language;
  const points = told.points.map(({ title, text, figures }) => [title, text, ...figures.map(inOneLine)].join('\n'));
  const parts = [
    t('pitches.mail_hello'),
    t('pitches.mail_who', { name: ctx.actor.name, library: ctx.library.name }),
    ...(pitch.they_want ? [`${t('pitches.they_want_head')}\n${pitch.they_want}`] : []),
    ...(pitch.we_give ? [`${t('pitches.we_give_head')}\n${pitch.we_give}`] : []),
    t('pitches.points_head'),
    ...points,
    ...(told.story
      ? [[t('pitches.story_head'), told.story.title, told.story.text, told.story.name].filter(Boolean).join('\n')]
      : []),
    `${t('pitches.ask_head')}\n${pitch.ask}`,
    [ctx.actor.name, ctx.library.name, told.website].filter(Boolean).join('\n'),
  ];
  return { subject: t('pitches.mail_subject', { library: ctx.library.name }), body: parts.join('\n\n') };
}
