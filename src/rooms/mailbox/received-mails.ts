/** E-mails that came in: taking them in, what was read in them, and what becomes of them. */
import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { type Ctx, daysAfter, type HostCtx, type Library, type LibraryId } from '../../house/ctx.ts';
import { borrow, type Db, inTransaction } from '../../house/db.ts';
import { allow, found, Invalid } from '../../house/errors.ts';
import { newId } from '../../house/ids.ts';
import { insertMany } from '../../house/many.ts';
import { type Prepared, storeFile } from '../../house/stored-files.ts';
import { enqueue } from '../../house/work/job.ts';
import { type Addressee, addresseeOf } from './answer-addresses.ts';
import type { Proof } from './proof.ts';
import { mailReadable } from './readable.ts';
import type { ReadMail } from './reading.ts';
import {
  ASIDE_DAYS,
  FILE,
  type MailFor,
  type MailState,
  mayFile,
  mayHaveTray,
  type ReceivedMail,
  type ReceivedMailId,
  type RefusedPart,
  type Waits,
} from './received-mail.ts';

/**
 * One that came, with all its bytes, or, where it is too large, its beginning. `same` is by what it is known again when
 * it comes by another way; all of it, where that is not said.
 */
export type Arrived = { raw: Uint8Array; whole: boolean; bytes: number; same?: string };

/** In a transaction of its own, so that whoever handed it in may forget it afterwards. */
export const receiveFor = ({ db, now }: HostCtx, whose: MailFor, mail: Arrived): Promise<boolean> =>
  borrow(db, { libraryId: whose.libraryId }, (db) => keepArrived({ db, now }, whose, mail));

/**
 * Keeps it, for a secret that is in use, and asks for it to be read; one that comes twice is one. Returns whether it is
 * here now.
 */
export async function keepArrived(
  { db, now }: HostCtx,
  { libraryId, secret }: MailFor,
  mail: Arrived,
): Promise<boolean> {
  const whose = await addresseeOf(db, libraryId, secret);
  if (!whose) return false;
  const sha256 = createHash('sha256')
    .update(mail.same ?? mail.raw)
    .digest('hex');
  const id: ReceivedMailId = newId();
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('received_mails')
    .values({ library_id: libraryId, id, ...whose, sha256, bytes: mail.bytes, whole: mail.whole, received_at: now })
    .onConflict((same) => same.constraint('received_mails_once_key').doNothing())
    .executeTakeFirst();
  if (!numInsertedOrUpdatedRows) return true;
  const source = { library_id: libraryId, mail_id: id, source: Buffer.from(mail.raw) };
  await db.insertInto('received_mail_sources').values(source).execute();
  await enqueue({ db, now, library: { id: libraryId } }, FILE, id);
  return true;
}

const select = (where: RawBuilder<unknown>, ctx: Ctx) => sql<ReceivedMail>`
  select r.id, r.member_id, r.partner_id, r.person_id, r.state, r.why, r.received_at, r.sent_at, r.subject,
    r.from_name, r.from_email, r.proof, r.signed_by, r.incoming, r.said, r.words, r.addresses, r.refused, r.whole,
    r.bytes
  from received_mails r where r.library_id = ${ctx.library.id} and ${mailReadable(ctx, 'r')} and ${where}`;

/** One that this member may read. */
export const findMail = async (ctx: Ctx, id: ReceivedMailId): Promise<ReceivedMail> =>
  found((await select(sql`r.id = ${id}`, ctx).execute(ctx.db)).rows[0]);

const ASIDE_LISTED = 200;

/** What a list shows of one. */
export type MailRow = Pick<
  ReceivedMail,
  'id' | 'state' | 'why' | 'received_at' | 'subject' | 'from_name' | 'from_email'
>;

/** Those of the tray, the newest first: all that wait, and the latest of those that were put aside. */
export async function trayOf(ctx: Ctx): Promise<{ waiting: MailRow[]; aside: MailRow[]; asideInAll: number }> {
  const rowsOf = (where: RawBuilder<unknown>) =>
    sql<MailRow & { in_all: number }>`
      select r.id, r.state, r.why, r.received_at, r.subject, r.from_name, r.from_email, count(*) over () as in_all
      from received_mails r where r.library_id = ${ctx.library.id} and ${mailReadable(ctx, 'r')} and ${where}`.execute(
      ctx.db,
    );
  const newest = sql`order by r.received_at desc, r.id desc`;
  const { rows: waiting } = await rowsOf(sql`r.state = 'waiting' ${newest}`);
  const { rows: aside } = await rowsOf(sql`r.state in ('aside', 'automatic') ${newest} limit ${ASIDE_LISTED}`);
  return { waiting, aside, asideInAll: aside[0]?.in_all ?? 0 };
}

type Within = { db: Db; library: Pick<Library, 'id'> };

/** As it came. Throws NotFound. */
export async function sourceOf(ctx: Within, id: ReceivedMailId): Promise<Buffer> {
  const row = await ctx.db
    .selectFrom('received_mail_sources')
    .select('source')
    .where('library_id', '=', ctx.library.id)
    .where('mail_id', '=', id)
    .executeTakeFirst();
  return found(row).source;
}

export type MailFile = { sha256: string; name: string; type: string; bytes: number };

