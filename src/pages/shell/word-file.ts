/** A Word file of the house: on its paper, in its language, with the library, the day and the page at the foot. */
import type { FileChild } from 'docx';
import type { Language } from '../../house/messages.ts';

/** In twentieths of a point, as Word counts. */
export const PAPERS_IN_WORD = { letter: { width: 12_240, height: 15_840 }, a4: { width: 11_906, height: 16_838 } };
const MARGIN = 1_000;

type Filed = {
  title: string;
  library: string;
  day: string;
  size: { width: number; height: number };
  children: FileChild[];
};

export async function wordFile(
  { t, locale }: Language,
  { title, library, day, size, children }: Filed,
): Promise<Uint8Array<ArrayBuffer>> {
  const { Document, Footer, Packer, PageNumber, Paragraph, TextRun } = await import('docx');
  const pageNumber = (part: string) => {
    if (part === '{page}') return PageNumber.CURRENT;
    return part === '{pages}' ? PageNumber.TOTAL_PAGES : part;
  };
  const page = (text: string) => text.split(/(\{page\}|\{pages\})/).map(pageNumber);
  const footer = new TextRun({
    children: [`${library} · ${day} · `, ...page(t('brief.page', { page: '{page}', pages: '{pages}' }))],
  });
  const margin = { top: MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN };
  const file = new Document({
    title,
    creator: library,
    styles: { default: { document: { run: { size: 20, language: { value: locale === 'es' ? 'es-US' : 'en-US' } } } } },
    sections: [
      {
        properties: { page: { size, margin } },
        footers: { default: new Footer({ children: [new Paragraph({ children: [footer] })] }) },
        children,
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(file));
}
