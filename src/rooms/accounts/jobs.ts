/** What accounts keep for a while only. */
import { daysAfter } from '../../house/ctx.ts';
import type { Db } from '../../house/db.ts';
import type { Schedules } from '../../house/work/schedules.ts';
import { DEVICE_DAYS } from './devices.ts';
import { KEPT_MINUTES } from './kept-forms.ts';

const RESET_DAYS = 7;

/** A reset is told as one that has run out for a week; then it is unknown. */
export async function sweepAccounts(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('password_resets').where('expires_at', '<', daysAfter(now, -RESET_DAYS)).execute();
  await db
    .deleteFrom('kept_forms')
    .where('created_at', '<', new Date(now.getTime() - KEPT_MINUTES * 60_000))
    .execute();
  await db.deleteFrom('known_devices').where('used_at', '<', daysAfter(now, -DEVICE_DAYS)).execute();
}

export const schedules: Schedules = {
  'accounts.sweep': { cron: '*/5 * * * *', each: 'house', run: (at) => sweepAccounts(at.db, at.now()) },
};