/** What hung on it and is kept. */
export async function filesOfMail(ctx: Ctx, id: ReceivedMailId): Promise<MailFile[]> {
  const { rows } = await sql<MailFile>`
    select f.sha256, f.name, s.type, length(s.bytes) as bytes from received_mail_files f
    join stored_files s on s.library_id = f.library_id and s.sha256 = f.sha256
    where f.library_id = ${ctx.library.id} and f.mail_id = ${id} order by f.position`.execute(ctx.db);
  return rows;
}

/** What reading one brought. */
export type Reading = {
  read: ReadMail | null;
  proof: Proof;
  files: (Prepared & { name: string })[];
  refused: RefusedPart[];
  incoming: boolean;
};

/** Keeps what was read in it. `state` and `why` say what becomes of it. */
export async function keepReading(
  ctx: Ctx,
  id: ReceivedMailId,
  { read, proof, files, refused, incoming, state, why }: Reading & { state: MailState; why: Waits | '' },
): Promise<void> {
  const words = read && {
    ...{ subject: read.subject, from_name: read.from.name, from_email: read.from.email, sent_at: read.sentAt },
    ...{ said: read.said, words: read.words, addresses: read.addresses },
  };
  await ctx.db
    .updateTable('received_mails')
    .set({ ...words, proof: proof.proof, signed_by: proof.signedBy, incoming, refused: JSON.stringify(refused) })
    .set({ state, why, settled_at: state === 'waiting' ? null : ctx.now })
    .where('library_id', '=', ctx.library.id)
    .where('id', '=', id)
    .where('state', '=', 'new')
    .execute();
  const rows: { library_id: LibraryId; mail_id: ReceivedMailId; sha256: string; name: string; position: number }[] = [];
  for (const [position, { name, ...file }] of files.entries())
    rows.push({ library_id: ctx.library.id, mail_id: id, sha256: await storeFile(ctx, file), name, position });
  await insertMany(ctx.db, 'received_mail_files', { rows, unlessThere: true });
}

/** Whom it came for, and whether it is still to be read. */
export async function newMail(ctx: Within, id: ReceivedMailId): Promise<(Addressee & { whole: boolean }) | undefined> {
  return ctx.db
    .selectFrom('received_mails')
    .select(['member_id', 'partner_id', 'person_id', 'whole'])
    .where('library_id', '=', ctx.library.id)
    .where('id', '=', id)
    .where('state', '=', 'new')
    .executeTakeFirst();
}

/** Marks one of the tray as filed; the verb that made an interaction of it calls this. */
export async function noteFiled(ctx: Ctx, id: ReceivedMailId): Promise<void> {
  allow(mayFile(ctx.actor, await findMail(ctx, id)));
  await move(ctx, id, { to: 'filed', from: sql`state <> 'filed'` });
}

/** The interaction that was made of it is removed: the e-mail waits for its member alone again. */
export const unfile = (ctx: Ctx, id: ReceivedMailId): Promise<void> => unfileAll(ctx, sql`r.id = ${id}`);

/** The same of several: `which` is a condition on `received_mails r`. */
export async function unfileAll(ctx: Ctx, which: RawBuilder<unknown>): Promise<void> {
  await sql`update received_mails r set state = 'waiting', settled_at = null, why = ''
    where r.library_id = ${ctx.library.id} and r.state = 'filed' and ${which}`.execute(ctx.db);
}

/** Out of the tray, or back into it. */
export async function putAside(ctx: Ctx, id: ReceivedMailId, aside: boolean): Promise<void> {
  allow(mayHaveTray(ctx.actor));
  await findMail(ctx, id);
  await move(ctx, id, aside ? { to: 'aside', from: sql`state <> 'filed'` } : BACK);
}
const BACK = { to: 'waiting', from: sql`state in ('aside', 'automatic')` } as const;

async function move(
  ctx: Ctx,
  id: ReceivedMailId,
  { to, from }: { to: MailState; from: RawBuilder<unknown> },
): Promise<void> {
  const { numAffectedRows } = await sql`update received_mails set state = ${to},
      settled_at = ${to === 'waiting' ? null : ctx.now}
    where library_id = ${ctx.library.id} and id = ${id} and ${from}`.execute(ctx.db);
  if (!numAffectedRows) throw new Invalid({ form: { key: 'error.mail_settled' } });
}

/**
 * What was put aside, or written by a program, is forgotten after its days; a day later than a removal, with which the
 * interaction that was made of it can still come back.
 */
export async function sweepMails(host: HostCtx, libraryId: LibraryId, needed: RawBuilder<unknown>): Promise<void> {
  await inTransaction(host, async ({ db, now }) => {
    const old = sql`(select r.id from received_mails r where r.library_id = ${libraryId}
      and r.state in ('aside', 'automatic') and r.settled_at < ${daysAfter(now, -ASIDE_DAYS - 1)} and not ${needed})`;
    for (const table of ['received_mail_sources', 'received_mail_files'])
      await sql`delete from ${sql.table(table)} where library_id = ${libraryId} and mail_id in ${old}`.execute(db);
    await sql`delete from received_mails where library_id = ${libraryId} and id in ${old}`.execute(db);
  });
}
