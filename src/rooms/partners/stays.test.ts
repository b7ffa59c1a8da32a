import { beforeEach, expect, test } from 'vitest';
import { aLibrary, aMember, aPartner } from '../../../test/factories.ts';
import { NOW, useDatabase } from '../../../test/support.ts';
import type { Ctx } from '../../house/ctx.ts';
import { Invalid } from '../../house/errors.ts';
import { bringBack } from '../../views/removed/removed.ts';
import { timelineOf } from '../../views/timeline/timeline.ts';
import { moveStage } from './changing-many.ts';
import { setNextStep } from './next-steps.ts';
import type { PartnerId, Stage } from './partner.ts';
import { changeStage, findPartner } from './partners.ts';
import { cardsOf, endingsOf, paceOf } from './stays.ts';

const world = useDatabase();
let ana: Ctx;
beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'contributor', 'Ana');
});

const on = (daysAgo: number): Ctx => ({ ...ana, now: new Date(NOW.getTime() - daysAgo * 86_400_000) });

/** Added so many days ago, and in each stage since. */
async function path(name: string, added: number, ...stages: [Stage, number][]): Promise<PartnerId> {
  const id = await aPartner(on(added), { name });
  for (const [at, [stage, daysAgo]] of stages.entries())
    await changeStage(on(daysAgo), id, { stage, reason: `Because ${name}`, farewell: 'Keys', version: at + 1 });
  return id;
}
const pace = async (stage: Stage) => (await paceOf(ana)).find((each) => each.stage === stage);

test('those who are in a stage and those who left it are told apart, each by the median of their days', async () => {
  await path('A', 100, ['contacted', 90], ['talking', 60]);
  await path('B', 50, ['contacted', 40], ['talking', 30]);
  await path('C', 30, ['contacted', 20]);
  await path('D', 400);

  expect(await pace('contacted')).toMatchObject({ now: 1, so_far: 20, over: 2, lasted: 20 });
  expect(await pace('talking')).toMatchObject({ now: 2, so_far: 45, over: 0, lasted: null });
  expect(await pace('potential')).toMatchObject({ now: 1, so_far: 400, over: 3, lasted: 10 });
  expect(await pace('ended')).toMatchObject({ now: 0, so_far: null, over: 0, lasted: null });
  const stranger = await aMember(await aLibrary(world.host));
  expect((await paceOf(stranger)).every(({ now, over }) => now + over === 0)).toBe(true);
});

test('a stage that was come back to counts as two stays', async () => {
  await path('A', 100, ['active', 90], ['dormant', 60], ['active', 10]);

  expect(await pace('active')).toMatchObject({ now: 1, so_far: 10, over: 1, lasted: 30 });
});

test('why some rest, ended or did not begin is listed, with what was returned where one had anything', async () => {
  await path('Rests', 50, ['dormant', 3]);
  const declined = await path('Declined', 50, ['declined', 2]);
  await path('Talks', 50, ['talking', 1]);

  expect((await endingsOf(ana)).map(({ name, reason, farewell }) => [name, reason, farewell])).toEqual([
    ['Declined', 'Because Declined', ''],
    ['Rests', 'Because Rests', 'Keys'],
  ]);
  expect((await timelineOf(ana, declined))[0]).toMatchObject({ text: 'Because Declined', more: '' });
});

test('a card is moved from where it was seen, once, and comes back by undo', async () => {
  const id = await path('A', 10);
  const move = { from: 'potential', stage: 'contacted', reason: '' } as const;
  const { removal } = await moveStage(ana, { id, label: 'A: Contacted' }, move);

  expect((await findPartner(ana, id)).stage).toBe('contacted');
  await expect(moveStage(ana, { id, label: '' }, move)).rejects.toThrow(
    new Invalid({ form: { key: 'error.moved_already' } }),
  );
  await bringBack(ana, removal as never);
  expect((await findPartner(ana, id)).stage).toBe('potential');
});

test('the board shows first whose step is due first, and one owner’s alone where asked', async () => {
  const [late, never, soon] = [await path('Late', 9), await path('Never', 9), await path('Soon', 9)];
  await setNextStep(ana, late, { what: 'x', due_on: '2026-03-01' });
  await setNextStep(ana, soon, { what: 'x', due_on: '2026-04-01' });
  const ben = await aMember(ana, 'contributor', 'Ben');

  expect((await cardsOf(ana, '')).map(({ id }) => id)).toEqual([late, soon, never]);
  expect(await cardsOf(ana, ben.actor.id ?? '')).toEqual([]);
});
