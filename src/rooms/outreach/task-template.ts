/**
 * A task template is a list of tasks that come together again and again, such as those with a new partner. It is typed
 * as people write such lists: a line for each, which begins with the number of days after which it is due.
 */
import { z } from 'zod';
import type { Id } from '../../house/ids.ts';
import { longText, requiredDay, requiredId, requiredLine, version } from '../../house/parse.ts';
import { mayHandOver } from './task.ts';

export type TaskTemplateId = Id<'task_templates'>;

export type TemplateTask = { days: number; what: string };
export type TaskTemplate = { id: TaskTemplateId; name: string; tasks: TemplateTask[]; version: number };

const MOST = 30;
const FURTHEST = 730;
const LINE = /^(\d{1,4})\s*[:.)–-]?\s+(\S.*)$/;

const tasks = longText(10_000).transform((text, context): TemplateTask[] => {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const read = lines.flatMap((line) => {
    const [, days = '', what = ''] = LINE.exec(line) ?? [];
    return what && what.length <= 300 && Number(days) <= FURTHEST ? [{ days: Number(days), what }] : [];
  });
  if (read.length === lines.length && read.length > 0 && read.length <= MOST) return read;
  context.addIssue({ code: 'custom', message: 'error.template_lines' });
  return z.NEVER;
});

export const templateDraft = z.object({ name: requiredLine(120), tasks });
export const templateEdit = templateDraft.extend({ version });
export type TemplateDraft = z.output<typeof templateDraft>;

/** Which, counted from which day, and whose they are. */
export const templateUse = z.object({
  template: requiredId<'task_templates'>(),
  from: requiredDay,
  member_id: requiredId<'members'>(),
});

/** As it is typed. */
export const linesOf = (all: readonly TemplateTask[]): string =>
  all.map(({ days, what }) => `${days} ${what}`).join('\n');

export const mayEditTemplates = mayHandOver;
