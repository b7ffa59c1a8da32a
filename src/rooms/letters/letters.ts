/** What one can do with letters: write one to partners, change it, choose addresses, send it. */
import { type RawBuilder, sql } from 'kysely';
import { type Ctx, type Locale, memberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found, Invalid } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import { insertMany } from '../../house/many.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import { enqueue } from '../../house/work/job.ts';
import { refuseFor } from '../../house/work/mail-refusals.ts';
import type { PersonId } from '../directory/person.ts';
import { addressesOf } from '../outreach/addresses.ts';
import type { PartnerId } from '../partners/partner.ts';
import {
  KIND,
  type Letter,
  type LetterDraft,
  type LetterId,
  letterName,
  MOST_RECIPIENTS,
  mayWriteLetters,
  outcomeOf,
  type Recipient,
} from './letter.ts';

/** The work of sending one (sending.ts). */
export const SEND_LETTER = 'letter.send';

const nameOf = (ctx: Ctx, letter: Pick<Letter, 'subject_en' | 'subject_es'>) =>
  letterName(letter, { library: ctx.library.name });

/** To each of these partners, at the address that is theirs for such a thing. Throws Invalid. */
export async function writeLetter(ctx: Ctx, draft: LetterDraft, partners: readonly PartnerId[]): Promise<LetterId> {
  allow(mayWriteLetters(ctx.actor));
  if (partners.length === 0) throw new Invalid({ form: { key: 'error.choose_partners' } });
  if (partners.length > MOST_RECIPIENTS)
    throw new Invalid({ form: { key: 'error.too_many_chosen', values: { most: MOST_RECIPIENTS } } });
  return inTransaction(ctx, async (ctx) => {
    const [library_id, id]: [string, LetterId] = [ctx.library.id, newId()];
    const made = { made_by: memberId(ctx), made_at: ctx.now };
    await ctx.db
      .insertInto('letters')
      .values({ library_id: ctx.library.id, id, ...draft, ...made })
      .execute();
    const first = new Map((await addressesOf(ctx, partners)).toReversed().map((each) => [each.partner_id, each]));
    const rows = [...new Set(partners)].map((partner_id) => {
      const { person_id = null, email = '' } = first.get(partner_id) ?? {};
      return { library_id, letter_id: id, partner_id, person_id, email, locale: ctx.library.locale };
    });
    await insertMany(ctx.db, 'letter_recipients', rows);
    await history(ctx, 'letter.written', { subject: theLibrary(ctx), details: { name: nameOf(ctx, draft) } });
    return id;
  });
}

const select = (ctx: Ctx, where: RawBuilder<unknown>) => sql<Letter & Counts>`
  select l.id, l.subject_en, l.body_en, l.subject_es, l.body_es, l.made_by, l.made_at, u.name as sent_by, l.sent_at,
    l.done_at, l.failed, l.version,
    (select count(*) from letter_recipients r where r.library_id = ${ctx.library.id}
      and r.letter_id = l.id) as recipients,
    (select count(*) from letter_recipients r where r.library_id = ${ctx.library.id} and r.letter_id = l.id
      and r.outcome = 'sent') as sent,
    (select count(*) from letter_recipients r where r.library_id = ${ctx.library.id} and r.letter_id = l.id
      and r.outcome = 'kept') as kept
  from letters l left join members m on m.library_id = l.library_id and m.id = l.sent_by
  left join users u on u.id = m.user_id
  where l.library_id = ${ctx.library.id} and ${where}`;

/** `kept` are logged without an e-mail. */
export type Counts = { recipients: number; sent: number; kept: number };

export const findLetter = async (ctx: Ctx, id: LetterId): Promise<Letter & Counts> =>
  found((await select(ctx, sql`l.id = ${id}`).execute(ctx.db)).rows[0]);

const PER_PAGE = 50;

/** The newest first. */
export async function listLetters(
  ctx: Ctx,
  asked: number,
): Promise<{ rows: (Letter & Counts)[]; page: number; pages: number }> {
  const counted = await sql<{ total: number }>`select count(*) as total from letters
    where library_id = ${ctx.library.id}`.execute(ctx.db);
  const pages = Math.max(1, Math.ceil((counted.rows[0]?.total ?? 0) / PER_PAGE));
  const page = Math.min(Math.trunc(asked), pages);
  const newest = sql`true order by l.made_at desc, l.id desc limit ${PER_PAGE} offset ${(page - 1) * PER_PAGE}`;
  return { rows: (await select(ctx, newest).execute(ctx.db)).rows, page, pages };
}

