/** Who a row is, said by a person: one that we know, somebody new, or nobody for us. */
import { parse } from '../../../../house/parse.ts';
import { answerForm, mayImport } from '../../../../rooms/sourcing/imports/import.ts';
import { answerRow } from '../../../../rooms/sourcing/imports/planning/checking.ts';
import { text } from '../../../shell/form-body.ts';
import { redirect } from '../../../shell/landing.ts';
import { libraryPage } from '../../../shell/page.ts';
import { rowOf } from '../import.ts';
import { rowView } from './show.tsx';

export const importRowAnswer = libraryPage({
  path: '/imports/:id/rows/:row/answer',
  may: mayImport,
  load: rowOf,
  view: (asked) => {
    const { item, row } = asked.found;
    if (asked.again) return rowView(asked);
    return redirect(asked.to('/imports/:id/rows/:row', { id: item.id, row: String(row.number) }));
  },
  submit: async ({ ctx, found: { item, row }, fields, go }) => {
    const answer = text(fields.answer) === 'out' ? 'out' : parse(answerForm, fields).answer;
    await answerRow(ctx, { importId: item.id, number: row.number }, answer);
    return go('/imports/:id', { id: item.id }).saying('notice.saved');
  },
});
