/** Inviting somebody by mail, and accepting: by the link of the mail, or by its code. */
import { type Ctx, daysAfter, type MemberId, memberId, type Role, type UserId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, found, Invalid, NotFound, translating } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import { hashOf, newCode, newId, newToken } from '../../house/ids.ts';
import { speak } from '../../house/messages.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import { outbox } from '../../house/work/mail.ts';
import { mayGive } from './account.ts';
import { allowStill, stillMay } from './authority.ts';
import { findOpenInvitation, type Invitation, type InvitationId } from './invitation.ts';
import { joinLibrary, membersOf } from './members.ts';
import { addressOf, createUser, userByEmail } from './users.ts';

const INVITATION_DAYS = 5;
const WRONG_CODES = 5;

/**
 * Invites by mail, with a link and a code. An older open invitation to the same address is replaced. `linkTo` writes
 * the address of a token.
 */
export async function inviteMember(ctx: Ctx, draft: InvitationDraft, linkTo: (token: string) => string): Promise<void> {
  allow(mayGive(draft.role)(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    await allowStill(ctx, mayGive(draft.role));
    const belongs = (await membersOf(ctx)).some((member) => member.email === draft.email);
    if (belongs) throw new Invalid({ email: { key: 'error.member_already' } });
    const { token, code } = await replaceInvitation(ctx, draft);
    const subject = theLibrary(ctx);
    await history(ctx, 'member.invited', { subject, details: { email: draft.email, role: draft.role } });
    await tellGuest(ctx, draft.email, { link: linkTo(token), code });
  });
}

type InvitationDraft = { email: string; role: Role };

/** Keeps the hashes of the token and the code that it returns. */
async function replaceInvitation(ctx: Ctx, draft: InvitationDraft): Promise<{ token: string; code: string }> {
  await ctx.db
    .updateTable('invitations')
    .set({ revoked_at: ctx.now })
    .where('library_id', '=', ctx.library.id)
    .where('email', '=', draft.email)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute();
  const [token, code] = [newToken(), newCode()];
  const row = {
    library_id: ctx.library.id,
    id: newId<'invitations'>(),
    ...draft,
    token_hash: hashOf(token),
    code_hash: hashOf(code),
    invited_by: memberId(ctx),
    created_at: ctx.now,
    expires_at: daysAfter(ctx.now, INVITATION_DAYS),
  };
  const insert = ctx.db.insertInto('invitations').values(row);
  await translating({ invitations_open_key: ['email', 'error.form_key'] }, () => insert.execute());
  return { token, code };
}

async function tellGuest(ctx: Ctx, to: string, way: { link: string; code: string }): Promise<void> {
  const { name: library, locale } = ctx.library;
  const { t } = speak(locale);
  const values = { library, inviter: ctx.actor.name, ...way, days: INVITATION_DAYS };
  await outbox(ctx, {
    to,
    locale,
    replyTo: await addressOf(ctx),
    subject: t('mail.invitation.subject', values),
    body: t('mail.invitation.body', values),
  });
}

/** Returns the id that brings it back. */
export async function revokeInvitation(ctx: Ctx, id: InvitationId): Promise<RemovalId> {
  const { email } = await findOpenInvitation(ctx, id);
  const about = theLibrary(ctx);
  return removing(ctx, { kind: 'invitation', subject: id, label: email, about }, async (ctx) => {
    const revoked = await ctx.db
      .updateTable('invitations')
      .set({ revoked_at: ctx.now })
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id)
      .where('accepted_at', 'is', null)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (!revoked.numUpdatedRows) throw new NotFound();
    await history(ctx, 'invitation.removed', { subject: about, details: { email } });
  });
}

/** What an open invitation says to the one who holds its token: nothing about whether its address has an account. */
export async function invitationByToken(
  ctx: Ctx,
  token: string,
): Promise<Invitation & { invited_by: MemberId; created_at: Date }> {
  const row = found(await openInvitation(ctx).where('token_hash', '=', hashOf(token)).executeTakeFirst());
  const { id, email, expires_at, invited_by, created_at } = row;
  return { id, email, role: row.role as Role, expires_at, invited_by, created_at };
}

const openInvitation = (ctx: Ctx) =>
  ctx.db
    .selectFrom('invitations')
    .selectAll()
    .where('library_id', '=', ctx.library.id)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', ctx.now);

