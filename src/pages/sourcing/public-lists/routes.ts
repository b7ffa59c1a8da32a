/** The pages of the host's public lists. */
import type { Page } from '../../shell/page.ts';
import { dismissed } from './dismissed.tsx';
import { publicLists } from './list.tsx';

export const publicListsPages: Page[] = [publicLists, dismissed];
