/**
 * An agreement is what the library and partners bind themselves to. It is written of clauses, or is their paper with its
 * terms typed beside it, or a handshake with terms alone. What is sent is a version that is never changed; a version
 * holds when all have signed it. What is written afterwards is a draft of an amendment, and binds nobody yet.
 */
import { z } from 'zod';
import { type Actor, atLeast, type Ctx, LOCALES, type Locale, today } from '../../house/ctx.ts';
import type { Id } from '../../house/ids.ts';
import {
  anyObject,
  day,
  line,
  longText,
  money,
  optionalId,
  requiredId,
  requiredLine,
  several,
  version,
  wholeNumber,
} from '../../house/parse.ts';
import type { PersonId } from '../directory/person.ts';
import { mayLog, type PartnerId } from '../partners/partner.ts';
import { AGREEMENT_KINDS, type AgreementKind } from './clauses/clause.ts';
import { RENEWALS, type Term } from './term.ts';

export type AgreementId = Id<'agreements'>;

export const AGREEMENT_STATES = [
  'draft',
  'signing',
  'expired',
  'declined',
  'agreed',
  'in_force',
  'suspended',
  'lapsed',
  'ended',
] as const;
export type AgreementState = (typeof AGREEMENT_STATES)[number];
/** In these it binds, or did until its day. */
export const BINDING: readonly AgreementState[] = ['agreed', 'in_force', 'suspended', 'lapsed'];

export const LOGO_USES = ['none', 'ours', 'theirs', 'both'] as const;
export type LogoUse = (typeof LOGO_USES)[number];

const MOST_PARTNERS = 8;
const MOST_NOTICE = 730;
const MOST_MONTHS = 120;
/** So many days ago it may have begun: older ones are history, not work. */
const LONGEST_AGO = -11_000;

const atLeastOne = (value: number | null, context: z.core.$RefinementCtx) => {
  if (value !== 0) return value;
  context.addIssue({ code: 'custom', message: 'error.whole_number' });
  return z.NEVER;
};

const words = {
  name: requiredLine(160),
  kind: z.enum(AGREEMENT_KINDS, 'error.choice'),
  locale: z.enum(LOCALES as [Locale, ...Locale[]], 'error.choice'),
  partners: several(requiredId<'partners'>())
    .refine((ids) => ids.length > 0, 'error.proposal_partner')
    .refine((ids) => ids.length <= MOST_PARTNERS, 'error.proposal_partners_many'),
  effective_on: day,
  ends_on: day,
  notice_days: wholeNumber(MOST_NOTICE).transform(atLeastOne),
  renewal: z.enum(RENEWALS, 'error.choice').default('none'),
  renewal_months: wholeNumber(MOST_MONTHS).transform(atLeastOne),
  given_cents: money,
  given_by: z.enum(['partner', 'library'], 'error.choice').default('partner'),
  logo: z.enum(LOGO_USES, 'error.choice').default('none'),
  insurance: line(300),
  our_notices: line(300),
  terms: longText(6000),
  owner_id: requiredId<'members'>(),
};

type Framed = Term & { kind: AgreementKind; terms: string };
const daysBetween = (from: string, until: string) => (Date.parse(until) - Date.parse(from)) / 86_400_000;

/** What only two fields together say; asked as well while another field is wrong. */
const fitting = <T extends z.ZodType<Framed>>(schema: T) =>
  schema
    .refine(({ effective_on, ends_on }) => !effective_on || !ends_on || ends_on >= effective_on, {
      ...{ path: ['ends_on'], message: 'error.ends_before', when: anyObject },
    })
    .refine(({ renewal, ends_on }) => renewal === 'none' || Boolean(ends_on), {
      ...{ path: ['ends_on'], message: 'error.agreement_renews_when', when: anyObject },
    })
    .refine(({ renewal, renewal_months }) => renewal !== 'by_itself' || Boolean(renewal_months), {
      ...{ path: ['renewal_months'], message: 'error.agreement_months', when: anyObject },
    })
    .refine(({ notice_days, ends_on }) => !notice_days || Boolean(ends_on), {
      ...{ path: ['ends_on'], message: 'error.agreement_notice_end', when: anyObject },
    })
    .refine(
      ({ notice_days, effective_on, ends_on }) =>
        !(notice_days && effective_on && ends_on) || daysBetween(effective_on, ends_on) > notice_days,
      { path: ['notice_days'], message: 'error.agreement_notice_long', when: anyObject },
    )
    .refine(({ kind, terms }) => kind !== 'handshake' || terms !== '', {
      ...{ path: ['terms'], message: 'error.agreement_terms', when: anyObject },
    });

