/**
 * Sends a letter: a mail for each, an interaction in each one's story, and an address for their answers. All of it and
 * the end of the job are one transaction, so each gets it once, or nobody does. Mails go out one after the other, with
 * a pause between them.
 */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { Invalid } from '../../house/errors.ts';
import { type Handlers, once } from '../../house/work/handler.ts';
import type { Mailbox } from '../../house/work/mailbox.ts';
import { addressOf } from '../accounts/users.ts';
import { writeTo } from '../outreach/write-to.ts';
import {
  filled,
  KIND,
  type Letter,
  type LetterId,
  mayWriteLetters,
  outcomeOf,
  type Recipient,
  SECONDS_BETWEEN,
  type Text,
  textFor,
} from './letter.ts';
import { findLetter, recipientsOf, SEND_LETTER } from './letters.ts';

/** What one of them gets: the text in their language, filled. */
export function letterTo(ctx: Ctx, letter: Letter, to: Recipient): Text & { locale: Recipient['locale'] } {
  const { locale, subject, body } = textFor(letter, to.locale);
  const values = {
    ...{ partner: to.partner, person: to.person ?? to.partner },
    ...{ library: ctx.library.name, me: ctx.actor.name },
  };
  return { locale, subject: filled(subject, locale, values), body: filled(body, locale, values) };
}

export const letterJobs: Handlers = {
  [SEND_LETTER]: {
    run: (at, job) =>
      once(at, job, async (host) => {
        if (!job.libraryId) return;
        const asker = { libraryId: job.libraryId, memberId: job.askedBy };
        const acting = await at.actFor(host, asker, mayWriteLetters);
        if (acting?.still !== 'may') throw new Invalid({ form: { key: 'error.letter_left' } });
        const leaves = at.postman.transport !== null;
        await sendAll(acting.ctx, job.subject, { mailbox: at.house.mailbox, leaves });
      }),
    // It can be sent again, by somebody who may.
    gaveUp: async (_at, { db }, { libraryId, subject, why }) => {
      await sql`update letters set sent_at = null, sent_by = null, failed = ${why?.key ?? 'error.letter_failed'}
        where library_id = ${libraryId} and id = ${subject} and done_at is null`.execute(db);
    },
  },
};

/** `leaves`: there is a mail server. */
type Ways = { mailbox: Mailbox | null; leaves: boolean };

async function sendAll(ctx: Ctx, id: LetterId, { mailbox, leaves }: Ways): Promise<void> {
  const letter = await findLetter(ctx, id);
  if (!letter.sent_at || letter.done_at) return;
  const own = await addressOf(ctx);
  let sent = 0;
  for (const to of await recipientsOf(ctx, id)) {
    const outcome = outcomeOf(to);
    if (outcome === 'sent') await sendOne(ctx, letter, { to, own, mailbox, nth: sent++ });
    const became = outcome === 'sent' && !leaves ? 'kept' : outcome;
    await sql`update letter_recipients set outcome = ${became} where library_id = ${ctx.library.id}
      and letter_id = ${id} and partner_id = ${to.partner_id}`.execute(ctx.db);
  }
  await sql`update letters set done_at = ${ctx.now} where library_id = ${ctx.library.id} and id = ${id}`.execute(
    ctx.db,
  );
}

type Sending = { to: Recipient; own: string | null; mailbox: Mailbox | null; nth: number };

async function sendOne(ctx: Ctx, letter: Letter, { to, own, mailbox, nth }: Sending): Promise<void> {
  const after = new Date(ctx.now.getTime() + nth * SECONDS_BETWEEN * 1000);
  await writeTo(ctx, { to, ...letterTo(ctx, letter, to), kind: KIND, after }, { own, mailbox });
}
