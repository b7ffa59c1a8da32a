/** The pages that ask who already does this. */
import type { Page } from '../shell/page.ts';
import { overlapAnswer, overlapKeeping, overlapPage } from './ask.tsx';
import { checkList, checkRemoval, partnerChecks, showCheck } from './checks.tsx';

export const overlapPages: Page[] = [
  ...[overlapPage, overlapAnswer, overlapKeeping],
  ...[checkList, showCheck, checkRemoval, partnerChecks],
];
