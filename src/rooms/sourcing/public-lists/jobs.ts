/**
 * After an upgrade that changes the keys, the rows of the public lists get new ones. Otherwise it only asks whether
 * there is work.
 */
import type { Schedules } from '../../../house/work/schedules.ts';
import { remakeListedKeys } from './keys.ts';

export const schedules: Schedules = {
  'public-lists.keys': {
    cron: '* * * * *',
    each: 'house',
    run: async ({ db, now }) => {
      while (await remakeListedKeys({ db, now: now() }));
    },
  },
};
