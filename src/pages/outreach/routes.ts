/** The pages of what one has to do with partners. */
import type { Page } from '../shell/page.ts';
import { newNote } from './new-note.tsx';
import { note } from './note.tsx';
import { noteRemoval } from './note-removal.ts';

export const outreachPages: Page[] = [newNote, note, noteRemoval];
