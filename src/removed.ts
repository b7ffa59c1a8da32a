/** All that can be removed and brought back, put together from what each room says of its own. */
import type { Ctx, HostCtx, LibraryId } from './house/ctx.ts';
import {
  bringBack as bringBackFrom,
  findRemoval as findFrom,
  forgetRemovals as forgetFrom,
  kindOf as kindFrom,
  type Removal,
  type RemovalId,
  type Rooms,
  removedHere as removedFrom,
} from './house/removals.ts';
import { removed as accounts } from './rooms/accounts/removed.ts';
import { removed as directory } from './rooms/directory/removed.ts';
import { followMerges } from './rooms/merging/follow.ts';
import { removed as duplicates } from './rooms/merging/removed.ts';
import { removed as partners } from './rooms/partners/removed.ts';
import { removed as imports } from './rooms/sourcing/imports/removed.ts';
import { removed as leads } from './rooms/sourcing/leads/removed.ts';
import { removed as evaluations } from './rooms/worksheets/removed.ts';

const rooms: Rooms = {
  kinds: [...accounts, ...directory, ...partners, ...leads, ...imports, ...duplicates, ...evaluations],
  follow: followMerges,
};

export const REMOVABLE = rooms.kinds;
export const kindOf = (removal: Pick<Removal, 'kind'>) => kindFrom(rooms, removal);
export const findRemoval = (ctx: Ctx, id: RemovalId) => findFrom(ctx, rooms, id);
export const removedHere = (ctx: Ctx, page?: number) => removedFrom(ctx, rooms, page);
export const bringBack = (ctx: Ctx, id: RemovalId) => bringBackFrom(ctx, rooms, id);
export const forgetRemovals = (host: HostCtx, libraryId: LibraryId) => forgetFrom(host, rooms, libraryId);
