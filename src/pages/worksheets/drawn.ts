/** What every part of a drawn worksheet needs, and the measures they share. Points, as in PDF. */
import type { Language } from '../../house/messages.ts';
import type { Element, Pdf } from '../../house/pdf.ts';
import type { PaperWorksheet } from './worksheet-pdf.ts';

export const MARGIN = 36;

/** `body` is where the parts hang in the document's structure, which screen readers follow. */
export type Drawn = { pdf: Pdf; body: Element; language: Language; sheet: PaperWorksheet };

/** The partners of one sheet of paper, by their place on the worksheet; null is a column to be named by hand. */
export type Across = (number | null)[];

export const widthOf = (pdf: Pdf): number => pdf.page.width - 2 * MARGIN;
