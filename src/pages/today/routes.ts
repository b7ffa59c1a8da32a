/** The page of what is due today. */
import type { Page } from '../shell/page.ts';
import { firstSteps } from './first-steps.ts';
import { home } from './home.tsx';

export const todayPages: Page[] = [home, firstSteps];
