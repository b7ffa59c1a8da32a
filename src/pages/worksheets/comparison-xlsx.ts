/** The comparison as a workbook: text cells for names, number cells for figures. */
import { toXlsx } from '../../house/xlsx.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { libraryPage } from '../shell/page.ts';
import { sent, XLSX } from '../shell/sent.ts';
import { limit } from '../shell/visit.ts';
import { comparisonRows } from './comparison-rows.ts';
import { sheetOf } from './sheet.ts';

export const comparisonXlsx = libraryPage({
  path: '/worksheets/:id/comparison.xlsx',
  may: anyMember,
  load: sheetOf,
  view: async (asked) => {
    await limit(asked, 'files', asked.visitor.userId);
    const rows = await comparisonRows(asked);
    const widths = [8, 44, 8, ...(rows[0]?.slice(3).map(() => 16) ?? [])];
    const body = await toXlsx(asked.language.t('comparison.title').slice(0, 30), rows, widths);
    return sent(new Uint8Array(body), { name: 'comparison.xlsx', type: XLSX });
  },
});
