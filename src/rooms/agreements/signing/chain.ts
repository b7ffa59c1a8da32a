/**
 * What was done with a version that is signed, as a chain: each line is text that holds the hash of the line before, and
 * the first holds the hash of the document. So no line can be changed, left out or moved without all after it telling.
 * Pure; a hash is SHA-256 of the line as UTF-8, in hexadecimal digits.
 */
import { fingerprint } from '../document/document.ts';

export const EVENT_KINDS = [
  ...(['sent', 'asked', 'code_sent', 'code_wrong', 'signed', 'declined', 'delegated', 'reminded'] as const),
  ...(['extended', 'withdrawn', 'told', 'paper', 'completed'] as const),
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export type ChainEvent = {
  kind: EventKind;
  /** UTC, as ISO 8601. */
  at: string;
  /** By the clock where the library is, with its zone. */
  local: string;
  /** Who did it, and for which side. */
  who: string;
  party: string;
  /** From which network address; '' for what the house did. */
  address: string;
  /** What else there is to say: a name and title as typed, a reason, an e-mail address. */
  more: Record<string, string>;
};
/** As it is kept. */
export type Line = { seq: number; said: string; hash: string };
export type Said = ChainEvent & { seq: number; document: string; previous: string };

/** The next line after these. */
export function nextLine(document: string, lines: readonly Line[], event: ChainEvent): Line {
  const seq = lines.length + 1;
  const said = JSON.stringify({ seq, ...event, document, previous: lines.at(-1)?.hash ?? document });
  return { seq, said, hash: fingerprint(said) };
}

export const read = ({ said }: Pick<Line, 'said'>): Said => JSON.parse(said) as Said;

/** The number of the first line that does not hold; null where all do. */
export function brokenAt(document: string, lines: readonly Line[]): number | null {
  let previous = document;
  for (const [at, line] of lines.entries()) {
    const said = parsed(line.said);
    const holds =
      line.seq === at + 1 &&
      fingerprint(line.said) === line.hash &&
      said?.seq === line.seq &&
      said.document === document &&
      said.previous === previous;
    if (!holds) return at + 1;
    previous = line.hash;
  }
  return null;
}

function parsed(said: string): Said | null {
  try {
    return JSON.parse(said) as Said;
  } catch {
    return null;
  }
}
