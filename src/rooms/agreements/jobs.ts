/** What this room does without anybody waiting: reminding those whose word is due, each morning where the library is. */
import { systemActor } from '../../house/ctx.ts';
import { borrow, inTransaction } from '../../house/db.ts';
import type { Schedules } from '../../house/work/schedules.ts';
import { enter, findLibrary, librariesIn } from '../accounts/libraries.ts';
import { remindApprovers } from './approvals.ts';

export const schedules: Schedules = {
  'approvals.remind': {
    cron: '10 7 * * *',
    each: 'zone',
    run: async (at, zone) => {
      for (const library of await librariesIn({ db: at.db, now: at.now() }, zone))
        await borrow(at.db, { libraryId: library.id }, (db) =>
          inTransaction({ db, now: at.now() }, async (host) => {
            const ctx = { ...(await enter(host, await findLibrary(host, library.slug))), actor: systemActor };
            await remindApprovers(
              ctx,
              (id, approval) =>
                `${at.postman.baseUrl}/l/${library.slug}/${approval ? `approvals/${approval}` : `proposals/${id}`}`,
            );
          }),
        );
    },
  },
};
