/** The pages of notes about partners. */
import type { Page } from '../shell/page.ts';
import { editRemark } from './edit.tsx';
import { log } from './log.tsx';
import { newRemark } from './new-remark.tsx';
import { interactionRemoval } from './removal.ts';

export const outreachPages: Page[] = [log, newRemark, editRemark, interactionRemoval];
