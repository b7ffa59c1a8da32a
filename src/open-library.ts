/** Founding a library: the tenant and what every room gives it to begin with, in one transaction. Used by the set-up page, the CLI and the demo. */
import type { Ctx, HostCtx } from './house/ctx.ts';
import { inTransaction } from './house/db.ts';
import { createLibrary, enter, type LibraryDraft } from './rooms/accounts/libraries.ts';
import { createUser, joinLibrary } from './rooms/accounts/members.ts';
import { addGuideSectors } from './rooms/directory/sectors.ts';
import { addBuiltInFactorSet } from './rooms/evaluations/factor-sets.ts';

export type FirstAdministrator = { email: string; name: string; password: string };

/** Returns a system ctx in the new library and, when one was given, the user id of its first administrator. */
export async function openLibrary(host: HostCtx, draft: LibraryDraft, first?: FirstAdministrator): Promise<{ ctx: Ctx; userId: string | null }> {
  const { library, userId } = await inTransaction(host, async (host) => {
    const ctx = await createLibrary(host, draft);
    await addGuideSectors(ctx);
    await addBuiltInFactorSet(ctx);
    const userId = first ? await createUser(ctx, first) : null;
    if (userId) await joinLibrary(ctx, userId, 'administrator');
    return { library: ctx.library, userId };
  });
  return { ctx: await enter(host, library), userId };
}
