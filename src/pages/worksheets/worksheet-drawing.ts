/**
 * Draws, in a thread of its own, the worksheet on paper, Letter or A4, two to four partners across: the form with
 * numbers to circle, or filled in. The second page says what each factor asks. More partners go on further sheets. Made
 * to be read in black and white.
 */
import encodeQR from 'qr';
import { ownBytes, type Piece } from '../../house/apart.ts';
import { type Language, speak } from '../../house/messages.ts';
import { type Paper, tagged, toPdf } from '../../house/pdf.ts';
import { type Across, type Drawn, MARGIN, widthOf } from './drawn.ts';
import { drawPrompts } from './drawn-prompts.ts';
import { drawTable } from './drawn-table.ts';
import type { Drawing, PaperWorksheet } from './worksheet-pdf.ts';

/** The size of the QR code that leads to the page. */
const QR = 72;

export async function* drawWorksheets(drawings: AsyncIterable<Drawing>): AsyncGenerator<Piece> {
  for await (const { locale, sheet, cells, options } of drawings) {
    const bytes = ownBytes(
      await draw(speak(locale), { ...sheet, cell: (code, partner) => cells[code]?.[partner] ?? null }, options),
    );
    yield { piece: bytes, hand: [bytes.buffer] };
  }
}

function draw(language: Language, sheet: PaperWorksheet, options: { paper: Paper; columns: number }): Promise<Buffer> {
  const title = sheet.purpose ?? language.t('paper.title');
  return toPdf({ title, lang: language.locale, paper: options.paper }, (pdf, body) => {
    const drawn = { pdf, body, language, sheet };
    for (let from = 0; from < sheet.partners.length; from += options.columns) {
      if (from > 0) pdf.addPage();
      const across = Array.from({ length: options.columns }, (_, at) =>
        from + at < sheet.partners.length ? from + at : null,
      );
      drawForm(drawn, across);
    }
    pdf.addPage();
    drawPrompts(drawn);
  });
}

function drawForm(drawn: Drawn, across: Across): void {
  const { pdf, body, language } = drawn;
  drawQr(drawn);
  drawTop(drawn);
  drawTable(drawn, across, MARGIN + 100);
  tagged(pdf, { parent: body, type: 'P' }, () =>
    pdf
      .font('text')
      .fontSize(6.5)
      .text(language.t('credit.line'), MARGIN, pdf.page.height - MARGIN - 20, { width: widthOf(pdf), height: 20 }),
  );
}

/** Title, purpose, whose it is and what the numbers mean. */
function drawTop({ pdf, body, language: { t }, sheet }: Drawn): void {
  const width = widthOf(pdf);
  const beside = width - 90;
  tagged(pdf, { parent: body, type: 'H1' }, () =>
    pdf.font('title').fontSize(17).text(t('paper.title'), MARGIN, MARGIN, { width: beside }),
  );
  const purpose = `${t('field.purpose')}: ${sheet.purpose ?? t('paper.purpose_line')}`;
  tagged(pdf, { parent: body, type: 'P' }, () =>
    pdf
      .font('text')
      .fontSize(10)
      .text(purpose, MARGIN, MARGIN + 26, { width: beside, height: 28, ellipsis: true }),
  );
  const whose = sheet.whose ?? t('paper.name_line');
  tagged(pdf, { parent: body, type: 'P' }, () => pdf.fontSize(9).text(whose, MARGIN, MARGIN + 56, { width: beside }));
  const scale = sheet.whose ? t('paper.scale') : `${t('paper.scale')} ${t('paper.circle')}`;
  tagged(pdf, { parent: body, type: 'P' }, () => pdf.fontSize(8).text(scale, MARGIN, MARGIN + 74, { width }));
}

function drawQr({ pdf, body, language: { t }, sheet: { address } }: Drawn): void {
  const modules = encodeQR(address, 'raw', { border: 1 });
  const step = QR / modules.length;
  const left = pdf.page.width - MARGIN - QR;
  const draw = () => {
    modules.forEach((row, y) => {
      row.forEach((dark, x) => {
        if (dark) pdf.rect(left + x * step, MARGIN + y * step, step + 0.05, step + 0.05);
      });
    });
    pdf.fill('black');
  };
  tagged(pdf, { parent: body, type: 'Figure', alt: t('paper.qr', { address }) }, draw);
}
