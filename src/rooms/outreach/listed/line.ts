/**
 * A line of a calendar or of a pasted list, on its way into the log: the day, with whom, how, and what. What was read
 * of it is a guess that its member looks at before anything is logged.
 */
import { z } from 'zod';
import { requiredDay, requiredLine } from '../../../house/parse.ts';
import type { PersonId } from '../../directory/person.ts';
import { KINDS, type Kind } from '../interaction.ts';

export type ListedLine = {
  happened_on: string;
  /** '' where nobody was recognized. */
  partner: string;
  kind: Kind | '';
  summary: string;
  minutes: number | null;
  persons: PersonId[];
  /** How is known, and exactly one partner is called so. */
  sure: boolean;
};

/** What was left out, and why: by the name of a message. */
export type LeftOut = { ahead: number; cancelled: number; private: number; broken: number; more: number };
export const NOTHING_LEFT_OUT: LeftOut = { ahead: 0, cancelled: 0, private: 0, broken: 0, more: 0 };
export type ListedLines = { lines: ListedLine[]; leftOut: LeftOut };

export const MOST_LINES = 300;

/** One line as it was looked at. */
export const checkedLine = z.object({
  happened_on: requiredDay,
  partner: requiredLine(300),
  kind: z.enum(KINDS, 'error.log_kind'),
  summary: requiredLine(200),
});
