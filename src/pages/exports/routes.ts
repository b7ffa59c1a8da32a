/** The pages of what leaves the house. */
import type { Page } from '../shell/page.ts';
import { exportsPage } from './exports.tsx';
import { exportFiles } from './files.tsx';

export const exportPages: Page[] = [exportsPage, ...exportFiles];
