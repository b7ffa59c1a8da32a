/** Reads the history, with the names of those who did it. The lines are written by house/history.ts. */
import type { Ctx } from '../../house/ctx.ts';
import type { Details } from '../../house/history.ts';

export type HistoryLine = { at: Date; who: string | null; action: string; details: Details };

/** The newest 200 lines about these subjects, newest first. */
export async function historyOf(ctx: Ctx, subjectIds: string[]): Promise<HistoryLine[]> {
  const rows = await ctx.db
    .selectFrom('history as h')
    .leftJoin('members as m', (join) =>
      join.onRef('m.library_id', '=', 'h.library_id').onRef('m.id', '=', 'h.member_id'),
    )
    .leftJoin('users as u', 'u.id', 'm.user_id')
    .select(['h.at', 'u.name as who', 'h.action', 'h.details'])
    .where('h.library_id', '=', ctx.library.id)
    .where('h.subject_id', 'in', subjectIds)
    .orderBy('h.at', 'desc')
    .orderBy('h.id', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => {
    const { guest = null, ...details } = row.details as Details;
    return { ...row, who: row.who ?? (guest as string | null), details };
  });
}
