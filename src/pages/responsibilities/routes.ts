/** The pages of the responsibility grid. */
import type { Page } from '../shell/page.ts';
import { editRow, newRow, rowRemoval } from './edit.tsx';
import { gridAnswered, gridPage, gridSending, gridTasks } from './grid.tsx';

export const responsibilityPages: Page[] = [
  ...[gridPage, newRow, editRow, rowRemoval],
  ...[gridSending, gridAnswered, gridTasks],
];
