/**
 * A mail as it is sent: the words in plain text and once more as a page, in the reader's language, with who is answered
 * and, where a reader may not want more of its kind, how to say so with one press (RFC 8058). Written when it is sent:
 * what is kept is only the words.
 */

import type Mailer from 'nodemailer/lib/mailer/index.js';
import type { LibraryId, Locale } from '../ctx.ts';
import type { Id } from '../ids.ts';
import { speak } from '../messages.ts';
import { type CalendarDate, calendarOf } from './mail-calendar.ts';

export type Written = {
  id: Id<'outbox'> | Id<'account_mail'>;
  library_id: LibraryId | null;
  /** The library's name. */
  library: string | null;
  recipient: string;
  subject: string;
  body: string;
  locale: Locale;
  reply_to: string;
  calendar: CalendarDate | null;
  stop_token: string;
  created_at: Date;
};

/** `baseUrl` without a slash at the end. */
export async function messageOf(
  mail: Written,
  { from, baseUrl }: { from: string; baseUrl: string },
): Promise<Mailer.Options> {
  const stop = mail.stop_token && `${baseUrl}/mail/stop/${mail.library_id}/${mail.stop_token}`;
  const footer = footerOf(mail, stop);
  return {
    from,
    to: { name: '', address: mail.recipient },
    ...(mail.reply_to && { replyTo: mail.reply_to.split(', ').map((address) => ({ name: '', address })) }),
    subject: mail.subject,
    text: `${mail.body}\n\n-- \n${footer.join('\n')}\n`,
    html: pageOf(mail, footer),
    // The same at every try: a mail that is sent twice is known again.
    messageId: messageIdOf(mail),
    date: mail.created_at,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'Content-Language': mail.locale,
      ...(stop && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
    ...(stop && { list: { unsubscribe: { url: `${stop}/one-click` } } }),
    ...(mail.calendar && {
      icalEvent: {
        method: mail.calendar.method,
        filename: 'date.ics',
        content: await calendarOf(mail.calendar, mail.created_at),
      },
    }),
  };
}

/** By which a notice says which mail did not arrive: the mail's own id, and, of a library's, the library's. */
const messageIdOf = ({ id, library_id }: Written) => `<${[id, library_id].filter(Boolean).join('.')}@common-table>`;
export const MESSAGE_ID = /<([\da-f-]{36})\.([\da-f-]{36})@common-table>/g;

function footerOf({ library, locale }: Written, stop: string): string[] {
  const { t } = speak(locale);
  const from = library ? t('mail.footer.library', { library }) : t('mail.footer.account');
  return stop ? [from, t('mail.footer.stop', { link: stop })] : [from];
}

const STYLE = "font:16px/1.5 Georgia,'Times New Roman',serif;color:#1d1b16;max-width:36em;margin:0 auto;padding:1em";
const QUIET = 'font-size:14px;color:#5a564c;border-top:1px solid #d8d2c4;padding-top:1em;margin-top:2em';

/** No picture, no script and nothing fetched from elsewhere: opening a mail tells nobody. */
const pageOf = ({ locale, subject, body }: Written, footer: string[]): string =>
  `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body style="${STYLE}">
${body
  .split(/\n{2,}/)
  .map((paragraph) => `<p>${linked(paragraph)}</p>`)
  .join('\n')}
<p style="${QUIET}">${footer.map(linked).join('<br>')}</p>
</body></html>`;

const linked = (text: string): string =>
  text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, at) => (at % 2 ? `<a href="${escaped(part)}">${escaped(part)}</a>` : escaped(part)))
    .join('')
    .replaceAll('\n', '<br>');

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? '');
