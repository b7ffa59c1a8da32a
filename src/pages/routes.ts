/** Every page's address, in one list. */
import type { House } from '../house/furnish.ts';
import { aboutPages } from './about.tsx';
import { accountPages } from './accounts/account.tsx';
import { invitationPages } from './accounts/invitation.tsx';
import { passwordResetPages } from './accounts/password-reset.tsx';
import { setupPages } from './accounts/setup.tsx';
import { signInPages } from './accounts/sign-in.tsx';
import type { App } from './door.tsx';
import { exportPages } from './exports/exports.tsx';
import { factorPages } from './factors/factors.tsx';
import { factorSetPages } from './factors/sets.tsx';
import { homePages } from './home.tsx';
import { partnerPages } from './partners/routes.ts';
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
    exportPages,
    sectorPages,
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
