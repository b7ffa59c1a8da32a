/**
 * Everything that can be removed and brought back, put together from what each room declares (`removed` in its
 * room.ts).
 */
import type { Actor, Ctx, HostCtx, LibraryId } from '../../house/ctx.ts';
import type { Removal, RemovalId } from '../../house/removal.ts';
import {
  bringBack as bringBackFrom,
  findRemoval as findFrom,
  forgetRemovals as forgetFrom,
  kindOf as kindFrom,
  type RemovalPage,
  type Rooms,
  removedHere as removedFrom,
} from '../../house/removals.ts';
import { namesOf } from '../../rooms/accounts/members.ts';
import { rooms } from '../../rooms/index.ts';
import { followMerges } from '../../rooms/merging/follow.ts';

const brought: Rooms = { kinds: rooms.flatMap((room) => room.removed ?? []), follow: followMerges };

export const REMOVABLE = brought.kinds;
export const kindOf = (removal: Pick<Removal, 'kind'>) => kindFrom(brought, removal);
/** By the rule of the room that the kind belongs to. */
export const mayBringBack = (actor: Actor, removal: Removal) => kindOf(removal).mayBringBack(actor, removal);
export const findRemoval = (ctx: Ctx, id: RemovalId) => findFrom(ctx, brought, id);

/** `who` is the name of the member who removed it; null for the system. */
export type RemovedLine = Removal & { who: string | null };

/** What can be brought back and this member may see, newest first. */
export async function removedHere(ctx: Ctx, page?: number): Promise<Listed> {
  const removed = await removedFrom(ctx, brought, page);
  const names = await namesOf(
    ctx,
    removed.rows.flatMap((row) => row.removed_by ?? []),
  );
  return { ...removed, rows: removed.rows.map((row) => ({ ...row, who: names.get(row.removed_by ?? '') ?? null })) };
}
export type Listed = Omit<RemovalPage, 'rows'> & { rows: RemovedLine[] };

export const bringBack = (ctx: Ctx, id: RemovalId) => bringBackFrom(ctx, brought, id);
export const forgetRemovals = (host: HostCtx, libraryId: LibraryId) => forgetFrom(host, brought, libraryId);
