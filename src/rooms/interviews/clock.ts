/** Moments, and days and times of the clock where the library is. */
import { Temporal } from 'temporal-polyfill';
import type { Ctx } from '../../house/ctx.ts';
import { Invalid } from '../../house/errors.ts';
import type { Wanted } from './interview.ts';

/** The moment of a day and a time of the clock there. Throws Invalid for a time that the clock leaves out. */
export function momentOf(
  { timeZone }: Ctx['library'],
  { day, time }: Pick<Wanted, 'day' | 'time'>,
  field: string,
): Date {
  try {
    const at = Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(timeZone, { disambiguation: 'reject' });
    return new Date(at.epochMilliseconds);
  } catch {
    throw new Invalid({ [field]: { key: 'error.clock_skipped' } });
  }
}

/** The other way round: "2026-11-03T14:30". */
export const clockOf = ({ timeZone }: Ctx['library'], at: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
