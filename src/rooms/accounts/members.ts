/**
 * Members of a library: who belongs, with which role, and how one is invited. Removing a member keeps the row, for the
 * history's names.
 */
import { byName } from '../../house/by-name.ts';
import { type Ctx, type HostCtx, type MemberId, memberId, type Role, type UserId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found, Invalid, NotFound, translating } from '../../house/errors.ts';
import { history } from '../../house/history.ts';
import { hashOf, type Id, newCode, newId, newToken } from '../../house/ids.ts';
import { speak } from '../../house/messages.ts';
import { type RemovalId, removing } from '../../house/removals.ts';
import { outbox } from '../../house/work/mail.ts';
import { mayGive, mayManageMembers } from './account.ts';
import { allowStill, belongsSomewhere, stillMay } from './authority.ts';
import { hashPassword } from './passwords.ts';
import { signOutEverywhere } from './sessions.ts';
import { addressOf, endResets } from './users.ts';

export type InvitationId = Id<'invitations'>;

export type Member = { id: MemberId; name: string; email: string; role: Role; version: number };

/** Those who belong today, by name. */
export async function membersOf(ctx: Ctx): Promise<Member[]> {
  const rows = await ctx.db
    .selectFrom('members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select(['m.id', 'u.name', 'u.email', 'm.role', 'm.version'])
    .where('m.library_id', '=', ctx.library.id)
    .where('m.left_at', 'is', null)
    .orderBy(byName('u.name'))
    .execute();
  return rows.map((row) => ({ ...row, role: row.role as Role }));
}

export async function findMember(ctx: Ctx, id: MemberId): Promise<Member> {
  return found((await membersOf(ctx)).find((member) => member.id === id));
}

/** The libraries a person belongs to. */
export const membershipsOf = (host: HostCtx, userId: UserId) =>
  host.db
    .selectFrom('members as m')
    .innerJoin('libraries as l', 'l.id', 'm.library_id')
    .select(['l.slug', 'l.name', 'm.role'])
    .where('m.user_id', '=', userId)
    .where('m.left_at', 'is', null)
    .orderBy(byName('l.name'))
    .execute();

export async function createUser(
  host: HostCtx,
  user: { email: string; name: string; password: string; locale?: 'en' | 'es' | null },
): Promise<UserId> {
  const id: UserId = newId();
  const { email, name, locale = null } = user;
  const password_hash = await hashPassword(user.password);
  await translating({ users_email_key: ['email', 'error.email_taken'] }, () =>
    host.db.insertInto('users').values({ id, email, name, locale, password_hash, created_at: host.now }).execute(),
  );
  return id;
}

/**
 * Makes a person a member with this role; someone who left and comes back, or belongs already, keeps their row, and old
 * forms about it are stale.
 */
export async function joinLibrary(ctx: Ctx, userId: UserId, role: Role): Promise<MemberId> {
  const row = await ctx.db
    .insertInto('members')
    .values({ library_id: ctx.library.id, id: newId(), user_id: userId, role, created_at: ctx.now })
    .onConflict((conflict) =>
      conflict
        .constraint('members_user_key')
        .doUpdateSet((row) => ({ role, left_at: null, version: row('members.version', '+', 1) })),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  await history(ctx, 'member.joined', { subject: { type: 'member', id: row.id }, details: { role } });
  return row.id;
}

export async function changeRole(ctx: Ctx, id: MemberId, change: { role: Role; version: number }): Promise<void> {
  allow(mayManageMembers(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const member = await lockMembers(ctx, id);
    await allowStill(ctx, mayGive(change.role));
    if (member.version !== change.version) throw new Conflict({ role: member.role }, member.version);
    if (change.role !== 'administrator') keepOneAdministrator(member);
    await ctx.db
      .updateTable('members')
      .set({ role: change.role, version: change.version + 1 })
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id)
      .execute();
    await history(ctx, 'member.role_changed', {
      subject: { type: 'member', id },
      details: { from: member.role, to: change.role },
    });
    await endWhatTheyMayNoLongerGive(ctx, id);
  });
}

/** Their access ends at once. Returns the id that brings them back, in the role they had. */
export async function removeMember(ctx: Ctx, id: MemberId): Promise<RemovalId> {
  allow(mayManageMembers(ctx.actor));
  const { name } = await findMember(ctx, id);
  return removing(
    ctx,
    { kind: 'member', subject: id, label: name, about: { type: 'member', id }, each: true },
    async (ctx) => {
      const member = await lockMembers(ctx, id);
      await allowStill(ctx, mayManageMembers);
      keepOneAdministrator(member);
      await ctx.db
        .updateTable('members')
        .set({ left_at: ctx.now })
        .where('library_id', '=', ctx.library.id)
        .where('id', '=', id)
        .execute();
      await history(ctx, 'member.left', { subject: { type: 'member', id } });
      await endAuthorityOf(ctx, id, member.user_id);
    },
  );
}

/**
 * What somebody who left had begun ends with them: invitations by them and to them and, when this was their last
 * library, ways to sign in.
 */
async function endAuthorityOf(ctx: Ctx, id: MemberId, userId: UserId): Promise<void> {
  await endWhatTheyMayNoLongerGive(ctx, id);
  const { email } = await ctx.db.selectFrom('users').select('email').where('id', '=', userId).executeTakeFirstOrThrow();
  const toThem = (await openInvitations(ctx)).filter((invitation) => invitation.email === email);
  await endInvitations(ctx, toThem, 'invited_left');
  if (await belongsSomewhere(ctx, userId)) return;
  await signOutEverywhere(ctx, userId);
  await endResets(ctx, userId);
}

/**
 * Locks all of the library's members: two administrators who remove each other at the same moment must not both
 * succeed.
 */
async function lockMembers(ctx: Ctx, id: MemberId) {
  const rows = await ctx.db
    .selectFrom('members')
    .select(['id', 'user_id', 'role', 'version'])
    .where('library_id', '=', ctx.library.id)
    .where('left_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  const member = found(rows.find((row) => row.id === id));
  return { ...member, others: rows.filter((row) => row.id !== id) };
}

function keepOneAdministrator(member: { role: string; others: { role: string }[] }): void {
  if (member.role === 'administrator' && !member.others.some((other) => other.role === 'administrator')) {
    throw new Invalid({ role: { key: 'error.last_administrator' } });
  }
}

// ---- invitations

const INVITATION_DAYS = 5;
const WRONG_CODES = 5;

export type Invitation = { id: InvitationId; email: string; role: Role; expires_at: Date };

export async function openInvitations(ctx: Ctx): Promise<Invitation[]> {
  allow(mayManageMembers(ctx.actor));
  const rows = await ctx.db
    .selectFrom('invitations')
    .select(['id', 'email', 'role', 'expires_at'])
    .where('library_id', '=', ctx.library.id)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, role: row.role as Role }));
}

