/** What this room does without anybody waiting: reminding a leader, and forgetting who said what. */
import { atLeast } from '../../house/ctx.ts';
import { type Handlers, once } from '../../house/work/handler.ts';
import { REMIND, remind } from './appointment-mail.ts';

export const interviewJobs: Handlers = {
  [REMIND]: {
    run: (at, job) =>
      once(at, job, async (host) => {
        if (!job.libraryId) return;
        // What the library agreed on, it reminds of, also when whoever asked has left.
        const acting = await at.actFor(host, { libraryId: job.libraryId, memberId: null }, (actor) =>
          atLeast(actor, 'reader'),
        );
        if (acting) await remind(acting.ctx, job.subject);
      }),
  },
};
