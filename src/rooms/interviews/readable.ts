/** Who may read what leaders said: the interviewers of the round; and what leaders allow. Said once, for pages, search, archive and merging. */
import { type RawBuilder, sql } from 'kysely';
import type { Readable, Reader } from '../../house/room.ts';

export const isInterviewer = ({ library, actor }: Reader, roundId: RawBuilder<unknown>) => sql<boolean>`exists (
  select 1 from interview_round_members im
  join members asks on asks.library_id = im.library_id and asks.id = im.member_id
  where im.library_id = ${library.id} and im.round_id = ${roundId} and im.member_id = ${actor?.id ?? null}
    and asks.left_at is null and asks.role <> 'reader')`;

export const interviewReadable: Readable = (reader, row) =>
  sql<boolean>`(${isInterviewer(reader, sql.ref(`${row}.round_id`))} and ${sql.ref(`${row}.removed_at`)} is null)`;

/** Rows about an interview may be read by those who may read it. */
export const aboutInterviewReadable: Readable = (reader, row) => sql<boolean>`exists (
  select 1 from interviews asked where asked.library_id = ${reader.library.id}
    and asked.id = ${sql.ref(`${row}.interview_id`)} and ${interviewReadable(reader, 'asked')})`;

/** The consent that counts of a row of interviews, as a scalar. */
export const consentOf = ({ library }: Pick<Reader, 'library'>, interviewId: RawBuilder<unknown>) => sql`(
  select c.said from interview_consents c where c.library_id = ${library.id} and c.interview_id = ${interviewId}
  order by c.noted_at desc, c.id desc limit 1)`;

/**
 * A row of interviews was interviewed and did not say no: what is counted, owed, marked and quoted. The same as the
 * state "held".
 */
export const wasInterviewed = (ctx: Pick<Reader, 'library'>, row: string) => sql<boolean>`(
  ${sql.ref(`${row}.removed_at`)} is null and ${sql.ref(`${row}.held_on`)} is not null
  and ${sql.ref(`${row}.declined_at`)} is null and ${consentOf(ctx, sql.ref(`${row}.id`))} is distinct from 'none')`;

/** What was said leaves by a copy only where the leader said yes, to notes at least. */
export const saidReadable: Readable = (reader, row) => sql<boolean>`(${aboutInterviewReadable(reader, row)}
  and coalesce(${consentOf(reader, sql.ref(`${row}.interview_id`))}, 'none') <> 'none')`;
