/** Who may read what leaders said: the interviewers of the round. Said once, for pages, search, archive and merging. */
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
