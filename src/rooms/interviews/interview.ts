/**
 * An interview with one community leader: who they are to us, when it is, what they allow, and what became of it. What
 * is known of a leader belongs to them: it is read by the round's interviewers, is no contact of an organization, and
 * goes when the round's time is over.
 */
import { z } from 'zod';
import type { Actor, Locale, MemberId } from '../../house/ctx.ts';
import type { Id } from '../../house/ids.ts';
import {
  checkbox,
  day,
  email,
  key,
  line,
  longText,
  optionalId,
  requiredDay,
  requiredLine,
  requiredText,
  rows,
  several,
  version,
} from '../../house/parse.ts';
import { locale } from '../accounts/account.ts';
import type { BranchId } from '../accounts/branches.ts';
import { nameKey } from '../directory/name-key.ts';
import type { OrganizationId } from '../directory/organization.ts';
import type { PersonId } from '../directory/person.ts';
import { population } from '../guide/guide.ts';
import type { LeadId } from '../sourcing/leads/lead.ts';
import type { GuideId, RoundId } from './round.ts';

export type InterviewId = Id<'interviews'>;
export type SlotId = Id<'interview_slots'>;
export type ReferralId = Id<'interview_referrals'>;

/** Notes for the interviewers alone; quotes with the name; quotes without; no interview. */
export const CONSENTS = ['notes', 'unnamed', 'named', 'none'] as const;
export type Consent = (typeof CONSENTS)[number];
/** What may be quoted, by the consent that counts. */
export const QUOTABLE: readonly Consent[] = ['named', 'unnamed'];

export const WAYS_HELD = ['visit', 'phone', 'video', 'walk_in'] as const;
export type WayHeld = (typeof WAYS_HELD)[number];

export const STATES = ['to_invite', 'invited', 'proposed', 'scheduled', 'held', 'declined'] as const;
export type InterviewState = (typeof STATES)[number];

const leader = {
  name: requiredLine(200),
  role: line(200),
  organization: line(200),
  email,
  phone: line(60),
  how_known: line(300),
  locale,
  sector_key: z
    .union([z.literal(''), key])
    .default('')
    .transform((sector) => sector || null),
  populations: several(key.refine((each) => population(each) !== undefined, 'error.choice')),
  branch_id: optionalId<'branches'>(),
  interviewer_id: optionalId<'members'>(),
};
/** What of a round's people is looked at: in which state, of whose, and called or working where. */
export const peopleFilter = z.object({
  state: z.enum(STATES).or(z.literal('')).catch(''),
  who: z.string().max(60).catch(''),
  q: z.string().max(200).catch(''),
});
export type PeopleFilter = z.output<typeof peopleFilter>;

export const isLookedAt = ({ state, who, q }: PeopleFilter, each: Interview): boolean =>
  (state === '' || each.state === state) &&
  (who === '' || each.interviewer_id === who) &&
  nameKey(`${each.name} ${each.role} ${each.organization}`).includes(nameKey(q));

/** `anyway`: although somebody of that name or address was asked before. */
export const leaderDraft = z.object({ ...leader, person_id: optionalId<'persons'>(), anyway: checkbox });
export const leaderEdit = z.object({ ...leader, version });
export type LeaderDraft = Omit<z.output<typeof leaderDraft>, 'anyway' | 'person_id'> & {
  person_id?: PersonId | null;
  referred_by_id?: InterviewId | null;
};

/** Where and how it was. */
export const heldDraft = z.object({ held_on: requiredDay, held_way: z.enum(WAYS_HELD, 'error.choice') });
export const consentSaid = z.object({
  said: z.enum(CONSENTS, 'error.choice'),
  /** What whoever says so saw. */
  said_from: z.enum(['', ...CONSENTS], 'error.choice').optional(),
});

