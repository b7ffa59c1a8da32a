/**
 * What becomes of an e-mail that came in. It is filed by itself, as an interaction, only where it is from the member
 * whose address it came to, signed by their domain, and names partners we know; or where it answers what was written to
 * a partner, from an address of theirs. Everything else waits for its member: who a sender says to be proves nothing.
 */
import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { oneApart, ownBytes } from '../../house/apart.ts';
import { type Ctx, today } from '../../house/ctx.ts';
import { borrow, inTransaction } from '../../house/db.ts';
import { Invalid } from '../../house/errors.ts';
import { prepareFile } from '../../house/stored-files.ts';
import { type At, type Handler, type Handlers, once } from '../../house/work/handler.ts';
import type { Job } from '../../house/work/job.ts';
import { resolveHere } from '../../house/work/mailbox.ts';
import type { Schedules } from '../../house/work/schedules.ts';
import { allLibraries } from '../accounts/libraries.ts';
import { addressOf } from '../accounts/users.ts';
import type { PersonId } from '../directory/person.ts';
import type { Addressee } from '../mailbox/answer-addresses.ts';
import { proofOf } from '../mailbox/proof.ts';
import type { MailAttachment, ReadMail } from '../mailbox/reading.ts';
import { FILE, type ReceivedMailId, type RefusedPart, type Waits } from '../mailbox/received-mail.ts';
import {
  filesOfMail,
  keepReading,
  newMail,
  noteFiled,
  putAside,
  type Reading,
  sourceOf,
  sweepMails,
} from '../mailbox/received-mails.ts';
import { ownAddresses, type Whose, whoseAddresses } from '../mailbox/whose-addresses.ts';
import { mayLog, type PartnerId } from '../partners/partner.ts';
import { MOST_FILES } from './attachments.ts';
import { type InteractionId, type LogDraft, logDraft } from './interaction.ts';
import { logInteraction } from './interactions.ts';

/** A thread for one e-mail: what takes longer, or more, was made to. */
const BOUNDS = { seconds: 60, megabytes: 700 };
/** One that names more is a circular. */
const MOST_PARTNERS = 10;

/** The work of reading one and filing it. */
const file: Handler = {
  run: async (at, job) => {
    const reading = await readingOf(at, job);
    if (!reading) return once(at, job, async () => {});
    try {
      await once(at, job, (host) => settle(at, { ...host, job }, reading));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      // What was read is kept; its member says what becomes of it.
      await once(at, job, (host) => settle(at, { ...host, job, waits: true }, reading));
    }
  },
  gaveUp: (at, host, job) => settle(at, { ...host, job }, UNREAD),
};
export const mailInJobs: Handlers = { [FILE]: file };

const UNREAD: Reading = { read: null, proof: { proof: 'none', signedBy: '' }, files: [], refused: [], incoming: false };

const inLibrary = (job: Job) => ({
  libraryId: job.libraryId,
  library: { id: job.libraryId as NonNullable<Job['libraryId']> },
});

/** Without a connection while it is read. Null where nothing is to be done any more. */
async function readingOf(at: At, job: Job): Promise<Reading | null> {
  const { libraryId, library } = inLibrary(job);
  const raw = await borrow(at.db, { libraryId }, async (db) =>
    (await newMail({ db, library }, job.subject)) ? sourceOf({ db, library }, job.subject) : null,
  );
  if (!raw) return null;
  // What came is read, also where the host has taken the mailbox away since.
  const proof = await proofOf(raw, at.house.mailbox?.resolve ?? resolveHere);
  const read = await readApart(at, raw);
  const parts = await partsOf(read?.attachments ?? []);
  return { ...UNREAD, ...parts, read, proof };
}

/** Null for one that cannot be read: it waits as it came. */
async function readApart(at: At, raw: Uint8Array): Promise<ReadMail | null> {
  const piece = ownBytes(new Uint8Array(raw));
  try {
    return await oneApart<ReadMail>('mail', [{ piece, hand: [piece.buffer] }], BOUNDS);
  } catch (error) {
    at.postman.log.warn({ error: String(error) }, 'an e-mail could not be read');
    return null;
  }
}

/** What hangs on it: what may be kept, by what is in it, and the rest by name. Pictures of a signature are no files. */
async function partsOf(attachments: MailAttachment[]): Promise<Pick<Reading, 'files' | 'refused'>> {
  const files: Reading['files'] = [];
  const refused: RefusedPart[] = [];
  for (const { name, bytes, within } of attachments) {
    if (within) continue;
    if (files.length >= MOST_FILES) {
      refused.push({ name, why: 'error.files_many' });
      continue;
    }
    try {
      files.push({ ...(await prepareFile(bytes, 'files')), name });
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      refused.push({ name, why: error.fields.files?.key ?? 'error.file_kind' });
    }
  }
  return { files, refused };
}

/** `waits`: it was refused as an interaction. */
type Settling = { db: Ctx['db']; now: Date; job: Job; waits?: boolean };

