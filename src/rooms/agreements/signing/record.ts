/**
 * The completion record: what was signed, by whom, when and from where, as a file that lies inside the signed PDF. It
 * holds the very letters of the document and each line of the chain, so that it can be checked without the database.
 */
import { z } from 'zod';
import type { Ctx } from '../../../house/ctx.ts';
import type { Agreement } from '../agreement.ts';
import { type AgreementVersion, linesOf } from '../agreement-versions.ts';
import { fingerprint } from '../document/document.ts';
import { brokenAt } from './chain.ts';

export const RECORD_NAME = 'completion-record.json';
const FORMAT = 'common-table-completion-record-1';

const line = z.object({ seq: z.number().int(), said: z.string(), hash: z.string() });
const schema = z.object({
  format: z.literal(FORMAT),
  library: z.string(),
  agreement: z.guid(),
  name: z.string(),
  number: z.number().int(),
  /** SHA-256 of `content`, which is the document. */
  document: z.string(),
  content: z.string(),
  events: z.array(line).max(10_000),
});
export type CompletionRecord = z.output<typeof schema>;

export async function recordOf(ctx: Ctx, it: Agreement, version: AgreementVersion): Promise<CompletionRecord> {
  const { number, sha256: document, content } = version;
  return {
    ...{ format: FORMAT, library: ctx.library.slug, agreement: it.id, name: it.name, number, document, content },
    events: await linesOf(ctx, it.id, number),
  };
}

/** Null for what is none. */
export function readRecord(text: string | null): CompletionRecord | null {
  if (!text) return null;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The document is the one that was signed, and no line of the chain was changed. */
export const recordHolds = ({ document, content, events }: CompletionRecord): boolean =>
  fingerprint(content) === document && events.length > 0 && brokenAt(document, events) === null;
