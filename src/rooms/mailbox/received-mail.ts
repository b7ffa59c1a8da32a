/**
 * An e-mail that came in for a member, at a secret address. It is filed by itself, as part of a partner's story, when
 * it is from the member, signed by their domain, and names partners we know; else it waits in the member's tray. A
 * filed one is the whole library's, as the interaction is that was made of it; all others are their member's alone.
 */
import type { Actor, LibraryId, MemberId } from '../../house/ctx.ts';
import type { Id } from '../../house/ids.ts';
import type { PersonId } from '../directory/person.ts';
import { mayLog, type PartnerId } from '../partners/partner.ts';
import type { Proof } from './proof.ts';

export type ReceivedMailId = Id<'received_mails'>;

/** The kind of work that reads what came and files it: the room above does it, as it knows interactions. */
export const FILE = 'mail.file';

export const MAIL_STATES = ['new', 'waiting', 'filed', 'aside', 'automatic'] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** Why one waits. */
export const WAITS = ['not_yours', 'not_signed', 'nobody', 'many', 'answer', 'nothing', 'unreadable', 'left'] as const;
export type Waits = (typeof WAITS)[number];

/** Of what hangs on it, what is not kept as a file, and why: a message. */
export type RefusedPart = { name: string; why: string };

export type ReceivedMail = {
  id: ReceivedMailId;
  member_id: MemberId;
  /** Whose answer it is, of one that came to the address for it. */
  partner_id: PartnerId | null;
  person_id: PersonId | null;
  state: MailState;
  why: Waits | '';
  received_at: Date;
  sent_at: Date | null;
  subject: string;
  from_name: string;
  from_email: string;
  proof: Proof['proof'];
  signed_by: string;
  /** It came from a partner, or was passed on from one. */
  incoming: boolean;
  said: string;
  words: string;
  addresses: string[];
  refused: RefusedPart[];
  whole: boolean;
  bytes: number;
};

/** How long what nobody wants, and what programs wrote, is kept. */
export const ASIDE_DAYS = 30;

/** Whoever logs. Whose a mail is, its list says (readable.ts). */
export const mayHaveTray = mayLog;

/** Whoever it came for; when they have left, those who give partners to others, as the list says (readable.ts). */
export const mayFile = (actor: Actor, mail: Pick<ReceivedMail, 'state'>): boolean =>
  mayLog(actor) && mail.state !== 'filed' && mail.state !== 'new';

/** To whom something came that was handed in. */
export type MailFor = { libraryId: LibraryId; secret: string };
