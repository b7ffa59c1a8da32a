/**
 * Says that something of an organization has changed by which others are known again: its names, phones, addresses, web
 * address, mail or tax id. Whoever works something out of that (merging, of all pairs) does so afterwards, as a job of
 * this kind: this room does not know who.
 */
import type { Ctx } from '../../house/ctx.ts';
import { enqueue } from '../../house/work/job.ts';

export const CHANGED = 'organizations.changed';

/** In the transaction of the change. */
export const tellChanged = (ctx: Ctx): Promise<void> => enqueue(ctx, CHANGED, ctx.library.id);
