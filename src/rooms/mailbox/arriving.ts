/**
 * E-mail that was fetched or handed in: for whom it is stands in its head or on its envelope. What is for nobody here
 * is not kept; a notice that one of our own mails did not arrive marks the address to which it went.
 */
import PostalMime from 'postal-mime';
import type { HostCtx } from '../../house/ctx.ts';
import type { Mailbox } from '../../house/work/mailbox.ts';
import { secretIn } from '../accounts/mail-address.ts';
import { bounceIn, noteBounceOf } from './bounces.ts';
import { addressesIn } from './forwarded.ts';
import type { MailFor } from './received-mail.ts';
import { type Arrived, receiveFor } from './received-mails.ts';

/** As much of an e-mail can be its head. */
const HEAD = 256 * 1024;
/** Where the address stands, also of a blind copy: the mail server that took it writes it down. */
const NAMED = new Set([
  ...['to', 'cc', 'bcc', 'resent-to', 'resent-cc'],
  ...['delivered-to', 'x-delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-forwarded-to'],
]);
const MOST = 10;

export type Came = Arrived & {
  /** Of whoever handed it in, beside what its head says. */
  recipients?: readonly string[];
};

/** 'kept' for somebody here, 'noted' as a notice about one of our own, or for nobody. */
export async function arrive(host: HostCtx, mailbox: Mailbox, came: Came): Promise<'kept' | 'noted' | 'nobody'> {
  const head = await headOf(came.raw);
  const all = [...(came.recipients ?? []), ...recipientsOf(head)];
  const kept: MailFor[] = [...new Map(all.flatMap((each) => pairFor(mailbox, each))).values()];
  let here = false;
  const mail = { ...came, ...sameness(head) };
  for (const whose of kept.slice(0, MOST)) here = (await receiveFor(host, whose, mail)) || here;
  if (here) return 'kept';
  const bounce = await bounceIn(came.raw);
  return bounce && (await noteBounceOf(host, bounce)) ? 'noted' : 'nobody';
}

const pairFor = (mailbox: Mailbox, address: string): [string, MailFor][] => {
  const whose = secretIn(mailbox, address);
  return whose ? [[`${whose.libraryId} ${whose.secret}`, whose]] : [];
};

type Head = { key: string; value: string }[];

/** The head alone: the rest may be large, and is read elsewhere. */
async function headOf(raw: Uint8Array): Promise<Head> {
  const start = Buffer.from(raw.subarray(0, HEAD)).toString('latin1');
  const end = /\r?\n\r?\n/.exec(start)?.index ?? start.length;
  // Only lines of a head: nothing in it can have parts.
  const lines = start.slice(0, end).replace(/^content-/gim, 'x-content-');
  return (await PostalMime.parse(`${lines}\r\n\r\n`, { maxHeadersSize: HEAD * 2 })).headers;
}

/** Copies of one e-mail that came by several ways differ in what the servers on their way wrote, but not in this. */
function sameness(head: Head): { same?: string } {
  const said = (name: string) => head.find(({ key }) => key === name)?.value ?? '';
  const lines = ['message-id', 'date', 'from', 'subject'].map(said);
  return lines[0] ? { same: lines.join('\n') } : {};
}

const recipientsOf = (head: Head): string[] =>
  head.filter(({ key }) => NAMED.has(key)).flatMap(({ value }) => addressesIn(value));
