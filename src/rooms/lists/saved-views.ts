/** Keeping and finding what lists are asked again and again, and which of their columns somebody wants to see. */

import { sql } from 'kysely';
import { byName } from '../../house/by-name.ts';
import { type Ctx, memberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, found, Invalid, translating } from '../../house/errors.ts';
import { theLibrary } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import { viewReadable } from './readable.ts';
import {
  type ListName,
  mayRemoveView,
  mayShareView,
  type SavedView,
  type SavedViewId,
  type ViewDraft,
} from './saved-view.ts';

/** As many as a list can show above itself: of one's own, and of the library's. */
const MOST = 20;

const readable = (ctx: Ctx) =>
  ctx.db
    .selectFrom('saved_views')
    .select(['id', 'list', 'name', 'query', 'shared', 'member_id'])
    .where('library_id', '=', ctx.library.id)
    .where(viewReadable(ctx, 'saved_views'))
    .$narrowType<{ list: ListName }>();

/** One's own and the library's, by name. */
export const viewsOf = (ctx: Ctx, list: ListName): Promise<SavedView[]> =>
  readable(ctx).where('list', '=', list).orderBy(byName('name')).orderBy('id').execute();

export const findView = async (ctx: Ctx, id: SavedViewId): Promise<SavedView> =>
  found(await readable(ctx).where('id', '=', id).executeTakeFirst());

export async function keepView(ctx: Ctx, list: ListName, { name, query, whose }: ViewDraft): Promise<void> {
  const shared = whose === 'library';
  if (shared) allow(mayShareView(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    await oneAtATime(ctx);
    const alike = (await viewsOf(ctx, list)).filter((view) => view.shared === shared);
    if (alike.length >= MOST) throw new Invalid({ name: { key: 'error.views_many', values: { most: MOST } } });
    const row = { library_id: ctx.library.id, id: newId<'saved_views'>(), list, name, query, shared };
    await translating({ saved_views_name_key: ['name', 'error.view_taken'] }, () =>
      ctx.db
        .insertInto('saved_views')
        .values({ ...row, member_id: memberId(ctx), created_at: ctx.now })
        .execute(),
    );
  });
}

/** So that two who keep one at the same time are counted one after the other. */
const oneAtATime = (ctx: Ctx) =>
  sql`select from libraries where id = ${ctx.library.id} for no key update`.execute(ctx.db);

/** Returns the id that brings it back. */
export async function removeView(ctx: Ctx, id: SavedViewId): Promise<RemovalId> {
  return inTransaction(ctx, async (ctx) => {
    const view = await findView(ctx, id);
    allow(mayRemoveView(ctx.actor, view));
    const about = theLibrary(ctx);
    const onlyFor = view.shared ? null : view.member_id;
    return removing(ctx, { kind: 'saved_view', subject: id, label: view.name, about, onlyFor }, (ctx) =>
      ctx.db.deleteFrom('saved_views').where('library_id', '=', ctx.library.id).where('id', '=', id).execute(),
    );
  });
}

/** The columns that a member chose, in the order of the list; null for the usual ones. */
export async function columnsOf(ctx: Ctx, list: ListName): Promise<string[] | null> {
  const row = await ctx.db
    .selectFrom('list_columns')
    .select('columns')
    .where('library_id', '=', ctx.library.id)
    .where('member_id', '=', memberId(ctx))
    .where('list', '=', list)
    .executeTakeFirst();
  return row?.columns ?? null;
}

export async function chooseColumns(ctx: Ctx, list: ListName, columns: string[]): Promise<void> {
  await ctx.db
    .insertInto('list_columns')
    .values({ library_id: ctx.library.id, member_id: memberId(ctx), list, columns })
    .onConflict((same) => same.columns(['library_id', 'member_id', 'list']).doUpdateSet({ columns }))
    .execute();
}
