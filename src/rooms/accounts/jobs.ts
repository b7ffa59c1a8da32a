/** What accounts keep for a while only. */
import type { Db } from '../../house/db.ts';
import type { Schedules } from '../../house/work/schedules.ts';
import { DEVICE_DAYS } from './devices.ts';
import { KEPT_MINUTES } from './kept-forms.ts';

const DAY = 86_400_000;
const RESET_DAYS = 7;

/** A reset is told as one that has run out for a week; then it is unknown. */
export async function sweepAccounts(db: Db, now: Date): Promise<void> {
  const before = (milliseconds: number) => new Date(now.getTime() - milliseconds);
  await db
    .deleteFrom('password_resets')
    .where('expires_at', '<', before(RESET_DAYS * DAY))
    .execute();
  await db
    .deleteFrom('kept_forms')
    .where('created_at', '<', before(KEPT_MINUTES * 60_000))
    .execute();
  await db
    .deleteFrom('known_devices')
    .where('used_at', '<', before(DEVICE_DAYS * DAY))
    .execute();
}

export const schedules: Schedules = {
  'accounts.sweep': { cron: '*/5 * * * *', each: 'house', run: (at) => sweepAccounts(at.db, at.now()) },
};
