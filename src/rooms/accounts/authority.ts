/**
 * What somebody may do ends with their membership, also for what they set going before: an invitation that waits, a job
 * in the queue, and whatever is added later. So whoever acts on an earlier word asks here, at the moment of acting,
 * whether its giver still may. The rule itself is the noun's own policy (`mayGive`, `mayImport`); this only says for
 * whom, and as of now.
 *
 * Links that people outside the library wait for do not end with the member who sent them: they are to pass to the
 * owner of the partner.
 */
import { sql } from 'kysely';
import type { Actor, Ctx, HostCtx, LibraryId, MemberId, Role, UserId } from '../../house/ctx.ts';
import { allow } from '../../house/errors.ts';

/** A member of a library; null for the system, which does not leave. */
export type Giver = { libraryId: LibraryId; memberId: MemberId | null };
export type MemberActor = Extract<Actor, { kind: 'member' }>;
/** `actor` is null when the system gave its word, and when the member has left. */
export type Answer = { still: 'may' | 'left' | 'role'; actor: MemberActor | null };

/**
 * Whether the giver of an earlier word still may. With `hold` they cannot be removed or given another role until the
 * transaction ends; a removal waits for that, so never with work that takes long.
 */
export async function stillMay(
  host: HostCtx,
  giver: Giver,
  may: (actor: Actor) => boolean,
  { hold = false } = {},
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
 * For a verb that gives or takes rights: who asks was looked up when the request came in, and may have been removed
 * since. Held until its end.
 */
export async function allowStill(ctx: Ctx, may: (actor: Actor) => boolean): Promise<void> {
  const { still } = await stillMay(ctx, { libraryId: ctx.library.id, memberId: ctx.actor.id }, may, { hold: true });
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
