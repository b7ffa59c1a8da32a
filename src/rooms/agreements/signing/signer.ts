/**
 * A signer is one person who is asked to sign a version for one side. Whoever holds the link presses what they want, and
 * six digits that come by a second mail confirm it: a link that was passed on, or opened by a program, does nothing. A
 * member signs with their own sign-in. What was pressed waits until it is confirmed, and says then of which version.
 */
import { z } from 'zod';
import { type Actor, atLeast, LOCALES, type Locale, type MemberId } from '../../../house/ctx.ts';
import type { Id } from '../../../house/ids.ts';
import {
  checkbox,
  day,
  line,
  longText,
  requiredDay,
  requiredEmail,
  requiredLine,
  requiredText,
  rows,
} from '../../../house/parse.ts';
import type { PersonId } from '../../directory/person.ts';
import type { PartnerId } from '../../partners/partner.ts';
import type { AgreementId } from '../agreement.ts';
import { fingerprint } from '../document/document.ts';

export type SignerId = Id<'agreement_signers'>;

export const OUTCOMES = ['signed', 'declined', 'delegated'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export type Way = 'link' | 'member' | 'paper';

export type Signer = {
  id: SignerId;
  agreement_id: AgreementId;
  number: number;
  /** Null for the library. */
  partner_id: PartnerId | null;
  party: string;
  person_id: PersonId | null;
  member_id: MemberId | null;
  name: string;
  email: string;
  locale: Locale;
  place: number;
  asked_at: Date | null;
  outcome: Outcome | null;
  outcome_at: Date | null;
  way: Way | null;
  signed_name: string;
  signed_title: string;
  /** On paper: the day that stands on it. */
  signed_on: string | null;
  mark: string;
  reason: string;
  delegate_id: SignerId | null;
  pending: Pending | null;
  code_until: Date | null;
};

type State = Pick<Signer, 'outcome' | 'place'>;

/** Those whose turn it is: all before them have signed, and nobody said no. */
export function toSignNow<S extends State>(signers: readonly S[]): S[] {
  if (signers.some(({ outcome }) => outcome === 'declined')) return [];
  const open = signers.filter(({ outcome }) => outcome === null);
  const first = Math.min(...open.map(({ place }) => place));
  return open.filter(({ place }) => place === first);
}

/** Everybody has signed, or had somebody sign in their stead. */
export const isComplete = (signers: readonly State[]): boolean =>
  signers.some(({ outcome }) => outcome === 'signed') &&
  signers.every(({ outcome }) => outcome === 'signed' || outcome === 'delegated');

/** Lines that were drawn: "M10 20L30 40…", in a box of 600 by 200. Nothing else is taken for a picture. */
const MARK = /^(M\d{1,3} \d{1,3}(L\d{1,3} \d{1,3})*)*$/;
export const MARK_BOX = { width: 600, height: 200 };
const MOST_MARK = 20_000;
/** The hash of what they read. */
const read = z.string().regex(/^[0-9a-f]{64}$/, 'error.signing_changed');

const signature = {
  read,
  consent: checkbox.refine(Boolean, 'error.signing_consent'),
  name: requiredLine(200),
  title: line(200),
  mark: z.string().max(MOST_MARK).regex(MARK, 'error.signing_mark').default(''),
};
const signing = z.object({ what: z.literal('sign'), ...signature });
const declining = z.object({ what: z.literal('decline'), read, reason: requiredText(2000) });
/** Names of their own: a page has the fields of all three. */
const delegating = z.object({
  ...{ what: z.literal('delegate'), read, colleague: requiredLine(120), colleague_email: requiredEmail },
});
export const pressed = z.discriminatedUnion('what', [signing, declining, delegating]);
export type Pending = z.output<typeof pressed>;
/** Digits do what the page said that they do: of a press that another took the place of meanwhile they do nothing. */
export const pressedAs = (pending: Pending): string => fingerprint(JSON.stringify(pending));

/** Spaces and dashes between the digits are nothing. */
export const codeDraft = z.object({
  code: z
    .string()
    .transform((text) => text.replace(/[\s-]/g, ''))
    .pipe(z.string().regex(/^\d{6}$/, 'error.code_digits')),
  /** What was pressed, as `pressedAs` says it. */
  of: z.string().max(64).default(''),
});

export const CODE_MINUTES = 10;
export const WRONG_CODES = 5;
/** After so many, however often one pressed, only a link that the library sends anew helps. */
export const WRONG_IN_ALL = 20;

/** The library is bound by those who give work to others. */
export const mayBeAsked = (member: Pick<Actor, 'role'>): boolean => atLeast(member, 'coordinator');

/** Whoever was asked, by the link that is for this. */
export const maySignByLink = (actor: Actor, id: SignerId): boolean =>
  actor.kind === 'guest' && actor.purpose === 'signature' && actor.subjectId === id;
export const maySignAsMember = (actor: Actor, { member_id }: Pick<Signer, 'member_id'>): boolean =>
  actor.kind === 'member' && mayBeAsked(actor) && member_id === actor.id;

const MOST_SIGNERS = 20;
/** "member 0192…" or "person <partner> <person>"; empty for a row that is not used. */
const asked = z.object({
  who: z
    .string()
    .regex(/^$|^member [0-9a-f-]{36}$|^person [0-9a-f-]{36} [0-9a-f-]{36}$/, 'error.choice')
    .default(''),
  place: z.coerce.number('error.choice').int().min(1, 'error.choice').max(20, 'error.choice').default(1),
});
export const sendingDraft = z.object({
  signers: rows(asked, MOST_SIGNERS).transform((all) => all.filter(({ who }) => who !== '')),
  sign_by: requiredDay,
  reason: longText(2000),
  unsettled: checkbox,
});
export type Asked = z.output<typeof sendingDraft>['signers'][number];

const signedRow = z.object({
  of: line(40),
  name: line(200),
  title: line(200),
  on: day,
});
/** What stands on paper: for each side who signed and when. */
export const paperDraft = z.object({ rows: rows(signedRow, MOST_SIGNERS), read, kept_at: line(300) });
export type SignedRow = z.output<typeof signedRow>;

export const localeOf = z.enum(LOCALES as [Locale, ...Locale[]], 'error.choice');
