/**
 * What happens without anybody waiting: waiting lists are read, imports are applied and undone, waiting mail is sent;
 * old form keys, kept forms, resets, devices and removals are swept. A job waits a second at most, a mail five.
 */
import { borrow, type Db } from './house/db.ts';
import type { House } from './house/furnish.ts';
import type { Log } from './house/log.ts';
import { deliver, type Postman } from './house/outbox.ts';
import { forgetRemovals } from './removed.ts';
import { DEVICE_DAYS } from './rooms/accounts/devices.ts';
import { KEPT_MINUTES } from './rooms/accounts/kept-forms.ts';
import { actFor, allLibraries } from './rooms/accounts/libraries.ts';
import { runNextJob } from './rooms/sourcing/imports/jobs.ts';
import { readNextList } from './rooms/sourcing/imports/waiting.ts';
import { remakeListedKeys } from './rooms/sourcing/public-lists/keys.ts';

const DAY = 86_400_000;

export function startWorker(
  db: Db,
  postman: Postman,
  log: Log,
  house: Pick<House, 'reading' | 'imports'>,
): { stop: () => Promise<void> } {
  const loops = [
    repeat(1000, log, () => runNextJob(db, new Date(), actFor)),
    // As many as may read at once; whoever sends a list while a place is free has it read without waiting here.
    repeat(1000, log, () => readWaiting(db, house)),
    repeat(1000, log, () => readWaiting(db, house)),
    // Listed organizations, after an upgrade that makes other keys of names; then it only asks.
    repeat(60_000, log, () => remakeListedKeys({ db, now: new Date() })),
    repeat(5000, log, async () => {
      await oneRound(db, postman);
      return false;
    }),
  ];
  return { stop: async () => void (await Promise.all(loops.map((stop) => stop()))) };
}

async function readWaiting(db: Db, { reading, imports }: Pick<House, 'reading' | 'imports'>): Promise<boolean> {
  const leave = reading.enter('the line');
  if (!leave) return false;
  try {
    return await readNextList(db, new Date(), actFor, imports);
  } finally {
    leave();
  }
}

/**
 * Does the work again and again until it is stopped, with a pause after a round that found nothing to do; what is under
 * way is waited for.
 */
function repeat(pause: number, log: Log, work: () => Promise<boolean>): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout;
  let round: Promise<boolean> = Promise.resolve(false);
  const go = () => {
    round = work().catch((error) => {
      log.warn({ error: String(error) }, 'a round of the worker failed and will be repeated');
      return false;
    });
    void round.then((more) => {
      if (!stopped) timer = setTimeout(go, more ? 0 : pause);
    });
  };
  timer = setTimeout(go, 200);
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await round;
  };
}

export async function oneRound(db: Db, postman: Postman, now = new Date()): Promise<void> {
  await deliver(db, postman, null, now);
  for (const library of await allLibraries({ db, now })) {
    await deliver(db, postman, library.id, now);
    await borrow(db, { libraryId: library.id }, (db) => forgetRemovals({ db, now }, library.id));
  }
  await db
    .deleteFrom('submissions')
    .where('created_at', '<', new Date(now.getTime() - DAY))
    .execute();
  await db
    .deleteFrom('password_resets')
    .where('expires_at', '<', new Date(now.getTime() - 7 * DAY))
    .execute();
  await db
    .deleteFrom('kept_forms')
    .where('created_at', '<', new Date(now.getTime() - KEPT_MINUTES * 60_000))
    .execute();
  await db
    .deleteFrom('known_devices')
    .where('used_at', '<', new Date(now.getTime() - DEVICE_DAYS * DAY))
    .execute();
}
