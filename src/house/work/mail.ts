/**
 * Mail is written in the transaction of the change that causes it, and sent afterwards: no mail about something that
 * did not happen, none lost when the mail server is away. Its text, which may hold a link or a code, is wiped once it
 * is sent. Without SMTP_URL it stays here, is written to the log, and administrators read it on a page.
 */
import { createTransport, type Transporter } from 'nodemailer';
import type { Ctx } from '../ctx.ts';
import { borrow, type Db } from '../db.ts';
import { newId } from '../ids.ts';
import type { Log } from '../log.ts';
import { type At, type Handlers, once } from './handler.ts';
import { type Asking, enqueue, type Job } from './job.ts';

const SEND = 'mail.send';

export type Mail = { to: string; subject: string; body: string };

export async function outbox(ctx: Asking, mail: Mail): Promise<void> {
  const id = newId();
  await ctx.db
    .insertInto('outbox')
    .values({
      id,
      library_id: ctx.library?.id ?? null,
      recipient: oneLine(mail.to),
      subject: oneLine(mail.subject),
      body: mail.body,
      created_at: ctx.now,
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

export type Postman = { from: string; log: Log; transport: Transporter | null };

export function openPostman(from: string, log: Log, smtpUrl: string | undefined): Postman {
  return {
    from,
    log,
    transport: smtpUrl
      ? createTransport({ url: smtpUrl, connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000 })
      : null,
  };
}

type Waiting = { id: string; recipient: string; subject: string; body: string };

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

const findWaiting = (db: Db, id: string): Promise<Waiting | undefined> =>
  db
    .selectFrom('outbox')
    .select(['id', 'recipient', 'subject', 'body'])
    .where('id', '=', id)
    .where('sent_at', 'is', null)
    .executeTakeFirst();

/**
 * A kill between the mail server's word and ours repeats the mail, with the Message-ID it had: programs for mail know
 * it again.
 */
async function handOver(at: At, job: Job, mail: Waiting): Promise<void> {
  const { transport, from, log } = at.postman;
  if (!transport) {
    const { recipient: to, subject, body } = mail;
    return log.info({ to, subject, body }, 'mail (no SMTP_URL is set, so it stays here)');
  }
  try {
    await transport.sendMail({
      from,
      to: { name: '', address: mail.recipient },
      subject: mail.subject,
      text: mail.body,
      messageId: `<${mail.id}@common-table>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  } catch (error) {
    await borrow(at.db, { libraryId: job.libraryId }, (db) => noteFailed(db, mail.id, error));
    throw error;
  }
}

const noteSent = (db: Db, id: string, sent_at: Date, wipe: boolean) =>
  db
    .updateTable('outbox')
    .set({ sent_at, last_error: null, ...(wipe && { body: '' }) })
    .where('id', '=', id)
    .where('sent_at', 'is', null)
    .execute();

const noteFailed = (db: Db, id: string, error: unknown) =>
  db
    .updateTable('outbox')
    .set({ last_error: String(error).slice(0, 500) })
    .where('id', '=', id)
    .execute();
