/** Sends the mails that wait (mail.ts), each once, or writes them to the log where there is no mail server. */

import { createTransport, type Transporter } from 'nodemailer';
import { borrow, type Db } from '../db.ts';
import type { Id } from '../ids.ts';
import type { Log } from '../log.ts';
import { type At, type Handlers, once } from './handler.ts';
import type { Job } from './job.ts';
import { SEND } from './mail.ts';
import { messageOf, type Written } from './mail-message.ts';

/** `baseUrl` is where links lead that a mail gets when it is sent. */
export type Postman = { from: string; baseUrl: string; log: Log; transport: Transporter | null };

export function openPostman(
  { from, baseUrl }: Pick<Postman, 'from' | 'baseUrl'>,
  log: Log,
  smtpUrl: string | undefined,
): Postman {
  return {
    from,
    baseUrl,
    log,
    transport: smtpUrl
      ? createTransport({ url: smtpUrl, connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000 })
      : null,
  };
}

/**
 * Ten minutes after the first try, then up to twice as long each time, at most a day: twelve tries outlast a week
 * without a mail server.
 */
const PATIENCE = { retryLimit: 11, retryDelay: 600, retryBackoff: true, retryDelayMax: 86_400 };

export const mailJobs: Handlers = {
  [SEND]: {
    atOnce: 2,
    batch: 20,
    pause: 2,
    queue: PATIENCE,
    run: async (at, job) => {
      const mail = await borrow(at.db, { libraryId: job.libraryId }, (db) => findWaiting(at, db, job.subject));
      if (mail) await handOver(at, job, mail);
      await once(at, job, ({ db, now }) =>
        noteSent(db, job.subject, { sent_at: now, wipe: at.postman.transport !== null }),
      );
    },
  },
};

async function findWaiting(at: At, db: Db, id: Id<'outbox'>): Promise<Written | undefined> {
  const mail = await db
    .selectFrom('outbox')
    .select(['id', 'library_id', 'recipient', 'subject', 'body', 'locale'])
    .select(['reply_to', 'calendar', 'stop_token', 'created_at'])
    .$castTo<Omit<Written, 'library'>>()
    .where('id', '=', id)
    .where('sent_at', 'is', null)
    .executeTakeFirst();
  if (!mail) return undefined;
  return { ...mail, library: mail.library_id && (await at.nameOf({ db, now: at.now() }, mail.library_id)) };
}

/**
 * If the app is killed after the mail server accepted the mail and before we noted it, the mail is sent again with the
 * same Message-ID, by which mail programs recognize a duplicate.
 */
async function handOver(at: At, job: Job, mail: Written): Promise<void> {
  const { transport, log } = at.postman;
  if (!transport) {
    const { recipient: to, subject, body } = mail;
    return log.info({ to, subject, body }, 'mail (no SMTP_URL is set, so it stays here)');
  }
  try {
    await transport.sendMail(messageOf(mail, at.postman));
  } catch (error) {
    await borrow(at.db, { libraryId: job.libraryId }, (db) => noteFailed(db, mail.id, error));
    throw error;
  }
}

/** With `wipe` only that it was sent is kept, not what it said. */
const noteSent = (db: Db, id: Id<'outbox'>, { sent_at, wipe }: { sent_at: Date; wipe: boolean }) =>
  db
    .updateTable('outbox')
    .set({ sent_at, last_error: null, ...(wipe && { body: '', stop_token: '', calendar: null }) })
    .where('id', '=', id)
    .where('sent_at', 'is', null)
    .execute();

const noteFailed = (db: Db, id: Id<'outbox'>, error: unknown) =>
  db
    .updateTable('outbox')
    .set({ last_error: String(error).slice(0, 500) })
    .where('id', '=', id)
    .execute();
