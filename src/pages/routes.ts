/** Every page's address, in one list. */
import type { House } from '../house/furnish.ts';
import { accountPages } from './accounts/account.tsx';
import { branchPages } from './accounts/branches.tsx';
import { invitationPages } from './accounts/invitation.tsx';
import { librarySettingsPages } from './accounts/library.tsx';
import { mailPages } from './accounts/mail.tsx';
import { memberPages } from './accounts/members.tsx';
import { passwordResetPages } from './accounts/password-reset.tsx';
import { setupPages } from './accounts/setup.tsx';
import { signInPages } from './accounts/sign-in.tsx';
import { stopMailPages } from './accounts/stop-mail.tsx';
import { sectorPages } from './directory/sectors.tsx';
import { exportPages } from './exports/exports.tsx';
import { gapCellPages } from './gaps/cell.tsx';
import { gapPages } from './gaps/gaps.tsx';
import { gapMapPages } from './gaps/map.tsx';
import { duplicatePages } from './merging/routes.ts';
import { partnerPages } from './partners/routes.ts';
import { removedPages } from './removed/list.tsx';
import { aboutPages } from './shell/about.tsx';
import type { App } from './shell/door.tsx';
import { importPages } from './sourcing/imports/routes.ts';
import { leadPages } from './sourcing/leads/leads.tsx';
import { cataloguePages } from './sourcing/public-lists/routes.ts';
import { homePages } from './today/home.tsx';
import { factorPages } from './worksheets/factor-sets/factors.tsx';
import { factorSetPages } from './worksheets/factor-sets/sets.tsx';
import { worksheetPages } from './worksheets/routes.ts';

export function pages(app: App, house: House): void {
  const all = [
    aboutPages,
    setupPages,
    signInPages,
    passwordResetPages,
    invitationPages,
    accountPages,
    homePages,
    partnerPages,
    importPages,
    leadPages,
    duplicatePages,
    exportPages,
    removedPages,
    sectorPages,
    gapPages,
    gapCellPages,
    gapMapPages,
    cataloguePages,
    worksheetPages,
    factorPages,
    factorSetPages,
    librarySettingsPages,
    branchPages,
    memberPages,
    mailPages,
    stopMailPages,
  ];
  for (const add of all) add(app, house);
}
