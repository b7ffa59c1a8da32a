/** Calendars and pasted lists on their way into the log. */
import { beforeEach, expect, test } from 'vitest';
import { aContact, aLibrary, aMember, aPartner } from '../../../../test/factories.ts';
import { NOW, useDatabase } from '../../../../test/support.ts';
import type { Ctx } from '../../../house/ctx.ts';
import { Forbidden, Invalid } from '../../../house/errors.ts';
import { addContact } from '../../directory/contacts.ts';
import type { PartnerId } from '../../partners/partner.ts';
import { findPartner } from '../../partners/partners.ts';
import { logFilter } from '../interaction.ts';
import { listLog } from '../log.ts';
import { dayOfStart, readCalendar } from './calendar.ts';
import { keepCalendar, keepPasted, keptLines, logLines } from './log-list.ts';
import { dayIn, readPasted } from './pasted.ts';

const world = useDatabase();
let ana: Ctx;
let pantry: PartnerId;
beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'coordinator', 'Ana');
  pantry = await aPartner(ana, { name: 'Food Pantry' });
  const { organization_id } = await findPartner(ana, pantry);
  await addContact(ana, organization_id, aContact({ name: 'Sam Lee', email: 'sam@pantry.example.org' }));
});

test('a list is read as it is pasted, from a spreadsheet or typed, with a head or without', () => {
  const both = [
    '2026-03-02\tFood Pantry\tphone\tAsked for chairs',
    'Date; Partner; How; What\n3/2/26; Food Pantry; llamada; Asked for chairs',
    '2026-03-02 | Food Pantry | Phone | Asked for chairs\n\n',
  ].map((text) => readPasted(text).lines);

  for (const lines of both)
    expect(lines).toEqual([
      {
        happened_on: '2026-03-02',
        partner: 'Food Pantry',
        kind: 'phone',
        summary: 'Asked for chairs',
        minutes: null,
        persons: [],
      },
    ]);
  expect(readPasted('2026-03-02; Food Pantry; They came by').lines[0]).toMatchObject({
    kind: '',
    summary: 'They came by',
  });
});

test('lines that cannot be read are named, and none is dropped', () => {
  expect(() => readPasted('2026-03-02; Pantry; phone; One\nsometime; Pantry; Two\n2026-02-30; Pantry; Three')).toThrow(
    expect.objectContaining({ fields: { list: { key: 'error.list_lines', values: { lines: '2, 3' } } } }),
  );
  expect(() => readPasted('  \n')).toThrow(Invalid);
  expect(() => readPasted('2026-03-02; Pantry; Visit\n'.repeat(301))).toThrow(Invalid);
  expect([dayIn('2/29/2024'), dayIn('2/29/2026'), dayIn('13/1/2026')]).toEqual(['2024-02-29', null, null]);
});

const calendar = (...events: string[]) =>
  `BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n${events.map((each) => `BEGIN:VEVENT\n${each}\nEND:VEVENT`).join('\n')}\nEND:VCALENDAR`.replaceAll(
    '\n',
    '\r\n',
  );
const read = (...events: string[]) => {
  const { events: all, leftOut } = readCalendar(calendar(...events), NOW);
  return { events: all.map((each) => ({ ...each, day: dayOfStart(each.starts, 'America/Denver') })), leftOut };
};

test('an event has the day that the calendar shows, across zones and clock changes', () => {
  const { events } = read(
    'UID:1\nSUMMARY:Late call\nDTSTART:20260306T030000Z\nDTEND:20260306T034500Z',
    'UID:2\nSUMMARY:Visit\nDTSTART;TZID=America/New_York:20260305T233000\nDTEND;TZID=America/New_York:20260306T003000',
    'UID:3\nSUMMARY:Fair\nDTSTART;VALUE=DATE:20260304',
  );

  expect(events.map(({ title, day, minutes }) => [title, day, minutes])).toEqual([
    ['Late call', '2026-03-05', 45],
    ['Visit', '2026-03-05', 60],
    ['Fair', '2026-03-04', null],
  ]);
});

test('one that comes again and again is there for each time until today; others are counted', () => {
  const { events, leftOut } = read(
    'UID:1\nSUMMARY:Reading hour\nDTSTART:20260216T160000Z\nRRULE:FREQ=WEEKLY',
    'UID:2\nSUMMARY:Doctor\nCLASS:PRIVATE\nDTSTART:20260305T160000Z',
    'UID:3\nSUMMARY:Off\nSTATUS:CANCELLED\nDTSTART:20260305T160000Z',
    'UID:4\nSUMMARY:Next month\nDTSTART:20260405T160000Z',
  );

  expect(events.map(({ day }) => day)).toEqual(['2026-03-09', '2026-03-02', '2026-02-23', '2026-02-16']);
  expect(leftOut).toMatchObject({ private: 1, cancelled: 1, ahead: 1 });
});

