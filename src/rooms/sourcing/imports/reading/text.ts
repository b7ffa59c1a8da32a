/**
 * Bytes to text, whatever wrote them: UTF-8 or UTF-16 with or without a mark, or the one-byte code of old Windows
 * programs.
 */
import { isAscii, isUtf8 } from 'node:buffer';

export type Decoded = {
  text: string;
  encoding: 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'Windows-1252' | 'UTF-8 + Windows-1252';
};

export function decode(bytes: Uint8Array): Decoded {
  if (startsWith(bytes, [0xff, 0xfe])) return wide(bytes, 'UTF-16LE');
  if (startsWith(bytes, [0xfe, 0xff])) return wide(bytes, 'UTF-16BE');
  const guess = widthOf(bytes.subarray(0, 4000));
  if (guess) return wide(bytes, guess);
  return isUtf8(bytes) ? { text: new TextDecoder().decode(bytes), encoding: 'UTF-8' } : lineByLine(bytes);
}

const startsWith = (bytes: Uint8Array, mark: number[]) => mark.every((byte, at) => bytes[at] === byte);
const wide = (bytes: Uint8Array, encoding: 'UTF-16LE' | 'UTF-16BE'): Decoded => ({
  text: new TextDecoder(encoding).decode(bytes),
  encoding,
});

/** In UTF-16 without a mark, every other byte of western text is zero. */
function widthOf(start: Uint8Array): 'UTF-16LE' | 'UTF-16BE' | null {
  const zeros = [0, 0];
  for (const [at, byte] of start.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const pairs = start.length / 2;
  const [even = 0, odd = 0] = zeros;
  if (pairs < 2) return null;
  if (odd > pairs * 0.6 && even < pairs * 0.1) return 'UTF-16LE';
  if (even > pairs * 0.6 && odd < pairs * 0.1) return 'UTF-16BE';
  return null;
}

/**
 * Bytes that are written inside a text, with the name of their encoding. Valid UTF-8 is read as UTF-8 whatever the name
 * says: wrong names are more common than other text that happens to be valid UTF-8.
 */
export function lettersOf(bytes: Uint8Array, code: string): string {
  if (isUtf8(bytes)) return DECODERS['utf-8'].decode(bytes);
  try {
    return new TextDecoder(/^(utf-?8)?$/i.test(code) ? 'windows-1252' : code).decode(bytes);
  } catch {
    return DECODERS['windows-1252'].decode(bytes);
  }
}

/**
 * Cards are folded at 75 bytes, by many programs in the middle of a letter. Neither half is UTF-8 until they are
 * together again.
 */
export function withoutCutLetters(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return Buffer.from(
    text.replace(
      /([\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})(?:\r\n|\r|\n)[ \t](?=[\x80-\xbf])/g,
      '$1',
    ),
    'latin1',
  );
}

const NAMED: Record<string, string> = Object.fromEntries(
  `aacute:á eacute:é iacute:í oacute:ó uacute:ú ntilde:ñ uuml:ü ccedil:ç agrave:à egrave:è acirc:â ecirc:ê ocirc:ô
  auml:ä ouml:ö iexcl:¡ iquest:¿ ordf:ª ordm:º deg:° rsquo:’ lsquo:‘ rdquo:” ldquo:“ ndash:– mdash:— hellip:… bull:•
  reg:® copy:©`
    .split(/\s+/)
    .map((pair) => pair.split(':') as [string, string]),
);

/**
 * Character references of a page ("&#225;", "&aacute;") as letters. Characters with a meaning in HTML stay escaped.
 */
export function withLetters(page: string): string {
  return page.replace(/&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{3,6});/gi, letterOf);
}

/** "&#225;", "&#xe1;" or "&aacute;" as the letter; anything else as it is written. */
function letterOf(written: string): string {
  const said = written.slice(1, -1);
  const code = said.startsWith('#') ? Number(said.slice(1).replace(/^x/i, '0x')) : 0;
  if (code >= 32 && code <= 0x10ffff && !'&<>'.includes(String.fromCodePoint(code))) return String.fromCodePoint(code);
  const letter = NAMED[said.toLowerCase()] ?? written;
  return /^[A-Z]/.test(said) ? letter.toUpperCase() : letter;
}

type Code = 'utf-8' | 'windows-1252';
const DECODERS = { 'utf-8': new TextDecoder(), 'windows-1252': new TextDecoder('windows-1252') };

/** Lists glued together from several programs have lines in both codes: each line is read as what it can be. */
function lineByLine(bytes: Uint8Array): Decoded {
  const parts: string[] = [];
  const codes = new Set<Code>();
  // Neighbours in one code are read together: a file may have ten million lines.
  let start = 0;
  let code: Code | null = null;
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(10, at) + 1 || bytes.length;
    const line = bytes.subarray(at, end);
    const own: Code | null = isAscii(line) ? code : isUtf8(line) ? 'utf-8' : 'windows-1252';
    if (own !== code && code !== null) {
      parts.push(DECODERS[code].decode(bytes.subarray(start, at)));
      start = at;
    }
    if (own) codes.add(own);
    code = own;
    at = end;
  }
  parts.push(DECODERS[code ?? 'utf-8'].decode(bytes.subarray(start)));
  return { text: parts.join(''), encoding: codes.has('utf-8') ? 'UTF-8 + Windows-1252' : 'Windows-1252' };
}
