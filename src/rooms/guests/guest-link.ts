/**
 * A guest link lets one person outside the library do one thing, from a mail, without an account. It is for one purpose
 * and one subject, ends by itself, and can be revoked. Opening it changes nothing: programs that guard mailboxes open
 * links; only a button that a person presses acts. Whoever sent it is who asks; when they leave, it is the partner's
 * owner, and when there is none, the link is of no use.
 */
import { type Ctx, daysAfter, type Guest, type Locale, type MemberId } from '../../house/ctx.ts';
import type { AnyId, Id, SomeId } from '../../house/ids.ts';
import type { PersonId } from '../directory/person.ts';
import type { PartnerId } from '../partners/partner.ts';

export type GuestLinkId = Id<'guest_links'>;

/** What a link is for: the page it opens. */
export const PURPOSES = [
  'promise',
  'details',
  'consent',
  'interview',
  'grid',
  'reward',
  'agreement',
  'signature',
] as const;
export type Purpose = (typeof PURPOSES)[number];
/** Their mail is for those alone who may read what it is about. */
export const isPrivate = (purpose: Purpose): boolean => purpose === 'interview';

/** How long a guest can take back what they did. */
const GUEST_DAYS = 7;
export const takesBackUntil = (done: Date): Date => daysAfter(done, GUEST_DAYS);

export type LinkDraft = {
  purpose: Purpose;
  subject_id: SomeId;
  /** Both null for somebody who is at no organization; then `name` is theirs. */
  partner_id: PartnerId | null;
  person_id: PersonId | null;
  name?: string;
  email: string;
  locale: Locale;
  /** What is asked, in one sentence in their language. */
  asks: string;
  /** What the mail says instead of that sentence, where more is to be said. */
  letter?: string;
  expires_at: Date;
  /** Who asks, where that is not the member who acts: what one guest does can ask another. */
  made_by?: MemberId;
};

export type Asker = { name: string; email: string };

export type GuestLink = Omit<LinkDraft, 'subject_id' | 'name' | 'letter' | 'made_by'> & {
  id: GuestLinkId;
  subject_id: AnyId;
  /** Whom it is for. */
  person: string;
  made_at: Date;
  revoked_at: Date | null;
  /** Null when whoever sent it has left and the partner has no owner. */
  asker: Asker | null;
};

/** Somebody who holds a link that is open; a verb asks what they may by its policy. */
export type GuestCtx = Ctx & { actor: Guest };

/** Whether it opens its page now. */
export const isOpen = (link: GuestLink, now: Date): boolean =>
  link.revoked_at === null && link.expires_at > now && link.asker !== null;

export const guestOf = ({ person, person_id, purpose, subject_id }: GuestLink): Guest => ({
  ...{ kind: 'guest', id: null, userId: null, role: 'guest' },
  ...{ name: person, personId: person_id, purpose, subjectId: subject_id },
});
