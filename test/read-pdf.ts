/** What a PDF says of itself: its title, its pages, their words, and how they are tagged. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export type ReadPdf = { pages: number; title: string; text: string; roles: Set<string>; lang: unknown };

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const document = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
  const { info } = (await document.getMetadata()) as { info: { Title?: string } };
  const roles = new Set<string>();
  const walk = (node: { role?: string; children?: unknown[] } | null) => {
    if (node?.role) roles.add(node.role);
    for (const child of node?.children ?? []) walk(child as { role?: string });
  };
  const words: string[] = [];
  let lang: unknown;
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const content = await page.getTextContent();
    lang ??= content.lang;
    words.push(...content.items.map((item) => ('str' in item ? item.str : '')));
    walk(await page.getStructTree());
  }
  const text = words.join(' ').replace(/\s+/g, ' ');
  return { pages: document.numPages, title: info.Title ?? '', text, roles, lang };
}