export const findOpenInvitation = async (ctx: Ctx, id: string): Promise<Invitation> =>
  found((await openInvitations(ctx)).find((invitation) => invitation.id === id));

type WhyEnded = 'inviter_left' | 'inviter_role' | 'invited_left';
export type EndedInvitation = { id: InvitationId; email: string; role: Role; because: WhyEnded; inviter: string };

/**
 * What ended by itself in the last 30 days, because of what happened to its writer or its guest: an administrator may
 * want to write it anew.
 */
export async function endedInvitations(ctx: Ctx): Promise<EndedInvitation[]> {
  allow(mayManageMembers(ctx.actor));
  const rows = await ctx.db
    .selectFrom('invitations as i')
    .innerJoin('members as m', (join) =>
      join.onRef('m.library_id', '=', 'i.library_id').onRef('m.id', '=', 'i.invited_by'),
    )
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select(['i.id', 'i.email', 'i.role', 'i.revoked_because as because', 'u.name as inviter'])
    .where('i.library_id', '=', ctx.library.id)
    .where('i.revoked_because', 'is not', null)
    .where('i.revoked_at', '>', new Date(ctx.now.getTime() - 30 * 86_400_000))
    .orderBy('i.revoked_at', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, role: row.role as Role, because: row.because as WhyEnded }));
}