export const agreementDraft = fitting(
  z.object({ ...words, proposal_id: optionalId<'proposals'>(), renews_id: optionalId<'agreements'>() }),
);
export const agreementEdit = fitting(z.object({ ...words, version }));
export type AgreementDraft = z.output<typeof agreementDraft>;
export type AgreementEdit = z.output<typeof agreementEdit>;

export const beganLongAgo = (ctx: Ctx, { effective_on }: Pick<Term, 'effective_on'>): boolean =>
  effective_on !== null && effective_on < today(ctx, LONGEST_AGO);

export type AgreementPartner = {
  id: PartnerId;
  name: string;
  /** Who signs for them. */
  person_id: PersonId | null;
  person: string | null;
  notices: string;
};

export type Notice = { given_by: 'ours' | 'theirs'; given_on: string; ends_on: string; words: string };

export type AgreementWords = Omit<AgreementDraft, 'partners'>;
export type Agreement = AgreementWords & {
  id: AgreementId;
  proposal: string | null;
  owner: string;
  /** Whether who looks after it is still here and may. */
  owned: boolean;
  partners: AgreementPartner[];
  /** Their paper, by its hash. */
  sha256: string | null;
  file_name: string;
  state: AgreementState;
  /** The version that holds; null before the first. */
  number: number | null;
  /** Its term, as it was signed. */
  force: Term | null;
  /** The last day of the term that runs. */
  term_ends_on: string | null;
  /** The version that is out for signing, until when it can be signed, and whether somebody said no. */
  open: { number: number; sign_by: string; declined: boolean } | null;
  suspended_on: string | null;
  /** One side said that it does not go on. */
  notice: Notice | null;
  /** Another that takes its place holds. */
  renewed: boolean;
  ended_on: string | null;
  /** When the next of its papers expires. */
  document_on: string | null;
  /** Something in it was changed after the last version was kept. */
  changed: boolean;
  made_at: Date;
  version: number;
};

export const mayWrite = (actor: Actor) => mayLog(actor);
export const isOver = ({ state }: Pick<Agreement, 'state'>) => state === 'ended';
/** What it says can be changed at any time: what was sent stays what it is. */
export const mayChangeAgreement = (actor: Actor, it: Pick<Agreement, 'state'>) => mayWrite(actor) && !isOver(it);
type Owned = Pick<Agreement, 'state' | 'owner_id'>;
/** Sent for signing, taken back, suspended, amended and ended by whoever looks after it, or gives work to others. */
export const mayBind = (actor: Actor, it: Owned) =>
  mayChangeAgreement(actor, it) && (atLeast(actor, 'coordinator') || it.owner_id === actor.id);
/** What binds without a signature of theirs is told by those who give work to others. */
export const mayTell = (actor: Actor, it: Owned) => mayBind(actor, it) && atLeast(actor, 'coordinator');
/** Signed papers are not thrown away: what holds, held or is out is ended, not removed; nor is a "no" of just anybody. */
export const mayRemoveAgreement = (actor: Actor, it: Pick<Agreement, 'state' | 'number'>) =>
  it.number === null &&
  (it.state === 'draft' ? mayWrite(actor) : it.state !== 'signing' && atLeast(actor, 'coordinator'));
export const maySuspend = (actor: Actor, it: Owned) => mayBind(actor, it) && it.state === 'in_force';
export const mayResume = (actor: Actor, it: Owned) => mayBind(actor, it) && it.state === 'suspended';
export const mayEnd = (actor: Actor, it: Owned & Pick<Agreement, 'number'>) =>
  mayBind(actor, it) && it.number !== null && it.state !== 'ended';
export const mayRenew = (actor: Actor, it: Pick<Agreement, 'number'>) => mayWrite(actor) && it.number !== null;

export const SORTS = ['next', 'name', 'newest'] as const;
/** What the list is asked; what does not fit is left out. */
export const agreementFilter = z.object({
  q: line(200).catch(''),
  state: z.enum(AGREEMENT_STATES).or(z.literal('')).catch(''),
  kind: z.enum(AGREEMENT_KINDS).or(z.literal('')).catch(''),
  owner: z.guid().or(z.literal('')).catch(''),
  partner: z.guid().or(z.literal('')).catch(''),
  /** Only those whose next date is within so many days. */
  within: z.coerce.number().int().min(1).max(730).or(z.literal('')).catch(''),
  sort: z.enum(SORTS).catch('next'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type AgreementFilter = z.output<typeof agreementFilter>;
