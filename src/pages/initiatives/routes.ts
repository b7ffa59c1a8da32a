/** The pages of initiatives: a cause, why, with whom, and what became of it. */
import type { Page } from '../shell/page.ts';
import { editInitiative, initiativeRemoval, keepTemplate, sayState, templateRemoval } from './edit.tsx';
import { initiativeEvidence } from './evidence.tsx';
import { initiativeList } from './list.tsx';
import { newInitiative } from './new.tsx';
import { initiativeLeaving, initiativePart, initiativePartners } from './partners.tsx';
import { showInitiative } from './show.tsx';

export const initiativePages: Page[] = [
  ...[initiativeList, newInitiative, showInitiative, editInitiative, sayState, keepTemplate, initiativeRemoval],
  ...[initiativePartners, initiativePart, initiativeLeaving, initiativeEvidence, templateRemoval],
];
