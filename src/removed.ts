/** All that can be removed and brought back, put together from what each room says of its own. */
import type { Actor, Ctx, HostCtx } from './house/ctx.ts';
import {
  bringBack as bringBackFrom,
  findRemoval as findFrom,
  forgetRemovals as forgetFrom,
  kindOf as kindFrom,
  type Removal,
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
/** Who may, by what the room of its kind says. */
export const mayBringBack = (actor: Actor, removal: Removal) => kindOf(removal).mayBringBack(actor, removal);
export const findRemoval = (ctx: Ctx, id: string) => findFrom(ctx, rooms, id);
export const removedHere = (ctx: Ctx, page?: number) => removedFrom(ctx, rooms, page);
export const bringBack = (ctx: Ctx, id: string) => bringBackFrom(ctx, rooms, id);
export const forgetRemovals = (host: HostCtx, libraryId: string) => forgetFrom(host, rooms, libraryId);
