/** The log on its pages: all that is wrong is said at once, and many entries come from a list or a calendar. */
import { beforeEach, expect, test } from 'vitest';
import type { Ctx } from '../../src/house/ctx.ts';
import { addTask, openTasksOf } from '../../src/rooms/outreach/tasks.ts';
import type { PartnerId } from '../../src/rooms/partners/partner.ts';
import { aLibrary, aMember, aPartner, aSession } from '../factories.ts';
import { houseOn, useDatabase, Visitor } from '../support.ts';

const world = useDatabase();
let ana: Ctx;
let base: string;
let pantry: PartnerId;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host, 'Elm Library'), 'coordinator', 'Ana');
  base = `/l/${ana.library.slug}`;
  pantry = await aPartner(ana, { name: 'Food Pantry' });
});
const signedIn = async () => new Visitor(houseOn(world.db)).arrive((await aSession(ana)).cookie);

test('all that is wrong with an entry is said at once, also of the next step and the day', async () => {
  const visitor = await signedIn();
  await visitor.submit(`${base}/interactions/new`, {
    ...{ partner: 'Nobody at all', kind: 'phone', summary: '', happened_on: '2031-01-01' },
    ...{ minutes: 'many', next_what: 'Call back', next_due_on: '' },
  });

  expect(visitor.status).toBe(422);
  const wrong = ['partner', 'summary', 'happened_on', 'minutes', 'next_due_on'];
  expect(wrong.filter((field) => !visitor.html.includes(`${field}-error`))).toEqual([]);
});

test('a pasted list is looked at, corrected and logged, and what is wrong with a line keeps the rest', async () => {
  const visitor = await signedIn();
  await visitor.submit(`${base}/interactions/bring`, {
    list: '2026-03-02; Food Pantry; phone; Asked for chairs\n2026-03-03; Nobody; Talked about the fair',
  });
  expect(visitor.path).toBe(`${base}/interactions/bring/check`);

  await visitor.resubmit(visitor.path, { 'line.1.take': 'on' });
  expect(visitor.status).toBe(422);
  expect(visitor.text).toContain('In these lines something is missing or no partner is meant: 2.');

  await visitor.resubmit(visitor.path, {
    ...{
      'line.1.partner': 'Food Pantry',
      'line.1.kind': 'in_person',
      'line.1.summary': 'Talked about the summer fair',
    },
  });
  expect(visitor.path).toBe(`${base}/interactions`);
  expect(visitor.text).toContain('2 entries logged.');
  expect(visitor.text).toContain('Talked about the summer fair');
});

test('a calendar file is read without its private events, and can be forgotten', async () => {
  const calendar = [
    'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x',
    'BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Visit at the Food Pantry\r\nDTSTART:20260302T160000Z\r\nEND:VEVENT',
    'BEGIN:VEVENT\r\nUID:2\r\nSUMMARY:Dentist\r\nCLASS:PRIVATE\r\nDTSTART:20260302T160000Z\r\nEND:VEVENT',
    'END:VCALENDAR\r\n',
  ].join('\r\n');
  const visitor = await signedIn();
  await visitor.upload(`${base}/interactions/bring`, [{ name: 'mine.ics', bytes: new TextEncoder().encode(calendar) }]);
  expect(visitor.html).toContain('Visit at the Food Pantry');
  expect(visitor.html).not.toContain('Dentist');
  expect(visitor.text).toContain('Left out: 1 private');

  await visitor.post(`${base}/interactions/bring/forget`, {});
  expect(visitor.text).toContain('Nothing was logged.');
});

test('passing tasks on says when none was ticked, and leads back to the list as it was asked', async () => {
  const own = { member_id: ana.actor.id as never, person_id: null };
  const task = await addTask(ana, pantry, { what: 'Call back', due_on: '2026-03-20', ...own });
  const ben = await aMember(ana, 'contributor', 'Ben');
  const visitor = await signedIn();
  const given = { member_id: ben.actor.id, back: 'state=open&side=ours' };

  await visitor.post(`${base}/tasks/give`, given);
  expect(visitor.text).toContain('Nothing was passed on: tick tasks and choose a colleague.');
  await visitor.post(`${base}/tasks/give`, { ...given, id: task });
  expect(visitor.path).toBe(`${base}/tasks?state=open&side=ours`);
  expect((await openTasksOf(ana, pantry)).map(({ owner }) => owner)).toEqual(['Ben']);
});
