/**
 * The four errors that a verb may throw, and `Busy`, which the house throws. Each is turned into a page or a JSON
 * answer in one place; any other error is a bug and becomes a 500 with a request id.
 */

/** A sentence by its key (words.en.json of some folder), with its values. */
export type Message = { key: string; values?: Record<string, string | number> };
export type FieldErrors = Record<string, Message>;

export class NotFound extends Error {
  override name = 'NotFound';
}

export class Forbidden extends Error {
  override name = 'Forbidden';
}

/** What was typed cannot be taken; `fields` says why, by the field's name. */
export class Invalid extends Error {
  override name = 'Invalid';
  readonly fields: FieldErrors;
  constructor(fields: FieldErrors) {
    super(`Invalid: ${JSON.stringify(fields)}`);
    this.fields = fields;
  }
}

/**
 * Somebody else saved in between; `theirs` holds what is stored now, by the field's name, and `version` the version to
 * build on.
 */
export class Conflict extends Error {
  override name = 'Conflict';
  readonly theirs: Record<string, string>;
  readonly version: number;
  constructor(theirs: Record<string, string>, version: number) {
    super('Conflict');
    this.theirs = theirs;
    this.version = version;
  }
}

/**
 * The request was valid but cannot be served now. `full`: no free connection. `written`: somebody else holds a lock on
 * what would change. `slow`: it took longer than a page may. `left`: the client has gone. The answer has Retry-After
 * and keeps what was typed.
 */
export class Busy extends Error {
  override name = 'Busy';
  readonly why: 'full' | 'written' | 'slow' | 'left';
  constructor(why: Busy['why'], cause?: unknown) {
    super(`Busy: ${why}`, { cause });
    this.why = why;
  }
}

/** PostgreSQL error codes that mean Busy: lock timeout, deadlock, serialization failure, statement timeout. */
const NOT_NOW: Record<string, Busy['why']> = {
  '55P03': 'written',
  '40P01': 'written',
  '40001': 'written',
  '57014': 'slow',
};

/** The error as Busy, if the database only said "not now". Its transaction did nothing. */
export function asBusy(error: unknown): Busy | null {
  if (error instanceof Busy) return error;
  const why = NOT_NOW[(error as { code?: string } | null)?.code ?? ''];
  return why ? new Busy(why, error) : null;
}

export function allow(may: boolean): void {
  if (!may) throw new Forbidden();
}

/** The row, or NotFound: for look-ups by an id that came from outside. */
export function found<T>(row: T | undefined | null): T {
  if (row === undefined || row === null) throw new NotFound();
  return row;
}

/** Runs `work`; a violated constraint that is listed becomes its field's message. */
export async function translating<T>(
  fields: Record<string, [field: string, key: string]>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const constraint = (error as { constraint?: string }).constraint;
    const known = constraint ? fields[constraint] : undefined;
    if (known) throw new Invalid({ [known[0]]: { key: known[1] } });
    throw error;
  }
}
