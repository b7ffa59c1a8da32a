/** The pages of what partners confirm of themselves. */
import type { Page } from '../shell/page.ts';
import { askConfirmation } from './new.tsx';
import { confirmationLinkEnd, showConfirmation } from './show.tsx';

export const confirmationPages: Page[] = [askConfirmation, showConfirmation, confirmationLinkEnd];
