/** The partner that an address names. */
import { findPartner, type Partner } from '../../rooms/partners/partners.ts';
import type { LibraryVisit } from '../shell/visit.ts';

export const partnerOf = ({ ctx, id }: LibraryVisit): Promise<Partner> => findPartner(ctx, id());
