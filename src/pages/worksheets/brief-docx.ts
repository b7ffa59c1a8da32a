/** The one page for whoever decides, as a Word file: for boards that put their packets together themselves. */
import type { FileChild } from 'docx';
import type { Language } from '../../house/messages.ts';
import type { Paper } from '../../house/typeset/typeset.ts';
import { PAPERS_IN_WORD, wordFile } from '../shell/word-file.ts';
import type { Brief } from './brief.ts';

/** The library is large and only this needs it, so it is loaded here. */
export async function briefDocx(language: Language, brief: Brief, paper: Paper): Promise<Uint8Array<ArrayBuffer>> {
  const { t } = language;
  const { HeadingLevel, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } = await import('docx');
  const head = (text: string) =>
    new Paragraph({ text, heading: HeadingLevel.HEADING_2, spacing: { before: 160, after: 60 } });
  const plain = (text: string) => new Paragraph({ text, spacing: { after: 80 } });
  const lines = (title: string, items: string[], none: string) => [
    head(title),
    ...(items.length === 0 ? [plain(none)] : items.map((text) => new Paragraph({ text, bullet: { level: 0 } }))),
  ];
  const cell = (text: string, bold = false) =>
    new TableCell({ children: [new Paragraph({ children: [new TextRun({ text, bold })] })] });
  const row = (cells: string[], tableHeader = false) =>
    new TableRow({ tableHeader, cantSplit: true, children: cells.map((text) => cell(text, tableHeader)) });
  const columns = [t('field.partner'), t('comparison.overall'), t('brief.band'), t('comparison.coverage')];
  const rows = brief.partners.map(({ name, figure, band, coverage }) => row([name, figure, band, coverage]));
  const children: FileChild[] = [
    plain(`${t('brief.kind')} · ${brief.library}`),
    new Paragraph({ text: brief.purpose, heading: HeadingLevel.HEADING_1 }),
    ...(brief.decision ? [head(t('brief.decision')), ...Object.values(brief.decision).map(plain)] : []),
    ...(brief.decision ? [head(t('brief.comparison'))] : []),
    plain(brief.sentence),
    plain(brief.overall),
    new Table({ rows: [row(columns, true), ...rows], width: { size: 100, type: WidthType.PERCENTAGE } }),
    ...lines(t('brief.differences'), brief.differences, t('brief.no_differences')),
    ...lines(t('brief.disagreements'), brief.disagreements, t('brief.no_disagreements')),
    ...lines(t('brief.not_known'), brief.unknown, t('brief.no_unknown')),
    ...(brief.decision ? [] : [head(t('brief.decision')), plain(t('brief.no_decision'))]),
    plain(brief.basis.join(' ')),
  ];
  const { library, day } = brief;
  return wordFile(language, { title: brief.purpose, library, day, size: PAPERS_IN_WORD[paper], children });
}
