/** A file as a page's answer. */
export const CSV = 'text/csv; charset=utf-8';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const PDF = 'application/pdf';

/** A name for a file from words that somebody wrote: letters and digits that every disk takes. */
export const fileName = (words: string, ending: string): string => {
  const plain = words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const name = plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 60)
    .replace(/-+$/, '');
  return `${name || 'common-table'}.${ending}`;
};

type File = { name: string; type: string; inline?: boolean };

export function sent(body: string | Uint8Array<ArrayBuffer>, { name, type, inline = false }: File): Response {
  const how = inline ? 'inline' : 'attachment';
  return new Response(body, { headers: { 'Content-Type': type, 'Content-Disposition': `${how}; filename="${name}"` } });
}
