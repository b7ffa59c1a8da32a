/**
 * Reads an e-mail as it came: who wrote it to whom, what was said, and what hangs on it. It is somebody else's text and
 * may be made to do harm, so it is read in a thread with a limit of time and memory; of HTML only the words are taken,
 * and nothing is ever loaded.
 */
import { convert } from 'html-to-text';
import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';
import type { Piece } from '../../house/apart.ts';
import { asText } from '../../house/parse.ts';
import { addressesIn, type Forwarded, forwardedIn, plainSubject, type Sender, saidIn } from './forwarded.ts';

export type ReadMail = {
  from: Sender;
  /** To whom it went, in the head. */
  to: string[];
  /** Who wrote what was passed on, if something was. */
  forwarded: Sender | null;
  /** All addresses that say whom it is about: of its own head, and of what was passed on. */
  addresses: string[];
  sentAt: Date | null;
  subject: string;
  /** Written by a program: an automatic answer, a newsletter, a notice that mail did not arrive. */
  automatic: boolean;
  /** Without what was answered to and without a signature. */
  said: string;
  /** All words, as they came. */
  words: string;
  attachments: MailAttachment[];
};
/** `within` is what belongs to the look of the text, such as the picture in a signature. */
export type MailAttachment = { name: string; bytes: Uint8Array; within: boolean };

const MOST_PARTS = 200;
const MOST_DEPTH = 30;
const WORDS = 200_000;
const SAID = 9_000;

/** Throws where it has more parts, or deeper ones, than any e-mail that somebody wrote. */
export async function readMail(raw: Uint8Array): Promise<ReadMail> {
  const email = await parsed(raw);
  const inner = await passedOnAsFile(email);
  const words = wordsOf(email);
  const subject = tidy(email.subject ?? '');
  const within = inner ? null : forwardedIn(words, subject);
  const passed = inner ?? within;
  const comment = saidIn(inner ? words : (within?.comment ?? words));
  const said = [comment, passed ? saidIn(passed.text) : ''].filter(Boolean).join('\n\n');
  return {
    from: senderOf(email.from),
    to: addressed(email.to, email.cc),
    forwarded: passed?.from ?? null,
    addresses: [...new Set([...addressed([email.from], email.to, email.cc), ...(passed?.addresses ?? [])])],
    sentAt: dated(email.date),
    subject: plainSubject(subject).slice(0, 200),
    automatic: isAutomatic(email),
    said: shortened(said || words.trim(), SAID),
    words: shortened(words, WORDS),
    attachments: email.attachments.filter((each) => !isMail(each)).map((each, at) => attachmentOf(each, at + 1)),
  };
}

/** In a thread (house/apart.ts): one e-mail in, what was read out. */
export async function* mailsRead(input: AsyncIterable<Uint8Array>): AsyncGenerator<Piece> {
  for await (const raw of input) yield { piece: await readMail(raw) };
}

const parsed = async (raw: Uint8Array | ArrayBuffer): Promise<Email> => {
  const limits = { maxNestingDepth: MOST_DEPTH, maxHeadersSize: 1_000_000, forceRfc822Attachments: true };
  const email = await PostalMime.parse(raw, limits);
  if (email.attachments.length > MOST_PARTS) throw new Error('An e-mail has more parts than can be read.');
  return email;
};

const isMail = ({ mimeType }: Attachment) => mimeType === 'message/rfc822';

/** One that was passed on as a file; the first, where there are several. */
async function passedOnAsFile(email: Email): Promise<Omit<Forwarded, 'comment'> | null> {
  const file = email.attachments.find(isMail);
  if (!file) return null;
  const inner = await parsed(bytesOf(file));
  return {
    from: inner.from ? senderOf(inner.from) : null,
    addresses: addressed([inner.from], inner.to, inner.cc),
    text: [tidy(inner.subject ?? ''), wordsOf(inner)].filter(Boolean).join('\n\n'),
  };
}

const bytesOf = ({ content }: Attachment): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content as ArrayBuffer);

function attachmentOf(file: Attachment, at: number): MailAttachment {
  const within = file.related === true || (file.disposition === 'inline' && Boolean(file.contentId));
  return { name: tidy(file.filename ?? '').slice(0, 200) || `${at}`, bytes: bytesOf(file), within };
}

/** The plain text, or the words of the page. */
function wordsOf(email: Email): string {
  const text = email.text?.trim() ? email.text : email.html ? textOf(email.html) : '';
  return asText(text);
}

const textOf = (html: string): string =>
  convert(html, {
    wordwrap: false,
    limits: { maxInputLength: 2_000_000, maxDepth: 200, maxChildNodes: 20_000 },
    selectors: [
      { selector: 'img', format: 'skip' },
      { selector: 'style', format: 'skip' },
      { selector: 'script', format: 'skip' },
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['<', '>'] } },
      ...['h1', 'h2', 'h3', 'h4'].map((selector) => ({ selector, options: { uppercase: false } })),
      { selector: 'blockquote', options: { trimEmptyLines: false } },
    ],
  });

const tidy = (text: string) => asText(text).replace(/\s+/g, ' ').trim();
const shortened = (text: string, most: number) => (text.length > most ? `${text.slice(0, most)} […]` : text);

const senderOf = (from: Address | undefined): Sender => ({
  name: tidy(from?.name ?? '').slice(0, 200),
  email: (from?.address ?? '').toLowerCase().slice(0, 254),
});

const addressed = (...lists: (Address[] | (Address | undefined)[] | undefined)[]): string[] => {
  const all = lists.flatMap((list) => list ?? []).flatMap((each) => each?.group ?? each ?? []);
  return [...new Set(all.flatMap(({ address }) => addressesIn(address ?? '')))];
};

function dated(date: string | undefined): Date | null {
  const at = new Date(date ?? '');
  return Number.isNaN(at.getTime()) ? null : at;
}

/** RFC 3834 and what mailing lists and programs write. */
function isAutomatic(email: Email): boolean {
  const said = new Map(email.headers.map(({ key, value }) => [key, value.toLowerCase().trim()]));
  const submitted = said.get('auto-submitted') ?? 'no';
  return (
    !submitted.startsWith('no') ||
    ['list-id', 'list-unsubscribe', 'list-post', 'feedback-id', 'x-autoreply', 'x-autorespond'].some((name) =>
      said.has(name),
    ) ||
    /bulk|list|junk|auto_reply/.test(said.get('precedence') ?? '') ||
    said.get('return-path') === '<>' ||
    /multipart\/report/.test(said.get('content-type') ?? '')
  );
}
