/**
 * Mail is written in the transaction of the change that causes it, and sent afterwards: no mail about something that
 * did not happen, none lost when the mail server is away. Its text, which may hold a link or a code, is wiped once it
 * is sent. Without SMTP_URL it stays here, is written to the log, and administrators read it on a page.
 */
import type { Ctx, Locale } from '../ctx.ts';
import { hashOf, newId, newToken } from '../ids.ts';
import { type Asking, enqueue } from './job.ts';
import type { CalendarDate } from './mail-calendar.ts';
import { isRefused } from './mail-refusals.ts';

/** The work of sending one (postman.ts). */
export const SEND = 'mail.send';

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
  const id = newId<'outbox'>();
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
