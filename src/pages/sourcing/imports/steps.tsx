/** The buttons of an import: each is one step, and leads back to it. */
import { type SheetCell, toCsv } from '../../../house/csv.ts';
import type { House } from '../../../house/furnish.ts';
import { parse } from '../../../house/parse.ts';
import { answerAll, checkImport, leaveOutErrors } from '../../../rooms/sourcing/imports/checking.ts';
import { bulkAnswer, type ImportId, mayImport } from '../../../rooms/sourcing/imports/import.ts';
import { badRows } from '../../../rooms/sourcing/imports/import-rows.ts';
import { discardImport, findImport, queueImport, queueUndo } from '../../../rooms/sourcing/imports/imports.ts';
import type { Again, Values } from '../../../ui/here.ts';
import { type App, type LibraryVisit, libraryPage, limit, redirect } from '../../shell/door.tsx';
import { importView } from './show.tsx';

type Step = (visit: LibraryVisit, id: ImportId, fields: Values) => Promise<void>;

const STEPS: Record<string, Step> = {
  check: ({ ctx }, id) => checkImport(ctx, id),
  application: ({ ctx }, id) => queueImport(ctx, id),
  undo: ({ ctx }, id) => queueUndo(ctx, id),
  errors: ({ ctx }, id) => leaveOutErrors(ctx, id),
  answers: ({ ctx }, id, fields) => answerAll(ctx, id, parse(bulkAnswer, fields).answer),
};

export function importStepPages(app: App, house: House): void {
  const back = async (visit: LibraryVisit, again?: Again) =>
    again
      ? importView(visit, again)
      : redirect(`${visit.base}/imports/${(await findImport(visit.ctx, visit.id())).id}`);
  for (const [name, step] of Object.entries(STEPS)) {
    libraryPage(app, house, `/imports/:id/${name}`, {
      may: mayImport,
      show: back,
      submit: async (visit, fields) => {
        await step(visit, visit.id(), fields);
        return `${visit.base}/imports/${visit.id()}`;
      },
    });
  }

  libraryPage(app, house, '/imports/:id/removal', {
    may: mayImport,
    show: back,
    submit: async (visit) => {
      const removal = await discardImport(visit.ctx, visit.id());
      return { to: `${visit.base}/imports`, notice: 'notice.removed', removal };
    },
  });

  libraryPage(app, house, '/imports/:id/bad-rows.csv', {
    may: mayImport,
    show: async (visit) => {
      await limit(visit, 'files', visit.visitor.userId);
      const { t, message } = visit.language;
      const item = await findImport(visit.ctx, visit.id());
      const why = (problem: { column: number | null; message: { key: string } }) =>
        problem.column === null
          ? message(problem.message)
          : `${item.header[problem.column]}: ${message(problem.message)}`;
      const rows = (await badRows(visit.ctx, item.id)).map((row): SheetCell[] => [
        ...row.cells,
        row.problems.map(why).join(' '),
        row.number,
      ]);
      const body = toCsv([[...item.header, t('import.reason'), t('import.row')], ...rows], 'spreadsheets');
      return new Response(body, {
        headers: {
          'Content-Type': 'text/csv; charset=utf-8',
          'Content-Disposition': 'attachment; filename="bad-rows.csv"',
        },
      });
    },
  });
}
