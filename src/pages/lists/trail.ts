/** The step of a trail that is a list, as it was last seen. */
import type { MessageKey } from '../../house/messages.ts';
import type { ListName } from '../../rooms/lists/saved-view.ts';
import type { LibraryVisit } from '../shell/visit.ts';

const LIST_TITLES = {
  partners: 'nav.partners',
  people: 'people.title',
  interactions: 'log.list',
  tasks: 'tasks.title',
  leads: 'leads.title',
  worksheets: 'nav.worksheets',
} as const satisfies Record<ListName, MessageKey>;

export const listTrail = ({ to, language, remembered }: LibraryVisit, list: ListName) => [
  { label: language.t(LIST_TITLES[list]), href: to(`/${list}`) + (remembered?.lists[`/${list}`] ?? '') },
];
