/**
 * Mail is written in the transaction of the change that causes it, and sent afterwards: no mail about something that
 * did not happen, none lost when the mail server is away. Its text, which may hold a link or a code, is wiped once it
 * is sent. Without SMTP_URL it stays here, is written to the log, and administrators read it on a page.
 */
import { sql } from 'kysely';
import { createTransport, type Transporter } from 'nodemailer';
import type { Ctx, HostCtx, Library, LibraryId } from './ctx.ts';
import { borrow, type Db } from './db.ts';
import { type Id, newId } from './ids.ts';
import type { Log } from './log.ts';

export type Mail = { to: string; subject: string; body: string };

export async function outbox(ctx: HostCtx & { library?: Library }, mail: Mail): Promise<void> {
  await ctx.db
    .insertInto('outbox')
    .values({
      id: newId(),
      library_id: ctx.library?.id ?? null,
      recipient: oneLine(mail.to),
      subject: oneLine(mail.subject),
      body: mail.body,
      created_at: ctx.now,
      next_attempt_at: ctx.now,
    })
    .execute();
}

// A line break in a header would start another header; whatever a name or a purpose holds, it stays one line.
const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

export type SentMail = {
  id: Id<'outbox'>;
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

/** Sends what is due, for one library or (null) for accounts. Returns how many left. */
export function deliver(db: Db, postman: Postman, libraryId: LibraryId | null, now: Date): Promise<number> {
  return borrow(db, { libraryId }, async (db) => {
    const due = await claim(db, libraryId, now);
    for (const mail of due) await send(db, postman, mail, now);
    return due.length;
  });
}

type Claimed = { id: Id<'outbox'>; recipient: string; subject: string; body: string; attempts: number };

/**
 * Takes due mails by moving their next attempt into the future first: a second worker, or a crash while sending, does
 * not send twice at once.
 */
function claim(db: Db, libraryId: LibraryId | null, now: Date): Promise<Claimed[]> {
  return db
    .updateTable('outbox')
    .set((row) => ({
      attempts: row('attempts', '+', 1),
      // Ten minutes, then twice as long each time, at most a day: twelve tries outlast a week without a mail server.
      next_attempt_at: sql<Date>`${now}::timestamptz + least(interval '10 minutes' * power(2, attempts), interval '1 day')`,
    }))
    .where('id', 'in', (select) =>
      select
        .selectFrom('outbox')
        .select('id')
        .where('library_id', libraryId === null ? 'is' : '=', libraryId)
        .where('sent_at', 'is', null)
        .where('next_attempt_at', '<=', now)
        .where('attempts', '<', 12)
        .orderBy('next_attempt_at')
        .limit(20)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'recipient', 'subject', 'body', 'attempts'])
    .execute();
}

async function send(db: Db, postman: Postman, mail: Claimed, now: Date): Promise<void> {
  try {
    if (postman.transport) {
      const message = {
        from: postman.from,
        to: { name: '', address: mail.recipient },
        subject: mail.subject,
        text: mail.body,
      };
      await postman.transport.sendMail({
        ...message,
        messageId: `<${mail.id}@common-table>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    } else {
      postman.log.info(
        { to: mail.recipient, subject: mail.subject, body: mail.body },
        'mail (no SMTP_URL is set, so it stays here)',
      );
    }
    await db
      .updateTable('outbox')
      .set({ sent_at: now, last_error: null, ...(postman.transport && { body: '' }) })
      .where('id', '=', mail.id)
      .execute();
  } catch (error) {
    postman.log.warn({ mail: mail.id, error: String(error) }, 'mail could not be sent and will be tried again');
    await db
      .updateTable('outbox')
      .set({ last_error: String(error).slice(0, 500) })
      .where('id', '=', mail.id)
      .execute();
  }
}
