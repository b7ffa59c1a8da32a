/** The rows that cannot go in, as a file to be mended at home, each with why. */
import { toCsv } from '../../../house/csv.ts';
import type { Language } from '../../../house/messages.ts';
import { type Import, type ImportRow, mayImport } from '../../../rooms/sourcing/imports/import.ts';
import { badRows } from '../../../rooms/sourcing/imports/import-rows.ts';
import { libraryPage } from '../../shell/page.ts';
import { CSV, sent } from '../../shell/sent.ts';
import { limit } from '../../shell/visit.ts';
import { importOf } from './import.ts';

export const badRowsCsv = libraryPage({
  path: '/imports/:id/bad-rows.csv',
  may: mayImport,
  type: CSV,
  load: importOf,
  view: async (asked) => {
    const { ctx, visitor, found: item, language } = asked;
    await limit(asked, 'files', visitor.userId);
    const rows = (await badRows(ctx, item.id)).map((row) => lineOf(row, item, language));
    const head = [...item.header, language.t('import.reason'), language.t('import.row')];
    return sent(toCsv([head, ...rows], 'spreadsheets'), { name: 'bad-rows.csv', type: CSV });
  },
});

function lineOf({ cells, problems, number }: ImportRow, { header }: Import, { message }: Language) {
  const why = problems.map((problem) =>
    problem.column === null ? message(problem.message) : `${header[problem.column]}: ${message(problem.message)}`,
  );
  return [...cells, why.join(' '), number];
}
