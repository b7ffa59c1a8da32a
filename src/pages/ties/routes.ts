/** The pages of ties and introductions. */
import type { Page } from '../shell/page.ts';
import { editTie, newTie, tieRemoval } from './edit.tsx';
import { newIntroduction, showIntroduction } from './introductions.tsx';
import { tieList } from './list.tsx';
import { partnerPaths, personPaths, tieRefusal } from './paths.tsx';

export const tiePages: Page[] = [
  ...[tieList, newTie, editTie, tieRemoval, tieRefusal],
  ...[partnerPaths, personPaths, newIntroduction, showIntroduction],
];
