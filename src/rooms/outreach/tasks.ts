/** What one can do with tasks: give one, end it, move its day, ask about it. */
import { type RawBuilder, sql } from 'kysely';
import { type Ctx, daysAfter, memberId, today } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found, Invalid, translating } from '../../house/errors.ts';
import { history } from '../../house/history.ts';
import { newId, type SomeId } from '../../house/ids.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import { extendFor, revokeFor } from '../guests/guest-links.ts';
import { mayLog, type PartnerId } from '../partners/partner.ts';
import { findPartner } from '../partners/partners.ts';
import {
  mayAskAboutTask,
  mayEndTask,
  mayMoveTask,
  ownerKey,
  type Question,
  type Task,
  type TaskDraft,
  type TaskId,
  type TaskOutcome,
} from './task.ts';

const STRANGE: Record<string, [string, string]> = {
  tasks_library_id_member_id_fkey: ['owner', 'error.choice'],
  tasks_library_id_person_id_fkey: ['owner', 'error.choice'],
};

const about = (id: PartnerId) => ({ type: 'partner', id }) as const;

/** Rows of tasks with the names of whose they are: `where` is a condition on `tasks t`, and what follows. */
export const taskRows = (ctx: Ctx, where: RawBuilder<unknown>) => sql<Task>`
  select t.id, t.partner_id, o.name as partner, t.what, t.member_id, t.person_id, coalesce(u.name, pe.name) as owner,
    t.due_on, t.promised_on, t.outcome, t.closed_on, t.closed_at, t.version
  from tasks t
  join partners p on p.library_id = t.library_id and p.id = t.partner_id
  join organizations o on o.library_id = p.library_id and o.id = p.organization_id
  left join members m on m.library_id = t.library_id and m.id = t.member_id left join users u on u.id = m.user_id
  left join persons pe on pe.library_id = t.library_id and pe.id = t.person_id
  where t.library_id = ${ctx.library.id} and ${where}`;

export const findTask = async (ctx: Ctx, id: TaskId): Promise<Task> =>
  found((await taskRows(ctx, sql`t.id = ${id}`).execute(ctx.db)).rows[0]);

/** The open ones with a partner, those due first at the top. */
export const openTasksOf = async (ctx: Ctx, partnerId: PartnerId): Promise<Task[]> =>
  (await taskRows(ctx, sql`t.partner_id = ${partnerId} and t.outcome is null order by t.due_on, t.id`).execute(ctx.db))
    .rows;

export async function addTask(
  ctx: Ctx,
  partnerId: PartnerId,
  { what, due_on, member_id, person_id }: TaskDraft,
): Promise<TaskId> {
  allow(mayLog(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    await findPartner(ctx, partnerId);
    const [library_id, id] = [ctx.library.id, newId<'tasks'>()];
    const by = { created_by: memberId(ctx), created_at: ctx.now };
    const whose = { member_id, person_id };
    const row = { library_id, id, partner_id: partnerId, what, due_on, promised_on: due_on, ...whose, ...by };
    await translating(STRANGE, () => ctx.db.insertInto('tasks').values(row).execute());
    await history(ctx, 'task.added', { subject: about(partnerId), details: { what, due_on } });
    return id;
  });
}

/** Throws Conflict with what is said now when somebody has changed it meanwhile. */
export async function changeTask(
  ctx: Ctx,
  id: TaskId,
  { version, ...draft }: TaskDraft & { version: number },
): Promise<void> {
  allow(mayLog(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const was = await findTask(ctx, id);
    const { what, due_on, member_id, person_id } = draft;
    const changed = await translating(STRANGE, () =>
      ctx.db
        .updateTable('tasks')
        .set({ what, due_on, member_id, person_id, version: version + 1 })
        .where('library_id', '=', ctx.library.id)
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst(),
    );
    if (!changed.numUpdatedRows)
      throw new Conflict(
        {
          what: was.what,
          due_on: was.due_on,
          owner: ownerKey(was),
        },
        was.version,
      );
    // A link is for who was asked, and says what was asked.
    if (was.person_id !== person_id || was.what !== what) await revokeFor(ctx, linkTo(id));
    await history(ctx, 'task.changed', { subject: about(was.partner_id), details: { what, due_on } });
  });
}

/** What a link to a promise is for. */
export const linkTo = (id: TaskId) => ({ purpose: 'promise', subject_id: id }) as const;

