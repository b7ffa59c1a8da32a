/**
 * Members of a library: who belongs, and with which role. Removing a member keeps the row, for the history's names. How
 * somebody becomes one is in invitations.ts.
 */
import { byName } from '../../house/by-name.ts';
import {
  type Ctx,
  type HostCtx,
  type Locale,
  localeCalled,
  type MemberId,
  type Role,
  type UserId,
} from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found, Invalid, translating } from '../../house/errors.ts';
import { history } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import { mayGive, mayManageMembers } from './account.ts';
import { allowStill, belongsSomewhere } from './authority.ts';
import type { BranchId } from './branches.ts';
import { endFeedOf } from './calendar-feeds.ts';
import { endInvitationsTo, endWhatTheyMayNoLongerGive } from './invitation.ts';
import { endMailAddressOf } from './mail-addresses.ts';
import { signOutEverywhere } from './sessions.ts';
import { endResets, findUser } from './users.ts';

export type Member = {
  id: MemberId;
  name: string;
  email: string;
  /** The language that they chose, if they did. */
  locale: Locale | null;
  role: Role;
  /** Where they work. */
  branch_id: BranchId | null;
  version: number;
};

/** Those who belong today, by name. */
export async function membersOf(ctx: Ctx): Promise<Member[]> {
  const rows = await ctx.db
    .selectFrom('members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select(['m.id', 'u.name', 'u.email', 'u.locale', 'm.role', 'm.branch_id', 'm.version'])
    .where('m.library_id', '=', ctx.library.id)
    .where('m.left_at', 'is', null)
    .orderBy(byName('u.name'))
    .execute();
  return rows.map((row) => ({ ...row, role: row.role as Role, locale: localeCalled(row.locale) ?? null }));
}

export async function findMember(ctx: Ctx, id: MemberId): Promise<Member> {
  return found((await membersOf(ctx)).find((member) => member.id === id));
}

/** One who belongs, or did: for what still lies with them. */
export async function findFormerToo(ctx: Ctx, id: MemberId): Promise<Pick<Member, 'id' | 'name'>> {
  return { id, name: found((await namesOf(ctx, [id])).get(id)) };
}

/** What members are called, also those who have left. */
export async function namesOf(ctx: Ctx, ids: MemberId[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select(['m.id', 'u.name'])
    .where('m.library_id', '=', ctx.library.id)
    .where('m.id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

export type Membership = {
  id: MemberId;
  slug: string;
  name: string;
  role: string;
  logo: string | null;
  color: string | null;
};

/** The libraries a person belongs to. */
export const membershipsOf = (host: HostCtx, userId: UserId): Promise<Membership[]> =>
  host.db
    .selectFrom('members as m')
    .innerJoin('libraries as l', 'l.id', 'm.library_id')
    .select(['m.id', 'l.slug', 'l.name', 'm.role', 'l.logo', 'l.color'])
    .where('m.user_id', '=', userId)
    .where('m.left_at', 'is', null)
    .orderBy(byName('l.name'))
    .execute();

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

type MemberChange = { role: Role; branch_id?: BranchId | null; version: number };

/** Changes what they may do, and where they work. */
export async function changeMember(ctx: Ctx, id: MemberId, { version, ...change }: MemberChange): Promise<void> {
  allow(mayManageMembers(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const member = await lockMembers(ctx, id);
    await allowStill(ctx, mayGive(change.role));
    if (member.version !== version)
      throw new Conflict({ role: member.role, branch_id: member.branch_id ?? '' }, member.version);
    if (change.role !== 'administrator') keepOneAdministrator(member);
    await translating({ members_library_id_branch_id_fkey: ['branch_id', 'error.choice'] }, () =>
      ctx.db
        .updateTable('members')
        .set({ ...change, version: version + 1 })
        .where('library_id', '=', ctx.library.id)
        .where('id', '=', id)
        .execute(),
    );
    if (member.role === change.role) return;
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
    { kind: 'member', subject: id, label: name, about: { type: 'member', id }, unit: 'each' },
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
  await endFeedOf(ctx, id);
  await endMailAddressOf(ctx, id);
  const { email } = await findUser(ctx, userId);
  await endInvitationsTo(ctx, email);
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
    .select(['id', 'user_id', 'role', 'branch_id', 'version'])
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
