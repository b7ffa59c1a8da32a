/**
 * Rows of a form that grow: a button sends the form for one more row, and it comes back with what was typed and nothing
 * saved. An island does the same at once.
 */
import { Invalid } from '../../house/errors.ts';
import { one } from '../../ui/field.ts';
import { type Again, useForm, type Values } from '../../ui/here.ts';

/** What is asked for is no error, so the form comes back without one. */
export class MoreRows extends Invalid {
  constructor() {
    super({});
  }
}

/** To be asked before anything else of a form that has such rows. */
export function growing(fields: Values): void {
  if (one(fields.grow) !== '') throw new MoreRows();
}

/** As many rows as are stored, or were typed, and one more where that was asked for. */
export function rowsOf(
  list: string,
  { again, stored, most }: { again: Again | undefined; stored: number; most: number },
) {
  const typed = Object.keys(again?.values ?? {}).map((name) =>
    name.startsWith(`${list}.`) ? Number(name.split('.')[1]) + 1 : 0,
  );
  const more = one(again?.values.grow) === list ? 1 : 0;
  return Math.min(most, Math.max(1, stored, ...typed) + more);
}

/**
 * The Enter key presses the first button of a form, which is to be the one that saves: this one, which nobody sees,
 * stands before those that only ask for rows.
 */
export const SaveFirst = () => <button type="submit" class="unseen" tabIndex={-1} aria-hidden="true" />;

/** The cursor is in the new row. */
export function Grow({ list, label }: { list: string; label: string }) {
  const { values } = useForm();
  const asked = one(values.grow) === list;
  return (
    <p class="buttons no-print">
      <button type="submit" name="grow" value={list} class="quiet-button" formnovalidate autofocus={asked}>
        {label}
      </button>
    </p>
  );
}
