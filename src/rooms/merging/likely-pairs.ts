/**
 * The pairs of organizations that are likely one, found anew after organizations have changed. All of a library are
 * compared: a change to one record may make or end pairs of others, since a bare name counts only where few have it.
 */
import { sql } from 'kysely';
import type { LibraryId } from '../../house/ctx.ts';
import { borrow, type Db } from '../../house/db.ts';
import { type At, type Handlers, once } from '../../house/work/handler.ts';
import { dropJobs, type Job, laterIsDone, othersLike } from '../../house/work/job.ts';
import { CHANGED } from '../directory/changed.ts';
import { factsOf } from '../directory/facts.ts';
import type { Pair } from '../directory/likeness.ts';
import { likelyPairs } from '../directory/pairs-apart.ts';

export const jobs: Handlers = {
  // A few seconds between two looks: whoever works through a list changes one organization after the other.
  // The page says that the list is not up to date until it is: so this is tried again for as long as it takes.
  [CHANGED]: { pause: 3, queue: { retryLimit: 10_000, retryDelay: 60, retryDelayMax: 3_600 }, run: lookForPairs },
};

/** Holds no connection while it compares. */
async function lookForPairs(at: At, job: Job): Promise<void> {
  const { libraryId } = job;
  if (!libraryId) return;
  const { facts, others } = await borrow(at.db, { libraryId }, async (db) => ({
    // Asked first: what is told after that may not be in the facts.
    others: await othersLike(db, job),
    facts: await factsOf({ db, library: { id: libraryId } }),
  }));
  const pairs = await likelyPairs(facts);
  await once(at, job, async ({ db }) => {
    // Another worker may have been asked later and be done sooner.
    if (!(await laterIsDone(db, job))) await keep(db, libraryId, pairs);
    await dropJobs(db, job.kind, others);
  });
}

/** An organization may have gone meanwhile. */
async function keep(db: Db, libraryId: LibraryId, pairs: Pair[]): Promise<void> {
  await sql`delete from likely_pairs where library_id = ${libraryId}`.execute(db);
  const rows = pairs.map(({ a, b, reasons, score }) => ({ organization_id: a, other_id: b, reasons, score }));
  await sql`
    insert into likely_pairs (library_id, organization_id, other_id, reasons, score)
    select ${libraryId}, n.organization_id, n.other_id, n.reasons, n.score
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as n(organization_id uuid, other_id uuid, reasons text[], score smallint)
    join organizations a on a.library_id = ${libraryId} and a.id = n.organization_id
    join organizations b on b.library_id = ${libraryId} and b.id = n.other_id`.execute(db);
}
