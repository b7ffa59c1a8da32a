/**
 * Authority ends with membership, also for what was started earlier: an open invitation, a queued job. Code that acts
 * on an earlier request calls `stillMay` at the moment of acting. The rule itself is the policy of the noun (`mayGive`,
 * `mayImport`); this file only finds the member and their present role.
 * Links that people outside the library are waiting for do not end with the member who sent them: they pass to the
 * owner of the partner.
 */
import { sql } from 'kysely';
import type { Actor, Ctx, HostCtx, LibraryId, MemberId, Role, UserId } from '../../house/ctx.ts';
import { allow } from '../../house/errors.ts';

/** The member who gave the order. `memberId` is null for the system, whose authority does not end. */
export type Giver = { libraryId: LibraryId; memberId: MemberId | null };
export type MemberActor = Extract<Actor, { kind: 'member' }>;
/** `actor` is null for the system and when the member has left. */
export type Answer = { still: 'may' | 'left' | 'role'; actor: MemberActor | null };

/**
 * Whether the member who gave an earlier order may still give it. `hold` locks their membership until the transaction
 * ends, so that removing them or changing their role waits; do not use it around long work.
 */
export async function stillMay(
  host: HostCtx,
  giver: Giver,
  { may, hold = false }: { may: (actor: Actor) => boolean; hold?: boolean },
): Promise<Answer> {
  if (giver.memberId === null) return { still: 'may', actor: null };
  const row = await host.db
    .selectFrom('members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select(['m.id', 'm.user_id', 'u.name', 'm.role'])
    .where('m.library_id', '=', giver.libraryId)
    .where('m.id', '=', giver.memberId)
    .where('m.left_at', 'is', null)
    .$if(hold, (query) => query.forShare('m'))
    .executeTakeFirst();
  if (!row) return { still: 'left', actor: null };
  const actor: MemberActor = {
    kind: 'member',
    id: row.id,
    userId: row.user_id,
    name: row.name,
    role: row.role as Role,
  };
  return { still: may(actor) ? 'may' : 'role', actor };
}

/**
 * For verbs that give or take rights. The actor was looked up when the request came in and may have been removed since,
 * so this checks again and locks the membership until the transaction ends.
 */
export async function allowStill(ctx: Ctx, may: (actor: Actor) => boolean): Promise<void> {
  const { still } = await stillMay(ctx, { libraryId: ctx.library.id, memberId: ctx.actor.id }, { may, hold: true });
  allow(still === 'may');
}

/** Whether a person belongs to any library. Asked as that person: nobody else sees where else they belong. */
export async function belongsSomewhere(host: HostCtx, userId: UserId): Promise<boolean> {
  const as = (id: string) => sql`select set_config('app.user_id', ${id}, true)`.execute(host.db);
  const { rows } = await sql<{ before: string | null }>`select current_setting('app.user_id', true) as before`.execute(
    host.db,
  );
  await as(userId);
  const member = await host.db
    .selectFrom('members')
    .select('id')
    .where('user_id', '=', userId)
    .where('left_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  await as(rows[0]?.before ?? '');
  return member !== undefined;
}
