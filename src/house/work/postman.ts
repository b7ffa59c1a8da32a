/** Sends the mails that wait (mail.ts), each once, or writes them to the log where there is no mail server. */

import { type RawBuilder, sql } from 'kysely';
import { createTransport, type Transporter } from 'nodemailer';
import { borrow, type Db } from '../db.ts';
import type { Log } from '../log.ts';
import { isNobody, noteBounce } from './bounced.ts';
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
      const mail = await borrow(at.db, { libraryId: job.libraryId }, (db) => findWaiting(at, db, job));
      if (mail) await handOver(at, job, mail);
      await once(at, job, ({ db, now }) => noteSent(db, job, { sent_at: now, wipe: at.postman.transport !== null }));
    },
  },
};

/** Where it waits: a library's mail among its rows, mail about an account apart from all of them. */
function placeOf({ libraryId, subject }: Job): { table: RawBuilder<unknown>; it: RawBuilder<unknown> } {
  return libraryId
    ? { table: sql`outbox`, it: sql`library_id = ${libraryId} and id = ${subject}` }
    : { table: sql`account_mail`, it: sql`id = ${subject}` };
}
const ONLY_LIBRARIES = { library_id: null, reply_to: '', calendar: null, stop_token: '' };

async function findWaiting(at: At, db: Db, job: Job): Promise<Written | undefined> {
  const { table, it } = placeOf(job);
  const { rows } = await sql<Omit<Written, 'library'>>`
    select * from ${table} where ${it} and sent_at is null`.execute(db);
  const [mail] = rows;
  if (!mail) return undefined;
  const library = job.libraryId && (await at.nameOf({ db, now: at.now() }, job.libraryId));
  return { ...ONLY_LIBRARIES, ...mail, library };
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
    await transport.sendMail(await messageOf(mail, at.postman));
  } catch (error) {
    await borrow(at.db, { libraryId: job.libraryId }, async (db) => {
      await noteFailed(db, job, error);
      await noteRefused(db, { mail, error, now: at.now() });
    });
    throw error;
  }
}

/** What nodemailer says of a server's answer. */
type SmtpError = { command?: string; responseCode?: number; response?: string };
type Refused = { mail: Written; error: unknown; now: Date };

/** The mail server says at once that there is nobody of that address. */
async function noteRefused(db: Db, { mail, error, now }: Refused): Promise<void> {
  const { command, responseCode, response = '' } = error as SmtpError;
  const [status = '5.0.0'] = /\b5\.\d+\.\d+/.exec(response) ?? [];
  if (command !== 'RCPT TO' || responseCode !== 550 || !isNobody(status) || !mail.library_id) return;
  const bounced = { email: mail.recipient, status, said: response.slice(0, 300), bounced_at: now };
  await noteBounce(db, { library_id: mail.library_id, ...bounced });
}

/** With `wipe` only that it was sent is kept, not what it said. */
async function noteSent(db: Db, job: Job, { sent_at, wipe }: { sent_at: Date; wipe: boolean }): Promise<void> {
  const { table, it } = placeOf(job);
  const wiped = job.libraryId ? sql`, body = '', stop_token = '', calendar = null` : sql`, body = ''`;
  await sql`update ${table} set sent_at = ${sent_at}, last_error = null ${wipe ? wiped : sql``}
    where ${it} and sent_at is null`.execute(db);
}

async function noteFailed(db: Db, job: Job, error: unknown): Promise<void> {
  const { table, it } = placeOf(job);
  await sql`update ${table} set last_error = ${String(error).slice(0, 500)} where ${it}`.execute(db);
}