test('a time of a series that was moved or called off is there as it was', () => {
  const { events } = read(
    'UID:1\nSUMMARY:Hour\nDTSTART:20260216T160000Z\nRRULE:FREQ=WEEKLY;COUNT=3',
    'UID:1\nSUMMARY:Moved\nRECURRENCE-ID:20260223T160000Z\nDTSTART:20260224T160000Z',
    'UID:1\nSUMMARY:Off\nSTATUS:CANCELLED\nRECURRENCE-ID:20260302T160000Z\nDTSTART:20260302T160000Z',
  );

  expect(events.map(({ day, title }) => [day, title])).toEqual([
    ['2026-02-24', 'Moved'],
    ['2026-02-16', 'Hour'],
  ]);
});

test('a place as long as a book is cut, and hundreds of guests are fifty', () => {
  const guests = Array.from({ length: 300 }, (_, n) => `ATTENDEE:mailto:g${n}@x.example`).join('\n');
  const { events } = read(`UID:1\nLOCATION:${'x'.repeat(100_000)}\nDTSTART:20260302T160000Z\n${guests}`);

  expect([events[0]?.place.length, events[0]?.emails.length]).toEqual([200, 50]);
});

test('a weekly meeting of ten years is read up to today', () => {
  const { events } = read('UID:1\nSUMMARY:Staff\nDTSTART:20150105T160000Z\nRRULE:FREQ=WEEKLY');

  expect([events[0]?.day, events.length]).toEqual(['2026-03-09', 53]);
});

test('what is no calendar is refused, and one that comes each minute is left out', () => {
  for (const wrong of ['', 'not a calendar', 'BEGIN:VCALENDAR\r\nEND:VCALENDAR', 'x'.repeat(1000)])
    expect(() => readCalendar(wrong, NOW)).toThrow(Invalid);
  const { events, leftOut } = read('UID:1\nSUMMARY:Each minute\nDTSTART:20250101T000000Z\nRRULE:FREQ=MINUTELY');
  expect([events.length, leftOut.broken]).toEqual([0, 1]);
});

test('a partner is recognized by who took part, or by its name in the title, and nothing is logged before a look', async () => {
  await keepCalendar(
    ana,
    readCalendar(
      calendar(
        'UID:1\nSUMMARY:Coffee\nDTSTART:20260303T160000Z\nATTENDEE:mailto:Sam@Pantry.example.org',
        'UID:2\nSUMMARY:Visit at the food pantry\nDTSTART:20260302T160000Z',
        'UID:3\nSUMMARY:Dentist\nDTSTART:20260301T160000Z',
      ),
      NOW,
    ),
  );

  const kept = await keptLines(ana);
  expect(kept?.lines.map(({ summary, partner, persons }) => [summary, partner, persons.length])).toEqual([
    ['Coffee', 'Food Pantry', 1],
    ['Visit at the food pantry', 'Food Pantry', 0],
    ['Dentist', '', 0],
  ]);
  expect(kept?.lines.map(({ sure }) => sure)).toEqual([true, true, false]);
  expect((await listLog(ana, logFilter.parse({}))).total).toBe(0);
});

test('those that were looked at are logged, each on its day, and the list is gone', async () => {
  await keepPasted(ana, '2026-03-02; Food Pantry; phone; Asked for chairs\n2026-04-02; Food Pantry; phone; Ahead');
  const kept = await keptLines(ana);
  expect(kept).toMatchObject({ lines: [{ summary: 'Asked for chairs' }], leftOut: { ahead: 1 } });
  const [line] = kept?.lines ?? [];
  expect(await logLines(ana, [{ ...line, kind: 'phone', partner: pantry } as never])).toBe(1);

  const { rows } = await listLog(ana, logFilter.parse({ partner: pantry }));
  expect(rows.map(({ happened_on, kind, line }) => [happened_on, kind, line])).toEqual([
    ['2026-03-02', 'phone', 'Asked for chairs'],
  ]);
  expect(await keptLines(ana)).toBeNull();
});

test('another member does not see the lines, and a reader brings none', async () => {
  await keepPasted(ana, '2026-03-02; Food Pantry; phone; Asked for chairs');
  const ben = await aMember(ana, 'administrator', 'Ben');
  const reader = await aMember(ana, 'reader', 'Rea');

  expect(await keptLines(ben)).toBeNull();
  await expect(keepPasted(reader, '2026-03-02; Food Pantry; phone; X')).rejects.toThrow(Forbidden);
});
