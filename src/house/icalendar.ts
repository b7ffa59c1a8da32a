/**
 * Dates for somebody's own calendar (iCalendar, RFC 5545). Whole days are published, so that nobody is asked to answer:
 * in a mail there is one, and the same `uid` with CANCEL takes it out again; a feed has many. A meeting of two is an
 * invitation (iMIP, RFC 6047), at the time of the clock in its zone, whose rules go along.
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

type Named = { name: string; email: string };
export type CalendarMeeting = {
  /** The same for every change of it; `sequence` is higher with each. */
  uid: string;
  sequence: number;
  /** By the clock in `zone`: "2026-11-03T14:30". */
  starts: string;
  ends: string;
  /** As IANA names it. */
  zone: string;
  title: string;
  text: string;
  location: string;
  organizer: Named;
  attendee: Named;
};

/** One meeting as an invitation, a change of it, or a cancellation. Throws an Error for a zone that nobody knows. */
export async function meetingText(meeting: CalendarMeeting, at: Date, method: 'REQUEST' | 'CANCEL'): Promise<string> {
  const calendar = new ICAL.Component('vcalendar');
  calendar.updatePropertyWithValue('version', '2.0');
  calendar.updatePropertyWithValue('prodid', '-//Common Table//EN');
  calendar.updatePropertyWithValue('method', method);
  calendar.addSubcomponent(await zoneOf(meeting.zone));
  const event = new ICAL.Component('vevent');
  event.updatePropertyWithValue('uid', meeting.uid);
  event.updatePropertyWithValue('sequence', meeting.sequence);
  event.updatePropertyWithValue('dtstamp', ICAL.Time.fromJSDate(at, true));
  for (const [name, clock] of [
    ['dtstart', meeting.starts],
    ['dtend', meeting.ends],
  ] as const)
    event.updatePropertyWithValue(name, ICAL.Time.fromDateTimeString(`${clock}:00`)).setParameter('tzid', meeting.zone);
  event.updatePropertyWithValue('summary', meeting.title);
  if (meeting.text) event.updatePropertyWithValue('description', meeting.text);
  if (meeting.location) event.updatePropertyWithValue('location', meeting.location);
  event.updatePropertyWithValue('status', method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED');
  const organizer = event.updatePropertyWithValue('organizer', `mailto:${meeting.organizer.email}`);
  organizer.setParameter('cn', paramOf(meeting.organizer.name));
  const attendee = event.updatePropertyWithValue('attendee', `mailto:${meeting.attendee.email}`);
  attendee.setParameter('cn', paramOf(meeting.attendee.name));
  attendee.setParameter('role', 'REQ-PARTICIPANT');
  // They said so already, here.
  attendee.setParameter('partstat', 'ACCEPTED');
  calendar.addSubcomponent(event);
  return calendar.toString();
}

/** A parameter has no quotation marks and no line breaks (RFC 5545, 3.2). */
const paramOf = (name: string) => name.replace(/["\p{Cc}]/gu, ' ').trim();

/** The rules of a zone. They are large, and few mails need them, so they are loaded here. */
async function zoneOf(zone: string): Promise<ICAL.Component> {
  const { tzlib_get_ical_block } = await import('timezones-ical-library');
  const [block] = tzlib_get_ical_block(zone);
  if (!block?.startsWith('BEGIN:VTIMEZONE')) throw new Error(`No rules are known of the time zone ${zone}.`);
  const component = ICAL.Component.fromString(block);
  // The name that the library uses, also where it is another's alias.
  component.updatePropertyWithValue('tzid', zone);
  return component;
}
