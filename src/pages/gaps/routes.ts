/** The pages of whom we are not talking to. */
import type { Page } from '../shell/page.ts';
import { cell } from './cell.tsx';
import { gaps } from './gaps.tsx';
import { map } from './map.tsx';

export const gapPages: Page[] = [gaps, cell, map];
