/**
 * The jobs that waited in the table of earlier programs, which migration 0025 renamed to carried_jobs. They go into the
 * queue at the first start after the upgrade, in one statement. From then on the table is empty.
 */
import { sql } from 'kysely';
import type { Db } from '../db.ts';
import { asQueue, insertJobs } from './job.ts';

export const carryOver = (db: Db) =>
  sql`with gone as (delete from carried_jobs returning *)
    ${insertJobs} select c.id, q.name,
      jsonb_build_object('library', c.for_library, 'subject', c.subject_id, 'by', c.asked_by), ${asQueue}, now()
    from gone c join pgboss.queue q on q.name = c.kind`.execute(db);
