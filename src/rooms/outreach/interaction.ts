/**
 * An interaction is something that was said or done: with one partner or several, by members, with persons. A remark is
 * the kind that was said to nobody: what somebody wants to keep about a partner.
 */
import { z } from 'zod';
import type { Actor, MemberId } from '../../house/ctx.ts';
import type { Id } from '../../house/ids.ts';
import { day, requiredText, version } from '../../house/parse.ts';
import { mayLog, type PartnerId } from '../partners/partner.ts';

export type InteractionId = Id<'interactions'>;

export const KINDS = ['in_person', 'phone', 'email', 'video', 'event', 'letter', 'remark'] as const;
export const DIRECTIONS = ['incoming', 'outgoing', 'both'] as const;
/** For whom the words are: every member of the library, or the one who wrote them. */
export const AUDIENCES = ['library', 'me'] as const;

export type Kind = (typeof KINDS)[number];
export type Direction = (typeof DIRECTIONS)[number];
export type Audience = (typeof AUDIENCES)[number];

export const remarkDraft = z.object({
  body: requiredText(10_000),
  audience: z.enum(AUDIENCES, 'error.choice'),
  happened_on: day,
});
export const remarkEdit = remarkDraft.extend({ version });
export type RemarkDraft = z.output<typeof remarkDraft>;

export type Interaction = {
  id: InteractionId;
  kind: Kind;
  /** Null for a remark. */
  direction: Direction | null;
  /** In one line. */
  summary: string;
  body: string;
  audience: Audience;
  author_id: MemberId;
  /** The calendar day on which it happened, where the library is. */
  happened_on: string;
  version: number;
  /** With whom, in the order of their names; at least one. */
  partners: [PartnerId, ...PartnerId[]];
};

/** Its words belong to who wrote them: nobody else rewrites what they said. */
export const mayEditInteraction = (actor: Actor, interaction: Pick<Interaction, 'author_id'>) =>
  mayLog(actor) && interaction.author_id === actor.id;
