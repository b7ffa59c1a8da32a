/** What the mailbox does again and again: looking for what came. */
import type { Schedules } from '../../house/work/schedules.ts';
import { fetchMails } from './fetching.ts';

export const schedules: Schedules = {
  'mailbox.fetch': {
    cron: '* * * * *',
    each: 'house',
    run: async (at) => {
      const { mailbox } = at.house;
      if (!mailbox) return;
      const { kept } = await fetchMails({ db: at.db, now: at.now() }, mailbox, at.postman.log);
      if (kept > 0) at.postman.log.info({ kept }, 'e-mails were fetched from the mailbox');
    },
  },
};
