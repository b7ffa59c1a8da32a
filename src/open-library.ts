/**
 * What every room gives a library: when it is founded (by the set-up page, the CLI or the demo), and anew when the
 * program was upgraded.
 */
import type { Ctx, HostCtx, UserId } from './house/ctx.ts';
import { borrow, type Db, inTransaction } from './house/db.ts';
import {
  createLibrary,
  enter,
  findLibrary,
  type LibraryDraft,
  librariesBehind,
  noteVersion,
} from './rooms/accounts/libraries.ts';
import { joinLibrary } from './rooms/accounts/members.ts';
import { createUser } from './rooms/accounts/users.ts';
import { addGuideSectors } from './rooms/directory/sectors.ts';
import { addBuiltInFactorSet, GUIDE_WORDS, renewBuiltInFactorSet } from './rooms/worksheets/factor-sets.ts';

export type FirstAdministrator = { email: string; name: string; password: string };

/**
 * The tenant and what it begins with, in one transaction. Returns a system ctx in the new library and, when one was
 * given, the user id of its first administrator.
 */
export async function openLibrary(
  host: HostCtx,
  draft: LibraryDraft,
  first?: FirstAdministrator,
): Promise<{ ctx: Ctx; userId: UserId | null }> {
  const { library, userId } = await inTransaction(host, async (host) => {
    const ctx = await createLibrary(host, draft);
    await addGuideSectors(ctx);
    await addBuiltInFactorSet(ctx);
    await noteVersion(ctx, { guide_words: GUIDE_WORDS });
    const userId = first ? await createUser(ctx, first) : null;
    if (userId) await joinLibrary(ctx, userId, 'administrator');
    return { library: ctx.library, userId };
  });
  return { ctx: await enter(host, library), userId };
}

/**
 * At every start: what the program gave the libraries and only the program changes gets its newest words. One question
 * when they all have them.
 */
export async function renewLibraries(db: Db, now: Date): Promise<void> {
  const behind = await borrow(db, { libraryId: null }, (db) => librariesBehind(db, { guide_words: GUIDE_WORDS }));
  for (const { id, slug } of behind) {
    await borrow(db, { libraryId: id }, (db) =>
      inTransaction({ db, now }, async (host) => {
        const ctx = await enter(host, await findLibrary(host, slug));
        await renewBuiltInFactorSet(ctx);
        await noteVersion(ctx, { guide_words: GUIDE_WORDS });
      }),
    );
  }
}
