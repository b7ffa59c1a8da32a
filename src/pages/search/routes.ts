/** The page that finds everything. */
import type { Page } from '../shell/page.ts';
import { search } from './search.tsx';

export const searchPages: Page[] = [search];
