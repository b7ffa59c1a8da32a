/** The pages of goals. */
import type { Page } from '../shell/page.ts';
import { editGoal, newGoal } from './edit.tsx';
import { goalRemoval, newReading, readingRemoval, showGoal } from './show.tsx';

export const goalPages: Page[] = [newGoal, showGoal, editGoal, goalRemoval, newReading, readingRemoval];