/** A day and a time of the clock where the library is: "2026-11-03", "14:30" or "2:30 pm"; how long, in minutes. */
const clockOrNone = line(20).transform((text, context) => {
  if (text === '') return null;
  const read = /^(\d{1,2})(?:[:.h](\d{2}))?\s*([ap])?\.?\s?(?:m\.?)?$/i.exec(text);
  const [, hours = '', minutes = '00', half] = read ?? [];
  const hour = half ? (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hours);
  // “2:30” is nobody’s time for an interview at night, and perhaps not theirs in the afternoon.
  const isUnsure = !half && /^[1-6](?!\d)/.test(text);
  if (read && !isUnsure && hour < 24 && Number(minutes) < 60 && !(half && (Number(hours) < 1 || Number(hours) > 12)))
    return `${String(hour).padStart(2, '0')}:${minutes}`;
  context.addIssue({ code: 'custom', message: 'error.clock' });
  return z.NEVER;
});
const clock = clockOrNone.transform((time, context) => {
  if (time !== null) return time;
  context.addIssue({ code: 'custom', message: 'error.required' });
  return z.NEVER;
});
export const DURATIONS = ['30', '45', '60', '90'] as const;
const slot = z.object({ day: day.default(null), time: clockOrNone.default(null) });
export const OFFERED = 3;
export const invitationDraft = z.object({
  slots: rows(slot, OFFERED),
  minutes: z.enum(DURATIONS, 'error.choice').transform(Number),
  place: line(300),
  words: longText(3000),
});
export const appointmentDraft = z.object({
  day: requiredDay,
  time: clock,
  minutes: z.enum(DURATIONS, 'error.choice').transform(Number),
  place: line(300),
});
export type Wanted = { day: string; time: string; minutes: number; place: string };
/** What a guest says: one of the times that were offered, or when it would suit them. */
export const slotChoice = z.object({ slot: optionalId<'interview_slots'>() });
export const proposalSaid = z.object({ proposed: requiredText(1000) });

export const referralDraft = z.object({
  name: line(200),
  role: line(200),
  organization: line(200),
  why: line(500),
});
export const referralsDraft = z.object({ rows: rows(referralDraft, 20) });
export type ReferralDraft = z.output<typeof referralDraft>;

export type Slot = {
  id: SlotId;
  interviewer_id: MemberId;
  interviewer: string;
  interviewer_email: string;
  starts_at: Date;
  ends_at: Date;
  place: string;
  chosen_at: Date | null;
};

export type Interview = {
  id: InterviewId;
  round_id: RoundId;
  round: string;
  /** Who may read it: those of its round. */
  interviewers: { id: MemberId; name: string }[];
  name: string;
  role: string;
  organization: string;
  email: string;
  phone: string;
  how_known: string;
  locale: Locale;
  sector_key: string | null;
  populations: string[];
  branch_id: BranchId | null;
  branch: string | null;
  interviewer_id: MemberId | null;
  interviewer: string | null;
  person_id: PersonId | null;
  organization_id: OrganizationId | null;
  partner_id: Id<'partners'> | null;
  referred_by_id: InterviewId | null;
  referred_by: string | null;
  guide_id: GuideId | null;
  invited_at: Date | null;
  declined_at: Date | null;
  proposed: string;
  held_on: string | null;
  held_way: WayHeld | null;
  sequence: number;
  added_at: Date;
  version: number;
  state: InterviewState;
  consent: Consent | null;
  /** The time that was agreed on. */
  appointment: Slot | null;
  /** On which day thanks, and the findings, went out; null while they are owed. */
  thanked_at: Date | null;
  findings_at: Date | null;
  /** How; what went out by e-mail cannot be called back. */
  thanked_way: string | null;
  findings_way: string | null;
  anonymised: boolean;
};

export type Referral = ReferralDraft & {
  id: ReferralId;
  interview_id: InterviewId;
  /** By whom. */
  named_by: string;
  became_id: InterviewId | null;
  lead_id: LeadId | null;
  set_aside_at: Date | null;
  /** The organization is one that we have. */
  is_known: boolean;
};

/** Whoever was invited, by the link that is for this. */
export const mayAnswerInvitation = (actor: Actor, id: InterviewId): boolean =>
  actor.kind === 'guest' && actor.purpose === 'interview' && actor.subjectId === id;

/** "Ana Ruiz, principal, Elm School: knows every family", line by line; what has no comma is a name. */
export function referralsIn(text: string): ReferralDraft[] {
  return text
    .split('\n')
    .map((line) => line.replace(/^[\s\-*•·\d.)]+/, '').trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [who = '', ...after] = line.split(/:(?!\/\/)/);
      const parts = who.split(',').map((part) => part.trim());
      const [name = '', ...rest] = parts;
      // Of one word after the name it is not known which it is: what somebody does is no organization by mistake.
      const organization = rest.length > 1 ? (rest.at(-1) ?? '') : '';
      const role = rest.length > 1 ? rest.slice(0, -1).join(', ') : (rest[0] ?? '');
      return { name, role, organization, why: after.join(':').trim() };
    });
}
