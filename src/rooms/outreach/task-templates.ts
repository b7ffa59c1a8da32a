/** What one can do with task templates: keep one, change it, use it with a partner. */
import { Temporal } from 'temporal-polyfill';
import { type Ctx, type MemberId, memberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found, translating } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import type { PartnerId } from '../partners/partner.ts';
import {
  linesOf,
  mayEditTemplates,
  type TaskTemplate,
  type TaskTemplateId,
  type TemplateDraft,
  type TemplateTask,
} from './task-template.ts';
import { addTask } from './tasks.ts';

const TAKEN: Record<string, [string, string]> = { task_templates_name_key: ['name', 'error.template_taken'] };

/** By name. */
export async function taskTemplates(ctx: Ctx): Promise<TaskTemplate[]> {
  const rows = await ctx.db
    .selectFrom('task_templates')
    .select(['id', 'name', 'tasks', 'version'])
    .where('library_id', '=', ctx.library.id)
    .orderBy('name')
    .execute();
  return rows.map((row) => ({ ...row, tasks: row.tasks as unknown as TemplateTask[] }));
}

export const findTemplate = async (ctx: Ctx, id: TaskTemplateId): Promise<TaskTemplate> =>
  found((await taskTemplates(ctx)).find((each) => each.id === id));

export async function addTemplate(ctx: Ctx, { name, tasks }: TemplateDraft): Promise<TaskTemplateId> {
  allow(mayEditTemplates(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const [library_id, id]: [typeof ctx.library.id, TaskTemplateId] = [ctx.library.id, newId()];
    const made = { made_by: memberId(ctx), made_at: ctx.now };
    await translating(TAKEN, () =>
      ctx.db
        .insertInto('task_templates')
        .values({ library_id, id, name, tasks: JSON.stringify(tasks), ...made })
        .execute(),
    );
    await history(ctx, 'task_template.added', { subject: theLibrary(ctx), details: { name } });
    return id;
  });
}

/** Throws Conflict with what it says now when somebody has changed it meanwhile. Tasks that came of it stay. */
export async function changeTemplate(
  ctx: Ctx,
  id: TaskTemplateId,
  { name, tasks, version }: TemplateDraft & { version: number },
): Promise<void> {
  allow(mayEditTemplates(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const was = await findTemplate(ctx, id);
    const changed = await translating(TAKEN, () =>
      ctx.db
        .updateTable('task_templates')
        .set({ name, tasks: JSON.stringify(tasks), version: version + 1 })
        .where('library_id', '=', ctx.library.id)
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst(),
    );
    if (!changed.numUpdatedRows) throw new Conflict({ name: was.name, tasks: linesOf(was.tasks) }, was.version);
    await history(ctx, 'task_template.changed', { subject: theLibrary(ctx), details: { name } });
  });
}

/** Returns the id that brings it back. */
export async function removeTemplate(ctx: Ctx, id: TaskTemplateId): Promise<RemovalId> {
  allow(mayEditTemplates(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const { name } = await findTemplate(ctx, id);
    const what = { subject: id, label: name, about: theLibrary(ctx) };
    return removing(ctx, { kind: 'task_template', ...what }, async (ctx) => {
      await ctx.db.deleteFrom('task_templates').where('library_id', '=', ctx.library.id).where('id', '=', id).execute();
      await history(ctx, 'task_template.removed', { subject: theLibrary(ctx), details: { name } });
    });
  });
}

/** Gives its tasks with this partner to a member, each so many days after a day. Returns how many. */
export async function useTemplate(
  ctx: Ctx,
  partnerId: PartnerId,
  { template, from, member_id }: { template: TaskTemplateId; from: string; member_id: MemberId },
): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    const { tasks } = await findTemplate(ctx, template);
    for (const { days, what } of tasks) {
      const due_on = Temporal.PlainDate.from(from).add({ days }).toString();
      await addTask(ctx, partnerId, { what, due_on, member_id, person_id: null });
    }
    return tasks.length;
  });
}
