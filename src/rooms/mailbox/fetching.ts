/**
 * Fetches what came into the host's mailbox (IMAP). One is marked as seen once it is kept; until then it is fetched
 * again, and what comes twice is one. Of a large one only the beginning is fetched, and the mailbox keeps the rest.
 */
import { ImapFlow } from 'imapflow';
import type { HostCtx } from '../../house/ctx.ts';
import type { Log } from '../../house/log.ts';
import type { Mailbox } from '../../house/work/mailbox.ts';
import { arrive } from './arriving.ts';

/** So many at a time; the rest a minute later. */
const BATCH = 200;
/** Of one that is too large to be kept whole. */
const BEGINNING = 1_000_000;
const SILENT = 30_000;

export type Fetched = { kept: number; nobody: number };

/** Throws where the mail server does not answer, or does not let us in. */
export async function fetchMails(host: HostCtx, mailbox: Mailbox, log: Log): Promise<Fetched> {
  const fetched: Fetched = { kept: 0, nobody: 0 };
  if (!mailbox.imapUrl) return fetched;
  const { client, folder } = clientFor(mailbox.imapUrl);
  // Without a listener a connection that breaks would end the program; the command that waits fails by itself.
  client.on('error', () => {});
  await client.connect();
  try {
    const lock = await client.getMailboxLock(folder);
    try {
      const found = await client.search({ seen: false }, { uid: true });
      for (const uid of (found || []).slice(0, BATCH)) {
        const came = await one(client, uid, mailbox.bytes);
        if (!came) continue;
        const what = await arrive(host, mailbox, came);
        if (what === 'nobody') log.info({ uid }, 'an e-mail in the mailbox is for nobody here');
        fetched[what === 'nobody' ? 'nobody' : 'kept'] += 1;
        await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
      }
    } finally {
      lock.release();
    }
  } finally {
    await client.logout().catch(() => client.close());
  }
  return fetched;
}

/** Looks whether the mailbox can be opened, and changes nothing there. Throws where it cannot. */
export async function lookAtMailbox(imapUrl: string): Promise<void> {
  const { client, folder } = clientFor(imapUrl);
  client.on('error', () => {});
  await client.connect();
  await client.mailboxOpen(folder, { readOnly: true });
  await client.logout().catch(() => client.close());
}

function clientFor(imapUrl: string): { client: ImapFlow; folder: string } {
  const url = new URL(imapUrl);
  const secure = url.protocol === 'imaps:';
  const client = new ImapFlow({
    host: url.hostname,
    port: Number(url.port) || (secure ? 993 : 143),
    secure,
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    logger: false,
    connectionTimeout: SILENT,
    greetingTimeout: SILENT,
    socketTimeout: 2 * SILENT,
  });
  return { client, folder: decodeURIComponent(url.pathname.slice(1)) || 'INBOX' };
}

/** Undefined for one that somebody took away meanwhile. */
async function one(client: ImapFlow, uid: number, most: number) {
  const about = await client.fetchOne(String(uid), { size: true }, { uid: true });
  if (!about) return undefined;
  const bytes = about.size ?? 0;
  const whole = bytes <= most;
  const asked = whole ? true : { start: 0, maxLength: BEGINNING };
  const got = await client.fetchOne(String(uid), { source: asked }, { uid: true });
  const source = got ? got.source : undefined;
  return source && { raw: new Uint8Array(source), whole, bytes };
}
