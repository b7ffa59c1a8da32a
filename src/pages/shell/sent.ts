/** A file as a page's answer. */
export const CSV = 'text/csv; charset=utf-8';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const PDF = 'application/pdf';

type File = { name: string; type: string; inline?: boolean };

export function sent(body: string | Uint8Array<ArrayBuffer>, { name, type, inline = false }: File): Response {
  const how = inline ? 'inline' : 'attachment';
  return new Response(body, { headers: { 'Content-Type': type, 'Content-Disposition': `${how}; filename="${name}"` } });
}