/** To whom it goes or went, by name. */
export async function recipientsOf(ctx: Ctx, id: LetterId): Promise<Recipient[]> {
  const { rows } = await sql<Recipient>`
    select r.partner_id, o.name as partner, r.person_id, pe.name as person, r.email, r.locale, r.left_out, r.outcome,
      exists (select 1 from mail_refusals f where f.library_id = ${ctx.library.id} and f.recipient = r.email
        and f.kind = ${KIND}) as refused,
      exists (select 1 from bounced_addresses b where b.library_id = ${ctx.library.id} and b.email = r.email) as bounced
    from letter_recipients r join partners p on p.library_id = r.library_id and p.id = r.partner_id
    join organizations o on o.library_id = p.library_id and o.id = p.organization_id
    left join persons pe on pe.library_id = r.library_id and pe.id = r.person_id
    where r.library_id = ${ctx.library.id} and r.letter_id = ${id} order by o.name_key, o.id`.execute(ctx.db);
  return rows;
}

/** Throws Conflict with what it says now when somebody has changed it meanwhile. */
export async function changeLetter(
  ctx: Ctx,
  id: LetterId,
  { version, ...draft }: LetterDraft & { version: number },
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const was = await lockToChange(ctx, id);
    const changed = await ctx.db
      .updateTable('letters')
      .set({ ...draft, version: version + 1 })
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id)
      .where('version', '=', version)
      .where('sent_at', 'is', null)
      .executeTakeFirst();
    const { subject_en, body_en, subject_es, body_es } = was;
    if (!changed.numUpdatedRows) throw new Conflict({ subject_en, body_en, subject_es, body_es }, was.version);
  });
}

/** So that it is not sent meanwhile. */
async function lockToChange(ctx: Ctx, id: LetterId): Promise<Letter> {
  await sql`select 1 from letters where library_id = ${ctx.library.id} and id = ${id} for update`.execute(ctx.db);
  const letter = await findLetter(ctx, id);
  allow(mayWriteLetters(ctx.actor));
  if (letter.sent_at) throw new Invalid({ form: { key: 'error.letter_changed' } });
  return letter;
}

export type RecipientChange = {
  email: string;
  person_id: PersonId | null;
  locale: Locale;
  left_out: boolean;
  /** They asked not to be written to. */
  refused: boolean;
};

/** Another address of theirs, another language, or not at all. */
export async function changeRecipient(
  ctx: Ctx,
  { id, partnerId }: { id: LetterId; partnerId: PartnerId },
  { refused, ...change }: RecipientChange,
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await lockToChange(ctx, id);
    const changed = await ctx.db
      .updateTable('letter_recipients')
      .set(change)
      .where('library_id', '=', ctx.library.id)
      .where('letter_id', '=', id)
      .where('partner_id', '=', partnerId)
      .executeTakeFirst();
    found(changed.numUpdatedRows || null);
    // Whoever is about to send it looks once more.
    await sql`update letters set version = version + 1 where library_id = ${ctx.library.id} and id = ${id}`.execute(
      ctx.db,
    );
    if (change.email) await refuseFor(ctx, { recipient: change.email, kind: KIND }, refused);
  });
}

/**
 * Sends it, once: the work of it is done by the worker, in the name of whoever asked. Throws Invalid where it was
 * changed since it was looked at, or nobody would get it.
 */
export async function sendLetter(ctx: Ctx, id: LetterId, version: number): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const letter = await lockToChange(ctx, id);
    const anybody = (await recipientsOf(ctx, id)).some((each) => outcomeOf(each) === 'sent');
    if (!anybody) throw new Invalid({ form: { key: 'letters.send_nobody' } });
    const asked = await ctx.db
      .updateTable('letters')
      .set({ sent_at: ctx.now, sent_by: memberId(ctx), failed: '', version: version + 1 })
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id)
      .where('version', '=', version)
      .where('sent_at', 'is', null)
      .executeTakeFirst();
    if (!asked.numUpdatedRows) throw new Invalid({ form: { key: 'error.letter_changed' } });
    await enqueue(ctx, SEND_LETTER, id);
    await history(ctx, 'letter.sent', { subject: theLibrary(ctx), details: { name: nameOf(ctx, letter) } });
  });
}

/** One that was not sent. Returns the id that brings it back. */
export async function removeLetter(ctx: Ctx, id: LetterId): Promise<RemovalId> {
  return inTransaction(ctx, async (ctx) => {
    const letter = await lockToChange(ctx, id);
    const what = { subject: id, label: nameOf(ctx, letter), about: theLibrary(ctx) };
    return removing(ctx, { kind: 'letter', ...what }, async (ctx) => {
      for (const [table, key] of [
        ['letter_recipients', 'letter_id'],
        ['letters', 'id'],
      ] as const)
        await sql`delete from ${sql.table(table)} where library_id = ${ctx.library.id}
          and ${sql.ref(key)} = ${id}`.execute(ctx.db);
      await history(ctx, 'letter.removed', { subject: theLibrary(ctx), details: { name: nameOf(ctx, letter) } });
    });
  });
}
