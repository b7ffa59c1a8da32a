/**
 * Draws, in a thread of its own, the worksheet on paper, Letter or A4, two to four partners across: the form with
 * numbers to circle, or filled in. The second page says what each factor asks. More partners go on further sheets. Made
 * to be read in black and white.
 */
import encodeQR from 'qr';
import { ownBytes, type Piece } from '../../house/apart.ts';
import { type Language, speak, type Words } from '../../house/messages.ts';
import { decoration, type Element, type Paper, type Pdf, tagged, toPdf } from '../../house/pdf.ts';
import type { Factor } from '../../rooms/worksheets/worksheet.ts';
import type { Drawing, PaperWorksheet } from './worksheet-pdf.ts';

const MARGIN = 36;
const NAMES = 46;
const FOOT = 30;
const HEAD = 15;
const CHOICES = ['1', '2', '3', '4', '5', '?'];

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
    for (let from = 0; from < sheet.partners.length; from += options.columns) {
      if (from > 0) pdf.addPage();
      const across = Array.from({ length: options.columns }, (_, at) =>
        from + at < sheet.partners.length ? from + at : null,
      );
      drawForm(pdf, body, language, sheet, across);
    }
    pdf.addPage();
    drawPrompts(pdf, body, language, sheet);
  });
}

function drawForm(pdf: Pdf, body: Element, language: Language, sheet: PaperWorksheet, across: (number | null)[]): void {
  const { t } = language;
  const width = pdf.page.width - 2 * MARGIN;
  drawQr(pdf, body, language, sheet.address);
  tagged(pdf, body, 'H1', () =>
    pdf
      .font('title')
      .fontSize(17)
      .text(t('paper.title'), MARGIN, MARGIN, { width: width - 90 }),
  );
  tagged(pdf, body, 'P', () => {
    const purpose = sheet.purpose ?? t('paper.purpose_line');
    pdf
      .font('text')
      .fontSize(10)
      .text(`${t('field.purpose')}: ${purpose}`, MARGIN, MARGIN + 26, {
        width: width - 90,
        height: 28,
        ellipsis: true,
      });
  });
  tagged(pdf, body, 'P', () =>
    pdf.fontSize(9).text(sheet.whose ?? t('paper.name_line'), MARGIN, MARGIN + 56, { width: width - 90 }),
  );
  tagged(pdf, body, 'P', () =>
    pdf
      .fontSize(8)
      .text(sheet.whose ? t('paper.scale') : `${t('paper.scale')} ${t('paper.circle')}`, MARGIN, MARGIN + 74, {
        width,
      }),
  );
  drawTable(pdf, body, language, sheet, across, MARGIN + 100);
  tagged(pdf, body, 'P', () =>
    pdf
      .font('text')
      .fontSize(6.5)
      .text(t('credit.line'), MARGIN, pdf.page.height - MARGIN - 20, { width, height: 20 }),
  );
}

function drawQr(pdf: Pdf, body: Element, { t }: Language, address: string): void {
  const modules = encodeQR(address, 'raw', { border: 1 });
  const size = 72;
  const step = size / modules.length;
  const left = pdf.page.width - MARGIN - size;
  const draw = () => {
    modules.forEach((row, y) => {
      row.forEach((dark, x) => {
        if (dark) pdf.rect(left + x * step, MARGIN + y * step, step + 0.05, step + 0.05);
      });
    });
    pdf.fill('black');
  };
  tagged(pdf, body, 'Figure', draw, { alt: t('paper.qr', { address }) });
}

function drawTable(
  pdf: Pdf,
  body: Element,
  language: Language,
  sheet: PaperWorksheet,
  across: (number | null)[],
  top: number,
): void {
  const { t, words } = language;
  const width = pdf.page.width - 2 * MARGIN;
  const column = Math.min(124, (width * 0.62) / across.length);
  const first = width - column * across.length;
  const left = (at: number) => MARGIN + first + at * column;
  const table = pdf.struct('Table');
  body.add(table);

  const head = pdf.struct('TR');
  table.add(head);
  tagged(
    pdf,
    head,
    'TH',
    () =>
      pdf
        .font('bold')
        .fontSize(9)
        .text(t('field.factor'), MARGIN, top + NAMES - 14, { width: first - 6 }),
    { scope: 'Column' },
  );
  across.forEach((partner, at) => {
    const name =
      (partner !== null && sheet.partners[partner]) ||
      (sheet.whose ? '' : t('paper.partner_line', { n: (partner ?? at) + 1 }));
    tagged(
      pdf,
      head,
      'TH',
      () =>
        pdf
          .font('bold')
          .fontSize(9)
          .text(name, left(at) + 4, top, { width: column - 8, height: NAMES - 2, ellipsis: true }),
      { scope: 'Column' },
    );
  });
  head.end();

  let y = top + NAMES;
  const groups = Map.groupBy(sheet.factors, (factor) => factor.group);
  const rest = pdf.page.height - MARGIN - FOOT - y - groups.size * HEAD;
  const cell = Math.min(24, rest / sheet.factors.length);
  for (const [group, factors] of groups) {
    const heading = pdf.struct('TR');
    table.add(heading);
    const title = `${group}. ${words(factors[0]?.groupName as Words)}`;
    const at = y;
    tagged(
      pdf,
      heading,
      'TH',
      () =>
        pdf
          .font('title')
          .fontSize(9.5)
          .text(title, MARGIN, at + 2, { width: first - 6, height: HEAD, ellipsis: true }),
      { scope: 'Row' },
    );
    const tells = sheet.tells[group];
    if (tells)
      tagged(pdf, heading, 'TD', () =>
        pdf
          .font('text')
          .fontSize(8.5)
          .text(tells, left(0) + 6, at + 3, { width: column * across.length - 8, height: HEAD, ellipsis: true }),
      );
    heading.end();
    y += HEAD;
    for (const factor of factors) {
      drawRow(pdf, table, language, sheet, factor, { across, y, first, column, left, cell });
      y += cell;
    }
  }
  table.end();
  decoration(pdf, () => {
    pdf.lineWidth(0.8);
    for (let at = 0; at < across.length; at++)
      pdf
        .moveTo(left(at), top)
        .lineTo(left(at), top + NAMES)
        .stroke('#777777');
    pdf
      .moveTo(MARGIN, y)
      .lineTo(MARGIN + width, y)
      .stroke('#000000');
  });
}

