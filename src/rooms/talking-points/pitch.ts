/**
 * A pitch is what one partner is told, in one page: a few points, what they want, what we can give, and one ask. It is
 * left on paper, mailed or said; each use keeps the points and figures as they were, and what came of it.
 */
import { z } from 'zod';
import { type Actor, LOCALES, type Locale, type MemberId } from '../../house/ctx.ts';
import type { Id } from '../../house/ids.ts';
import {
  longText,
  optionalId,
  requiredDay,
  requiredId,
  requiredLine,
  requiredText,
  several,
  version,
} from '../../house/parse.ts';
import { locale } from '../accounts/account.ts';
import { mayLog, type PartnerId } from '../partners/partner.ts';
import { listener, type TalkingPointId } from './talking-point.ts';

export type PitchId = Id<'pitches'>;
export type PitchUseId = Id<'pitch_uses'>;

/** More does not fit on a page that is read. */
export const MOST_POINTS = 5;

const pitch = {
  listener: listener.default(''),
  locale,
  points: several(requiredId<'talking_points'>())
    .transform((ids) => [...new Set(ids)] as TalkingPointId[])
    .pipe(z.array(z.custom<TalkingPointId>()).min(1, 'error.pitch_points').max(MOST_POINTS, 'error.pitch_many')),
  they_want: longText(1000),
  we_give: longText(1000),
  ask: requiredLine(300),
  story_id: optionalId<'stories'>(),
};
export const pitchDraft = z.object(pitch);
export const pitchEdit = z.object({ ...pitch, version });
export type PitchDraft = z.output<typeof pitchDraft>;

export type Pitch = PitchDraft & {
  id: PitchId;
  partner_id: PartnerId;
  partner: string;
  made_by: MemberId;
  author: string;
  made_at: Date;
  version: number;
};

/** Mailing it is a page of its own. */
export const WAYS = ['paper', 'said'] as const;
export const OUTCOMES = ['agreed', 'interested', 'later', 'no', 'no_answer'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export type Way = (typeof WAYS)[number] | 'email';

export const useDraft = z.object({ way: z.enum(WAYS, 'error.choice'), used_on: requiredDay });
export const outcomeDraft = z.object({ outcome: z.enum(['', ...OUTCOMES], 'error.choice') });
/** `story`: the one that the draft had in it. */
export const pitchMail = z.object({
  story: optionalId<'stories'>(),
  to: z.string('error.choice').max(300).default(''),
  subject: requiredLine(200),
  body: requiredText(10_000),
});

/** A point as it was told. */
export type ToldPoint = { id: TalkingPointId; title: string; figures: string[] };
export type PitchUse = {
  id: PitchUseId;
  way: Way;
  /** YYYY-MM-DD */
  used_on: string;
  who: string;
  points: ToldPoint[];
  outcome: Outcome | '';
};

/** In the language that a reader is likely to want: the library's own. */
export const pitchLocale = (wanted: string | null, otherwise: Locale): Locale =>
  LOCALES.find((each) => each === wanted) ?? otherwise;

export const mayPitch = (actor: Actor) => mayLog(actor);
