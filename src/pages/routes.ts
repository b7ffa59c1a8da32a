/** Every page's address, in one list. */
import type { House } from '../house/furnish.ts';
import { aboutPages } from './about.tsx';
import { accountPages } from './accounts/account.tsx';
import { invitationPages } from './accounts/invitation.tsx';
import { passwordResetPages } from './accounts/password-reset.tsx';
import { setupPages } from './accounts/setup.tsx';
import { signInPages } from './accounts/sign-in.tsx';
import { cataloguePages } from './catalogue/routes.ts';
import type { App } from './door.tsx';
import { duplicatePages } from './duplicates/routes.ts';
import { exportPages } from './exports/exports.tsx';
import { factorPages } from './factors/factors.tsx';
import { factorSetPages } from './factors/sets.tsx';
import { gapCellPages } from './gaps/cell.tsx';
import { gapPages } from './gaps/gaps.tsx';
import { gapMapPages } from './gaps/map.tsx';
import { homePages } from './home.tsx';
import { importPages } from './imports/routes.ts';
import { leadPages } from './leads/leads.tsx';
import { partnerPages } from './partners/routes.ts';
import { removedPages } from './removed/list.tsx';
import { sectorPages } from './sectors/sectors.tsx';
import { branchPages } from './settings/branches.tsx';
import { librarySettingsPages } from './settings/library.tsx';
import { mailPages } from './settings/mail.tsx';
import { memberPages } from './settings/members.tsx';
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
  ];
  for (const add of all) add(app, house);
}
