/**
 * An invitation to become a member: those that are open, and those that end by themselves because of what happened to
 * their sender or their guest. Sending and accepting one is in invitations.ts.
 */
import { type Ctx, daysAfter, type MemberId, type Role } from '../../house/ctx.ts';
import { allow, found } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import type { Id } from '../../house/ids.ts';
import { mayGive, mayManageMembers } from './account.ts';
import { stillMay } from './authority.ts';

export type InvitationId = Id<'invitations'>;
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
    .where('i.revoked_at', '>', daysAfter(ctx.now, -30))
    .orderBy('i.revoked_at', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, role: row.role as Role, because: row.because as WhyEnded }));
}

/** After a member was removed or got another role: ends their open invitations that they could not send today. */
export async function endWhatTheyMayNoLongerGive(ctx: Ctx, memberId: MemberId): Promise<void> {
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

/** After a member was removed: ends the open invitations to their address. */
export async function endInvitationsTo(ctx: Ctx, email: string): Promise<void> {
  const toThem = (await openInvitations(ctx)).filter((invitation) => invitation.email === email);
  await endInvitations(ctx, toThem, 'invited_left');
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
      subject: theLibrary(ctx),
      details: { email, role, because },
    });
  }
}