/** After a member was removed or got another role: ends their open invitations that they could not send today. */
async function endWhatTheyMayNoLongerGive(ctx: Ctx, memberId: MemberId): Promise<void> {
  const rows = await ctx.db
    .selectFrom('invitations')
    .select(['id', 'email', 'role'])
    .where('library_id', '=', ctx.library.id)
    .where('invited_by', '=', memberId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute();
  for (const row of rows) {
    const { still } = await stillMay(ctx, { libraryId: ctx.library.id, memberId }, { may: mayGive(row.role as Role) });
    if (still !== 'may') await endInvitations(ctx, [row], still === 'left' ? 'inviter_left' : 'inviter_role');
  }
}

async function endInvitations(
  ctx: Ctx,
  invitations: { id: InvitationId; email: string; role: string }[],
  because: WhyEnded,
): Promise<void> {
  for (const { id, email, role } of invitations) {
    await ctx.db
      .updateTable('invitations')
      .set({ revoked_at: ctx.now, revoked_because: because })
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id)
      .where('accepted_at', 'is', null)
      .execute();
    await history(ctx, 'member.invitation_ended', {
      subject: { type: 'library', id: ctx.library.id },
      details: { email, role, because },
    });
  }
}

/**
 * Invites by mail, with a link and a code. An older open invitation to the same address is replaced. `linkTo` writes
 * the address of a token.
 */
export async function inviteMember(
  ctx: Ctx,
  draft: { email: string; role: Role },
  linkTo: (token: string) => string,
): Promise<void> {
  allow(mayGive(draft.role)(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    await allowStill(ctx, mayGive(draft.role));
    const belongs = (await membersOf(ctx)).some((member) => member.email === draft.email);
    if (belongs) throw new Invalid({ email: { key: 'error.member_already' } });
    await ctx.db
      .updateTable('invitations')
      .set({ revoked_at: ctx.now })
      .where('library_id', '=', ctx.library.id)
      .where('email', '=', draft.email)
      .where('accepted_at', 'is', null)
      .where('revoked_at', 'is', null)
      .execute();
    const [token, code] = [newToken(), newCode()];
    const invitation = {
      library_id: ctx.library.id,
      id: newId<'invitations'>(),
      ...draft,
      token_hash: hashOf(token),
      code_hash: hashOf(code),
    };
    const expires_at = new Date(ctx.now.getTime() + INVITATION_DAYS * 86_400_000);
    const insert = ctx.db
      .insertInto('invitations')
      .values({ ...invitation, invited_by: memberId(ctx), created_at: ctx.now, expires_at });
    await translating({ invitations_open_key: ['email', 'error.form_key'] }, () => insert.execute());
    await history(ctx, 'member.invited', {
      subject: { type: 'library', id: ctx.library.id },
      details: { email: draft.email, role: draft.role },
    });
    const { t } = speak(ctx.library.locale);
    const values = {
      library: ctx.library.name,
      inviter: ctx.actor.name,
      link: linkTo(token),
      code,
      days: INVITATION_DAYS,
    };
    await outbox(ctx, {
      to: draft.email,
      locale: ctx.library.locale,
      replyTo: await addressOf(ctx),
      subject: t('mail.invitation.subject', values),
      body: t('mail.invitation.body', values),
    });
  });
}

/** Returns the id that brings it back. */
export async function revokeInvitation(ctx: Ctx, id: InvitationId): Promise<RemovalId> {
  const { email } = await findOpenInvitation(ctx, id);
  const about = { type: 'library', id: ctx.library.id } as const;
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
    const used = await ctx.db
      .updateTable('invitations')
      .set({ accepted_at: ctx.now })
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', invitation.id)
      .where('accepted_at', 'is', null)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (!used.numUpdatedRows) throw new NotFound();
    const userId = 'userId' in guest ? guest.userId : await makeAccount(ctx, { email: invitation.email, ...guest });
    const theirs = await ctx.db
      .selectFrom('users')
      .select('id')
      .where('id', '=', userId)
      .where('email', '=', invitation.email)
      .executeTakeFirst();
    if (!theirs) throw new NotFound();
    // An old invitation changes nothing for someone who belongs already: not up, and not down past the last
    // administrator.
    const belongs = (await membersOf(ctx)).some((member) => member.email === invitation.email);
    if (!belongs && (await leftSince(ctx, userId, invitation.created_at)))
      throw new Invalid({ form: { key: 'error.invitation_ended' } });
    if (!belongs) await joinLibrary(ctx, userId, invitation.role);
    return userId;
  });
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
