/** The step of a trail that is a partner: what is done about one leads back to it. */
import type { LibraryVisit } from '../shell/visit.ts';

export const partnerTrail = ({ to }: Pick<LibraryVisit, 'to'>, { id, name }: { id: string; name: string }) => [
  { label: name, href: to('/partners/:id', { id }) },
];
