/**
 * The worksheet on paper. Its content is put together here and drawn in a thread of its own, because that takes long.
 */
import { oneApart } from '../../house/apart.ts';
import type { Locale } from '../../house/ctx.ts';
import type { Language } from '../../house/messages.ts';
import type { Paper } from '../../house/pdf.ts';
import { Queue } from '../../house/places.ts';
import type { Factor } from '../../rooms/worksheets/worksheet.ts';

export type PaperWorksheet = {
  purpose: string | null;
  library: string;
  /** Partner names; null leaves a line to write on. */
  partners: (string | null)[];
  factors: Factor[];
  /** The text of a cell; null leaves the numbers to circle. */
  cell: (code: string, partner: number) => { score: string; mark: string } | null;
  /** Above the table on a filled form: whose ratings these are. */
  whose: string | null;
  /** What each group's figures tell of the partners, in a few words; nothing on a form without figures. */
  tells: Record<string, string>;
  /** Where the QR code leads. */
  address: string;
};

/** The same without functions, because none can be sent to a thread. */
export type Drawing = {
  locale: Locale;
  sheet: Omit<PaperWorksheet, 'cell'>;
  cells: Record<string, ReturnType<PaperWorksheet['cell']>[]>;
  options: { paper: Paper; columns: number };
};

/** A drawing takes well under a second; when too many wait, the rest are told to come again. */
const queue = new Queue({ atOnce: 2, waiting: 6 });

export async function worksheetPdf(
  language: Language,
  { cell, ...sheet }: PaperWorksheet,
  options: { paper: Paper; columns: number },
): Promise<Buffer> {
  const cells = Object.fromEntries(
    sheet.factors.map(({ code }) => [code, sheet.partners.map((_, at) => cell(code, at))]),
  );
  const piece: Drawing = { locale: language.locale, sheet, cells, options };
  const bytes = await queue.do(() =>
    oneApart<Uint8Array<ArrayBuffer>>('worksheet', [{ piece }], { seconds: 30, megabytes: 400 }),
  );
  return Buffer.from(bytes.buffer);
}
