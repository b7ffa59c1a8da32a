import { beforeEach, expect, test } from 'vitest';
import { aLibrary, aMember, aPartner, aWorksheet, rateAll } from '../../../test/factories.ts';
import { NOW, useDatabase } from '../../../test/support.ts';
import type { Ctx } from '../../house/ctx.ts';
import { setNextStep } from '../../rooms/partners/next-steps.ts';
import { closeWorksheet, reopenWorksheet } from '../../rooms/worksheets/decisions.ts';
import { lookBack } from '../../rooms/worksheets/look-backs.ts';
import { todayOf } from './today.ts';

const world = useDatabase();
let ana: Ctx;
let walt: Ctx;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'coordinator', 'Ana');
  walt = await aMember(ana, 'reader', 'Walt');
});

const due = async (ctx: Ctx) =>
  Object.fromEntries((await todayOf(ctx)).map(({ heading, items }) => [heading, items.map((item) => item.title)]));
const inHalfAYear = (ctx: Ctx): Ctx => ({ ...ctx, now: new Date(NOW.getTime() + 183 * 86_400_000) });
const linkTo = () => 'http://library.test';

test('steps with one’s own partners are due, the longest overdue first; who has none is shown everybody’s', async () => {
  for (const [name, due_on] of [
    ['Grange', '2026-04-01'],
    ['Clinic', '2026-02-01'],
  ] as const)
    await setNextStep(ana, await aPartner(ana, { name }), { what: 'Call', due_on });
  const ben = await aMember(ana, 'contributor', 'Ben');
  await setNextStep(ben, await aPartner(ben, { name: 'Elks' }), { what: 'Visit', due_on: '2026-03-01' });

  expect(await due(ana)).toEqual({ 'due.my_steps': ['Clinic', 'Grange'] });
  expect(await due(ben)).toEqual({ 'due.my_steps': ['Elks'] });
  expect(await due(walt)).toEqual({ 'due.all_steps': ['Clinic', 'Elks', 'Grange'] });
});

test('a worksheet waits for a rater until it is handed in, or decided, and again when the decision is reopened', async () => {
  const ben = await aMember(ana, 'contributor', 'Ben');
  const id = await aWorksheet(ana, { purpose: 'Coats', raters: [ana, ben].flatMap((each) => each.actor.id ?? []) });
  await setNextStep(ana, await aPartner(ana), { what: 'Call', due_on: '2026-02-01' });
  expect((await todayOf(ana)).map((group) => group.heading)).toEqual(['due.ratings', 'due.my_steps']);

  await rateAll(ana, id, 4);
  const decision = { chosen: [], reason: 'None fits', why_unrated: '', look_back_on: null };
  expect((await due(ana))['due.ratings']).toBeUndefined();
  expect((await due(ben))['due.ratings']).toEqual(['Coats']);
  await closeWorksheet(ana, { id, linkTo }, decision);
  expect((await due(ben))['due.ratings']).toBeUndefined();
  await reopenWorksheet(ana, { id, linkTo }, { reason: 'News' });
  expect((await due(ben))['due.ratings']).toEqual(['Coats']);
});

test('a decision is looked back at from its day on, once; a reader is led to the decision itself', async () => {
  const id = await aWorksheet(ana, { purpose: 'Coats' });
  await rateAll(ana, id, 4);
  const decision = { chosen: [], reason: 'None fits', why_unrated: '', look_back_on: '2026-09-01' };
  await closeWorksheet(ana, { id, linkTo }, decision);

  expect(await due(ana)).toEqual({});
  const page = async (ctx: Ctx) => (await todayOf(inHalfAYear(ctx)))[0]?.items[0]?.page;
  expect(await page(ana)).toBe('/worksheets/:id/look-back');
  expect(await page(walt)).toBe('/worksheets/:id');
  await lookBack(inHalfAYear(ana), id, { what_happened: 'It went well', choose_again: 'yes' });
  expect(await due(inHalfAYear(ana))).toEqual({});
});

test('nothing of another library is due', async () => {
  await setNextStep(ana, await aPartner(ana), { what: 'Call', due_on: '2026-02-01' });
  const stranger = await aMember(await aLibrary(world.host), 'administrator', 'Stan');

  expect(await todayOf(stranger)).toEqual([]);
});
