/**
 * An official is a person with a term of office: which office, for which district, from when until when. Of which party
 * they are is not kept, and there is no field for it. An election period says what staff are to mind while it lasts.
 */
import { z } from 'zod';
import { type Actor, atLeast, type MemberId } from '../../house/ctx.ts';
import type { Id } from '../../house/ids.ts';
import { day, line, longText, requiredDay, requiredId, requiredLine, version } from '../../house/parse.ts';
import type { PersonId } from '../directory/person.ts';
import { mayLog } from '../partners/partner.ts';

export type TermId = Id<'terms_of_office'>;
export type ElectionPeriodId = Id<'election_periods'>;

const inOrder = <T extends z.ZodType<{ starts_on: string | null; ends_on: string | null }>>(schema: T) =>
  schema.refine(({ starts_on, ends_on }) => !starts_on || !ends_on || starts_on <= ends_on, {
    path: ['ends_on'],
    message: 'error.term_order',
  });

const term = { office: requiredLine(120), district: line(120), starts_on: day, ends_on: day };
/** `person`: by name; `person_id`: which of several. */
export const termDraft = inOrder(
  z.object({ ...term, person: requiredLine(200), person_id: requiredId<'persons'>().or(z.literal('')).default('') }),
);
export const termEdit = inOrder(z.object({ ...term, version }));
export type TermSaid = { office: string; district: string; starts_on: string | null; ends_on: string | null };

export type Term = TermSaid & {
  id: TermId;
  person_id: PersonId;
  person: string;
  /** Where they are, as contacts have it. */
  organizations: { id: string; name: string; partner_id: string | null }[];
  made_by: MemberId;
  version: number;
};

const period = { name: requiredLine(120), starts_on: requiredDay, ends_on: requiredDay, note: longText(1000) };
export const periodDraft = inOrder(z.object(period));
export const periodEdit = inOrder(z.object({ ...period, version }));
export type PeriodDraft = z.output<typeof periodDraft>;
export type ElectionPeriod = PeriodDraft & { id: ElectionPeriodId; version: number };

/** Which days the advocacy log is asked for; what does not fit is left out. */
export const advocacyFilter = z.object({
  from: day.transform((date) => date ?? '').catch(''),
  until: day.transform((date) => date ?? '').catch(''),
});
export type AdvocacyFilter = z.output<typeof advocacyFilter>;

export const mayKeepOfficials = (actor: Actor) => mayLog(actor);
/** What staff are to mind is said by those who speak for the library. */
export const mayKeepElections = (actor: Actor) => atLeast(actor, 'coordinator');
