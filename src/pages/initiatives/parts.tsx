/** What the pages of initiatives share: what an address is about, the way there, days and states in words. */

import type { Language } from '../../house/messages.ts';
import type { Initiative, InitiativeState } from '../../rooms/initiatives/initiative.ts';
import { findInitiative } from '../../rooms/initiatives/initiatives.ts';
import { useLanguage } from '../../ui/here.ts';
import type { LibraryVisit } from '../shell/visit.ts';

export const initiativeOf = ({ ctx, id }: LibraryVisit): Promise<Initiative> => findInitiative(ctx, id());

export const initiativeTrail = ({ to }: LibraryVisit, { id, name }: Pick<Initiative, 'id' | 'name'>) => [
  { label: name, href: to('/initiatives/:id', { id }) },
];

export function InitiativeMark({ state }: { state: InitiativeState }) {
  const { message } = useLanguage();
  return <span class={`state-mark state-${state}`}>{message({ key: `initiatives.state_${state}` })}</span>;
}

/** "from March 1 · until May 31"; '' where no day is known. */
export const daysSaid = (
  { t, day }: Pick<Language, 't' | 'day'>,
  { starts_on, ends_on }: Pick<Initiative, 'starts_on' | 'ends_on'>,
): string =>
  [
    starts_on && t('initiatives.from', { day: day(starts_on) }),
    ends_on && t('initiatives.until', { day: day(ends_on) }),
  ]
    .filter(Boolean)
    .join(' · ');

/** Branches and ZIP codes. */
export const placesSaid = ({ branches, postal_codes }: Pick<Initiative, 'branches' | 'postal_codes'>): string =>
  [...branches.map(({ name }) => name), ...postal_codes].join(' · ');
