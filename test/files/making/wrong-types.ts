/** Files that are no lists, some under the name of one. */
import { book, saved, sheet } from './books.ts';
import { type Files, zip } from './bytes.ts';

const bytes = (head: number[], length: number) => Uint8Array.from({ length }, (_, at) => head[at] ?? (at * 167) % 256);

export const wrongTypes = (): Files => ({
  'brochure.pdf': '%PDF-1.4\n1 0 obj\n<<>>\nendobj\n',
  'logo.png': bytes([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 300),
  'letter.docx': zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w:document/>' }),
  'page.csv': '<!DOCTYPE html>\n<html><body><table><tr><td>Name</td></tr></table></body></html>',
  'table.xls': '<table border=1><tr><th>Name</th></tr><tr><td>Harlow Bakery</td></tr></table>',
  'program.exe': bytes([0x4d, 0x5a, 0x90, 0x00, 0x03, 0x00, 0x00, 0x00], 600),
  'spreadsheet-named.csv': saved(book({ List: sheet(['Organization', 'City'], ['Harlow Bakery', 'Harlow']) })),
  'archive.gz': bytes([0x1f, 0x8b, 8, 0], 100),
});
