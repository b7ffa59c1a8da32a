/**
 * A story says what happened to somebody, in English, Spanish or both. It is told only with their consent: to whom, how
 * they are named, and until when. Without one that holds today it is in no list, no search, no copy and on no paper;
 * where consent is withdrawn its words are erased, and what is left says where it had been told.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Actor, LOCALES, type Locale, type MemberId } from '../../house/ctx.ts';
import type { Id } from '../../house/ids.ts';
import type { Words } from '../../house/messages.ts';
import {
  anyObject,
  checkbox,
  line,
  longText,
  requiredDay,
  requiredEmail,
  requiredLine,
  requiredText,
  several,
  version,
} from '../../house/parse.ts';
import { locale } from '../accounts/account.ts';
import { mayTellStory } from './library-figure.ts';

export type StoryId = Id<'stories'>;
export type StoryConsentId = Id<'story_consents'>;

/** How a story is told: in a conversation, on paper, in an e-mail, on a web page. */
export const SCOPES = ['talk', 'paper', 'email', 'web'] as const;
export type Scope = (typeof SCOPES)[number];
/** How the person is named. */
export const NAMED = ['full', 'first', 'none'] as const;
export type Named = (typeof NAMED)[number];

const words = { title_en: line(120), text_en: longText(5000), title_es: line(120), text_es: longText(5000) };
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

export const storyDraft = complete(z.object(words));
/** `same`: they agreed to this too, as it is spelling or a translation. */
export const storyEdit = complete(z.object({ ...words, same: checkbox, version }));
export type StoryDraft = z.output<typeof storyDraft>;

export const hashOfWords = ({ title_en, text_en, title_es, text_es }: Worded): string =>
  createHash('sha256')
    .update(JSON.stringify([title_en, text_en, title_es, text_es]))
    .digest('hex');

const scopes = several(z.enum(SCOPES, 'error.choice')).pipe(z.array(z.enum(SCOPES)).min(1, 'error.story_scopes'));
const consent = { scopes, named: z.enum(NAMED, 'error.choice'), until: requiredDay };
/** Signed on paper: a scan of it, or where it is. */
export const paperConsent = z.object({
  giver: requiredLine(120),
  ...consent,
  given_on: requiredDay,
  kept_at: line(200),
});
export const consentQuestion = z.object({ giver: requiredLine(120), email: requiredEmail, locale });
/** What a guest says. */
export const guestConsent = z.object(consent);
export type Consented = z.output<typeof guestConsent>;

export const pictureDraft = z
  .object({ alt_en: line(300), alt_es: line(300), permission: requiredLine(300) })
  .refine(({ alt_en, alt_es }) => Boolean(alt_en || alt_es), {
    path: ['alt_en'],
    message: 'error.required',
    when: anyObject,
  });

export const storyUseDraft = z.object({
  way: z.enum(SCOPES, 'error.choice'),
  used_on: requiredDay,
  place: requiredLine(200),
});
export const spokenPitchEdit = z.object({ body: requiredText(3000), version: z.union([z.literal('0'), version]) });

export type StoryConsent = {
  id: StoryConsentId;
  giver: string;
  email: string;
  way: 'paper' | 'link';
  scopes: Scope[];
  named: Named;
  /** YYYY-MM-DD, both null until it is given. */
  until: string | null;
  given_on: string | null;
  sha256: string | null;
  file_name: string;
  kept_at: string;
  asked_at: Date;
  refused_at: Date | null;
  withdrawn_at: Date | null;
  /** Whether it is about the words as they are now. */
  same_words: boolean;
};

/** `live`: it may be told today. `asked`: they have not answered yet. */
export type StoryState = 'live' | 'asked' | 'without' | 'over' | 'erased';
export type Story = {
  id: StoryId;
  title: Words;
  text: Words;
  made_by: MemberId;
  state: StoryState;
  /** The consent that counts: the latest that was given and not withdrawn. */
  consent: StoryConsent | null;
  erased_at: Date | null;
  version: number;
};

export type StoryPicture = { sha256: string; alt: Words; permission: string };
export type StoryUse = { way: Scope; used_on: string; place: string; partner: string | null; who: string };

/** A story without consent is seen by those who look after it. */
export const maySeeStory = (actor: Actor, story: Pick<Story, 'state'>): boolean =>
  story.state === 'live' ? actor.kind === 'member' : mayTellStory(actor);

/** Whoever was asked, by the link that is for this. */
export const mayConsent = (actor: Actor, id: StoryConsentId): boolean =>
  actor.kind === 'guest' && actor.purpose === 'consent' && actor.subjectId === id;

/** The name as they want it said. */
export function nameSaid({ giver, named }: Pick<StoryConsent, 'giver' | 'named'>): string {
  if (named === 'none') return '';
  return named === 'full' ? giver : (giver.split(/\s+/)[0] ?? '');
}

/** In this language, or in the other where it was not written in that. */
export function storyIn({ title, text }: Pick<Story, 'title' | 'text'>, wanted: Locale) {
  const locale = title[wanted] ? wanted : (LOCALES.find((each) => title[each]) ?? wanted);
  return { locale, title: title[locale], text: text[locale] };
}

/**
 * Words a minute of somebody who reads aloud to others, as counted by the National Center for Voice and Speech for US
 * English; Spanish has longer words and is spoken faster, which comes to about the same.
 */
const WORDS_A_MINUTE = 150;
/** Seconds it takes to say a text, to the next five. */
export function secondsAloud(text: string): number {
  const words = text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  return Math.ceil(((words / WORDS_A_MINUTE) * 60) / 5) * 5;
}
