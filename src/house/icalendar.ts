/**
 * Days for somebody's own calendar (iCalendar, RFC 5545): whole days, published and not invitations, so that nobody is
 * asked to answer. In a mail there is one; the same `uid` with CANCEL takes it out again. A feed has many.
 */
import ICAL from 'ical.js';

export type CalendarDay = {
  uid: string;
  /** YYYY-MM-DD. */
  day: string;
  title: string;
  /** Further words. */
  text?: string;
  link: string;
};

type About = {
  method?: 'PUBLISH' | 'CANCEL';
  /** What a calendar that subscribes to it calls it. */
  name?: string;
};

/** `at` is when it was written. */
export function calendarText(days: readonly CalendarDay[], at: Date, { method, name }: About = {}): string {
  const calendar = new ICAL.Component('vcalendar');
  calendar.updatePropertyWithValue('version', '2.0');
  calendar.updatePropertyWithValue('prodid', '-//Common Table//EN');
  if (method) calendar.updatePropertyWithValue('method', method);
  if (name) {
    calendar.updatePropertyWithValue('name', name);
    // RFC 7986 has a name for it; most programs read only the older one.
    calendar.updatePropertyWithValue('x-wr-calname', name);
  }
  for (const day of days) calendar.addSubcomponent(eventOf(day, at, method));
  return calendar.toString();
}

function eventOf({ uid, day, title, text, link }: CalendarDay, at: Date, method?: string): ICAL.Component {
  const event = new ICAL.Component('vevent');
  const first = ICAL.Time.fromDateString(day);
  const after = first.clone();
  after.adjust(1, 0, 0, 0);
  event.updatePropertyWithValue('uid', uid);
  event.updatePropertyWithValue('dtstamp', ICAL.Time.fromJSDate(at, true));
  event.updatePropertyWithValue('dtstart', first);
  event.updatePropertyWithValue('dtend', after);
  event.updatePropertyWithValue('summary', title);
  if (text) event.updatePropertyWithValue('description', text);
  event.updatePropertyWithValue('url', link);
  event.updatePropertyWithValue('transp', 'TRANSPARENT');
  event.updatePropertyWithValue('sequence', method === 'CANCEL' ? 1 : 0);
  if (method === 'CANCEL') event.updatePropertyWithValue('status', 'CANCELLED');
  return event;
}
