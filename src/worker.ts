/**
 * What happens without anybody waiting, put together from what each room brings: jobs that somebody asked for, and what
 * is done again and again. The pipes are in house/work.
 */
import type pg from 'pg';
import { digestJobs, digestSchedules } from './digest.ts';
import { daysAfter } from './house/ctx.ts';
import { borrow, type Db } from './house/db.ts';
import type { House } from './house/furnish.ts';
import type { Log } from './house/log.ts';
import { mailJobs, type Postman } from './house/work/postman.ts';
import type { Schedules } from './house/work/schedules.ts';
import { startWork, type Work } from './house/work/worker.ts';
import { actFor, allLibraries, nameOfLibrary, zonesInUse } from './rooms/accounts/libraries.ts';
import { rooms } from './rooms/index.ts';
import { forgetRemovals } from './views/removed/removed.ts';

/** Keys of forms are asked for within a day, if at all; tries count for an hour at most. */
export async function sweepFormKeys(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('submissions').where('created_at', '<', daysAfter(now, -1)).execute();
  await db.deleteFrom('rate_limits').where('expire', '<', String(now.getTime())).execute();
}

/** What was removed thirty days ago is really gone. */
export async function sweepRemovals(db: Db, now: Date): Promise<void> {
  for (const library of await allLibraries({ db, now }))
    await borrow(db, { libraryId: library.id }, (db) => forgetRemovals({ db, now }, library.id));
}

const schedules: Schedules = {
  'forms.sweep': {
    cron: '*/15 * * * *',
    each: 'house',
    run: (at) => sweepFormKeys(at.db, at.now()),
  },
  'removals.sweep': { cron: '5 * * * *', each: 'house', run: (at) => sweepRemovals(at.db, at.now()) },
};

export const work: Work = {
  jobs: Object.assign({ ...mailJobs, ...digestJobs }, ...rooms.map((room) => room.jobs ?? {})),
  schedules: Object.assign({ ...schedules, ...digestSchedules }, ...rooms.map((room) => room.schedules ?? {})),
};

type Given = { pool: pg.Pool; db: Db; postman: Postman; house: Pick<House, 'reading' | 'imports' | 'mailbox'> };

export const startWorker = (given: Given, log: Log) =>
  startWork(
    {
      ...given,
      now: () => new Date(),
      actFor,
      nameOf: nameOfLibrary,
      zones: () => zonesInUse({ db: given.db, now: new Date() }),
    },
    work,
    log,
  );
