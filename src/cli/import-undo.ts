/** `commontable import undo`: takes a whole list back. */
import { z } from 'zod';
import type { HostCtx } from '../house/ctx.ts';
import { NotFound } from '../house/errors.ts';
import { parse, requiredId } from '../house/parse.ts';
import { allLibraries, enter, findLibrary } from '../rooms/accounts/libraries.ts';
import { undoImport } from '../rooms/sourcing/imports/bringing/undoing.ts';
import { findImport } from '../rooms/sourcing/imports/imports.ts';
import { loadsOf, undoLoad } from '../rooms/sourcing/public-lists/loads.ts';

/** The id may be that of a library's import or that of a load of a public list. */
export async function undo(host: HostCtx, given: string): Promise<string> {
  const id = parse(z.object({ id: requiredId<never>() }), { id: given }).id;
  if ((await loadsOf(host)).some((load) => load.id === id)) {
    await undoLoad(host, id);
    return 'The load is taken back.';
  }
  for (const { slug } of await allLibraries(host)) {
    const ctx = await enter(host, await findLibrary(host, slug));
    const item = await findImport(ctx, id).catch((error) => (error instanceof NotFound ? null : Promise.reject(error)));
    if (!item) continue;
    const kept = await undoImport(ctx, id);
    return kept.length === 0
      ? 'The list is taken back.'
      : `The list is taken back but for ${kept.length} that somebody has changed or built on since.`;
  }
  throw new NotFound(`There is no import with the number ${given}.`);
}
