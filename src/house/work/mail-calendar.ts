/** The date that a mail tells of, for the reader's own calendar, as the mail keeps it until it is sent. */
import { type CalendarDay, calendarText } from '../icalendar.ts';

export type CalendarDate = Omit<CalendarDay, 'text'> & { method: 'PUBLISH' | 'CANCEL' };

export const calendarOf = ({ method, ...day }: CalendarDate, at: Date): string => calendarText([day], at, { method });
