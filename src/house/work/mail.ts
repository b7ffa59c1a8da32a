/**
 * Mail is written in the transaction of the change that causes it, and sent afterwards: no mail about something that
 * did not happen, none lost when the mail server is away. Its text, which may hold a link or a code, is wiped once it
 * is sent. Without SMTP_URL it stays here, is written to the log, and administrators read it on a page.
 */
import { createTransport, type Transporter } from 'nodemailer';
import type { Ctx, Locale } from '../ctx.ts';
import { borrow, type Db } from '../db.ts';
import { hashOf, newId, newToken } from '../ids.ts';
import type { Log } from '../log.ts';
import { type At, type Handlers, once } from './handler.ts';
import { type Asking, enqueue, type Job } from './job.ts';
import type { CalendarDate } from './mail-calendar.ts';
import { messageOf, type Written } from './mail-message.ts';
import { isRefused } from './mail-refusals.ts';

const SEND = 'mail.send';

export type Mail = {
  to: string;
  /** The reader's language. */
  locale: Locale;
  subject: string;
  body: string;
  /** What its reader may have no more of; mail that answers what they did themselves has none. */
  kind?: string;
  /** The address of whoever caused it. */
  replyTo?: string | null;
  calendar?: CalendarDate | null;
};

/** Does nothing for a reader who wants no more of this kind. */
export async function outbox(ctx: Asking, mail: Mail): Promise<void> {
  const id = newId();
  const { kind = '', locale, body, calendar } = mail;
  const [library_id, recipient] = [ctx.library?.id ?? null, oneLine(mail.to)];
  const stops = kind !== '' && library_id !== null;
  if (stops && (await isRefused(ctx.db, { library_id, recipient, kind }))) return;
  const stop_token = stops ? newToken() : '';
  await ctx.db
    .insertInto('outbox')
    .values({
      ...{ id, library_id, recipient, kind, locale, body, stop_token, created_at: ctx.now },
      subject: oneLine(mail.subject),
      reply_to: oneLine(mail.replyTo ?? ''),
      calendar: calendar ? JSON.stringify({ ...calendar, title: oneLine(calendar.title) }) : null,
      stop_hash: stops ? hashOf(stop_token) : null,
    })
    .execute();
  await enqueue(ctx, SEND, id);
}

// A line break in a header would start another header; whatever a name or a purpose holds, it stays one line.
const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

export type SentMail = {
  id: string;
  recipient: string;
  subject: string;
  body: string;
  created_at: Date;
  sent_at: Date | null;
  last_error: string | null;
};

/** The library's newest 50 mails, for its administrators. */
export function mailOf(ctx: Ctx): Promise<SentMail[]> {
  return ctx.db
    .selectFrom('outbox')
    .select(['id', 'recipient', 'subject', 'body', 'created_at', 'sent_at', 'last_error'])
    .where('library_id', '=', ctx.library.id)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute();
}

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
      const mail = await borrow(at.db, { libraryId: job.libraryId }, (db) => findWaiting(db, job.subject));
      if (mail) await handOver(at, job, mail);
      await once(at, job, ({ db, now }) => noteSent(db, job.subject, now, at.postman.transport !== null));
    },
  },
};

const findWaiting = (db: Db, id: string): Promise<Written | undefined> =>
  db
    .selectFrom('outbox as o')
    .leftJoin('libraries as l', 'l.id', 'o.library_id')
    .select(['o.id', 'o.library_id', 'l.name as library', 'o.recipient', 'o.subject', 'o.body', 'o.locale'])
    .select(['o.reply_to', 'o.calendar', 'o.stop_token', 'o.created_at'])
    .$castTo<Written>()
    .where('o.id', '=', id)
    .where('o.sent_at', 'is', null)
    .executeTakeFirst();

/**
 * A kill between the mail server's word and ours repeats the mail, with the Message-ID it had: programs for mail know
 * it again.
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

const noteSent = (db: Db, id: string, sent_at: Date, wipe: boolean) =>
  db
    .updateTable('outbox')
    .set({ sent_at, last_error: null, ...(wipe && { body: '', stop_token: '', calendar: null }) })
    .where('id', '=', id)
    .where('sent_at', 'is', null)
    .execute();

const noteFailed = (db: Db, id: string, error: unknown) =>
  db
    .updateTable('outbox')
    .set({ last_error: String(error).slice(0, 500) })
    .where('id', '=', id)
    .execute();
