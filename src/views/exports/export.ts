/**
 * What can be taken out as a file. This view reads any table and writes none. There are two kinds of file: for the
 * staff's own use (spreadsheets, the archive), and for others (vCards, HSDS). A confidential address is only in the
 * archive, which is the library's own copy of everything; so are notes and ratings.
 */
import { z } from 'zod';
import { type Actor, atLeast } from '../../house/ctx.ts';
import type { PartnerId } from '../../rooms/partners/partner.ts';

export const SCOPES = ['all', 'active'] as const;
/** Every partner, only those at the stage "active", or the ones that somebody chose. */
export type Scope = (typeof SCOPES)[number] | { these: readonly PartnerId[] };
/** The scope that is public once a library opens its directory. */
export const PUBLISHED = 'active' satisfies Scope;
export const scope = z.enum(SCOPES).catch('all');

/** Readers may look at people's names and numbers on the pages, but not take them out in a file. */
export const mayExport = (actor: Actor) => atLeast(actor, 'contributor');
/** The archive has everything the library has, so only administrators may take it. */
export const mayTakeArchive = (actor: Actor) => atLeast(actor, 'administrator');
