/** The pages of imports. Those for lists that wait come first, because their address also matches that of an import. */
import type { Page } from '../../shell/page.ts';
import { badRowsCsv } from './bad-rows.ts';
import { importColumns } from './columns/show.tsx';
import { imports } from './list.tsx';
import { misplaced } from './misplaced.tsx';
import { importProgress } from './progress.ts';
import { importRowAnswer } from './rows/answer.ts';
import { importRow } from './rows/show.tsx';
import { showImport } from './show.tsx';
import { importRemoval, importSteps } from './steps.tsx';
import { waitingProgress } from './waiting/progress.ts';
import { waitingPage } from './waiting/show.tsx';

export const importPages: Page[] = [
  imports,
  waitingPage,
  waitingProgress,
  showImport,
  importProgress,
  importColumns,
  importRow,
  importRowAnswer,
  ...importSteps,
  importRemoval,
  badRowsCsv,
  misplaced,
];
