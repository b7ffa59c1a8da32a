/** Every page's address, in one list. */
import type { House } from '../house/furnish.ts';
import { accountPages } from './accounts/account.tsx';
import { branchPages } from './accounts/branches.tsx';
import { invitationPages } from './accounts/invitation.tsx';
import { librarySettingsPage } from './accounts/library.tsx';
import { mailPages } from './accounts/mail.tsx';
import { memberPages } from './accounts/members.tsx';
import { passwordResetPages } from './accounts/password-reset.tsx';
import { setupPages } from './accounts/setup.tsx';
import { signInPages } from './accounts/sign-in.tsx';
import { contactPages } from './directory/contacts.tsx';
import { locationPages } from './directory/locations.tsx';
import { peoplePages } from './directory/people.tsx';
import { sectorPages } from './directory/sectors.tsx';
import { servicePages } from './directory/services.tsx';
import { exportPages } from './exports/routes.ts';
import { gapPages } from './gaps/routes.ts';
import { mergingPages } from './merging/routes.ts';
import { outreachPages } from './outreach/routes.ts';
import { partnerPages } from './partners/routes.ts';
import { removedPages } from './removed/routes.ts';
import { about } from './shell/about.tsx';
import { mountPages } from './shell/mount.ts';
import type { Page } from './shell/page.ts';
import type { App } from './shell/visit.ts';
import { misplacedPages } from './sourcing/imports/misplaced.tsx';
import { importPages } from './sourcing/imports/routes.ts';
import { leadPages } from './sourcing/leads/leads.tsx';
import { cataloguePages } from './sourcing/public-lists/routes.ts';
import { todayPages } from './today/routes.ts';
import { worksheetPages } from './worksheets/routes.ts';

export const allPages: Page[] = [
  about,
  librarySettingsPage,
  ...todayPages,
  ...partnerPages,
  ...outreachPages,
  ...worksheetPages,
  ...mergingPages,
  ...gapPages,
  ...exportPages,
  ...removedPages,
];

export function pages(app: App, house: House): void {
  mountPages(app, house, allPages);
  const all = [
    setupPages,
    signInPages,
    passwordResetPages,
    invitationPages,
    accountPages,
    contactPages,
    peoplePages,
    misplacedPages,
    servicePages,
    locationPages,
    importPages,
    leadPages,
    sectorPages,
    cataloguePages,
    branchPages,
    memberPages,
    mailPages,
  ];
  for (const add of all) add(app, house);
}
