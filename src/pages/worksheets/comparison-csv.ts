/** The comparison as CSV, for spreadsheets or for machines. */
import { toCsv } from '../../house/csv.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { libraryPage } from '../shell/page.ts';
import { CSV, sent } from '../shell/sent.ts';
import { limit } from '../shell/visit.ts';
import { comparisonRows } from './comparison-rows.ts';
import { sheetOf } from './sheet.ts';

export const comparisonCsv = libraryPage({
  path: '/worksheets/:id/comparison.csv',
  may: anyMember,
  load: sheetOf,
  view: async (asked) => {
    await limit(asked, 'files', asked.visitor.userId);
    const kind = asked.url.searchParams.get('for') === 'machines' ? 'machines' : 'spreadsheets';
    return sent(toCsv(await comparisonRows(asked), kind), { name: `comparison-for-${kind}.csv`, type: CSV });
  },
});
