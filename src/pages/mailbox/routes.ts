/** The pages of e-mails that came in. */
import type { Page } from '../shell/page.ts';
import { mailAddress, mailAddressMade } from './address.tsx';
import { mailAside } from './aside.ts';
import { mailFile, mailSource } from './files.ts';
import { showMail } from './show.tsx';
import { tray } from './tray.tsx';

export const mailboxPages: Page[] = [tray, mailAddress, mailAddressMade, showMail, mailAside, mailFile, mailSource];
