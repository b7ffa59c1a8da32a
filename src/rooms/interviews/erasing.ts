/** What was removed more than thirty days ago is gone, with everything that hangs on it. */
import { type RawBuilder, sql } from 'kysely';
import type { LibraryId } from '../../house/ctx.ts';
import type { Db } from '../../house/db.ts';
import { forgetGuests } from '../guests/guest-links.ts';

type Gone = { db: Db; libraryId: LibraryId; interviews: RawBuilder<unknown> };

async function forget({ db, libraryId, interviews }: Gone): Promise<void> {
  const of = sql`library_id = ${libraryId}`;
  await forgetGuests({ db, libraryId }, interviews);
  await sql`update interviews set referred_by_id = null where ${of} and referred_by_id in ${interviews}`.execute(db);
  await sql`update interview_referrals set became_id = null where ${of} and became_id in ${interviews}`.execute(db);
  for (const table of [
    ...(['interview_passages', 'interview_codings', 'interview_mentions', 'interview_thanks'] as const),
    ...(['interview_referrals', 'interview_answers', 'interview_consents', 'interview_slots'] as const),
  ])
    await sql`delete from ${sql.table(table)} where ${of} and interview_id in ${interviews}`.execute(db);
  await sql`delete from interviews where ${of} and id in ${interviews}`.execute(db);
}

export const forgetInterviews = (db: Db, libraryId: LibraryId, before: Date): Promise<void> =>
  forget({
    ...{ db, libraryId },
    interviews: sql`(select id from interviews where library_id = ${libraryId} and removed_at <= ${before})`,
  });

export async function forgetRounds(db: Db, libraryId: LibraryId, before: Date): Promise<void> {
  const of = sql`library_id = ${libraryId}`;
  const rounds = sql`(select id from interview_rounds where ${of} and removed_at <= ${before})`;
  const interviews = sql`(select id from interviews where ${of} and round_id in ${rounds})`;
  await forget({ db, libraryId, interviews });
  await sql`update interview_rounds set previous_id = null where ${of} and previous_id in ${rounds}`.execute(db);
  for (const table of [
    ...(['interview_findings', 'interview_themes', 'interview_guides', 'interview_targets'] as const),
    ...(['interview_round_branches', 'interview_round_members'] as const),
  ])
    await sql`delete from ${sql.table(table)} where ${of} and round_id in ${rounds}`.execute(db);
  await sql`delete from interview_rounds where ${of} and id in ${rounds}`.execute(db);
}
