/** Sending guest links, and finding who holds one: by its token, or by the six digits of its mail. */
import { type RawBuilder, sql } from 'kysely';
import { type Ctx, daysAfter, type HostCtx, type LibraryId, type MemberId, memberId, today } from '../../house/ctx.ts';
import { type Db, inTransaction } from '../../house/db.ts';
import { hashOf, newCode, newId, newToken, type SomeId } from '../../house/ids.ts';
import { speak } from '../../house/messages.ts';
import { outbox } from '../../house/work/mail.ts';
import { enter, findLibrary } from '../accounts/libraries.ts';
import type { PartnerId } from '../partners/partner.ts';
import {
  type GuestCtx,
  type GuestLink,
  type GuestLinkId,
  guestOf,
  isOpen,
  isPrivate,
  type LinkDraft,
  type Purpose,
} from './guest-link.ts';

/** Wrong digits of one link; after them only the link itself opens it. */
const WRONG_CODES = 5;
/** How long a link lasts that was sent anew. */
const RENEWED_DAYS = 30;

/** Where links lead: given by the door, which knows its own address. */
export type Ways = { link: (purpose: string, token: string) => string; code: () => string };

/**
 * Writes the mail with the link and its digits, in the transaction that asks. An older link for the same is revoked, so
 * that a mail is the only one of its kind that works.
 */
export async function sendLink(ctx: Ctx, draft: LinkDraft, ways: Ways): Promise<GuestLinkId> {
  const made_by = draft.made_by ?? memberId(ctx);
  return inTransaction(ctx, async (ctx) => {
    await revokeFor(ctx, { purpose: draft.purpose, subject_id: draft.subject_id });
    const link = await make(ctx, { ...draft, made_by });
    const found = (await linksWhere(ctx, { id: link.id }))[0] as GuestLink;
    await tell(ctx, found, { ...link, ways, letter: draft.letter, carries: draft.subject_id });
    return link.id;
  });
}

type Made = { id: GuestLinkId; token: string; code: string };

async function make(ctx: Ctx, draft: LinkDraft & { made_by: MemberId; by_code?: boolean }): Promise<Made> {
  const [id, token, code] = [newId<'guest_links'>(), newToken(), newCode()];
  const name = draft.person_id ? '' : (draft.name ?? '');
  const hashes = { token_hash: hashOf(token), code_hash: hashOf(code) };
  await sql`insert into guest_links (library_id, id, purpose, subject_id, partner_id, person_id, email, locale, asks,
      token_hash, code_hash, made_by, made_at, expires_at, by_code, name)
    values (${ctx.library.id}, ${id}, ${draft.purpose}, ${draft.subject_id}, ${draft.partner_id}, ${draft.person_id},
      ${draft.email}, ${draft.locale}, ${draft.asks}, ${hashes.token_hash}, ${hashes.code_hash}, ${draft.made_by},
      ${ctx.now}, ${draft.expires_at}, ${draft.by_code ?? false}, ${name})`.execute(ctx.db);
  return { id, token, code };
}

/** Mail that waits goes with what it is about. */
type Told = { ways: Ways; letter?: string | undefined; carries: SomeId };

async function tell(
  ctx: Ctx,
  link: GuestLink,
  { token, code, ways, letter, carries }: Omit<Made, 'id'> & Told,
): Promise<void> {
  const { t, dayOf } = speak(link.locale, ctx.library.timeZone);
  const who = link.asker?.name ?? ctx.library.name;
  const values = { who, library: ctx.library.name, asks: link.asks, name: link.person };
  await outbox(ctx, {
    to: link.email,
    locale: link.locale,
    replyTo: link.asker?.email ?? null,
    carries,
    private: isPrivate(link.purpose),
    subject: t('mail.guest.subject', values),
    body: t('mail.guest.body', {
      ...{ ...values, asks: letter ?? link.asks },
      link: ways.link(link.purpose, token),
      code,
      code_page: ways.code(),
      day: dayOf(link.expires_at),
    }),
  });
}

/** One subject, or all of a purpose with a partner. */
export type LinksFor = { purpose: Purpose } & ({ subject_id: SomeId } | { partner_id: PartnerId });

/** Ends the links for this that are open. */
export async function revokeFor(ctx: Ctx, { purpose, ...of }: LinksFor): Promise<void> {
  const which = 'subject_id' in of ? sql`subject_id = ${of.subject_id}` : sql`partner_id = ${of.partner_id}`;
  await sql`update guest_links set revoked_at = ${ctx.now} where library_id = ${ctx.library.id}
    and purpose = ${purpose} and ${which} and revoked_at is null`.execute(ctx.db);
}

/** Lets the open links for the same last at least until then: what they are for was moved. */
export async function extendFor(
  ctx: Ctx,
  { purpose, subject_id }: Pick<LinkDraft, 'purpose' | 'subject_id'>,
  until: Date,
): Promise<void> {
  await sql`update guest_links set expires_at = greatest(expires_at, ${until}) where library_id = ${ctx.library.id}
    and purpose = ${purpose} and subject_id = ${subject_id} and revoked_at is null`.execute(ctx.db);
}

/** Whose they were is kept no longer: they open what they are for until they end, and are sent to nobody anew. */
export async function forgetGuests(
  { db, libraryId }: { db: Db; libraryId: LibraryId },
  subjects: RawBuilder<unknown>,
): Promise<void> {
  await sql`update guest_links set email = '', name = '' where library_id = ${libraryId} and person_id is null
    and subject_id in ${subjects}`.execute(db);
}

