/**
 * What leaves the house as a file. This room reads any table and writes none. Two kinds of file: for the staff's own
 * use (spreadsheets, the archive), and for others (vCards, HSDS). A confidential address is in neither kind but the
 * archive, which is the library's own copy of everything; notes and ratings are in the archive alone.
 */
import { z } from 'zod';
import { type Actor, atLeast } from '../../house/ctx.ts';

export const SCOPES = ['all', 'active'] as const;
/** Every partner, or only those at the stage "active". */
export type Scope = (typeof SCOPES)[number];
/** What of a library is public, once it opens its directory. */
export const PUBLISHED = 'active' satisfies Scope;
export const scope = z.enum(SCOPES).catch('all');

/** These files hold people's names and numbers: readers may look at them here, but not export them. */
export const mayExport = (actor: Actor) => atLeast(actor, 'contributor');
/** Everything the library has. */
export const mayTakeArchive = (actor: Actor) => atLeast(actor, 'administrator');
