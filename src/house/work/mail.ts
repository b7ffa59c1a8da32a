/**
 * Mail is written in the transaction of the change that causes it, and sent afterwards: no mail about something that
 * did not happen, none lost when the mail server is away. Its text, which may hold a link or a code, is wiped once it
 * is sent. Without SMTP_URL it stays here, is written to the log, and administrators read it on a page.
 */
import { sql } from 'kysely';
import type { Ctx, LibraryId, Locale } from '../ctx.ts';
import type { Db } from '../db.ts';
import { hashOf, type Id, newId, newToken, type SomeId } from '../ids.ts';
import { type Asking, enqueueAfter } from './job.ts';
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
  /** The address of whoever caused it; several where an answer goes to several. */
  replyTo?: string | readonly string[] | null;
  /** Not sent before then. */
  after?: Date;
  /** What it holds the words of, where those can be taken back. */
  carries?: SomeId | null;
  /** Only for those who may read what it carries: on the page of the library's mails it has no words. */
  private?: boolean;
  calendar?: CalendarDate | null;
};

/** Does nothing for a reader who wants no more of this kind. */
export async function outbox(ctx: Asking, mail: Mail): Promise<void> {
  const library_id = ctx.library?.id;
  const words = { locale: mail.locale, subject: oneLine(mail.subject), body: mail.body };
  const letter = { ...words, recipient: oneLine(mail.to), created_at: ctx.now };
  const id = library_id ? await ofLibrary(ctx.db, mail, { ...letter, library_id }) : await ofAccount(ctx.db, letter);
  if (id) await enqueueAfter(ctx, SEND, { subject: id, after: mail.after ?? null });
}

type Letter = { locale: Locale; subject: string; body: string; recipient: string; created_at: Date };

/** Whoever has an account may be in several libraries or none, so what it is about is nobody's but theirs. */
async function ofAccount(db: Db, letter: Letter): Promise<Id<'account_mail'>> {
  const id = newId<'account_mail'>();
  await db
    .insertInto('account_mail')
    .values({ id, ...letter })
    .execute();
  return id;
}

/** Null where its reader wants no more of this kind. */
async function ofLibrary(
  db: Db,
  { kind = '', replyTo, calendar, carries = null, private: own = false }: Mail,
  letter: Letter & { library_id: LibraryId },
): Promise<Id<'outbox'> | null> {
  const { library_id, recipient } = letter;
  const stops = kind !== '';
  if (stops && (await isRefused(db, { library_id, recipient, kind }))) return null;
  const id = newId<'outbox'>();
  const stop_token = stops ? newToken() : '';
  await db
    .insertInto('outbox')
    .values({
      ...{
        id,
        ...letter,
        kind,
        carries,
        private: own,
        stop_token,
        reply_to: [replyTo ?? []].flat().map(oneLine).join(', '),
      },
      calendar: calendar ? JSON.stringify({ ...calendar, title: oneLine(calendar.title) }) : null,
      stop_hash: stops ? hashOf(stop_token) : null,
    })
    .execute();
  return id;
}

// A line break in a header would start another header; whatever a name or a purpose holds, it stays one line.
const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

/** `kind`: only out of mails of this kind. */
type Unsaid = { carried?: SomeId; passages: readonly string[]; instead: string; kind?: string };

/**
 * Words are taken back. A mail that carries them and waits is not sent, for whoever wrote it may have changed them; one
 * that was kept for want of a mail server is emptied; out of others, into which somebody copied passages, these are
 * taken.
 */
export async function unsay(ctx: Ctx, { carried, passages, instead, kind }: Unsaid): Promise<void> {
  if (carried) await stop(ctx, carried, instead);
  for (const passage of passages)
    await sql`update outbox set body = replace(body, ${passage}, ${instead}), subject = replace(subject, ${passage}, '…')
      where library_id = ${ctx.library.id} and kind = coalesce(${kind ?? null}, kind)
        and position(${passage} in subject || E'\n' || body) > 0`.execute(ctx.db);
}

async function stop(ctx: Ctx, carried: SomeId, instead: string): Promise<void> {
  const which = sql`library_id = ${ctx.library.id} and carries = ${carried}`;
  await sql`delete from outbox where ${which} and sent_at is null`.execute(ctx.db);
  await sql`update outbox set subject = '…', body = ${instead}, recipient = '', reply_to = '', calendar = null,
      last_error = null where ${which}`.execute(ctx.db);
}

export type SentMail = {
  id: string;
  recipient: string;
  subject: string;
  body: string;
  created_at: Date;
  sent_at: Date | null;
  last_error: string | null;
  private: boolean;
};

/** The library's newest 50 mails, for its administrators; of one that is not for them, that there is one. */
export async function mailOf(ctx: Ctx): Promise<SentMail[]> {
  const mails = await ctx.db
    .selectFrom('outbox')
    .select(['id', 'recipient', 'subject', 'body', 'created_at', 'sent_at', 'last_error', 'private'])
    .where('library_id', '=', ctx.library.id)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute();
  return mails.map((mail) => (mail.private ? { ...mail, recipient: '', subject: '', body: '' } : mail));
}

/** Of a mail that waits for somebody to hand it on, as there is no mail server: for whoever may read what it carries. */
export const mailAbout = (
  ctx: Ctx,
  { carries, to }: { carries: SomeId; to: string },
): Promise<Pick<SentMail, 'id' | 'recipient' | 'subject' | 'body'>[]> =>
  ctx.db
    .selectFrom('outbox')
    .select(['id', 'recipient', 'subject', 'body'])
    .where('library_id', '=', ctx.library.id)
    .where('carries', '=', carries)
    .where('body', '<>', '')
    .where('recipient', '=', to)
    .orderBy('created_at', 'desc')
    .limit(5)
    .execute();
