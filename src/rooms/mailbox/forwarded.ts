/**
 * What somebody meant to say in an e-mail: without the text it answers and without a signature, but with what it passes
 * on. Programs mark these with words of their own, in the language of whoever wrote; the markers are those of Gmail,
 * Outlook, Apple Mail and Thunderbird. Whatever is cut stays in the whole e-mail, which is kept.
 */
import EmailReplyParser from 'email-reply-parser';

export type Sender = { name: string; email: string };
/** `comment` is what was written above it; `from` and `addresses` are read from the lines over the text. */
export type Forwarded = { comment: string; from: Sender | null; addresses: string[]; text: string };

const MARKER = new RegExp(
  `^[> ]*(?:${[
    '-{2,}\\s*(?:Forwarded message|Mensaje reenviado|Original Message|Mensaje original)\\s*-{2,}',
    '(?:Begin forwarded message|Inicio del mensaje reenviado):',
    '_{20,}',
  ].join('|')})\\s*$`,
  'i',
);
/** Its lines in both languages; the star is of programs that write what was bold between stars. */
const LINE = /^[> ]*\*?(From|De|Sent|Date|Fecha|Enviado(?: el)?|To|Para|Cc|Subject|Asunto|Reply-To):\*?\s*(.*)$/i;
/** An address alone, of no more than an address may have. */
const ADDRESS = /^[\p{L}\d.!#$%&'*+/=?^_`{|}~-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,10}$/u;
const BETWEEN = /[\s<>(),;:"[\]]+/;
const LONGEST = 320;
const FORWARDS = /^\s*(?:fwd?|rv|reenv|tr)\s*:/i;
const PASSED_ON = /forward|reenviado/i;
const PREFIX = /^\s*(?:(?:re|fwd?|rv|reenv|tr|aw|wg)\s*(?:\[\d+\])?:\s*)+/i;

/** Without the marks of answers and of passing on. */
export const plainSubject = (subject: string): string => subject.replace(PREFIX, '').trim();

/** In small letters, each once. Word by word, so that a line without an end costs no more than its length. */
export const addressesIn = (text: string): string[] => [
  ...new Set(
    text
      .split(BETWEEN)
      .map((word) => word.replace(/[.*'`]+$|^['`*]+/g, ''))
      .filter((word) => word.length <= LONGEST && ADDRESS.test(word))
      .map((word) => word.toLowerCase()),
  ),
];

/** The e-mail that was passed on within the text; null where none was, such as in an answer. */
export function forwardedIn(text: string, subject: string): Forwarded | null {
  const lines = text.split('\n');
  for (const [at, line] of lines.entries()) {
    if (!MARKER.test(line)) continue;
    if (!PASSED_ON.test(line) && !FORWARDS.test(subject)) continue;
    const head = headAfter(lines, at + 1);
    if (head) return { comment: lines.slice(0, at).join('\n'), ...head };
  }
  return null;
}

/** The lines "From: … To: …", which may be folded, and what comes after them. */
function headAfter(lines: string[], start: number): Omit<Forwarded, 'comment'> | null {
  let at = start;
  while (at < lines.length && unquoted(lines[at]) === '') at++;
  const head = new Map<string, string>();
  let last = '';
  for (; at < lines.length && unquoted(lines[at]) !== ''; at++) {
    const [, name, value = ''] = LINE.exec(lines[at] ?? '') ?? [];
    if (name) last = name.toLowerCase();
    if (!last) return null;
    head.set(last, `${head.get(last) ?? ''} ${name ? value : unquoted(lines[at])}`.trim());
  }
  const from = head.get('from') ?? head.get('de');
  if (from === undefined) return null;
  const inner = lines.slice(at + 1);
  const quoted = inner.every((line) => line.trim() === '' || line.startsWith('>'));
  return {
    from: senderIn(from),
    addresses: addressesIn([...head].filter(([name]) => !/^(subject|asunto)$/.test(name)).join(' ')),
    text: (quoted ? inner.map((line) => line.replace(/^> ?/, '')) : inner).join('\n'),
  };
}

const unquoted = (line = '') => line.replace(/^[> ]+/, '').trim();

function senderIn(line: string): Sender | null {
  const text = line.slice(0, 1000);
  const [email] = addressesIn(text);
  if (!email) return null;
  const name = text
    .replace(/[<[(]?(?:mailto:)?\s*[^\s<>[\]()]+@[^\s<>[\]()]+[>\])]?/gi, '')
    .replace(/["*<>[\]]/g, '')
    .trim();
  return { name, email };
}

/** A word with which letters close, alone in its line. */
const CLOSING = new RegExp(
  `^(?:${[
    'best|best regards|best wishes|kind regards|warm regards|warmly|regards|sincerely|cheers|yours|many thanks',
    'thanks|thank you|thanks again|saludos|un saludo|saludos cordiales|cordialmente|atentamente|un abrazo|gracias',
    'muchas gracias|mil gracias',
  ].join('|')})[,.!]?$`,
  'i',
);
/** Lines below a closing that can still be a signature. */
const SIGNED = 8;
const SHORT = 80;

/** What was written, without the text that it answers and without a signature. */
export function saidIn(text: string): string {
  const written = new EmailReplyParser().parseReply(text);
  return withoutSignature(written.replace(/\r/g, '')).trim();
}

/** All of it where nothing else would be left. */
function withoutSignature(text: string): string {
  const lines = text.trimEnd().split('\n');
  const dashes = lines.findIndex((line) => line === '-- ' || line === '--');
  if (dashes > 0) return lines.slice(0, dashes).join('\n');
  const closing = lines.findLastIndex((line) => CLOSING.test(line.trim()));
  const below = lines.slice(closing + 1).filter((line) => line.trim() !== '');
  const signs = closing > 0 && below.length <= SIGNED && below.every((line) => line.length <= SHORT);
  return signs ? lines.slice(0, closing).join('\n') : text;
}
