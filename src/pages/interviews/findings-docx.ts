/** Findings as a Word file, for whoever puts a packet together. */
import type { FileChild } from 'docx';
import type { Language } from '../../house/messages.ts';
import type { Paper } from '../../house/typeset/typeset.ts';
import { PAPERS_IN_WORD, wordFile } from '../shell/word-file.ts';
import type { ToldFindings } from './told.ts';

type Asked = { told: ToldFindings; day: string; paper: Paper };

/** The library is large and only this needs it, so it is loaded here. */
export async function findingsDocx(language: Language, { told, day, paper }: Asked): Promise<Uint8Array<ArrayBuffer>> {
  const { HeadingLevel, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } = await import('docx');
  const { t } = language;
  const head = (text: string) =>
    new Paragraph({ text, heading: HeadingLevel.HEADING_2, spacing: { before: 200, after: 80 } });
  const plain = (text: string) => text.split('\n').map((line) => new Paragraph({ text: line, spacing: { after: 80 } }));
  const cell = (text: string, bold = false) =>
    new TableCell({ children: [new Paragraph({ children: [new TextRun({ text, bold })] })] });
  const table = (rows: string[][]) =>
    new Table({
      width: { size: 100, type: WidthType.PERCENTAGE },
      rows: rows.map(
        (cells, at) =>
          new TableRow({ tableHeader: at === 0, cantSplit: true, children: cells.map((text) => cell(text, at === 0)) }),
      ),
    });
  const quote = ({ words, who }: ToldFindings['themes'][number]['quotes'][number]) =>
    new Paragraph({
      indent: { left: 400 },
      spacing: { after: 80 },
      children: [
        new TextRun({ text: `“${words}”`, italics: true }),
        ...(who ? [new TextRun({ text: ` – ${who}` })] : []),
      ],
    });
  const children: FileChild[] = [
    new Paragraph({ text: told.title, heading: HeadingLevel.HEADING_1 }),
    ...plain(`${told.library} · ${day}`),
    ...plain(told.opening),
    head(t('interviews.who_was_asked')),
    ...plain(told.asked),
    ...(told.mix.length > 0
      ? [
          table([
            [t('interviews.who'), t('interviews.held_of_wanted')],
            ...told.mix.map(({ label, held }) => [label, held]),
          ]),
        ]
      : []),
    head(t('interviews.what_they_said')),
    ...(told.themes.length > 0
      ? [
          table([
            [t('interviews.theme'), t('interviews.leaders')],
            ...told.themes.map(({ name, count }) => [name, count]),
          ]),
        ]
      : plain(t('interviews.nothing_marked'))),
    ...told.themes
      .filter(({ said, quotes }) => said || quotes.length > 0)
      .flatMap(({ name, said, quotes }) => [
        new Paragraph({ text: name, heading: HeadingLevel.HEADING_3, spacing: { before: 160, after: 60 } }),
        ...(said ? plain(said) : []),
        ...quotes.map(quote),
      ]),
    ...(told.next_steps ? [head(t('interviews.next_steps')), ...plain(told.next_steps)] : []),
    ...plain(told.basis),
  ];
  return wordFile(language, { title: told.title, library: told.library, day, size: PAPERS_IN_WORD[paper], children });
}
