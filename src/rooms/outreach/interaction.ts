/**
 * An interaction is something that was said or done: with one partner or several, by members, with persons. A remark is
 * the kind that was said to nobody: what somebody wants to keep about a partner. Of all other kinds, that they happened
 * is the whole library's, so that nobody is called twice; words that are for one's own eyes are kept as a remark.
 */
import { z } from 'zod';
import type { Actor, MemberId } from '../../house/ctx.ts';
import type { Id } from '../../house/ids.ts';
import { day, line, longText, requiredId, several, version } from '../../house/parse.ts';
import type { PersonId } from '../directory/person.ts';
import type { ReceivedMailId } from '../mailbox/received-mail.ts';
import { mayLog, type PartnerId } from '../partners/partner.ts';

export type InteractionId = Id<'interactions'>;

export const KINDS = ['in_person', 'phone', 'email', 'video', 'event', 'letter', 'remark'] as const;
export const DIRECTIONS = ['incoming', 'outgoing', 'both'] as const;
/** For whom the words are: every member of the library, or the one who wrote them. */
export const AUDIENCES = ['library', 'me'] as const;

/** Who asks in an interaction that is advocacy: the library, or the official. */
export const ASKERS = ['us', 'them'] as const;

export type Asker = (typeof ASKERS)[number];
export type Kind = (typeof KINDS)[number];
export type Direction = (typeof DIRECTIONS)[number];
export type Audience = (typeof AUDIENCES)[number];

const MINUTES = 24 * 60;
const PEOPLE = 1_000_000;

/** A count as it is typed; null when left empty. */
const counted = (most: number) =>
  line(12).transform((text, context) => {
    if (text === '') return null;
    const value = Number(text.replace(/[.,\s](?=\d{3}\b)/g, ''));
    if (Number.isInteger(value) && value >= 1 && value <= most) return value;
    context.addIssue({ code: 'custom', message: 'error.counted' });
    return z.NEVER;
  });

const words = {
  kind: z.enum(KINDS, 'error.log_kind'),
  /** Of a remark it is not asked. */
  direction: z.enum(DIRECTIONS, 'error.choice').default('both'),
  happened_on: day,
  minutes: counted(MINUTES),
  people_reached: counted(PEOPLE),
  summary: line(200),
  body: longText(10_000),
  audience: z.enum(AUDIENCES, 'error.choice').default('library'),
  persons: several(requiredId<'persons'>()).transform((ids) => ids as PersonId[]),
  members: several(requiredId<'members'>()).transform((ids) => ids as MemberId[]),
  /** Who asked the other for a decision, of or about an official; and what for. */
  advocacy_by: z
    .enum(['', ...ASKERS], 'error.choice')
    .default('')
    .transform((by) => by || null),
  advocacy_what: line(300),
};

/** All that is wrong is said at once: asked also where something else is missing. */
const always = ({ value }: { value: unknown }) => typeof value === 'object' && value !== null;

/** A request has who asked and what for, or is none; a note was said to nobody, so nothing was asked. */
const wholeRequest = <T extends z.ZodObject>(schema: T) =>
  schema
    .refine(({ advocacy_by, advocacy_what }) => !advocacy_what || advocacy_by, {
      ...{ path: ['advocacy_by'], message: 'error.advocacy_by', when: always },
    })
    .refine(({ advocacy_by, advocacy_what }) => !advocacy_by || advocacy_what, {
      ...{ path: ['advocacy_what'], message: 'error.required', when: always },
    })
    .refine(({ kind, advocacy_by }) => kind !== 'remark' || !advocacy_by, {
      ...{ path: ['advocacy_by'], message: 'error.advocacy_note', when: always },
    });

/** Without words there is nothing to keep. */
const saysSomething = <T extends z.ZodObject>(schema: T) =>
  schema.refine((said) => Boolean(said.summary || said.body), {
    ...{ path: ['summary'], message: 'error.required', when: always },
  });

export const logDraft = wholeRequest(saysSomething(z.object(words)));
export type LogDraft = z.output<typeof logDraft>;
export const logEdit = wholeRequest(saysSomething(z.object({ ...words, version })));

export type Interaction = {
  id: InteractionId;
  kind: Kind;
  /** Null for a remark. */
  direction: Direction | null;
  /** In one line; '' where the body says it all. */
  summary: string;
  body: string;
  audience: Audience;
  author_id: MemberId;
  author: string;
  /** The calendar day on which it happened, where the library is. */
  happened_on: string;
  minutes: number | null;
  people_reached: number | null;
  advocacy_by: Asker | null;
  advocacy_what: string;
  version: number;
  /** The e-mail it was made of. */
  mail_id: ReceivedMailId | null;
  /** With whom, in the order of their names; at least one. */
  partners: [Named<PartnerId>, ...Named<PartnerId>[]];
  persons: Named<PersonId>[];
  /** Who of the library, beside the author. */
  members: Named<MemberId>[];
  files: AttachedFile[];
};
export type Named<Id> = { id: Id; name: string };
export type AttachedFile = { sha256: string; name: string; type: string; bytes: number };

/** Its words belong to who wrote them: nobody else rewrites what they said. */
export const mayEditInteraction = (actor: Actor, interaction: Pick<Interaction, 'author_id'>) =>
  mayLog(actor) && interaction.author_id === actor.id;

/** What the log is asked; what does not fit is left out, never an error. */
export const logFilter = z.object({
  q: line(200).catch(''),
  /** `talked`: of all kinds but notes, which were said to nobody. */
  kind: z
    .enum([...KINDS, 'talked'])
    .or(z.literal(''))
    .catch(''),
  /** `on`: only what is advocacy. */
  advocacy: z.literal('on').or(z.literal('')).catch(''),
  member: requiredId<'members'>().or(z.literal('')).catch(''),
  partner: requiredId<'partners'>().or(z.literal('')).catch(''),
  person: requiredId<'persons'>().or(z.literal('')).catch(''),
  from: day.transform((date) => date ?? '').catch(''),
  until: day.transform((date) => date ?? '').catch(''),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
export type LogFilter = z.output<typeof logFilter>;
