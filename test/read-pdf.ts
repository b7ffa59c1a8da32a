/** What a PDF says of itself: its pages, the words of the first, and how they are tagged. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export type ReadPdf = { pages: number; text: string; roles: Set<string>; lang: unknown };

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const document = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
  const page = await document.getPage(1);
  const { items, lang } = await page.getTextContent();
  const roles = new Set<string>();
  const walk = (node: { role?: string; children?: unknown[] } | null) => {
    if (node?.role) roles.add(node.role);
    for (const child of node?.children ?? []) walk(child as { role?: string });
  };
  walk(await page.getStructTree());
  const text = items.map((item) => ('str' in item ? item.str : '')).join(' ');
  return { pages: document.numPages, text: text.replace(/\s+/g, ' '), roles, lang };
}
