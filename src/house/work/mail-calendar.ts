/** The date that a mail tells of, for the reader's own calendar, as the mail keeps it until it is sent. */
import { type CalendarDay, type CalendarMeeting, calendarText, meetingText } from '../icalendar.ts';

/** A whole day, or a meeting at a time of the clock. */
export type CalendarDate =
  | (Omit<CalendarDay, 'text'> & { method: 'PUBLISH' | 'CANCEL' })
  | (CalendarMeeting & { method: 'REQUEST' | 'CANCEL' });

export async function calendarOf(date: CalendarDate, at: Date): Promise<string> {
  if ('starts' in date) return meetingText(date, at, date.method);
  const { method, ...day } = date;
  return calendarText([day], at, { method });
}
