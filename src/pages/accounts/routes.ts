/** The pages of accounts and libraries: setting up, signing in, and a library's settings. */

import type { Page } from '../shell/page.ts';
import { absenceRemoval, absences } from './absences.tsx';
import { password } from './account/password.tsx';
import { sessions } from './account/sessions.ts';
import { account } from './account/show.tsx';
import { editBranch } from './branches/edit.tsx';
import { branches } from './branches/list.tsx';
import { branchRemoval } from './branches/removal.ts';
import { front } from './front.ts';
import { accept } from './invitations/accept.tsx';
import { invitationCode } from './invitations/code.tsx';
import { revoke } from './invitations/revoke.ts';
import { libraries } from './libraries.tsx';
import { librarySettingsPage } from './library.tsx';
import { look, lookSheet, storedFile } from './look.tsx';
import { mail } from './mail.tsx';
import { editMember } from './members/edit.tsx';
import { handover, introductions } from './members/handover.tsx';
import { members } from './members/list.tsx';
import { memberRemoval } from './members/removal.tsx';
import { askForPassword } from './password-reset/ask.tsx';
import { passwordCode } from './password-reset/code.tsx';
import { newPasswordPage } from './password-reset/new.tsx';
import { setupDemo } from './setup/demo.ts';
import { setupLibrary } from './setup/library.tsx';
import { setupStart } from './setup/start.tsx';
import { setupWhich } from './setup/which.tsx';
import { signInPage } from './sign-in.tsx';
import { signOutPage } from './sign-out.tsx';
import { stopMail } from './stop-mail.tsx';

export const accountPages: Page[] = [
  stopMail,
  setupStart,
  setupWhich,
  setupLibrary,
  setupDemo,
  front,
  signInPage,
  signOutPage,
  libraries,
  askForPassword,
  passwordCode,
  newPasswordPage,
  invitationCode,
  accept,
  account,
  password,
  sessions,
  librarySettingsPage,
  look,
  storedFile,
  lookSheet,
  members,
  editMember,
  memberRemoval,
  handover,
  introductions,
  revoke,
  branches,
  editBranch,
  branchRemoval,
  absences,
  absenceRemoval,
  mail,
];
