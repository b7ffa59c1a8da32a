/** The pages of duplicates and what became of them. */
import type { Page } from '../shell/page.ts';
import { again } from './again.ts';
import { merge } from './merge.tsx';
import { merges } from './merges.tsx';
import { review } from './review.tsx';
import { undo } from './undo.ts';

export const mergingPages: Page[] = [review, again, merge, merges, undo];
