/** The second page: what each factor asks. */
import type { Words } from '../../house/messages.ts';
import { tagged } from '../../house/pdf.ts';
import type { Factor } from '../../rooms/worksheets/worksheet.ts';
import { type Drawn, MARGIN, widthOf } from './drawn.ts';

export function drawPrompts(drawn: Drawn): void {
  const { pdf, body, language, sheet } = drawn;
  const { t, words } = language;
  const width = widthOf(pdf);
  tagged(pdf, { parent: body, type: 'H1' }, () =>
    pdf.font('title').fontSize(15).text(t('paper.prompts'), MARGIN, MARGIN, { width }),
  );
  for (const [group, factors] of Map.groupBy(sheet.factors, (factor) => factor.group)) {
    tagged(pdf, { parent: body, type: 'H2' }, () =>
      pdf
        .moveDown(0.35)
        .font('title')
        .fontSize(10.5)
        .text(`${group}. ${words(factors[0]?.groupName as Words)}`, { width }),
    );
    for (const factor of factors) tagged(pdf, { parent: body, type: 'P' }, () => drawPrompt(drawn, factor));
  }
}

function drawPrompt({ pdf, language: { words } }: Drawn, { code, name, prompt, evidence }: Factor): void {
  pdf
    .font('bold')
    .fontSize(8)
    .text(`${code} ${words(name)}. `, { width: widthOf(pdf), continued: true });
  pdf
    .font('text')
    .text(`${words(prompt)} `, { continued: true })
    .fillColor('#333333')
    .text(words(evidence))
    .fillColor('black');
}
