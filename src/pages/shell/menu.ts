/**
 * Where things are: the guide's own path is the menu. Every page of a library stands at one place of it, which its
 * path says: the place whose own path, or one of those that it `holds`, is the beginning of it. From this list come the
 * menu, the places of the part that is open, the trail above a title and the page with all of it; a page says nothing
 * of this itself. What is not built is not here.
 */
import type { MessageKey } from '../../house/messages.ts';

export type Place = {
  path: string;
  label: MessageKey;
  /** Beginnings of other paths whose pages stand here. */
  holds?: readonly string[];
};

export type Part = {
  label: MessageKey;
  places: readonly Place[];
  /** Opened from one's own name, and not in the menu. */
  own?: true;
};

export const MENU: readonly Part[] = [
  { label: 'menu.today', places: [{ path: '', label: 'menu.today' }] },
  {
    label: 'menu.find',
    places: [
      { path: '/gaps', label: 'menu.gaps' },
      { path: '/sectors', label: 'nav.sectors' },
      { path: '/overlap', label: 'overlaps.tab', holds: ['/overlap-checks'] },
      { path: '/leads', label: 'tabs.leads' },
      { path: '/public-lists', label: 'tabs.public_lists' },
      { path: '/imports', label: 'tabs.imports', holds: ['/misplaced'] },
    ],
  },
  {
    label: 'nav.partners',
    places: [
      {
        path: '/partners',
        label: 'nav.partners',
        holds: ['/services', '/locations', '/contacts', '/confirmations', '/bounced'],
      },
      { path: '/board', label: 'board.title' },
      { path: '/people', label: 'tabs.people' },
      { path: '/officials', label: 'officials.title', holds: ['/election-periods'] },
      { path: '/ties', label: 'ties.title', holds: ['/introductions'] },
      { path: '/duplicates', label: 'tabs.duplicates', holds: ['/merges'] },
      { path: '/removed', label: 'tabs.removed' },
    ],
  },
  {
    label: 'menu.talk',
    places: [
      { path: '/interactions', label: 'log.list' },
      { path: '/tasks', label: 'tasks.title', holds: ['/task-templates'] },
      {
        path: '/interview-rounds',
        label: 'interviews.title',
        holds: ['/interviews', '/interview-themes'],
      },
      { path: '/letters', label: 'letters.title' },
      { path: '/talking-points', label: 'points.title' },
      { path: '/pitches', label: 'pitches.title' },
      { path: '/stories', label: 'stories.title', holds: ['/library-figures', '/spoken-pitches'] },
      { path: '/mailbox', label: 'mailbox.title' },
    ],
  },
  {
    label: 'menu.evaluate',
    places: [
      { path: '/worksheets', label: 'menu.worksheets' },
      { path: '/factors', label: 'nav.guide' },
      { path: '/factor-sets', label: 'settings.tab_factor_sets' },
      { path: '/blank-worksheet', label: 'menu.blank_form' },
    ],
  },
  {
    label: 'menu.together',
    places: [
      { path: '/initiatives', label: 'initiatives.title', holds: ['/initiative-templates'] },
      {
        path: '/proposals',
        label: 'proposals.title',
        holds: ['/approvals', '/absences', '/goals', '/responsibilities', '/grid-answers', '/reward-answers'],
      },
      {
        path: '/agreements',
        label: 'agreements.title',
        holds: ['/agreement-clauses', '/agreement-comments', '/agreement-signers', '/agreement-documents'],
      },
    ],
  },
  { label: 'menu.review', places: [{ path: '/exports', label: 'tabs.exports' }] },
  {
    label: 'nav.settings',
    own: true,
    places: [
      { path: '/settings', label: 'settings.library' },
      { path: '/settings/look', label: 'settings.look_tab' },
      { path: '/branches', label: 'settings.branches' },
      { path: '/members', label: 'settings.members', holds: ['/invitations'] },
      { path: '/mail', label: 'settings.mail' },
      { path: '/policy-rules', label: 'policy.title' },
      { path: '/clauses', label: 'clauses.title' },
    ],
  },
];

/** Where a page stands. */
export type Standing = { part: Part; place: Place };

const everywhere = MENU.flatMap((part) =>
  part.places.flatMap((place) => [place.path, ...(place.holds ?? [])].map((path) => ({ path, part, place }))),
).toSorted((one, other) => other.path.length - one.path.length);

/** Null for a page that stands nowhere, such as what a search found. */
export const standingOf = (path: string): Standing | null =>
  everywhere.find((each) => path === each.path || (each.path !== '' && path.startsWith(`${each.path}/`))) ?? null;
