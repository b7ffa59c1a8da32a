/**
 * Notices that a mail did not arrive (RFC 3464). The mail is found by its Message-ID, which only we and whoever got it
 * know; only what is final counts, as most mail that is late arrives after all.
 */
import PostalMime, { type Attachment } from 'postal-mime';
import type { HostCtx, LibraryId } from '../../house/ctx.ts';
import { borrow } from '../../house/db.ts';
import { type AnyId, idFrom, isId } from '../../house/ids.ts';
import { isNobody, noteBounce } from '../../house/work/bounced.ts';
import { MESSAGE_ID } from '../../house/work/mail-message.ts';

export type Bounce = { mailId: AnyId; libraryId: LibraryId; status: string; said: string };

/** A notice is small, unless it brings back what was sent. */
const READ = 1_000_000;
const WORDS = 300;

/** Null for what is no such notice, or is not about a mail of ours. */
export async function bounceIn(raw: Uint8Array): Promise<Bounce | null> {
  const start = raw.subarray(0, READ);
  if (!/report-type="?delivery-status/i.test(Buffer.from(start).toString('latin1'))) return null;
  const attachments = await partsOf(start);
  const status = attachments.find(({ mimeType }) => mimeType === 'message/delivery-status');
  const ours = attachments.flatMap((part) => [...wordsOf(part).matchAll(MESSAGE_ID)])[0];
  if (!status || !ours) return null;
  const said = fieldsOf(wordsOf(status));
  const code = said.get('status')?.split(/\s/)[0] ?? '';
  if (!/^failed/i.test(said.get('action') ?? '') || !isNobody(code)) return null;
  const diagnosis = (said.get('diagnostic-code') ?? '').replace(/^smtp;\s*/i, '').slice(0, WORDS);
  const [, mail = '', library = ''] = ours;
  if (!isId(mail) || !isId(library)) return null;
  return { mailId: idFrom(mail), libraryId: idFrom(library) as LibraryId, status: code, said: diagnosis };
}

/** None of one that cannot be read: whoever made it is told nothing by that. */
const partsOf = (raw: Uint8Array): Promise<Attachment[]> =>
  PostalMime.parse(raw, { forceRfc822Attachments: true, maxNestingDepth: 20 }).then(
    ({ attachments }) => attachments,
    () => [],
  );

const wordsOf = ({ content }: Attachment): string =>
  typeof content === 'string' ? content : Buffer.from(content as ArrayBuffer).toString('utf8');

/** The fields of a notice, unfolded; of those about several recipients the last ones. */
const fieldsOf = (text: string): Map<string, string> =>
  new Map(
    text
      .replace(/\r?\n[ \t]+/g, ' ')
      .split(/\r?\n/)
      .map((line) => /^([\w-]+):\s*(.*)$/.exec(line))
      .flatMap((field) => (field ? [[(field[1] ?? '').toLowerCase(), (field[2] ?? '').trim()]] : [])),
  );

/** Marks the address to which that mail went. Returns whether there was such a mail. */
export const noteBounceOf = ({ db, now }: HostCtx, { libraryId, mailId, ...why }: Bounce): Promise<boolean> =>
  borrow(db, { libraryId }, async (db) => {
    const mail = await db
      .selectFrom('outbox')
      .select('recipient')
      .where('library_id', '=', libraryId)
      .where('id', '=', mailId)
      .executeTakeFirst();
    if (mail) await noteBounce(db, { library_id: libraryId, email: mail.recipient, ...why, bounced_at: now });
    return mail !== undefined;
  });
