/** What happens without anybody asking: waiting mail is sent, old form keys and resets are swept. One round every few seconds: a mail waits that long at most. */
import type { Db } from './house/db.ts';
import type { Log } from './house/log.ts';
import { deliver, type Postman } from './house/outbox.ts';
import { allLibraries } from './rooms/accounts/libraries.ts';

const PAUSE = 5000;
const DAY = 86_400_000;

export function startWorker(db: Db, postman: Postman, log: Log): { stop: () => Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout;
  let round: Promise<void> = Promise.resolve();
  const go = () => {
    round = oneRound(db, postman).catch((error) => log.warn({ error: String(error) }, 'a round of the worker failed and will be repeated'));
    void round.then(() => {
      if (!stopped) timer = setTimeout(go, PAUSE);
    });
  };
  timer = setTimeout(go, 200);
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
  };
}

export async function oneRound(db: Db, postman: Postman, now = new Date()): Promise<void> {
  await deliver(db, postman, null, now);
  for (const library of await allLibraries({ db, now })) await deliver(db, postman, library.id, now);
  await db
    .deleteFrom('submissions')
    .where('created_at', '<', new Date(now.getTime() - DAY))
    .execute();
  await db
    .deleteFrom('password_resets')
    .where('expires_at', '<', new Date(now.getTime() - 7 * DAY))
    .execute();
}
