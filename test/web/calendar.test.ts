/** The calendar feed: a secret address, read back by the parser that calendar programs use. */
import ICAL from 'ical.js';
import { beforeEach, expect, test } from 'vitest';
import type { Ctx } from '../../src/house/ctx.ts';
import { removeMember } from '../../src/rooms/accounts/members.ts';
import { addContact, findContact } from '../../src/rooms/directory/contacts.ts';
import { addTask, endTask } from '../../src/rooms/outreach/tasks.ts';
import { setNextStep } from '../../src/rooms/partners/next-steps.ts';
import { findPartner } from '../../src/rooms/partners/partners.ts';
import { bringBack } from '../../src/views/removed/removed.ts';
import { aContact, aLibrary, aMember, aPartner, aSession } from '../factories.ts';
import { houseOn, useDatabase, Visitor } from '../support.ts';

const world = useDatabase();
let ana: Ctx;
let ben: Ctx;
let base: string;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host, 'Elm Library'), 'administrator', 'Ana');
  ben = await aMember(ana, 'coordinator', 'Ben');
  base = `/l/${ana.library.slug}`;
});

const signedIn = async (ctx: Ctx) => new Visitor(houseOn(world.db)).arrive((await aSession(ctx)).cookie);
const program = (path: string) => new Visitor(houseOn(world.db)).get(path);

/** The address as the page shows it, without the host. */
async function addressFor(ctx: Ctx): Promise<string> {
  const visitor = await (await signedIn(ctx)).post(`${base}/calendar-feed`, { do: 'make' });
  const value = visitor.page.querySelector('#feed-address')?.getAttribute('value') ?? '';
  return value.replace('http://library.test', '');
}

test('has one’s own steps and tasks and what one’s partners promised, each as a whole day, and nobody else’s', async () => {
  const clinic = await aPartner(ben, { name: 'Clinic; "North", \\East' });
  const contact = await addContact(ben, (await findPartner(ben, clinic)).organization_id, aContact({ name: 'Rosa' }));
  const { person_id } = await findContact(ben, contact);
  await setNextStep(ben, clinic, { what: 'Call about, chairs', due_on: '2026-03-31' });
  await addTask(ben, clinic, { what: 'Lend chairs', due_on: '2026-03-20', member_id: null, person_id });
  const mine = { what: 'Ana’s own', due_on: '2026-03-21', member_id: ana.actor.id, person_id: null };
  await addTask(ben, clinic, mine);
  await endTask(ben, await addTask(ben, clinic, { ...mine, member_id: ben.actor.id, what: 'Over' }), 'done');
  const file = await program(await addressFor(ben));

  expect(file.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  for (const line of file.html.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  const events = new ICAL.Component(ICAL.parse(file.html))
    .getAllSubcomponents('vevent')
    .map((it) => new ICAL.Event(it));
  expect(events.map(({ summary, startDate, endDate }) => [summary, startDate.toString(), endDate.toString()])).toEqual([
    ['Clinic; "North", \\East: Lend chairs', '2026-03-20', '2026-03-21'],
    ['Clinic; "North", \\East: Call about, chairs', '2026-03-31', '2026-04-01'],
  ]);
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(2);
  const other = new ICAL.Component(ICAL.parse((await program(await addressFor(ana))).html));
  expect(other.getAllSubcomponents('vevent').map((it) => new ICAL.Event(it).description)).toEqual(['Ana’s own']);
});

test('has an address that is shown once, ends when it is made anew, ended, or its member leaves', async () => {
  const first = await addressFor(ben);
  const visitor = await (await signedIn(ben)).get(`${base}/calendar-feed`);
  expect(visitor.html).not.toContain(first.split('/').at(-2) ?? 'nothing');
  const second = await addressFor(ben);
  expect((await program(first)).status).toBe(404);
  expect((await program(second)).status).toBe(200);

  await (await signedIn(ben)).post(`${base}/calendar-feed`, { do: 'end' });
  expect((await program(second)).status).toBe(404);
  const third = await addressFor(ben);
  const kept = await world.db.selectFrom('submissions').select('location').execute();
  expect(kept.filter(({ location }) => location.includes('calendar-feed/'))).toEqual([]);
  const removal = await removeMember(ana, ben.actor.id as never);
  expect((await program(third)).status).toBe(404);
  await bringBack(ana, removal);
  expect((await program(third)).status).toBe(404);
});

test('is of one library: the secret is worth nothing at another’s address, or without its last letter', async () => {
  const address = await addressFor(ben);
  const other = await aMember(await aLibrary(world.host, 'Oak'));

  expect((await program(address.replace(base, `/l/${other.library.slug}`))).status).toBe(404);
  expect((await program(address.replace('/steps.ics', 'x/steps.ics'))).status).toBe(404);
});
