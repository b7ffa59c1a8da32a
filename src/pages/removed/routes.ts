/** The pages of what was removed. */
import type { Page } from '../shell/page.ts';
import { bringBack } from './bring-back.ts';
import { list } from './list.tsx';

export const removedPages: Page[] = [list, bringBack];