type Place = {
  across: (number | null)[];
  y: number;
  first: number;
  column: number;
  left: (at: number) => number;
  cell: number;
};

function drawRow(
  pdf: Pdf,
  table: Element,
  { words }: Language,
  sheet: PaperWorksheet,
  factor: Factor,
  place: Place,
): void {
  const { across, first, column, left, cell } = place;
  const y = place.y + (cell - 19.5) / 2;
  decoration(pdf, () => {
    pdf.lineWidth(0.4).moveTo(MARGIN, place.y).lineTo(left(across.length), place.y).stroke('#999999');
    // The columns' lines leave a group's heading free for what the group tells.
    for (let at = 0; at < across.length; at++)
      pdf
        .lineWidth(0.8)
        .moveTo(left(at), place.y)
        .lineTo(left(at), place.y + cell)
        .stroke('#777777');
  });
  const row = pdf.struct('TR');
  table.add(row);
  const label = `${factor.code}  ${words(factor.name)}`;
  pdf.font('text').fontSize(8.5);
  const small = pdf.widthOfString(label) > first - 8 ? 7 : 8.5;
  const lines = small === 7 && pdf.fontSize(7).widthOfString(label) > first - 8 ? 2 : 1;
  const draw = () =>
    pdf
      .font('text')
      .fontSize(small)
      .fillColor('black')
      .text(label, MARGIN, y + (lines === 2 ? 0.5 : 4), {
        width: first - 6,
        height: 19.5,
        lineGap: -1.5,
        ellipsis: true,
      });
  tagged(pdf, row, 'TH', draw, { scope: 'Row' });
  across.forEach((partner, at) => {
    const filled = partner === null ? null : sheet.cell(factor.code, partner);
    tagged(pdf, row, 'TD', () => {
      if (partner === null && sheet.whose) return;
      if (filled) {
        pdf
          .font('bold')
          .fontSize(10)
          .text(filled.score, left(at) + 6, y + 3, { width: 26, height: 14, lineBreak: false });
        pdf
          .font('text')
          .fontSize(7.5)
          .text(filled.mark, left(at) + 32, y + 5.5, { width: column - 34, height: 11, ellipsis: true });
      } else {
        const step = (column - 12) / CHOICES.length;
        pdf.font('text').fontSize(9);
        for (const [n, choice] of CHOICES.entries())
          pdf.text(choice, left(at) + 6 + n * step, y + 3.5, {
            width: step,
            height: 13,
            align: 'center',
            lineBreak: false,
          });
      }
    });
  });
  row.end();
}

function drawPrompts(pdf: Pdf, body: Element, { t, words }: Language, sheet: PaperWorksheet): void {
  const width = pdf.page.width - 2 * MARGIN;
  tagged(pdf, body, 'H1', () => pdf.font('title').fontSize(15).text(t('paper.prompts'), MARGIN, MARGIN, { width }));
  for (const [group, factors] of Map.groupBy(sheet.factors, (factor) => factor.group)) {
    tagged(pdf, body, 'H2', () =>
      pdf
        .moveDown(0.35)
        .font('title')
        .fontSize(10.5)
        .text(`${group}. ${words(factors[0]?.groupName as Words)}`, { width }),
    );
    for (const factor of factors) {
      tagged(pdf, body, 'P', () => {
        pdf
          .font('bold')
          .fontSize(8)
          .text(`${factor.code} ${words(factor.name)}. `, { width, continued: true });
        pdf
          .font('text')
          .text(`${words(factor.prompt)} `, { continued: true })
          .fillColor('#333333')
          .text(words(factor.evidence))
          .fillColor('black');
      });
    }
  }
}
