/** The table of a drawn worksheet: partners across, factors down in their groups. */
import type { Words } from '../../house/messages.ts';
import { decoration, tagged } from '../../house/pdf.ts';
import type { Factor } from '../../rooms/worksheets/worksheet.ts';
import { type Across, type Drawn, MARGIN, widthOf } from './drawn.ts';
import { type Columns, drawRow } from './drawn-row.ts';

/** Heights: of the names of the partners, of what is below the table, and of the heading of a group. */
const NAMES = 46;
const FOOT = 30;
const HEAD = 15;

export function drawTable(drawn: Drawn, across: Across, top: number): void {
  const { pdf, body } = drawn;
  const table = pdf.struct('Table');
  body.add(table);
  const columns = columnsFor(drawn, across);
  drawHead({ ...drawn, body: table }, columns, top);
  const bottom = drawGroups({ ...drawn, body: table }, columns, top + NAMES);
  table.end();
  drawFrame(drawn, columns, { top, bottom });
}

function columnsFor({ pdf }: Drawn, across: Across): Columns {
  const width = widthOf(pdf);
  const column = Math.min(124, (width * 0.62) / across.length);
  const first = width - column * across.length;
  return { across, column, first, left: (at) => MARGIN + first + at * column };
}

function drawHead({ pdf, body: table, language: { t }, sheet }: Drawn, columns: Columns, top: number): void {
  const { across, column, first, left } = columns;
  const head = pdf.struct('TR');
  table.add(head);
  const heading = (text: string, draw: (text: string) => void) =>
    tagged(pdf, { parent: head, type: 'TH', scope: 'Column' }, () => draw(text));
  const bold = () => pdf.font('bold').fontSize(9);
  heading(t('field.factor'), (text) => bold().text(text, MARGIN, top + NAMES - 14, { width: first - 6 }));
  across.forEach((partner, at) => {
    const nobody = sheet.whose ? '' : t('paper.partner_line', { n: (partner ?? at) + 1 });
    const name = (partner !== null && sheet.partners[partner]) || nobody;
    heading(name, (text) =>
      bold().text(text, left(at) + 4, top, { width: column - 8, height: NAMES - 2, ellipsis: true }),
    );
  });
  head.end();
}

/** Makes rows as high as they can be with room for the foot, within limits. Returns where they end. */
function drawGroups(drawn: Drawn, columns: Columns, top: number): number {
  const { pdf, sheet } = drawn;
  const groups = Map.groupBy(sheet.factors, (factor) => factor.group);
  const rest = pdf.page.height - MARGIN - FOOT - top - groups.size * HEAD;
  const height = Math.min(24, rest / sheet.factors.length);
  let y = top;
  for (const [group, factors] of groups) {
    drawGroupHead(drawn, columns, { group, factors, y });
    y += HEAD;
    for (const factor of factors) {
      drawRow(drawn, columns, { factor, y, height });
      y += height;
    }
  }
  return y;
}

type Group = { group: string; factors: Factor[]; y: number };

function drawGroupHead({ pdf, body: table, language, sheet }: Drawn, columns: Columns, { group, factors, y }: Group) {
  const { across, column, first, left } = columns;
  const heading = pdf.struct('TR');
  table.add(heading);
  const title = `${group}. ${language.words(factors[0]?.groupName as Words)}`;
  const draw = () =>
    pdf
      .font('title')
      .fontSize(9.5)
      .text(title, MARGIN, y + 2, { width: first - 6, height: HEAD, ellipsis: true });
  tagged(pdf, { parent: heading, type: 'TH', scope: 'Row' }, draw);
  const tells = sheet.tells[group];
  const width = column * across.length - 8;
  if (tells)
    tagged(pdf, { parent: heading, type: 'TD' }, () =>
      pdf
        .font('text')
        .fontSize(8.5)
        .text(tells, left(0) + 6, y + 3, { width, height: HEAD, ellipsis: true }),
    );
  heading.end();
}

/** The lines beside the names, and the one that ends the table. */
function drawFrame({ pdf }: Drawn, { across, left }: Columns, { top, bottom }: { top: number; bottom: number }): void {
  decoration(pdf, () => {
    pdf.lineWidth(0.8);
    for (let at = 0; at < across.length; at++)
      pdf
        .moveTo(left(at), top)
        .lineTo(left(at), top + NAMES)
        .stroke('#777777');
    pdf
      .moveTo(MARGIN, bottom)
      .lineTo(MARGIN + widthOf(pdf), bottom)
      .stroke('#000000');
  });
}
