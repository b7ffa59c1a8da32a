/**
 * Reads the events of a calendar file (iCalendar): those of the last year up to today, each time of one that comes
 * again and again. Private and cancelled ones are not looked at further, and are counted. The day is the one that the
 * calendar shows: of a time in UTC where the library is, of any other as it is written.
 */
import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { Invalid } from '../../../house/errors.ts';
import { asText } from '../../../house/parse.ts';
import { type LeftOut, MOST_LINES, NOTHING_LEFT_OUT } from './line.ts';

export type CalendarEvent = { day: string; title: string; place: string; emails: string[]; minutes: number | null };
export type CalendarRead = { events: CalendarEvent[]; leftOut: LeftOut };

const DAYS_BACK = 366;
/** Of one that comes again and again: so many are looked at, and so many kept. */
const LOOKED_AT = 20_000;
const MOST_TIMES = 400;
const DAY_MINUTES = 24 * 60;

/** The newest first, as many as can be looked at. Throws Invalid for what is no calendar. */
export function readCalendar(text: string, { today, timeZone }: { today: string; timeZone: string }): CalendarRead {
  const leftOut = { ...NOTHING_LEFT_OUT };
  const oldest = Temporal.PlainDate.from(today).subtract({ days: DAYS_BACK }).toString();
  const all: CalendarEvent[] = [];
  for (const component of eventsIn(text)) {
    try {
      const reason = whyNot(component);
      if (reason) leftOut[reason] += 1;
      else {
        const times = timesOf(component, { timeZone, today, oldest });
        if (times.length === 0) leftOut.ahead += 1;
        all.push(...times);
      }
    } catch {
      leftOut.broken += 1;
    }
  }
  const newest = all.toSorted((one, other) => other.day.localeCompare(one.day));
  leftOut.more = Math.max(0, newest.length - MOST_LINES);
  return { events: newest.slice(0, MOST_LINES), leftOut };
}

function eventsIn(text: string): ICAL.Component[] {
  try {
    const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
    if (events.length > 0) return events;
  } catch {
    // Said below, as for one without events.
  }
  throw new Invalid({ list: { key: 'error.list_calendar' } });
}

function whyNot(event: ICAL.Component): 'private' | 'cancelled' | null {
  if (/^(private|confidential)$/i.test(String(event.getFirstPropertyValue('class') ?? ''))) return 'private';
  return /^cancelled$/i.test(String(event.getFirstPropertyValue('status') ?? '')) ? 'cancelled' : null;
}

/** Each time it was, up to today. */
function timesOf(component: ICAL.Component, at: { timeZone: string; today: string; oldest: string }): CalendarEvent[] {
  const event = new ICAL.Event(component);
  const seconds = event.duration?.toSeconds() ?? 0;
  const minutes = Math.round(seconds / 60);
  const said = {
    title: asText(event.summary ?? '')
      .replace(/\s+/g, ' ')
      .slice(0, 200),
    place: asText(event.location ?? '').replace(/\s+/g, ' '),
    emails: [...component.getAllProperties('attendee'), ...component.getAllProperties('organizer')]
      .map((each) =>
        String(each.getFirstValue())
          .replace(/^mailto:/i, '')
          .toLowerCase(),
      )
      .filter((each) => each.includes('@')),
    minutes: minutes >= 1 && minutes < DAY_MINUTES ? minutes : null,
  };
  const days: string[] = [];
  const times = event.isRecurring() ? event.iterator() : [event.startDate][Symbol.iterator]();
  for (let count = 0; count < LOOKED_AT; count++) {
    const next = 'next' in times ? times.next() : undefined;
    const time = (next && 'value' in next ? next.value : next) as ICAL.Time | undefined;
    if (!time) break;
    const day = dayOf(time, at.timeZone);
    if (day > at.today) break;
    if (day >= at.oldest) days.push(day);
  }
  return days.slice(-MOST_TIMES).map((day) => ({ day, ...said }));
}

function dayOf(time: ICAL.Time, timeZone: string): string {
  if (time.isDate || time.zone?.tzid !== 'UTC') return time.toString().slice(0, 10);
  const at = Temporal.Instant.from(time.toString());
  return at.toZonedDateTimeISO(timeZone).toPlainDate().toString();
}
