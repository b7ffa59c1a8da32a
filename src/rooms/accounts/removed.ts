/** What can be removed in this room, and who brings it back. */

import type { Ctx } from '../../house/ctx.ts';
import { found, Invalid } from '../../house/errors.ts';
import { idFrom } from '../../house/ids.ts';
import type { Removable, Removal } from '../../house/removal.ts';
import { mayBringAbsenceBack, noCircle } from './absences.ts';
import { mayChangeSettings, mayManageMembers } from './account.ts';
import { stillMay } from './authority.ts';
import { membersOf } from './members.ts';

export const removed: readonly Removable[] = [
  { kind: 'branch', mayBringBack: mayChangeSettings, page: '/branches', taken: 'error.back_branch' },
  { kind: 'member', mayBringBack: mayManageMembers, page: '/members', check: stillAway, partly: true },
  { kind: 'absence', mayBringBack: mayBringAbsenceBack, page: '/absences', check: noCircle },
  {
    kind: 'invitation',
    mayBringBack: mayManageMembers,
    maySee: mayManageMembers,
    page: '/members',
    taken: 'error.back_invitation',
    check: stillGood,
  },
];

/** A member who was invited again meanwhile has a new role, and keeps it. */
async function stillAway(ctx: Ctx, { subject }: Removal): Promise<void> {
  const members = ctx.db
    .selectFrom('members')
    .select('left_at')
    .where('library_id', '=', ctx.library.id)
    .where('id', '=', idFrom(subject));
  const { left_at } = found(await members.forUpdate().executeTakeFirst());
  if (left_at === null) throw new Invalid({ form: { key: 'error.back_member' } });
}

/** An invitation can come back only if its sender may still invite and its guest is not a member by now. */
async function stillGood(ctx: Ctx, { subject }: Removal): Promise<void> {
  const invitations = ctx.db
    .selectFrom('invitations')
    .select(['email', 'expires_at', 'invited_by'])
    .where('library_id', '=', ctx.library.id);
  const { email, expires_at, invited_by } = found(
    await invitations.where('id', '=', idFrom(subject)).forUpdate().executeTakeFirst(),
  );
  if (expires_at <= ctx.now) throw new Invalid({ form: { key: 'error.back_expired' } });
  const { still } = await stillMay(ctx, { libraryId: ctx.library.id, memberId: invited_by }, { may: mayManageMembers });
  if (still !== 'may') throw new Invalid({ form: { key: 'error.back_giver' } });
  if ((await membersOf(ctx)).some((member) => member.email === email))
    throw new Invalid({ form: { key: 'error.member_already' } });
}