/** Ends it: by us, or by whoever promised it. Returns the id that opens it again. */
export async function endTask(ctx: Ctx, id: TaskId, outcome: TaskOutcome): Promise<RemovalId> {
  const task = await findTask(ctx, id);
  allow(mayEndTask(ctx.actor, task));
  if (task.outcome) throw new Invalid({ form: { key: 'error.task_ended' } });
  const what = { subject: id, label: task.what, about: about(task.partner_id) };
  return removing(ctx, { kind: 'task', ...what }, async (ctx) => {
    const ended = await ctx.db
      .updateTable('tasks')
      .set({ outcome, closed_on: today(ctx), closed_at: ctx.now, closed_by: ctx.actor.id, version: task.version + 1 })
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id)
      .where('outcome', 'is', null)
      .executeTakeFirst();
    if (!ended.numUpdatedRows) throw new Invalid({ form: { key: 'error.task_ended' } });
    await history(ctx, `task.${outcome}`, { subject: about(task.partner_id), details: { what: task.what } });
  });
}

const FURTHEST = 730;
/** A link to a promise lasts so many days after its day, as people are late. */
const AFTER_DUE = 60;
export const linkUntil = (ctx: Ctx, due_on: string): Date =>
  daysAfter(new Date(Math.max(Date.parse(due_on), ctx.now.getTime())), AFTER_DUE);

/** Moves its day; whoever promised it may, once, and not into the past. */
export async function moveTask(ctx: Ctx, id: TaskId, due_on: string): Promise<void> {
  const task = await findTask(ctx, id);
  allow(mayMoveTask(ctx.actor, task));
  if (due_on < today(ctx)) throw new Invalid({ due_on: { key: 'error.past' } });
  if (due_on > today(ctx, FURTHEST)) throw new Invalid({ due_on: { key: 'error.too_far' } });
  if (due_on === task.due_on) return;
  await inTransaction(ctx, async (ctx) => {
    const moved = await ctx.db
      .updateTable('tasks')
      .set({ due_on, version: task.version + 1 })
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id)
      .where('version', '=', task.version)
      .executeTakeFirst();
    if (!moved.numUpdatedRows) throw new Conflict({ due_on: task.due_on }, task.version);
    await extendFor(ctx, linkTo(id), linkUntil(ctx, due_on));
    const details = { what: task.what, from: task.due_on, to: due_on };
    await history(ctx, 'task.moved', { subject: about(task.partner_id), details });
  });
}

/** To a guest, their own: what a task was asked about by whoever had it before is not theirs. */
export async function questionsOf(ctx: Ctx, id: TaskId): Promise<Question[]> {
  const own = ctx.actor.kind === 'guest' ? sql`q.person_id = ${ctx.actor.personId}` : sql`true`;
  const { rows } = await sql<Question>`
    select q.id, q.person_id, pe.name as person, q.question, q.asked_at, q.answer, u.name as answered_by, q.answered_at
    from task_questions q join persons pe on pe.library_id = q.library_id and pe.id = q.person_id
    left join members m on m.library_id = q.library_id and m.id = q.answered_by
    left join users u on u.id = m.user_id
    where q.library_id = ${ctx.library.id} and q.task_id = ${id} and ${own} order by q.asked_at, q.id`.execute(ctx.db);
  return rows;
}

const QUESTIONS = 10;

/** Keeps what whoever promised it asks; it waits on Today for the partner's owner. */
export async function askAboutTask(ctx: Ctx, id: TaskId, question: string): Promise<void> {
  const task = await findTask(ctx, id);
  allow(mayAskAboutTask(ctx.actor, task));
  await inTransaction(ctx, async (ctx) => {
    const before = await questionsOf(ctx, id);
    // Sent twice, it is one question.
    if (before.some((each) => each.question === question && !each.answered_at)) return;
    if (before.length >= QUESTIONS) throw new Invalid({ question: { key: 'error.task_questions' } });
    await ctx.db
      .insertInto('task_questions')
      .values({
        ...{ library_id: ctx.library.id, id: newId(), task_id: id, question, asked_at: ctx.now },
        person_id: found(task.person_id),
      })
      .execute();
    await history(ctx, 'task.asked', { subject: about(task.partner_id), details: { what: task.what } });
  });
}

/** Gives these, as far as they are open, to a member. Returns how many. */
export async function giveTasks(ctx: Ctx, ids: SomeId[], toMember: string): Promise<number> {
  allow(mayLog(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const { rows } = await translating(STRANGE, () =>
      sql<{ partner_id: PartnerId; what: string }>`
        update tasks set member_id = ${toMember}, version = version + 1
        where library_id = ${ctx.library.id} and id = any(${[...ids]}::uuid[]) and outcome is null
          and member_id is not null and member_id <> ${toMember} returning partner_id, what`.execute(ctx.db),
    );
    for (const { partner_id, what } of rows)
      await history(ctx, 'task.given', { subject: about(partner_id), details: { what } });
    return rows.length;
  });
}
