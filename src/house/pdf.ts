/**
 * Tagged PDF: a document whose order and meaning a screen reader can follow. Fonts are embedded, so every name prints.
 */
import PDFDocument from 'pdfkit';
import { dataFile } from './data.ts';

export type Pdf = PDFKit.PDFDocument;
export type Element = ReturnType<Pdf['struct']>;
export type Paper = 'letter' | 'a4';

const FONTS = {
  text: dataFile('fonts/NotoSans-Regular.ttf'),
  bold: dataFile('fonts/NotoSans-Bold.ttf'),
  title: dataFile('fonts/NotoSerif-SemiBold.ttf'),
};

/**
 * Draws with `draw` into a new document and returns its bytes. `body` is the element that everything is added to, in
 * reading order.
 */
export async function toPdf(
  options: { title: string; lang: string; paper: Paper },
  draw: (pdf: Pdf, body: Element) => void,
): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: options.paper === 'a4' ? 'A4' : 'LETTER',
    margin: 36,
    pdfVersion: '1.7',
    subset: 'PDF/UA' as PDFKit.Mixins.PDFSubsets, // newer than the published types
    tagged: true,
    lang: options.lang,
    displayTitle: true,
    bufferPages: true,
    info: { Title: options.title, Creator: 'Common Table' },
  });
  for (const [name, file] of Object.entries(FONTS)) pdf.registerFont(name, file);
  pdf.font('text');
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((done) => pdf.on('end', done));
  const body = pdf.struct('Document');
  pdf.addStructure(body);
  draw(pdf, body);
  body.end();
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

/** Adds one element whose content `draw` puts on the page. */
export function tagged(
  pdf: Pdf,
  { parent, type, ...said }: { parent: Element; type: string; scope?: string; alt?: string },
  draw: () => void,
): void {
  parent.add(pdf.struct(type, said as PDFKit.Mixins.StructureElementOptions, [draw]));
}

/** Lines and boxes: seen, but not read out. */
export function decoration(pdf: Pdf, draw: () => void): void {
  pdf.markContent('Artifact', { type: 'Layout' });
  draw();
  pdf.endMarkedContent();
}
