/**
 * What is done again and again. Once for the whole house, or once for each time zone in which there is a library, at
 * that zone's own hour (`0 8 * * 1` is Monday at eight, also when clocks change): there are few zones, however many
 * libraries there are. Whoever is called for a zone asks for the work of each library in it.
 */
import type { Schedule } from 'pg-boss';
import type { At, Handler, Handlers } from './handler.ts';
import type { Payload } from './job.ts';

type Recurring = Pick<Handler, 'pause'> & { cron: string };
export type Scheduled =
  | (Recurring & { each: 'house'; run: (at: At) => Promise<void> })
  | (Recurring & { each: 'zone'; run: (at: At, zone: string) => Promise<void> });
export type Schedules = Readonly<Record<string, Scheduled>>;

/** The next time comes anyway, so none is tried again; one that is late is not joined by the one after it. */
const QUEUE = { retryLimit: 0, policy: 'exclusive' };
const ZONED = { retryLimit: 2, policy: 'standard' };

export const handlersOf = (schedules: Schedules): Handlers =>
  Object.fromEntries(Object.entries(schedules).map(([kind, scheduled]) => [kind, handlerOf(scheduled)]));

const handlerOf = (scheduled: Scheduled): Handler => ({
  pause: scheduled.pause ?? 10,
  queue: scheduled.each === 'house' ? QUEUE : ZONED,
  run: (at, job) => (scheduled.each === 'house' ? scheduled.run(at) : scheduled.run(at, job.subject)),
});

/**
 * Says when what is due, for the zones that are in use today; what no program does any more, and zones nobody lives in,
 * go. After a standstill each is done once, however often it was missed.
 */
export async function keepSchedules(at: Pick<At, 'boss' | 'zones'>, schedules: Schedules): Promise<void> {
  const { boss } = at;
  const zones = await at.zones();
  const wanted = Object.entries(schedules).flatMap(([kind, { cron, each }]) =>
    (each === 'house' ? [''] : zones).map((zone) => ({ kind, cron, zone })),
  );
  const there = new Map((await boss.getSchedules()).map((each) => [placeOf(each), each]));
  for (const { kind, cron, zone } of wanted) {
    const place = placeOf({ name: kind, key: keyOf(zone) });
    const data: Payload = { library: null, subject: zone, by: null };
    if (there.get(place)?.cron !== cron)
      await boss.schedule(kind, cron, data, { tz: zone || 'UTC', key: keyOf(zone), missed: 'once' });
    there.delete(place);
  }
  for (const { name, key } of there.values()) await boss.unschedule(name, key);
}

/** Libraries come and move: every hour the zones are counted again. */
export function withZones(schedules: Schedules): Schedules {
  const all: Schedules = {
    ...schedules,
    'work.zones': { cron: '30 * * * *', each: 'house', run: (at) => keepSchedules(at, all) },
  };
  return all;
}

const placeOf = ({ name, key }: Pick<Schedule, 'name' | 'key'>) => `${name} ${key}`;

/** Of a zone such as Etc/GMT+5, what a key may hold. */
const keyOf = (zone: string) => zone.replace(/[^\w.\-/]/g, '.');
