/** What waits for the member who asks: next steps, worksheets to rate, decisions to look back at. */
import { type Ctx, today } from '../../house/ctx.ts';
import { type Due, stepsDue } from '../../rooms/partners/partners.ts';
import { mayBeRater } from '../../rooms/worksheets/worksheet.ts';
import { listWorksheets, type WorksheetRow } from '../../rooms/worksheets/worksheets.ts';

export type Today = {
  /** Of the partners in one's own care; of all, where there is none. */
  steps: Due[];
  whose: 'mine' | 'everyone';
  toRate: WorksheetRow[];
  toLookBackAt: (WorksheetRow & { look_back_on: string })[];
};

export async function todayOf(ctx: Ctx): Promise<Today> {
  const mine = await stepsDue(ctx, 'mine');
  const worksheets = await listWorksheets(ctx);
  return {
    whose: mine.length > 0 ? 'mine' : 'everyone',
    steps: mine.length > 0 ? mine : await stepsDue(ctx, 'everyone'),
    toRate: worksheets.filter((sheet) => sheet.my_turn && mayBeRater(ctx.actor)),
    toLookBackAt: worksheets.flatMap(({ look_back_on, ...sheet }) =>
      look_back_on && look_back_on <= today(ctx) ? [{ ...sheet, look_back_on }] : [],
    ),
  };
}
