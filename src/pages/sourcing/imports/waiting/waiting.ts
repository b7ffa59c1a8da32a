/** The list at an address; null once it was read: it is an import then, with the same id. */
import { NotFound } from '../../../../house/errors.ts';
import { findImport } from '../../../../rooms/sourcing/imports/imports.ts';
import { findWaiting, type WaitingList } from '../../../../rooms/sourcing/imports/waiting.ts';
import type { LibraryVisit } from '../../../shell/visit.ts';

export async function waitingOf({ ctx, id }: LibraryVisit): Promise<WaitingList | null> {
  try {
    return await findWaiting(ctx, id());
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    await findImport(ctx, id());
    return null;
  }
}
