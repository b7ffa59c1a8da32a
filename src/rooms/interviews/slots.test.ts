/** Times: offered, chosen, moved and called off, each once, by the clock, and told to both. */
import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { aLeader, aLibrary, aMember, aRound, invitee } from '../../../test/factories.ts';
import { useDatabase } from '../../../test/support.ts';
import { type Ctx, daysAfter } from '../../house/ctx.ts';
import { Forbidden, Invalid, NotFound } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { bringBack } from '../../views/removed/removed.ts';
import { remind } from './appointment-mail.ts';
import { clockOf, momentOf } from './clock.ts';
import { leaderEdit } from './interview.ts';
import { findInterview, interviewsOf, leaderAsTyped } from './interviews.ts';
import type { RoundId } from './round.ts';
import { removeRound, roundsOf } from './rounds.ts';
import {
  cancelAppointment,
  changeLeader,
  chooseSlot,
  declineInvitation,
  findInvitation,
  invite,
  proposeTime,
  setAppointment,
  slotsOf,
} from './slots.ts';
import { removeInterview } from './taking-away.ts';

const world = useDatabase();
const ways = { link: () => 'http://library.test/link', code: () => 'http://library.test/code' };
let ana: Ctx;
let round: RoundId;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host, 'Elm Library'), 'coordinator', 'Ana');
  round = await aRound(ana, { name: 'Autumn' });
});

const inDays = (ctx: Ctx, days: number): Ctx => ({ ...ctx, now: daysAfter(ctx.now, days) });
const mails = async () =>
  (
    await sql<{
      recipient: string;
      subject: string;
      body: string;
      reply_to: string;
      calendar: { method: string; sequence: number } | null;
    }>`
    select recipient, subject, body, reply_to, calendar from outbox where library_id = ${ana.library.id}
    order by created_at, id`.execute(ana.db)
  ).rows;
const offer = (days: string[], over: object = {}) => ({
  ...{
    slots: days.map((day) => ({ day, time: '10:00' })),
    minutes: 60,
    place: 'Elm School',
    words: 'May we ask you?',
    ways,
  },
  ...over,
});

test('a leader chooses one of three times, once, and both have it in their calendars by the clock', async () => {
  const id = await aLeader(ana, round, { name: 'Lena Ruiz', email: 'lena@example.org' });
  await invite(ana, id, offer(['2026-03-10', '2026-03-11', '2026-03-12']));
  const guest = invitee(ana, id);
  const { slots } = await findInvitation(guest, id);

  expect((await findInterview(ana, id)).state).toBe('invited');
  expect((await mails())[0]).toMatchObject({ recipient: 'lena@example.org' });
  expect((await mails())[0]?.body).toContain('Mar 11, 2026, 10:00');
  await chooseSlot(guest, id, slots[1]?.id ?? null);
  await chooseSlot(guest, id, slots[1]?.id ?? null);
  expect(await findInterview(ana, id)).toMatchObject({ state: 'scheduled', sequence: 1, interviewer: 'Ana' });
  expect((await slotsOf(ana, id)).length).toBe(1);
  expect((await mails()).slice(1)).toMatchObject([
    { recipient: 'lena@example.org', calendar: { method: 'REQUEST', sequence: 1, starts: '2026-03-11T10:00' } },
    { calendar: { method: 'REQUEST', uid: `interview-${id}@common-table`, zone: 'America/Denver' } },
  ]);
  await expect(chooseSlot(guest, id, slots[0]?.id ?? null)).rejects.toThrow(
    new Invalid({ slot: { key: 'error.slot_gone' } }),
  );
  const other = await aLeader(ana, round);
  await expect(chooseSlot(invitee(ana, other), id, slots[1]?.id ?? null)).rejects.toThrow(Forbidden);
});

test('one interviewer is at one place at a time, whoever is asked, and that is the database’s to say', async () => {
  const [one, two] = [await aLeader(ana, round, { email: 'a@example.org' }), await aLeader(ana, round)];
  await invite(ana, one, offer(['2026-03-10', '2026-03-11']));
  const wanted = { day: '2026-03-10', time: '10:30', minutes: 30, place: '' };

  await world.query('savepoint clash');
  await expect(setAppointment(ana, two, wanted)).rejects.toThrow(new Invalid({ day: { key: 'error.slot_taken' } }));
  await world.query('rollback to savepoint clash');
  // What was not chosen is free again.
  await chooseSlot(invitee(ana, one), one, (await slotsOf(ana, one))[1]?.id ?? null);
  await setAppointment(ana, two, wanted);
  expect((await findInterview(ana, two)).state).toBe('scheduled');
  await world.query('savepoint itself');
  await expect(
    invite(ana, await aLeader(ana, round, { email: 'c@example.org' }), offer(['2026-03-13', '2026-03-13'])),
  ).rejects.toThrow(new Invalid({ 'slots.1.day': { key: 'error.slot_taken' } }));
  await world.query('rollback to savepoint itself');
});

test('a time is moved or called off by either side, and each change has the next number', async () => {
  const id = await aLeader(ana, round, { name: 'Lena', email: 'lena@example.org' });
  await invite(ana, id, offer(['2026-03-20']));
  const guest = invitee(ana, id);
  await chooseSlot(guest, id, (await slotsOf(ana, id))[0]?.id ?? null);
  await proposeTime(guest, id, 'Thursdays after 3');
  expect(await findInterview(ana, id)).toMatchObject({ state: 'scheduled', proposed: 'Thursdays after 3' });
  await setAppointment(ana, id, { day: '2026-03-26', time: '15:30', minutes: 60, place: 'Her office' });
  expect(await findInterview(ana, id)).toMatchObject({ state: 'scheduled', proposed: '', sequence: 2 });
  await cancelAppointment(guest, id);

  const dates = (await mails()).flatMap(({ calendar, recipient }) =>
    calendar && recipient === 'lena@example.org' ? [`${calendar.method} ${calendar.sequence}`] : [],
  );
  expect(dates).toEqual(['REQUEST 1', 'REQUEST 2', 'CANCEL 3']);
  await declineInvitation(guest, id);
  await declineInvitation(guest, id);
  expect((await findInterview(ana, id)).state).toBe('declined');
  expect((await mails()).filter(({ subject }) => subject.includes('does not want')).length).toBe(1);
});

