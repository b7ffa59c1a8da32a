/** Bytes to text, whatever wrote them: UTF-8 or UTF-16 with or without a mark, or the one-byte code of old Windows programs. */

export type Decoded = { text: string; encoding: 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'Windows-1252' | 'UTF-8 + Windows-1252' };

export function decode(bytes: Uint8Array): Decoded {
  if (startsWith(bytes, [0xff, 0xfe])) return wide(bytes, 'UTF-16LE');
  if (startsWith(bytes, [0xfe, 0xff])) return wide(bytes, 'UTF-16BE');
  const guess = widthOf(bytes.subarray(0, 4000));
  if (guess) return wide(bytes, guess);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    return lineByLine(bytes);
  }
}

const startsWith = (bytes: Uint8Array, mark: number[]) => mark.every((byte, at) => bytes[at] === byte);
const wide = (bytes: Uint8Array, encoding: 'UTF-16LE' | 'UTF-16BE'): Decoded => ({ text: new TextDecoder(encoding).decode(bytes), encoding });

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

/** Lists glued together from several programs have lines in both codes: each line is read as what it can be. */
function lineByLine(bytes: Uint8Array): Decoded {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const windows = new TextDecoder('windows-1252');
  const lines: string[] = [];
  let both = false;
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(10, at);
    const line = bytes.subarray(at, end === -1 ? bytes.length : end + 1);
    try {
      const text = utf8.decode(line);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: anything beyond ASCII shows the code
      if (/[^\u0000-\u007f]/.test(text)) both = true;
      lines.push(text);
    } catch {
      lines.push(windows.decode(line));
    }
    at += line.length;
  }
  return { text: lines.join(''), encoding: both ? 'UTF-8 + Windows-1252' : 'Windows-1252' };
}
