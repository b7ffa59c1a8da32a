/**
 * The columns that a list can show. Each list says its own; which of them a member sees is chosen by that member
 * (columns.tsx). The first is the name, which is always there.
 */
import type { ComponentChildren } from 'preact';
import type { MessageKey } from '../../house/messages.ts';

export type Column<Row> = {
  key: string;
  label: MessageKey;
  cell: (row: Row) => ComponentChildren;
  /** What the list is asked to be in this column's order. */
  sort?: string;
  /** How it is set: figures and days at the end of their column; long texts on one line, cut; buttons not on paper. */
  look?: 'figure' | 'long' | 'no-print';
  /** Shown unless somebody chose otherwise. */
  usual?: true;
  /** Shown on a phone, below the name. */
  phone?: true;
};

/** The name, and those chosen, in the order of the list; the usual ones for whoever has not chosen. */
export const shownOf = <Row>(columns: readonly Column<Row>[], chosen: readonly string[] | null): Column<Row>[] =>
  columns.filter(({ key, usual }, at) => at === 0 || (chosen ? chosen.includes(key) : usual));
