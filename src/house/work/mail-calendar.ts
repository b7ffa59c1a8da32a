/**
 * The date that a mail tells of, for the reader's own calendar (iCalendar, RFC 5545): a whole day, published and not an
 * invitation, so that nobody is asked to answer. The same `uid` with CANCEL takes it out again.
 */
import ICAL from 'ical.js';

export type CalendarDate = {
  method: 'PUBLISH' | 'CANCEL';
  uid: string;
  /** YYYY-MM-DD. */
  day: string;
  title: string;
  link: string;
};

export function calendarOf({ method, uid, day, title, link }: CalendarDate, at: Date): string {
  const calendar = new ICAL.Component('vcalendar');
  calendar.updatePropertyWithValue('version', '2.0');
  calendar.updatePropertyWithValue('prodid', '-//Common Table//EN');
  calendar.updatePropertyWithValue('method', method);
  const event = new ICAL.Component('vevent');
  const first = ICAL.Time.fromDateString(day);
  const after = first.clone();
  after.adjust(1, 0, 0, 0);
  event.updatePropertyWithValue('uid', uid);
  event.updatePropertyWithValue('dtstamp', ICAL.Time.fromJSDate(at, true));
  event.updatePropertyWithValue('dtstart', first);
  event.updatePropertyWithValue('dtend', after);
  event.updatePropertyWithValue('summary', title);
  event.updatePropertyWithValue('url', link);
  event.updatePropertyWithValue('transp', 'TRANSPARENT');
  event.updatePropertyWithValue('sequence', method === 'CANCEL' ? 1 : 0);
  if (method === 'CANCEL') event.updatePropertyWithValue('status', 'CANCELLED');
  calendar.addSubcomponent(event);
  return calendar.toString();
}
