/**
 * Reads the events of a calendar file (iCalendar): those of the last year, each time of one that comes again and again,
 * as it was moved or called off. Private and cancelled ones are not looked at further, and are counted. A file can be
 * made to take forever, so it is read in a thread, before anybody's connection is held.
 */
import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { oneApart, type Piece } from '../../../house/apart.ts';
import { daysAfter } from '../../../house/ctx.ts';
import { Invalid } from '../../../house/errors.ts';
import { asText } from '../../../house/parse.ts';
import { type LeftOut, NOTHING_LEFT_OUT } from './line.ts';

/** `starts` is a day, a time as it is written there, or, with a Z, a moment. */
export type CalendarEvent = { starts: string; title: string; place: string; emails: string[]; minutes: number | null };
export type CalendarRead = { events: CalendarEvent[]; leftOut: LeftOut };

export const CALENDAR_BYTES = 5_000_000;
const DAYS_BACK = 367;
/** Of one that comes again and again: so many are looked at, and so many kept. */
const LOOKED_AT = 20_000;
const MOST_TIMES = 400;
const MOST_EVENTS = 3_000;
const MOST_GUESTS = 50;
const WORDS = 200;
const DAY_MINUTES = 24 * 60;
const BOUNDS = { seconds: 20, megabytes: 400 };

/** In a thread of its own. Throws Invalid for what is no calendar, and for what takes longer than one does. */
export async function readCalendarApart(bytes: Uint8Array, now: Date): Promise<CalendarRead> {
  try {
    return await oneApart<CalendarRead>('calendar', [{ piece: { bytes, now } }], BOUNDS);
  } catch (error) {
    throw error instanceof Invalid ? error : new Invalid({ calendar: { key: 'error.list_heavy' } });
  }
}

export async function* calendarsRead(input: AsyncIterable<{ bytes: Uint8Array; now: Date }>): AsyncGenerator<Piece> {
  for await (const { bytes, now } of input) yield { piece: readCalendar(new TextDecoder().decode(bytes), now) };
}

export function readCalendar(text: string, now: Date): CalendarRead {
  const leftOut = { ...NOTHING_LEFT_OUT };
  const between = { from: dayText(daysAfter(now, -DAYS_BACK)), until: dayText(daysAfter(now, 1)) };
  const components = eventsIn(text);
  const moved = new Set(components.flatMap(overriddenBy));
  const events: CalendarEvent[] = [];
  for (const component of components) {
    try {
      const reason = whyNot(component);
      if (reason) leftOut[reason] += 1;
      else {
        const times = timesOf(component, { ...between, moved });
        if (times.ahead) leftOut.ahead += 1;
        events.push(...times.events);
      }
    } catch {
      leftOut.broken += 1;
    }
  }
  const newest = events.toSorted((one, other) => other.starts.localeCompare(one.starts));
  leftOut.more = Math.max(0, newest.length - MOST_EVENTS);
  return { events: newest.slice(0, MOST_EVENTS), leftOut };
}

const dayText = (at: Date) => at.toISOString().slice(0, 10);

/** Each alone: an event that knows its calendar looks through all the others. */
function eventsIn(text: string): ICAL.Component[] {
  try {
    const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
    if (events.length > 0) return events.map((event) => new ICAL.Component(event.toJSON()));
  } catch {
    // Said below, as for one without events.
  }
  throw new Invalid({ list: { key: 'error.list_calendar' } });
}

/** The time of a series in whose place this one is. */
function overriddenBy(event: ICAL.Component): string[] {
  const id = event.getFirstPropertyValue('recurrence-id');
  return id ? [`${event.getFirstPropertyValue('uid')} ${id}`] : [];
}

function whyNot(event: ICAL.Component): 'private' | 'cancelled' | null {
  if (/^(private|confidential)$/i.test(String(event.getFirstPropertyValue('class') ?? ''))) return 'private';
  return /^cancelled$/i.test(String(event.getFirstPropertyValue('status') ?? '')) ? 'cancelled' : null;
}

type Between = { from: string; until: string; moved: ReadonlySet<string> };

/** Each time it was. Throws where it comes more often than once a day. */
function timesOf(component: ICAL.Component, between: Between): { events: CalendarEvent[]; ahead: boolean } {
  const event = new ICAL.Event(component);
  const minutes = Math.round((event.duration?.toSeconds() ?? 0) / 60);
  const said = {
    title: oneLine(event.summary),
    place: oneLine(event.location),
    emails: guestsOf(component),
    minutes: minutes >= 1 && minutes < DAY_MINUTES ? minutes : null,
  };
  const all = [...startsOf(event, component, between)];
  const starts = all.filter((each) => each.slice(0, 10) >= between.from).slice(-MOST_TIMES);
  return { events: starts.map((each) => ({ starts: each, ...said })), ahead: all.length === 0 };
}

const oneLine = (text: string | null) =>
  asText((text ?? '').slice(0, 2 * WORDS))
    .replace(/\s+/g, ' ')
    .slice(0, WORDS);

const guestsOf = (component: ICAL.Component): string[] => [
  ...new Set(
    [...component.getAllProperties('attendee').slice(0, MOST_GUESTS), ...component.getAllProperties('organizer')]
      .map((each) =>
        String(each.getFirstValue())
          .slice(0, 300)
          .replace(/^mailto:/i, '')
          .toLowerCase(),
      )
      .filter((each) => each.includes('@')),
  ),
];

function* startsOf(event: ICAL.Event, component: ICAL.Component, { until, moved }: Between): Generator<string> {
  if (!event.isRecurring()) {
    if (event.startDate.toString().slice(0, 10) <= until) yield event.startDate.toString();
    return;
  }
  const { freq = '' } = (component.getFirstPropertyValue('rrule') ?? {}) as { freq?: string };
  if (/SECONDLY|MINUTELY|HOURLY/.test(freq)) throw new Error('It comes too often.');
  const times = event.iterator();
  for (let count = 0; count < LOOKED_AT; count++) {
    const time = times.next();
    if (!time || time.toString().slice(0, 10) > until) return;
    if (!moved.has(`${event.uid} ${time}`)) yield time.toString();
  }
}

/** The day that the calendar shows: of a moment where the library is, of any other time as it is written. */
export function dayOfStart(starts: string, timeZone: string): string {
  if (!starts.endsWith('Z')) return starts.slice(0, 10);
  return Temporal.Instant.from(starts).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}
