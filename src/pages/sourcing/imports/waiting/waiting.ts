/** The list at an address; null once it was read: it is an import then, with the same id. */
import { NotFound } from '../../../../house/errors.ts';
import { findWaiting, type WaitingList } from '../../../../rooms/sourcing/imports/waiting.ts';
import type { LibraryVisit } from '../../../shell/visit.ts';

export const waitingOf = ({ ctx, id }: LibraryVisit): Promise<WaitingList | null> =>
  findWaiting(ctx, id()).catch((error) => {
    if (error instanceof NotFound) return null;
    throw error;
  });
