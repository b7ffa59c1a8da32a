/** What a row says, parsed with the schema of the form; what does not pass is a problem of its cell. Pure. */
import type { z } from 'zod';
import { Invalid, type Message } from '../../../../house/errors.ts';
import { parse } from '../../../../house/parse.ts';
import type { CellProblem } from '../reading/sheet.ts';

/** Where each value came from; without the field `needed` there is no row. */
export type Origin = { columns: Record<string, number>; needed?: string };
/** Values as a form would send them. */
export type RawDraft = { raw: Record<string, unknown>; origin: Origin };

/**
 * Parses; a field that fails is emptied and parsed again, so that one bad cell does not hide the others. Null only when
 * even that fails.
 */
export function parsed<T>(schema: z.ZodType<T>, { raw, origin }: RawDraft, problems: CellProblem[]): T | null {
  const { columns, needed } = origin;
  try {
    return parse(schema, raw);
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    const names = Object.keys(error.fields);
    for (const name of names)
      report({ column: columns[name] ?? -1, needed: name === needed }, error.fields[name], problems);
    const without = names.reduce((rest, name) => emptied(rest, name), structuredClone(raw));
    try {
      return parse(schema, without);
    } catch (again) {
      if (again instanceof Invalid) return null;
      throw again;
    }
  }
}

function report(
  { column, needed }: { column: number; needed: boolean },
  message: Message | undefined,
  problems: CellProblem[],
): void {
  if (!message) return;
  // Each cell has one message at most.
  if (
    column >= 0 &&
    problems.some((each) => each.column === column && [message.key, 'error.cell_too_long'].includes(each.message.key))
  )
    return;
  const hard = needed || message.key === 'error.control_characters';
  problems.push({ column: column >= 0 ? column : null, message, hard });
}

function emptied(raw: Record<string, unknown>, path: string): Record<string, unknown> {
  const [head = '', at, inner] = path.split('.');
  const list = raw[head];
  if (at !== undefined && inner !== undefined && Array.isArray(list)) {
    const item = list[Number(at)] as Record<string, unknown>;
    list[Number(at)] = head === 'phones' || head === 'emails' ? {} : { ...item, [inner]: undefined };
    return raw;
  }
  return { ...raw, [head]: undefined };
}
