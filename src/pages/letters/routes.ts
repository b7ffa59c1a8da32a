/** The pages of letters to several partners. */
import type { Page } from '../shell/page.ts';
import { editLetter, newLetter } from './edit.tsx';
import { letterList } from './list.tsx';
import { letterRecipient } from './recipient.tsx';
import { letterRemoval } from './removal.ts';
import { letterSending } from './sending.tsx';
import { showLetter } from './show.tsx';

export const letterPages: Page[] = [
  letterList,
  newLetter,
  showLetter,
  editLetter,
  letterRecipient,
  letterSending,
  letterRemoval,
];
