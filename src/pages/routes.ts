/** Every page's address, in one list. */
import type { House } from '../house/furnish.ts';
import { accountPages } from './accounts/routes.ts';
import { agreementPages } from './agreements/routes.ts';
import { calendarPages } from './calendar/routes.ts';
import { clausePages } from './clauses/routes.ts';
import { confirmationPages } from './confirmations/routes.ts';
import { directoryPages } from './directory/routes.ts';
import { exportPages } from './exports/routes.ts';
import { gapPages } from './gaps/routes.ts';
import { goalPages } from './goals/routes.ts';
import { guestPages } from './guests/routes.ts';
import { helpPages } from './help/routes.ts';
import { initiativePages } from './initiatives/routes.ts';
import { interviewPages } from './interviews/routes.ts';
import { letterPages } from './letters/routes.ts';
import { listPages } from './lists/routes.ts';
import { mailboxPages } from './mailbox/routes.ts';
import { mergingPages } from './merging/routes.ts';
import { officialPages } from './officials/routes.ts';
import { outreachPages } from './outreach/routes.ts';
import { overlapPages } from './overlaps/routes.ts';
import { partnerPages } from './partners/routes.ts';
import { policyPages } from './policy-rules/routes.ts';
import { proposalPages } from './proposals/routes.ts';
import { removedPages } from './removed/routes.ts';
import { responsibilityPages } from './responsibilities/routes.ts';
import { searchPages } from './search/routes.ts';
import { about } from './shell/about.tsx';
import { more } from './shell/more.tsx';
import { mountPages } from './shell/mount.ts';
import { movedAddresses } from './shell/moved.ts';
import type { Page } from './shell/page.ts';
import type { App } from './shell/visit.ts';
import { importPages } from './sourcing/imports/routes.ts';
import { leadPages } from './sourcing/leads/routes.ts';
import { publicListsPages } from './sourcing/public-lists/routes.ts';
import { storyPages } from './stories/routes.ts';
import { talkingPointPages } from './talking-points/routes.ts';
import { taskPages } from './tasks/routes.ts';
import { tiePages } from './ties/routes.ts';
import { todayPages } from './today/routes.ts';
import { worksheetPages } from './worksheets/routes.ts';

export const allPages: Page[] = [
  about,
  more,
  ...helpPages,
  ...accountPages,
  ...todayPages,
  ...searchPages,
  ...partnerPages,
  ...outreachPages,
  ...taskPages,
  ...initiativePages,
  ...proposalPages,
  ...agreementPages,
  ...clausePages,
  ...policyPages,
  ...goalPages,
  ...responsibilityPages,
  ...interviewPages,
  ...letterPages,
  ...talkingPointPages,
  ...storyPages,
  ...tiePages,
  ...overlapPages,
  ...officialPages,
  ...mailboxPages,
  ...guestPages,
  ...calendarPages,
  ...confirmationPages,
  ...directoryPages,
  ...importPages,
  ...leadPages,
  ...publicListsPages,
  ...listPages,
  ...mergingPages,
  ...worksheetPages,
  ...gapPages,
  ...exportPages,
  ...removedPages,
];

export function pages(app: App, house: House): void {
  movedAddresses(app);
  mountPages(app, house, allPages);
}
