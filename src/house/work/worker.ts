/** The worker: takes jobs and does them, on its own pool. Nobody waits for it, and an app that stops waits for it. */

import type { JobResult, JobWithMetadata } from 'pg-boss';
import { idOf } from '../ids.ts';
import type { Log } from '../log.ts';
import { HEARTBEAT, keepQueues, openBoss } from './boss.ts';
import { carryOver } from './carry-over.ts';
import { type At, GIVEN_UP, givenUp, type Handler, type Handlers, perform } from './handler.ts';
import type { Job, Payload } from './job.ts';
import { handlersOf, keepSchedules, type Schedules, withZones } from './schedules.ts';

/** What the rooms bring. */
export type Work = { jobs: Handlers; schedules: Schedules };

/**
 * Milliseconds that an app which stops waits for the job it is at; one that takes longer is done after the next start.
 */
const LAST_JOB = 900_000;

const allHandlers = ({ jobs, schedules }: Work): Handlers => {
  const handlers = { ...jobs, ...handlersOf(withZones(schedules)) };
  return { ...handlers, [GIVEN_UP]: givenUp(handlers) };
};

/** The queue is there, with all its kinds, before anybody asks for work: at the end of the upgrade. */
export async function prepareWork({ pool, db }: Pick<At, 'pool' | 'db'>, work: Work): Promise<void> {
  const boss = openBoss(pool, { installs: true });
  boss.on('error', () => {}); // it is thrown as well
  await boss.start();
  try {
    await keepQueues(boss, allHandlers(work));
    await carryOver(db);
  } finally {
    await boss.stop({ graceful: false });
  }
}

export async function startWork(at: Omit<At, 'boss'>, work: Work, log: Log): Promise<{ stop: () => Promise<void> }> {
  const boss = openBoss(at.pool, { awake: true });
  boss.on('error', (error) => log.warn({ error: String(error) }, 'the queue failed for a moment and goes on'));
  boss.on('warning', ({ message }) => log.warn({ message }, 'the queue says'));
  await boss.start();
  const all = { ...at, boss, log };
  await keepSchedules(all, withZones(work.schedules));
  const handlers = allHandlers(work);
  for (const kind of Object.keys(handlers)) await serve(all, handlers, kind);
  return { stop: () => boss.stop({ timeout: LAST_JOB }) };
}

async function serve(at: At & { log: Log }, handlers: Handlers, kind: string): Promise<void> {
  const { atOnce = 1, batch = 1, pause = 1 } = handlers[kind] as Handler;
  const options = {
    localConcurrency: atOnce,
    batchSize: batch,
    burstWhenBatchFull: true,
    pollingIntervalSeconds: pause,
    heartbeatRefreshSeconds: HEARTBEAT,
    includeMetadata: true,
    perJobResults: true,
  } as const;
  await at.boss.work<Payload, JobResult[], typeof options>(kind, options, async (jobs) => {
    const results: JobResult[] = [];
    for (const job of jobs) results.push(await tryJob(at, handlers, toJob(job)));
    return results;
  });
}

async function tryJob(at: At & { log: Log }, handlers: Handlers, job: Job): Promise<JobResult> {
  try {
    await perform(at, handlers, job);
    return { id: job.id, status: 'completed' };
  } catch (error) {
    at.log.warn({ kind: job.kind, job: job.id, error: String(error) }, 'a job failed');
    return { id: job.id, status: 'failed', output: { message: String(error).slice(0, 500) } };
  }
}

const toJob = ({ id, name, retryCount, data, sourceName }: JobWithMetadata<Payload>): Job => ({
  id,
  kind: name,
  tries: retryCount,
  libraryId: data.library,
  subject: idOf(data.subject),
  askedBy: data.by,
  was: sourceName,
});

/**
 * Does the next job of these kinds, as the worker would; false when none waits. With `early` also one that is to be
 * tried again later. For tests, which have no patience.
 */
export async function doNext(
  at: At,
  work: Work,
  { kinds, early = false }: { kinds: string[]; early?: boolean },
): Promise<boolean> {
  const handlers = allHandlers(work);
  for (const kind of kinds) {
    const [next] = await at.boss.fetch<Payload>(kind, { includeMetadata: true, ignoreStartAfter: early });
    if (!next) continue;
    const job = toJob(next as JobWithMetadata<Payload>);
    const fence = { id: job.id, retryCount: job.tries };
    await perform(at, handlers, job).then(
      () => at.boss.complete(kind, fence),
      (error) => at.boss.fail(kind, fence, error),
    );
    return true;
  }
  return false;
}
