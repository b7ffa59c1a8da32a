/** The pages of the leads shelf. */
import type { Page } from '../../shell/page.ts';
import { leads } from './list.tsx';
import { showLead } from './show.tsx';

export const leadPages: Page[] = [leads, showLead];
