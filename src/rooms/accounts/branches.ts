/**
 * A library's outlets. A branch with a ZIP code has a place on the map, and an area: what lies nearer to it than to any
 * other branch.
 */
import { byName } from '../../house/by-name.ts';
import type { Ctx } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found, NotFound, translating } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import { type Id, newId } from '../../house/ids.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import { type BranchDraft, mayChangeSettings } from './account.ts';

export type BranchId = Id<'branches'>;

export const branchesOf = (ctx: Ctx) =>
  ctx.db
    .selectFrom('branches')
    .select(['id', 'name', 'city', 'postal_code'])
    .where('library_id', '=', ctx.library.id)
    .orderBy(byName('name'))
    .orderBy('id')
    .execute();

export const findBranch = async (ctx: Ctx, id: BranchId) =>
  found(
    await ctx.db
      .selectFrom('branches')
      .select(['id', 'name', 'city', 'postal_code', 'version'])
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id)
      .executeTakeFirst(),
  );

const TAKEN: Record<string, [string, string]> = { branches_name_key: ['name', 'error.branch_taken'] };

export async function addBranch(ctx: Ctx, branch: BranchDraft): Promise<void> {
  allow(mayChangeSettings(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    await translating(TAKEN, () =>
      ctx.db
        .insertInto('branches')
        .values({ library_id: ctx.library.id, id: newId(), ...branch, created_at: ctx.now })
        .execute(),
    );
    await history(ctx, 'branch.added', { subject: theLibrary(ctx), details: branch });
  });
}

export async function changeBranch(ctx: Ctx, id: BranchId, edit: BranchDraft & { version: number }): Promise<void> {
  allow(mayChangeSettings(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const { version, ...branch } = edit;
    const changed = await translating(TAKEN, () =>
      ctx.db
        .updateTable('branches')
        .set({ ...branch, version: version + 1 })
        .where('library_id', '=', ctx.library.id)
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst(),
    );
    if (!changed.numUpdatedRows) {
      const { name, city, postal_code, version } = await findBranch(ctx, id);
      throw new Conflict({ name, city, postal_code }, version);
    }
    await history(ctx, 'branch.changed', { subject: theLibrary(ctx), details: branch });
  });
}

/** Returns the id that brings it back. */
export async function removeBranch(ctx: Ctx, id: BranchId): Promise<RemovalId> {
  allow(mayChangeSettings(ctx.actor));
  const { name } = await findBranch(ctx, id);
  const about = theLibrary(ctx);
  return removing(ctx, { kind: 'branch', subject: id, label: name, about }, async (ctx) => {
    // Whoever works there works nowhere in particular; both come back.
    await ctx.db
      .updateTable('members')
      .set({ branch_id: null })
      .where('library_id', '=', ctx.library.id)
      .where('branch_id', '=', id)
      .execute();
    const gone = await ctx.db
      .deleteFrom('branches')
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id)
      .executeTakeFirst();
    if (!gone.numDeletedRows) throw new NotFound();
    await history(ctx, 'branch.removed', { subject: about, details: { name } });
  });
}
