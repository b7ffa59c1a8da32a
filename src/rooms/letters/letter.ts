/**
 * A letter is an e-mail to several partners: written once, in English, Spanish or both, and sent to each alone, so that
 * nobody sees another's address. Words in braces are filled for each. It becomes an interaction in each one's story,
 * and their answers come back to it.
 */
import { z } from 'zod';
import { type Actor, atLeast, LOCALES, type Locale, type MemberId } from '../../house/ctx.ts';
import type { Id } from '../../house/ids.ts';
import { checkbox, line, longText, version } from '../../house/parse.ts';
import { locale } from '../accounts/account.ts';
import type { PersonId } from '../directory/person.ts';
import type { PartnerId } from '../partners/partner.ts';

export type LetterId = Id<'letters'>;

/** The kind of mail, by which somebody who has it can have no more of it. */
export const KIND = 'letter';
/** So many partners at most, and one mail in so many seconds: more would be taken for a circular. */
export const MOST_RECIPIENTS = 500;
export const SECONDS_BETWEEN = 2;

/** What can stand in braces, in the words of each language. */
export const FIELDS = {
  en: { partner: 'partner', person: 'person', library: 'library', me: 'me' },
  es: { socio: 'partner', persona: 'person', biblioteca: 'library', yo: 'me' },
} as const satisfies Record<Locale, Record<string, string>>;
export type Filling = { partner: string; person: string; library: string; me: string };

const BRACES = /\{([^{}]*)\}/g;
const fieldsOf = (locale: Locale): Record<string, keyof Filling> => FIELDS[locale];

/** The first in braces that is none of ours; null where all are. */
const strangeIn = (text: string, locale: Locale): string | null =>
  [...text.matchAll(BRACES)].map(([, name = '']) => name).find((name) => !(name in fieldsOf(locale))) ?? null;

/** The text for one of them. */
export const filled = (text: string, locale: Locale, values: Filling): string =>
  text.replace(BRACES, (all, name: string) => values[fieldsOf(locale)[name] as keyof Filling] ?? all);

export type Text = { subject: string; body: string };
export type Texts = Record<`subject_${Locale}` | `body_${Locale}`, string>;

const texts = {
  subject_en: line(200),
  body_en: longText(10_000),
  subject_es: line(200),
  body_es: longText(10_000),
};

/** One language at least, each of them whole, and no braces that would stay as they are. */
const complete = <T extends z.ZodType<Texts>>(schema: T) =>
  schema.check(({ value, issues }) => {
    const given = value as Texts;
    const wrong = (path: string, message: string) =>
      issues.push({ code: 'custom', input: given, path: [path], message });
    const begun = LOCALES.filter((each) => given[`subject_${each}`] + given[`body_${each}`] !== '');
    for (const each of begun.length > 0 ? begun : (['en'] as const))
      for (const what of ['subject', 'body'] as const) {
        const text = given[`${what}_${each}`];
        if (text === '') wrong(`${what}_${each}`, 'error.letter_half');
        else if (strangeIn(text, each) !== null) wrong(`${what}_${each}`, `error.letter_field_${each}`);
      }
  });

export const letterDraft = complete(z.object(texts));
export const letterEdit = complete(z.object({ ...texts, version }));
export type LetterDraft = z.output<typeof letterDraft>;

/** Which address of a partner, and in which language. */
export const recipientEdit = z.object({
  to: z.string('error.choice').max(300).default(''),
  locale,
  left_out: checkbox,
  refused: checkbox,
});

export type Letter = Texts & {
  id: LetterId;
  made_by: MemberId;
  made_at: Date;
  sent_by: string | null;
  sent_at: Date | null;
  done_at: Date | null;
  failed: string;
  version: number;
};

/** `kept`: logged, where the host had no mail server to send it by. */
export const OUTCOMES = ['sent', 'kept', 'left_out', 'no_address', 'refused', 'bounced'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export type Recipient = {
  partner_id: PartnerId;
  partner: string;
  person_id: PersonId | null;
  person: string | null;
  email: string;
  locale: Locale;
  left_out: boolean;
  refused: boolean;
  bounced: boolean;
  /** What became of it; '' before it is sent. */
  outcome: Outcome | '';
};

/** What becomes, or became, of one. */
export function outcomeOf({ outcome, left_out, email, refused, bounced }: Recipient): Outcome {
  if (outcome) return outcome;
  if (left_out) return 'left_out';
  if (email === '') return 'no_address';
  return refused ? 'refused' : bounced ? 'bounced' : 'sent';
}

/** In the language for this one; in the other where it was not written in that. */
export function textFor(letter: Texts, wanted: Locale): Text & { locale: Locale } {
  const locale = letter[`subject_${wanted}`] ? wanted : (LOCALES.find((each) => letter[`subject_${each}`]) ?? wanted);
  return { locale, subject: letter[`subject_${locale}`], body: letter[`body_${locale}`] };
}

/** What it is called: its subject, with what is the same for all. */
export function letterName(letter: Pick<Letter, 'subject_en' | 'subject_es'>, same: Pick<Filling, 'library'>): string {
  const locale = letter.subject_en ? 'en' : 'es';
  return filled(letter[`subject_${locale}`], locale, { partner: '…', person: '…', me: '…', ...same });
}

/** Writing to many at once speaks for the library. */
export const mayWriteLetters = (actor: Actor) => atLeast(actor, 'coordinator');
/** One that was sent stays as it is. */
export const mayChangeLetter = (actor: Actor, letter: Pick<Letter, 'sent_at'>) =>
  mayWriteLetters(actor) && letter.sent_at === null;
