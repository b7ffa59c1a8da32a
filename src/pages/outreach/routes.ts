/** The pages of what was said or done with partners. */
import type { Page } from '../shell/page.ts';
import { bring, bringCheck, bringForget } from './bring.tsx';
import { cadence } from './cadence.tsx';
import { editInteraction } from './edit.tsx';
import { logList } from './list.tsx';
import { log, logWith } from './log.tsx';
import { interactionRemoval } from './removal.ts';
import { interactionFile, showInteraction } from './show.tsx';

export const outreachPages: Page[] = [
  logList,
  log,
  bring,
  bringCheck,
  bringForget,
  logWith,
  showInteraction,
  editInteraction,
  interactionRemoval,
  interactionFile,
  cadence,
];
