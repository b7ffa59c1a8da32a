/** One factor's row: its name, and for each partner what was said, or the numbers to circle. */
import { decoration, tagged } from '../../house/pdf.ts';
import type { Factor } from '../../rooms/worksheets/worksheet.ts';
import { type Across, type Drawn, MARGIN } from './drawn.ts';

const CHOICES = ['1', '2', '3', '4', '5', '?'];
/** The height of the words of a row, which are centered in it. Points. */
const HEIGHT = 19.5;

/** Where the columns of a table are: `first` is as wide as the names of the factors, the others as wide as `column`. */
export type Columns = { across: Across; first: number; column: number; left: (at: number) => number };
type Row = { factor: Factor; y: number; height: number };

export function drawRow(drawn: Drawn, columns: Columns, row: Row): void {
  const { pdf, body, sheet } = drawn;
  drawLines(drawn, columns, row);
  const line = pdf.struct('TR');
  body.add(line);
  const inLine = { ...drawn, body: line };
  const y = row.y + (row.height - HEIGHT) / 2;
  drawName(inLine, columns, { factor: row.factor, y });
  columns.across.forEach((partner, at) => {
    const filled = partner === null ? null : sheet.cell(row.factor.code, partner);
    tagged(pdf, { parent: line, type: 'TD' }, () => {
      if (partner === null && sheet.whose) return;
      if (filled) drawFilled(inLine, columns, { at, y, filled });
      else drawChoices(inLine, columns, { at, y });
    });
  });
  line.end();
}

function drawLines({ pdf }: Drawn, { across, left }: Columns, { y, height }: Row): void {
  decoration(pdf, () => {
    pdf.lineWidth(0.4).moveTo(MARGIN, y).lineTo(left(across.length), y).stroke('#999999');
    // The lines between columns stop at a group's heading, to leave room for what the group tells.
    for (let at = 0; at < across.length; at++)
      pdf
        .lineWidth(0.8)
        .moveTo(left(at), y)
        .lineTo(left(at), y + height)
        .stroke('#777777');
  });
}

/** A long name is written smaller, and then on two lines. */
function drawName({ pdf, body, language }: Drawn, { first }: Columns, { factor, y }: Omit<Row, 'height'>): void {
  const label = `${factor.code}  ${language.words(factor.name)}`;
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
        height: HEIGHT,
        lineGap: -1.5,
        ellipsis: true,
      });
  tagged(pdf, { parent: body, type: 'TH', scope: 'Row' }, draw);
}

type Place = { at: number; y: number };

function drawFilled(
  { pdf }: Drawn,
  { left, column }: Columns,
  { at, y, filled }: Place & { filled: { score: string; mark: string } },
): void {
  pdf
    .font('bold')
    .fontSize(10)
    .text(filled.score, left(at) + 6, y + 3, { width: 26, height: 14, lineBreak: false });
  pdf
    .font('text')
    .fontSize(7.5)
    .text(filled.mark, left(at) + 32, y + 5.5, { width: column - 34, height: 11, ellipsis: true });
}

function drawChoices({ pdf }: Drawn, { left, column }: Columns, { at, y }: Place): void {
  const width = (column - 12) / CHOICES.length;
  pdf.font('text').fontSize(9);
  for (const [n, choice] of CHOICES.entries())
    pdf.text(choice, left(at) + 6 + n * width, y + 3.5, { width, height: 13, align: 'center', lineBreak: false });
}