/**
 * The code of the mail instead of its link: a right one is worth a fresh token; after five wrong ones only the link is
 * left.
 */
export async function invitationByCode(
  ctx: Ctx,
  given: { email: string; code: string },
): Promise<{ token: string } | null> {
  // Counted before it is looked at, so that tries at the same moment count too.
  const row = await ctx.db
    .updateTable('invitations')
    .set((row) => ({ wrong_codes: row('wrong_codes', '+', 1) }))
    .where('library_id', '=', ctx.library.id)
    .where('email', '=', given.email)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', ctx.now)
    .where('wrong_codes', '<', WRONG_CODES)
    .returning(['id', 'code_hash'])
    .executeTakeFirst();
  if (!row || !hashOf(given.code).equals(row.code_hash)) return null;
  const token = newToken();
  const mine = ctx.db.updateTable('invitations').where('library_id', '=', ctx.library.id).where('id', '=', row.id);
  await mine.set((row) => ({ token_hash: hashOf(token), wrong_codes: row('wrong_codes', '-', 1) })).execute();
  return { token };
}

/**
 * Whether the invitation was ended because of its sender or its guest. Who holds its token may know that, so as not to
 * look for a mistake of their own.
 */
export const endedByItself = async (ctx: Ctx, token: string): Promise<boolean> =>
  (await ctx.db
    .selectFrom('invitations')
    .select('id')
    .where('library_id', '=', ctx.library.id)
    .where('token_hash', '=', hashOf(token))
    .where('revoked_because', 'is not', null)
    .executeTakeFirst()) !== undefined;

/**
 * Uses up the invitation: makes the account of somebody new, or joins somebody who has signed in to theirs. Returns the
 * user's id. Passwords are not compared here. That an account cannot be made does say that there is one, so the door
 * counts it.
 */
export async function acceptInvitation(
  ctx: Ctx,
  token: string,
  guest: { name: string; password: string } | { userId: UserId },
): Promise<UserId> {
  return inTransaction(ctx, async (ctx) => {
    const invitation = await invitationByToken(ctx, token);
    // Checked before the row is written, in the order in which a removal takes its locks: first the members, then their
    // invitations.
    const giver = { libraryId: ctx.library.id, memberId: invitation.invited_by };
    const { still } = await stillMay(ctx, giver, { may: mayGive(invitation.role), hold: true });
    if (still !== 'may') throw new Invalid({ form: { key: 'error.invitation_ended' } });
    await useUp(ctx, invitation.id);
    const userId = 'userId' in guest ? guest.userId : await makeAccount(ctx, { email: invitation.email, ...guest });
    if ((await userByEmail(ctx, invitation.email)) !== userId) throw new NotFound();
    // An old invitation changes nothing for someone who belongs already: not up, and not down past the last
    // administrator.
    const belongs = (await membersOf(ctx)).some((member) => member.email === invitation.email);
    if (!belongs && (await leftSince(ctx, userId, invitation.created_at)))
      throw new Invalid({ form: { key: 'error.invitation_ended' } });
    if (!belongs) await joinLibrary(ctx, userId, invitation.role);
    return userId;
  });
}

/** When two people accept it at once, the second finds nothing. */
async function useUp(ctx: Ctx, id: InvitationId): Promise<void> {
  const used = await ctx.db
    .updateTable('invitations')
    .set({ accepted_at: ctx.now })
    .where('library_id', '=', ctx.library.id)
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (!used.numUpdatedRows) throw new NotFound();
}

async function makeAccount(ctx: Ctx, user: { email: string; name: string; password: string }): Promise<UserId> {
  try {
    return await createUser(ctx, user);
  } catch (error) {
    throw error instanceof Invalid ? new Invalid({ form: { key: 'error.invitation_account' } }) : error;
  }
}

/** An invitation does not bring back somebody who was removed after it was sent. */
const leftSince = async (ctx: Ctx, userId: UserId, since: Date): Promise<boolean> =>
  (await ctx.db
    .selectFrom('members')
    .select('id')
    .where('library_id', '=', ctx.library.id)
    .where('user_id', '=', userId)
    .where('left_at', '>', since)
    .executeTakeFirst()) !== undefined;
