/** Tasks over all partners, and how much each member has on their hands. */
import { type RawBuilder, sql } from 'kysely';
import { says } from '../../house/asked.ts';
import { byName } from '../../house/by-name.ts';
import { type Ctx, type MemberId, today } from '../../house/ctx.ts';
import { OVER } from '../partners/partner.ts';
import type { Task, TaskFilter } from './task.ts';
import { taskRows } from './tasks.ts';

export type TaskPage = { rows: Task[]; total: number; page: number; pages: number };

const PER_PAGE = 50;

/** Open ones first, those due first at the top; then the ended ones, the newest first. Two queries. */
export async function listTasks(ctx: Ctx, filter: TaskFilter, size = PER_PAGE): Promise<TaskPage> {
  const where = sql.join(conditions(ctx, filter), sql` and `);
  const all = taskRows(ctx, where);
  const count = await sql<{ total: number }>`select count(*) as total from (${all}) x`.execute(ctx.db);
  const total = count.rows[0]?.total ?? 0;
  const pages = Math.max(1, Math.ceil(total / size));
  const page = Math.min(filter.page, pages);
  const { rows } = await sql<Task>`${all}
    order by t.outcome is not null, t.closed_at desc, t.due_on, t.id
    limit ${size} offset ${(page - 1) * size}`.execute(ctx.db);
  return { rows, total, page, pages };
}

function conditions(ctx: Ctx, { q, state, side, owner }: TaskFilter): RawBuilder<unknown>[] {
  const all: RawBuilder<unknown>[] = [sql`true`];
  const words = says(sql`(t.what || ' ' || o.name)`, q);
  if (words) all.push(words);
  if (state === 'open') all.push(sql`t.outcome is null`);
  if (state === 'late') all.push(sql`t.outcome is null and t.due_on < ${today(ctx)}`);
  if (state === 'done' || state === 'dropped') all.push(sql`t.outcome = ${state}`);
  if (side) all.push(side === 'ours' ? sql`t.person_id is null` : sql`t.person_id is not null`);
  if (owner) all.push(sql`${owner}::uuid in (t.member_id, t.person_id)`);
  return all;
}

/** What lies with a member: partners as owner and as deputy, steps and tasks that are open, and those that are late. */
export type Load = {
  id: MemberId;
  name: string;
  branch: string | null;
  owned: number;
  deputy: number;
  steps: number;
  tasks: number;
  late: number;
};

/** Of those who belong today, and of those who left and with whom something still lies, by name. One query. */
export async function loadOf(ctx: Ctx): Promise<Load[]> {
  const now = today(ctx);
  const { rows } = await sql<Load>`
    select m.id, u.name, b.name as branch,
      (select count(*) from partners p where p.library_id = ${ctx.library.id} and p.owner_id = m.id
        and p.stage <> all(${OVER}::text[])) as owned,
      (select count(*) from partners p where p.library_id = ${ctx.library.id} and p.deputy_id = m.id
        and p.stage <> all(${OVER}::text[])) as deputy,
      coalesce(s.open, 0) as steps, coalesce(t.open, 0) as tasks, coalesce(s.late, 0) + coalesce(t.late, 0) as late
    from members m join users u on u.id = m.user_id
    left join branches b on b.library_id = m.library_id and b.id = m.branch_id
    left join (select p.owner_id, count(*) as open, count(*) filter (where n.due_on < ${now}) as late
      from next_steps n join partners p on p.library_id = n.library_id and p.id = n.partner_id
      where n.library_id = ${ctx.library.id} and n.closed_at is null group by p.owner_id) s on s.owner_id = m.id
    left join (select t.member_id, count(*) as open, count(*) filter (where t.due_on < ${now}) as late
      from tasks t where t.library_id = ${ctx.library.id} and t.outcome is null group by t.member_id) t
      on t.member_id = m.id
    where m.library_id = ${ctx.library.id} and (m.left_at is null or t.open > 0 or s.open > 0
      or exists (select 1 from partners p where p.library_id = ${ctx.library.id} and p.owner_id = m.id))
    order by ${byName('u.name')}, m.id`.execute(ctx.db);
  return rows;
}
