/** What speaks for an initiative, in the words of the rooms that know it, and what one can choose from. */
import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import type { Evidence, InitiativeId } from '../../rooms/initiatives/initiative.ts';
import { evidenceOf } from '../../rooms/initiatives/initiative-evidence.ts';
import { isCounted } from '../../rooms/interviews/quotes.ts';
import { wasInterviewed } from '../../rooms/interviews/readable.ts';
import type { RoundId } from '../../rooms/interviews/round.ts';
import type { ThemeId } from '../../rooms/interviews/theme.ts';
import type { OverlapCheckId } from '../../rooms/overlaps/overlap.ts';
import type { WorksheetId } from '../../rooms/worksheets/worksheet.ts';
import { stands } from '../../rooms/worksheets/worksheets.ts';

export type WorksheetSays = {
  id: WorksheetId;
  purpose: string;
  decided_at: Date | null;
  reason: string;
  chosen: string[];
};
/** `leaders` of the `of` whose answers somebody looked through spoke of it. */
export type ThemeSays = {
  id: ThemeId;
  name: string;
  is_need: boolean;
  round_id: RoundId;
  round: string;
  leaders: number;
  of: number;
};
export type CheckSays = { id: OverlapCheckId; need: string; made_at: Date; count: number };

export type Grounds = { worksheets: WorksheetSays[]; themes: ThemeSays[]; checks: CheckSays[] };

/** What stands with an initiative. What is gone is left out, and is there again when it comes back. */
export async function groundsOf(ctx: Ctx, id: InitiativeId): Promise<Grounds> {
  const evidence = await evidenceOf(ctx, id);
  const of = (kind: Evidence['kind']) =>
    evidence.filter((each) => each.kind === kind).map(({ subject_id }) => subject_id);
  return {
    worksheets: await worksheets(ctx, sql`w.id = any(${of('worksheet')}::uuid[])`),
    themes: await themes(ctx, sql`t.id = any(${of('theme')}::uuid[])`),
    checks: await checks(ctx, sql`c.id = any(${of('overlap_check')}::uuid[])`),
  };
}

/** What speaks for a proposal: its own worksheet, and what speaks for its initiative. */
export async function groundsFor(
  ctx: Ctx,
  { worksheet, initiative }: { worksheet: WorksheetId | null; initiative: InitiativeId | null },
): Promise<Grounds> {
  const of = initiative ? await groundsOf(ctx, initiative) : { worksheets: [], themes: [], checks: [] };
  if (!worksheet || of.worksheets.some(({ id }) => id === worksheet)) return of;
  return { ...of, worksheets: [...(await worksheets(ctx, sql`w.id = ${worksheet}`)), ...of.worksheets] };
}

const MOST = 100;
/** The latest of each kind, and whatever was chosen. */
export async function groundsToChoose(ctx: Ctx, chosen: readonly Evidence[]): Promise<Grounds> {
  const ids = chosen.map(({ subject_id }) => subject_id);
  const latest = (row: string, at: string, table: string) => sql`(${sql.ref(`${row}.id`)} = any(${ids}::uuid[])
    or ${sql.ref(`${row}.id`)} in (select n.id from ${sql.table(table)} n where n.library_id = ${ctx.library.id}
      order by ${sql.ref(`n.${at}`)} desc, n.id limit ${MOST}))`;
  return {
    worksheets: await worksheets(ctx, latest('w', 'opened_at', 'worksheets')),
    themes: await themes(ctx, latest('t', 'made_at', 'interview_themes')),
    checks: await checks(ctx, latest('c', 'made_at', 'overlap_checks')),
  };
}

async function worksheets(ctx: Ctx, which: RawBuilder<unknown>): Promise<WorksheetSays[]> {
  const { rows } = await sql<WorksheetSays>`
    select w.id, w.purpose, d.decided_at, coalesce(d.reason, '') as reason,
      array(select o.name from worksheet_choices c join partners p on p.library_id = c.library_id and p.id = c.partner_id
        join organizations o on o.library_id = p.library_id and o.id = p.organization_id
        where c.library_id = ${ctx.library.id} and c.worksheet_id = w.id and c.number = d.number
        order by o.name_key) as chosen
    from worksheets w left join worksheet_decisions d on d.library_id = w.library_id and d.worksheet_id = w.id
      and ${stands(ctx, 'd')}
    where w.library_id = ${ctx.library.id} and ${which} order by w.opened_at desc, w.id`.execute(ctx.db);
  return rows;
}

async function themes(ctx: Ctx, which: RawBuilder<unknown>): Promise<ThemeSays[]> {
  const { rows } = await sql<ThemeSays>`
    select t.id, t.name, t.is_need, r.id as round_id, r.name as round,
      (select count(distinct p.interview_id) from interview_passages p
        join interviews i on i.library_id = p.library_id and i.id = p.interview_id
        where p.library_id = ${ctx.library.id} and p.theme_id = t.id and ${isCounted(ctx)}) as leaders,
      (select count(*) from interviews i where i.library_id = ${ctx.library.id} and i.round_id = r.id
        and ${wasInterviewed(ctx, 'i')}
        and (exists (select 1 from interview_codings c where c.library_id = ${ctx.library.id}
            and c.interview_id = i.id)
          or exists (select 1 from interview_passages p where p.library_id = ${ctx.library.id}
            and p.interview_id = i.id))) as of
    from interview_themes t join interview_rounds r on r.library_id = t.library_id and r.id = t.round_id
    where t.library_id = ${ctx.library.id} and r.removed_at is null and ${which}
    order by r.starts_on desc, r.id, t.is_need desc, leaders desc, t.name`.execute(ctx.db);
  return rows;
}

async function checks(ctx: Ctx, which: RawBuilder<unknown>): Promise<CheckSays[]> {
  const { rows } = await sql<CheckSays>`
    select c.id, c.need, c.made_at, (select count(*) from jsonb_array_elements(c.hits) hit
      where hit ->> 'sure' <> 'different') as count
    from overlap_checks c where c.library_id = ${ctx.library.id} and ${which}
    order by c.made_at desc, c.id`.execute(ctx.db);
  return rows;
}
