/** The pages with which members arrange lists for themselves. */
import type { Page } from '../shell/page.ts';
import { columns } from './columns.tsx';
import { viewRemoval, views } from './views.tsx';

export const listPages: Page[] = [columns, views, viewRemoval];
