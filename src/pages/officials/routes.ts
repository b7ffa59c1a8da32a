/** The pages of elected officials. */
import type { Page } from '../shell/page.ts';
import { advocacyPage } from './advocacy.tsx';
import { editTerm, newTerm, termRemoval } from './edit.tsx';
import { editPeriod, newPeriod, periodList, periodRemoval } from './elections.tsx';
import { officialList } from './list.tsx';

export const officialPages: Page[] = [
  ...[officialList, newTerm, advocacyPage, editTerm, termRemoval],
  ...[periodList, newPeriod, editPeriod, periodRemoval],
];
