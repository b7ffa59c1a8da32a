/** The worker's part in a test: the next job is done as the worker would, on the test's own database. */
import type { Db } from '../src/house/db.ts';
import { openLog } from '../src/house/log.ts';
import { openBoss } from '../src/house/work/boss.ts';
import type { At } from '../src/house/work/handler.ts';
import { openPostman } from '../src/house/work/postman.ts';
import { doNext } from '../src/house/work/worker.ts';
import { actFor, nameOfLibrary } from '../src/rooms/accounts/libraries.ts';
import { CHANGED } from '../src/rooms/directory/changed.ts';
import { work } from '../src/worker.ts';
import { houseOn, NOW, poolOf } from './support.ts';

type Wanted = Partial<At> & {
  /** All of them, in this order, unless said otherwise. */
  kinds?: string[];
  /** Also what is to be tried again later. */
  early?: boolean;
};

const KINDS = [...Object.keys(work.jobs), 'work.given-up'];

/** Does the next job that waits; false when there is none. */
export async function nextJob(db: Db, { kinds = KINDS, early = false, ...over }: Wanted = {}): Promise<boolean> {
  const pool = poolOf(db);
  const boss = openBoss(pool, {});
  boss.on('error', () => {}); // it is thrown as well
  await boss.start();
  const postman = openPostman({ from: 'a@example.org', baseUrl: 'http://library.test' }, openLog('silent'), undefined);
  const at: At = {
    pool,
    db,
    now: () => NOW,
    actFor,
    nameOf: nameOfLibrary,
    zones: async () => [],
    house: houseOn(db),
    postman,
    boss,
    ...over,
  };
  try {
    return await doNext(at, work, { kinds, early });
  } finally {
    await boss.stop({ graceful: false });
  }
}

/** All jobs of these kinds that wait, one after the other. */
export async function allJobs(db: Db, wanted: Wanted = {}): Promise<void> {
  while (await nextJob(db, wanted));
}

/** The list of duplicates is brought up to date. */
export const compareAll = (db: Db): Promise<void> => allJobs(db, { kinds: [CHANGED] });
