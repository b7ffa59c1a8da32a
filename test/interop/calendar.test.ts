/**
 * Our invitations as Python's icalendar reads them (Debian's python3-icalendar); left out, and named, where it is not
 * installed.
 */
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { meetingText } from '../../src/house/icalendar.ts';

const PYTHON = '/usr/bin/python3';
const READ = `
import json, sys
from icalendar import Calendar
told = []
for text in json.load(sys.stdin):
    calendar = Calendar.from_ical(text)
    event = [each for each in calendar.walk('VEVENT')][0]
    start = event['DTSTART']
    told.append({'method': str(calendar['METHOD']), 'zones': len(calendar.walk('VTIMEZONE')),
      'tzid': start.params['TZID'], 'clock': start.dt.strftime('%Y-%m-%dT%H:%M'),
      'offset': start.dt.utcoffset().total_seconds() / 3600, 'ends': event['DTEND'].dt.strftime('%H:%M'), 'uid': str(event['UID']), 'summary': str(event['SUMMARY']),
      'sequence': int(event['SEQUENCE']), 'attendee': str(event['ATTENDEE']), 'cn': event['ATTENDEE'].params['CN']})
print(json.dumps(told))
`;
const isThere = (() => {
  try {
    execFileSync(PYTHON, ['-c', 'import icalendar']);
    return true;
  } catch {
    console.log('Left out, because it is not installed: python3-icalendar.');
    return false;
  }
})();

const meeting = {
  ...{ uid: 'interview-1@common-table', sequence: 3, starts: '2026-11-02T14:30', ends: '2026-11-02T15:30' },
  ...{ zone: 'America/Denver', title: 'Año; “nuevo”, y más', text: 'One\nTwo', location: 'Room 2, upstairs' },
  organizer: { name: 'Ana', email: 'ana@library.test' },
  attendee: { name: 'Lena "Q"\nRuiz', email: 'lena@example.org' },
};

test.skipIf(!isThere)(
  'the clock stays as it was agreed when a meeting is moved over a change of the clocks',
  async () => {
    const at = new Date('2026-10-01T12:00:00Z');
    const [before, after] = [
      { starts: '2026-10-30T09:30', ends: '2026-10-30T10:30', sequence: 1 },
      { starts: '2026-11-02T09:30', ends: '2026-11-02T10:30', sequence: 2 },
    ];
    const texts = await Promise.all(
      [before, after].map((times) => meetingText({ ...meeting, ...times }, at, 'REQUEST')),
    );
    const told = JSON.parse(execFileSync(PYTHON, ['-c', READ], { input: JSON.stringify(texts) }).toString());

    const same = { uid: 'interview-1@common-table', ends: '10:30' };
    expect(told).toMatchObject([
      { ...same, clock: '2026-10-30T09:30', offset: -6, sequence: 1 },
      { ...same, clock: '2026-11-02T09:30', offset: -7, sequence: 2 },
    ]);
  },
);

test.skipIf(!isThere)('Python reads the zone, the time of the clock, the number and the names', async () => {
  const at = new Date('2026-10-01T12:00:00Z');
  const zones = ['America/Denver', 'America/St_Johns', 'Asia/Tokyo', 'America/Puerto_Rico'];
  const texts = await Promise.all([
    ...zones.map((zone) => meetingText({ ...meeting, zone }, at, 'REQUEST')),
    meetingText(meeting, at, 'CANCEL'),
  ]);
  const told = JSON.parse(execFileSync(PYTHON, ['-c', READ], { input: JSON.stringify(texts) }).toString());

  const same = { zones: 1, clock: '2026-11-02T14:30', summary: meeting.title, sequence: 3, cn: 'Lena  Q  Ruiz' };
  expect(told).toMatchObject([
    ...zones.map((tzid) => ({ ...same, tzid, method: 'REQUEST' })),
    { ...same, tzid: 'America/Denver', method: 'CANCEL', attendee: 'mailto:lena@example.org' },
  ]);
});
