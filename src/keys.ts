/**
 * The keys by which names are compared, searched and sorted follow from the names, and only the program can make them.
 * When it has learned to make better ones (KEYS in rooms/directory/name-key.ts), the rows that are there get them: a
 * library's at the first start, the public lists' by and by.
 */
import { borrow, type Db, inTransaction } from './house/db.ts';
import { enter, findLibrary, librariesBehind, noteVersion } from './rooms/accounts/libraries.ts';
import { remakeDirectoryKeys } from './rooms/directory/keys.ts';
import { KEYS } from './rooms/directory/name-key.ts';
import { renewKey } from './rooms/sourcing/imports/planning/units.ts';
import { remakeLeadKeys } from './rooms/sourcing/leads/keys.ts';

/**
 * Twenty thousand organizations take some seconds, once; nobody is served before. One question when all keys are the
 * newest.
 */
export async function remakeKeys(db: Db, now: Date): Promise<void> {
  const behind = await borrow(db, { libraryId: null }, (db) => librariesBehind(db, { key_version: KEYS }));
  for (const { id, slug } of behind) {
    await borrow(db, { libraryId: id }, (db) =>
      inTransaction({ db, now }, async (host) => {
        const ctx = await enter(host, await findLibrary(host, slug));
        await remakeDirectoryKeys(ctx, renewKey);
        await remakeLeadKeys(ctx, renewKey);
        await noteVersion(ctx, { key_version: KEYS });
      }),
    );
  }
}