/** Those that went out about a subject, the newest first. */
export const linksAbout = (ctx: Ctx, subjectId: SomeId): Promise<GuestLink[]> => linksWhere(ctx, { subjectId });

type Which = { id?: SomeId; subjectId?: SomeId; hash?: Buffer };

/**
 * Who asks is found each time: who sent it may have left. So is whether whoever it is for still works at the partner
 * and still has that address: what they may, they may as long as they speak for it.
 */
async function linksWhere(ctx: Ctx, { id, subjectId, hash }: Which): Promise<GuestLink[]> {
  const which = id
    ? sql`g.id = ${id}`
    : subjectId
      ? sql`g.subject_id = ${subjectId} and not g.by_code`
      : sql`g.token_hash = ${hash ?? Buffer.alloc(0)}`;
  const { rows } = await sql<GuestLink>`
    select g.id, g.purpose, g.subject_id, g.partner_id, g.person_id, g.email, g.locale, g.asks, g.made_at,
      g.expires_at, g.revoked_at, coalesce(pe.name, g.name) as person,
      case when u.id is not null and (g.person_id is null or exists (
        select 1 from contacts c where c.library_id = ${ctx.library.id}
          and c.organization_id = p.organization_id and c.person_id = g.person_id
          and (c.ends_on is null or c.ends_on >= ${today(ctx)}))
        and exists (select 1 from person_emails e where e.library_id = ${ctx.library.id}
          and e.person_id = g.person_id and e.email = g.email))
        then jsonb_build_object('name', u.name, 'email', u.email) end as asker
    from guest_links g
    left join persons pe on pe.library_id = g.library_id and pe.id = g.person_id
    left join partners p on p.library_id = g.library_id and p.id = g.partner_id
    left join members m on m.library_id = g.library_id and m.left_at is null
      and m.id = coalesce((select k.id from members k where k.library_id = ${ctx.library.id} and k.id = g.made_by
        and k.left_at is null), p.owner_id, case when g.partner_id is null then (select k.id from members k
        where k.library_id = ${ctx.library.id} and k.left_at is null and k.role = 'administrator'
        order by k.id limit 1) end)
    left join users u on u.id = m.user_id
    where g.library_id = ${ctx.library.id} and ${which} order by g.made_at desc, g.id desc`.execute(ctx.db);
  return rows;
}

/** Somebody who came with a link: the library, and the link, open or not; null where there is none. */
export type Came = { ctx: Ctx; link: GuestLink | null; guest: GuestCtx | null };

/** Points the transaction at the library. Throws NotFound where there is none. */
export async function enterAsGuest(host: HostCtx, slug: string, token: string): Promise<Came> {
  const ctx = await enter(host, await findLibrary(host, slug));
  const link = (await linksWhere(ctx, { hash: hashOf(token) }))[0] ?? null;
  return { ctx, link, guest: link && isOpen(link, ctx.now) ? { ...ctx, actor: guestOf(link) } : null };
}

/**
 * Sends a new link to the address that an ended one was for, if it still has somebody who asks and was not revoked.
 * Whoever asks for it learns nothing of this.
 */
export async function sendAnew(ctx: Ctx, link: GuestLink | null, ways: Ways): Promise<void> {
  if (!link || link.revoked_at || !link.asker || !link.email) return;
  await inTransaction(ctx, async (ctx) => {
    const { rows } = await sql<{ made_by: MemberId }>`update guest_links set revoked_at = ${ctx.now}
      where library_id = ${ctx.library.id} and id = ${link.id} and revoked_at is null and not by_code
      returning made_by`.execute(ctx.db);
    const [was] = rows;
    if (!was) return;
    const expires_at = daysAfter(ctx.now, RENEWED_DAYS);
    const made = await make(ctx, { ...link, ...was, name: link.person, expires_at });
    await tell(ctx, { ...link, expires_at }, { ...made, ways, carries: link.subject_id });
  });
}

/**
 * The digits of the mail instead of its link: right ones are worth a token for the same, beside the one of the mail.
 * Null for wrong ones.
 */
export async function tokenForCode(
  ctx: Ctx,
  given: { email: string; code: string },
): Promise<{ purpose: string; token: string } | null> {
  // Counted before it is looked at, so that tries at the same moment count too.
  const open = await ctx.db
    .updateTable('guest_links')
    .set((row) => ({ wrong_codes: row('wrong_codes', '+', 1) }))
    .where('library_id', '=', ctx.library.id)
    .where('email', '=', given.email)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', ctx.now)
    .where('wrong_codes', '<', WRONG_CODES)
    .returning(['id', 'code_hash', 'made_by'])
    .execute();
  const right = open.find((row) => hashOf(given.code).equals(row.code_hash));
  if (!right) return null;
  await ctx.db
    .updateTable('guest_links')
    .set((row) => ({ wrong_codes: row('wrong_codes', '-', 1) }))
    .where('library_id', '=', ctx.library.id)
    .where(
      'id',
      'in',
      open.map(({ id }) => id),
    )
    .execute();
  const link = (await linksWhere(ctx, { id: right.id }))[0];
  if (!link) return null;
  const { token } = await make(ctx, { ...link, name: link.person, made_by: right.made_by, by_code: true });
  return { purpose: link.purpose, token };
}