/** Files it, or says why it waits. In the transaction that ends the job. */
async function settle(at: At, { job, waits = false, ...host }: Settling, reading: Reading): Promise<void> {
  const { libraryId, library } = inLibrary(job);
  const id: ReceivedMailId = job.subject;
  const mail = await newMail({ ...host, library }, id);
  if (!mail || !libraryId) return;
  const acting = await at.actFor(host, { libraryId, memberId: mail.member_id }, mayLog);
  if (!acting) return;
  const { ctx } = acting;
  if (acting.still !== 'may') {
    // Nobody is there in whose name a file could be kept; the e-mail itself is.
    const refused = [...reading.refused, ...reading.files.map(({ name }) => ({ name, why: 'mailbox.part_left' }))];
    return keepReading(ctx, id, { ...reading, files: [], refused, state: 'waiting', why: 'left' });
  }
  const whose = reading.read ? await aboutWhom(ctx, reading.read.addresses) : [];
  const incoming = mail.partner_id !== null || comesIn(reading.read, await ownAddresses(ctx));
  const draft = reading.read && draftOf(ctx, reading.read, { whose, incoming, answers: mail });
  const why = !reading.read
    ? 'unreadable'
    : !draft || waits
      ? 'nothing'
      : await whyItWaits(ctx, { ...reading, read: reading.read, mail, whose });
  const state = reading.read?.automatic ? 'automatic' : 'waiting';
  await keepReading(ctx, id, { ...reading, incoming, state, why: state === 'waiting' ? why || 'nobody' : '' });
  if (state === 'waiting' && why === null && draft) await fileMail(ctx, id, draft);
}

/** Partners that these addresses belong to; members' own say who wrote, and not about whom. */
export async function aboutWhom(ctx: Ctx, addresses: readonly string[]): Promise<Whose[]> {
  const own = await ownAddresses(ctx);
  return whoseAddresses(
    ctx,
    addresses.filter((address) => !own.has(address)),
  );
}

/** Whether somebody else than us wrote it: itself, or what was passed on. */
function comesIn(read: ReadMail | null, own: ReadonlySet<string>): boolean {
  const { email = '' } = read?.forwarded ?? read?.from ?? {};
  return email !== '' && !own.has(email);
}

type Weighed = Reading & { read: ReadMail; mail: Addressee; whose: Whose[] };

/** Null for one that is filed by itself. */
async function whyItWaits(ctx: Ctx, { read, proof, mail, whose }: Weighed): Promise<Waits | null> {
  if (mail.partner_id) {
    const theirs = whose.some((each) => each.email === read.from.email && each.partner_id === mail.partner_id);
    return !theirs ? 'answer' : proof.proof === 'signed' ? null : 'not_signed';
  }
  if (read.from.email !== (await addressOf(ctx))?.toLowerCase()) return 'not_yours';
  if (proof.proof !== 'signed') return 'not_signed';
  const partners = new Set(whose.map(({ partner_id }) => partner_id)).size;
  return partners === 0 ? 'nobody' : partners > MOST_PARTNERS ? 'many' : null;
}

type About = { whose: Whose[]; incoming: boolean; answers: Pick<Addressee, 'partner_id' | 'person_id'> };
export type MailDraft = LogDraft & { partners: PartnerId[] };

/** What is logged of it: its line and its words, on the day on which it was written. Null where it says nothing. */
function draftOf(ctx: Ctx, read: ReadMail, { whose, incoming, answers }: About): MailDraft | null {
  const { partner_id, person_id } = answers;
  const wrote = whose.filter((each) => each.partner_id === partner_id && each.email === read.from.email);
  const known = wrote.some((each) => each.person_id) ? wrote.map((each) => each.person_id) : [person_id];
  const persons = partner_id ? known : whose.map((each) => each.person_id);
  const draft = logDraft.safeParse({
    ...{ kind: 'email', direction: incoming ? 'incoming' : 'outgoing', summary: read.subject, body: read.said },
    ...{ happened_on: dayOf(ctx, read.sentAt), minutes: '', people_reached: '' },
  });
  if (!draft.success) return null;
  return {
    ...draft.data,
    persons: [...new Set(persons)].filter((id): id is PersonId => id !== null),
    partners: partner_id ? [partner_id] : [...new Set(whose.map((each) => each.partner_id))],
  };
}

/** Where the library is; today where its own date cannot be. */
export function dayOf(ctx: Ctx, sentAt: Date | null): string {
  if (!sentAt) return today(ctx);
  const zoned = Temporal.Instant.fromEpochMilliseconds(sentAt.getTime()).toZonedDateTimeISO(ctx.library.timeZone);
  const day = zoned.toPlainDate().toString();
  return day > today(ctx) || day < today(ctx, -OLDEST) ? today(ctx) : day;
}
const OLDEST = 3_650;

/** The interaction that was made of it; null where none was, or it is removed. */
export async function entryOf(ctx: Ctx, id: ReceivedMailId): Promise<InteractionId | null> {
  const { rows } = await sql<{ id: InteractionId }>`select id from interactions
    where library_id = ${ctx.library.id} and mail_id = ${id}`.execute(ctx.db);
  return rows[0]?.id ?? null;
}

/**
 * Makes an interaction of it, once, with what hung on it. What is for one's own eyes leaves the e-mail one's own: it is
 * put aside, and nothing leads to it.
 */
export async function fileMail(ctx: Ctx, id: ReceivedMailId, draft: MailDraft): Promise<InteractionId> {
  return inTransaction(ctx, async (ctx) => {
    if (draft.audience === 'me') {
      await putAside(ctx, id, true);
      return logInteraction(ctx, draft);
    }
    if (await entryOf(ctx, id)) throw new Invalid({ form: { key: 'error.mail_settled' } });
    await noteFiled(ctx, id);
    return logInteraction(ctx, { ...draft, files: await filesOfMail(ctx, id), mail_id: id });
  });
}

/** One of which an interaction was made that is removed may still come back with it. */
const STILL_NEEDED = sql`exists (select 1 from interactions i where i.library_id = r.library_id and i.mail_id = r.id)`;

export const mailInSchedules: Schedules = {
  'mailbox.sweep': {
    cron: '25 3 * * *',
    each: 'house',
    run: async ({ db, now }) => {
      for (const { id } of await allLibraries({ db, now: now() }))
        await borrow(db, { libraryId: id }, (db) => sweepMails({ db, now: now() }, id, STILL_NEEDED));
    },
  },
};