test('the reminder goes out a day before, and not for a time that was moved or called off', async () => {
  const id = await aLeader(ana, round, { name: 'Lena', email: 'lena@example.org' });
  await setAppointment(ana, id, { day: '2026-03-20', time: '10:00', minutes: 60, place: '' });
  const [first] = await slotsOf(ana, id);
  await setAppointment(ana, id, { day: '2026-03-27', time: '10:00', minutes: 60, place: '' });
  const [second] = await slotsOf(ana, id);
  const count = async () => (await mails()).filter(({ subject }) => subject.startsWith('Tomorrow')).length;

  await remind(inDays(ana, 10), first?.id as never);
  expect(await count()).toBe(0);
  await remind(inDays(ana, 17), second?.id as never);
  expect(await count()).toBe(1);
  const { rows } = await sql<{ at: Date }>`select start_after as at from pgboss.job
    where name = 'interview.remind' order by id`.execute(ana.db);
  expect(rows.map(({ at }) => clockOf(ana.library, at))).toEqual(['2026-03-19T10:00', '2026-03-26T10:00']);
});

test('a time that the clock leaves out is refused, and the clock of the library counts', () => {
  expect(() => momentOf(ana.library, { day: '2026-03-08', time: '02:30' }, 'day')).toThrow(Invalid);
  expect(momentOf(ana.library, { day: '2026-03-07', time: '10:00' }, 'day').toISOString()).toBe(
    '2026-03-07T17:00:00.000Z',
  );
  expect(momentOf(ana.library, { day: '2026-03-09', time: '10:00' }, 'day').toISOString()).toBe(
    '2026-03-09T16:00:00.000Z',
  );
});

test('who has no address, or a time that is past, cannot be invited', async () => {
  const id = await aLeader(ana, round);
  await expect(invite(ana, id, offer(['2026-03-10']))).rejects.toThrow(Invalid);
  const there = await aLeader(ana, round, { email: 'x@example.org' });
  await expect(invite(ana, there, offer(['2026-03-01']))).rejects.toThrow(
    new Invalid({ 'slots.0.day': { key: 'error.slot_past' } }),
  );
  await expect(invite(ana, there, offer([]))).rejects.toThrow(
    new Invalid({ 'slots.0.day': { key: 'error.slot_none' } }),
  );
});

test('a removed interview calls off its time, which stays free when it comes back', async () => {
  const [one, two] = [await aLeader(ana, round, { name: 'Lena' }), await aLeader(ana, round)];
  const wanted = { day: '2026-03-20', time: '10:00', minutes: 60, place: '' };
  await setAppointment(ana, one, wanted);
  const removal = await removeInterview(ana, one);
  await expect(findInterview(ana, one)).rejects.toThrow(NotFound);
  await setAppointment(ana, two, wanted);
  await bringBack(ana, removal);
  expect((await findInterview(ana, one)).state).toBe('to_invite');

  const gone = await removeRound(ana, round);
  expect(await roundsOf(ana)).toEqual([]);
  await expect(findInterview(ana, two)).rejects.toThrow(NotFound);
  await bringBack(ana, gone);
  expect((await interviewsOf(ana, round)).length).toBe(2);
});

test('nobody is told that a talk that took place is called off', async () => {
  const id = await aLeader(ana, round, { name: 'Lena', email: 'lena@example.org' });
  await setAppointment(ana, id, { day: '2026-03-20', time: '10:00', minutes: 60, place: '' });
  const told = (await mails()).length;
  await removeInterview(inDays(ana, 20), id);
  expect((await mails()).length).toBe(told);
});

test('whoever asked before has the date taken out of their calendar, and replies go to who asks now', async () => {
  const ben = await aMember(ana, 'coordinator', 'Ben');
  const asking = { interviewers: [ana.actor.id, ben.actor.id] };
  const both = await aRound(ana, asking);
  const id = await aLeader(ana, both, { name: 'Lena', email: 'lena@example.org' });
  await setAppointment(ana, id, { day: '2026-03-20', time: '10:00', minutes: 60, place: '' });
  const now = await findInterview(ana, id);
  const edit = { ...leaderAsTyped(now), interviewer_id: ben.actor.id, version: String(now.version) };
  const before = (await mails()).length;
  await changeLeader(ana, id, parse(leaderEdit, edit));

  const sent = (await mails())
    .slice(before)
    .map(({ calendar, reply_to, recipient }) => [
      ...[calendar?.method, recipient === 'lena@example.org' ? 'leader' : 'us', reply_to],
    ]);
  const [ours] = sent.filter(([, who]) => who === 'leader');
  expect(sent.map(([method, who]) => `${method} ${who}`).toSorted()).toEqual([
    'CANCEL us',
    'REQUEST leader',
    'REQUEST us',
  ]);
  const { rows } = await sql<{ email: string }>`select u.email from users u where u.id = ${ben.actor.userId}`.execute(
    ana.db,
  );
  expect(ours?.[2]).toBe(rows[0]?.email);
});
