/**
 * pg-boss over our own connections: the queue, its schema (`pgboss`, which it makes and keeps itself, beside ours) and
 * its limits for all jobs.
 */
import type pg from 'pg';
import { type ConstructorOptions, PgBoss, type Queue, type QueueOptions } from 'pg-boss';
import { GIVEN_UP, type Handler, type Handlers } from './handler.ts';

const HOUR = 3600;

/**
 * In seconds. A job is tried three times. Its worker sends a heartbeat every ten seconds; after thirty seconds without
 * one the worker counts as dead and another takes the job. With a heartbeat a job may take hours, as the longest import
 * does. A waiting job is kept for a year, even while the app is not running.
 */
const LIMITS = {
  retryLimit: 2,
  retryDelay: 5,
  retryBackoff: true,
  heartbeatSeconds: 30,
  expireInSeconds: 12 * HOUR,
  retentionSeconds: 365 * 24 * HOUR,
  deleteAfterSeconds: HOUR,
} satisfies QueueOptions;
export const HEARTBEAT = 10;

export type Connections = Pick<pg.Pool, 'connect'>;

/** pg-boss sends several statements at once and needs the result of each, which Kysely does not return. */
const over = (pool: Connections): NonNullable<ConstructorOptions['db']> => ({
  executeSql: async (text, values) => {
    const client = await pool.connect();
    try {
      return await client.query(text, values);
    } finally {
      client.release();
    }
  },
});

/**
 * `awake`: it also looks after jobs whose worker has died, and after schedules; one that only fetches does not.
 * `installs`: it makes and upgrades its schema; others refuse one that is not theirs.
 */
export function openBoss(pool: Connections, { awake = false, installs = false }): PgBoss {
  return new PgBoss({
    db: over(pool),
    migrate: awake || installs,
    supervise: awake,
    schedule: awake,
    superviseIntervalSeconds: HEARTBEAT,
    monitorIntervalSeconds: HEARTBEAT,
    maintenanceIntervalSeconds: HOUR,
    registerInstance: false,
    openTelemetry: { enabled: false },
  });
}

/** Makes the queues that are missing, with today's limits; a queue nobody serves any more stays as it is. */
export async function keepQueues(boss: PgBoss, handlers: Handlers): Promise<void> {
  const there = new Set((await boss.getQueues()).map((queue) => queue.name));
  const keep = async (name: string, { policy, ...limits }: Omit<Queue, 'name'>) => {
    if (!there.has(name)) await boss.createQueue(name, { policy, ...limits });
    else await boss.updateQueue(name, limits);
  };
  await keep(GIVEN_UP, LIMITS);
  for (const [kind, handler] of Object.entries(handlers)) if (kind !== GIVEN_UP) await keep(kind, limitsOf(handler));
}

const limitsOf = ({ queue, gaveUp }: Handler) => ({ ...LIMITS, ...queue, ...(gaveUp && { deadLetter: GIVEN_UP }) });
