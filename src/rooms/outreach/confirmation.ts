/**
 * A confirmation: a partner looks through what we know of it, by a link, and says that it is right or what is not.
 * Only what is the organization's own is shown, and of its people only what it lets us publish. Nothing changes by
 * itself: what is otherwise waits for a member.
 */
import { z } from 'zod';
import type { Actor } from '../../house/ctx.ts';
import type { Id } from '../../house/ids.ts';
import { email, longText, website } from '../../house/parse.ts';
import { mayLog, type PartnerId } from '../partners/partner.ts';

export type ConfirmationId = Id<'confirmations'>;

/** What can be taken over by one press; phones, addresses and the rest are read and typed by a member. */
export const TAKEN = ['description', 'website', 'email'] as const;
export const ASKED = [...TAKEN, 'phones', 'addresses'] as const;
export type AskedField = (typeof ASKED)[number];
export type Corrections = Partial<Record<AskedField, string>>;

export const detailsDraft = z.object({
  description: longText(5000),
  website,
  email,
  phones: longText(2000),
  addresses: longText(3000),
  remark: longText(5000),
});
export type DetailsDraft = z.output<typeof detailsDraft>;

export const settleDraft = z.object({
  /** When what is settled was said: something else may have been said since. */
  said_at: z.coerce.date('error.choice'),
  take: z
    .union([z.array(z.string()), z.string()])
    .default([])
    .transform((given) => TAKEN.filter((field) => [given].flat().includes(field))),
});

export type Confirmation = {
  id: ConfirmationId;
  partner_id: PartnerId;
  partner: string;
  person: string;
  asked_at: Date;
  said_at: Date | null;
  corrections: Corrections;
  remark: string;
  settled_at: Date | null;
};

/** Whoever was asked, by the link that is for this. */
export const maySayDetails = (actor: Actor, { id }: Pick<Confirmation, 'id'>): boolean =>
  actor.kind === 'guest' && actor.purpose === 'details' && actor.subjectId === id;

/** What was said waits until somebody has looked at it. */
export const waits = ({ said_at, settled_at }: Pick<Confirmation, 'said_at' | 'settled_at'>): boolean =>
  said_at !== null && settled_at === null;

export const maySettle = (actor: Actor) => mayLog(actor);
