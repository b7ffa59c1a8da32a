/** Rows of the public lists get other keys after an upgrade that makes other ones; then it only asks. */
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
