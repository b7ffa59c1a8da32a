/** What can be removed in this room, and who brings it back. */
import type { Ctx } from '../../house/ctx.ts';
import { found, Invalid } from '../../house/errors.ts';
import type { Removable, Removal } from '../../house/removals.ts';
import { mayChangeSettings, mayManageMembers } from './account.ts';

export const removed: readonly Removable[] = [
  { kind: 'branch', mayBringBack: mayChangeSettings, page: '/branches', taken: 'error.back_branch' },
  { kind: 'member', mayBringBack: mayManageMembers, page: '/members', check: stillAway, partly: true },
  { kind: 'invitation', mayBringBack: mayManageMembers, maySee: mayManageMembers, page: '/members', taken: 'error.back_invitation', check: stillGood },
];

/** Whoever was invited anew has a role of their own again, and keeps that one. */
async function stillAway(ctx: Ctx, { subject }: Removal): Promise<void> {
  const members = ctx.db.selectFrom('members').select('left_at').where('library_id', '=', ctx.library.id).where('id', '=', subject);
  const { left_at } = found(await members.forUpdate().executeTakeFirst());
  if (left_at === null) throw new Invalid({ form: { key: 'error.back_member' } });
}

async function stillGood(ctx: Ctx, { subject }: Removal): Promise<void> {
  const invitations = ctx.db.selectFrom('invitations').select(['email', 'expires_at']).where('library_id', '=', ctx.library.id).where('id', '=', subject);
  const { email, expires_at } = found(await invitations.forUpdate().executeTakeFirst());
  if (expires_at <= ctx.now) throw new Invalid({ form: { key: 'error.back_expired' } });
  const belongs = await ctx.db
    .selectFrom('members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select('m.id')
    .where('m.library_id', '=', ctx.library.id)
    .where('u.email', '=', email)
    .where('m.left_at', 'is', null)
    .executeTakeFirst();
  if (belongs) throw new Invalid({ form: { key: 'error.member_already' } });
}
