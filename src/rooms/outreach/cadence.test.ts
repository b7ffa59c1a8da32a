import { beforeEach, expect, test } from 'vitest';
import { aLibrary, aMember, anInteraction, aPartner, aRemark } from '../../../test/factories.ts';
import { NOW, useDatabase } from '../../../test/support.ts';
import type { Ctx } from '../../house/ctx.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { digestOf, todayOf } from '../../views/today/today.ts';
import { mergeOrganizations } from '../merging/merge.ts';
import { type PartnerId, partnerFilter, type Stage } from '../partners/partner.ts';
import { listPartners } from '../partners/partner-list.ts';
import { changeStage, findPartner } from '../partners/partners.ts';
import { cadenceDraft } from './cadence.ts';
import { findCadence, rhythmsOf, setCadence } from './cadences.ts';
import { touchedSo, touchFilter } from './touched.ts';

const world = useDatabase();
let ana: Ctx;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'contributor', 'Ana');
});

async function inStage(name: string, stage: Stage, touched?: string): Promise<PartnerId> {
  const id = await aPartner(ana, { name });
  if (stage !== 'potential') await changeStage(ana, id, { stage, reason: '', version: 1 });
  if (touched) await anInteraction(ana, { partners: [id], happened_on: touched });
  return id;
}
const due = async (id: PartnerId) => (await rhythmsOf(ana, [id])).get(id)?.due_on;
const set = async (id: PartnerId, over: Record<string, unknown>) =>
  setCadence(ana, id, parse(cadenceDraft, { kind: 'usual', days: '', paused_until: '', version: '0', ...over }));

test('counts from the last touch, as usual for the stage, from nothing for what was only looked at or is over', async () => {
  expect(await due(await inStage('Active', 'active', '2026-03-01'))).toBe('2026-04-30');
  expect(await due(await inStage('Talking', 'talking', '2026-03-01'))).toBe('2026-03-31');
  expect(await due(await inStage('Resting', 'dormant', '2026-03-01'))).toBe('2026-08-28');
  expect(await due(await inStage('Ended', 'ended', '2026-03-01'))).toBeNull();
  expect(await due(await inStage('Looked at', 'researching'))).toBeNull();
  expect(await due(await inStage('Active and silent', 'active'))).toBe('2026-05-08');
});

test('is not moved by a note, and starts anew with a touch of theirs', async () => {
  const id = await inStage('Clinic', 'active', '2026-01-01');
  await aRemark(ana, id, { body: 'Saw their van', audience: 'library', happened_on: null });
  expect(await due(id)).toBe('2026-03-02');

  await anInteraction(ana, { partners: [id], direction: 'incoming', happened_on: '2026-03-08' });
  expect(await due(id)).toBe('2026-05-07');
});

test('is shorter for a key partner, or as somebody says, and rests until a day', async () => {
  const id = await inStage('Clinic', 'active', '2026-03-01');
  await set(id, { kind: 'key' });
  expect(await due(id)).toBe('2026-03-31');
  await set(id, { kind: 'own', days: '7', version: '1' });
  expect(await due(id)).toBe('2026-03-08');
  await set(id, { kind: 'own', days: '7', paused_until: '2026-06-01', version: '2' });
  expect(await due(id)).toBe('2026-06-01');

  const [lookedAt, ended] = [await inStage('Looked at', 'potential'), await inStage('Ended', 'ended', '2026-01-01')];
  for (const resting of [lookedAt, ended]) {
    await set(resting, { paused_until: '2026-03-30' });
    expect(await due(resting)).toBeNull();
  }
  await expect(set(id, { kind: 'own', days: '0', version: '3' })).rejects.toThrow(Invalid);
  await expect(set(id, { kind: 'key', version: '1' })).rejects.toThrow(Conflict);
  expect(await findCadence(ana, id)).toEqual({ kind: 'own', days: 7, paused_until: '2026-06-01', version: 3 });
});

test('is set by whoever may log, in their own library', async () => {
  const id = await inStage('Clinic', 'active');
  const reader = await aMember(ana, 'reader');
  const stranger = await aMember(await aLibrary(world.host));
  const draft = parse(cadenceDraft, { kind: 'key', paused_until: '', version: '0' });

  await expect(setCadence(reader, id, draft)).rejects.toThrow(Forbidden);
  await expect(setCadence(stranger, id, draft)).rejects.toThrow(NotFound);
  expect(await rhythmsOf(stranger, [id])).toEqual(new Map());
});

test('is due for owner and deputy alone, a few days before; whom nothing waits for has no digest', async () => {
  await inStage('Late', 'active', '2025-12-01');
  await inStage('In three days', 'active', '2026-01-11');
  await inStage('In five days', 'active', '2026-01-13');
  const ben = await aMember(ana, 'contributor', 'Ben');

  expect((await todayOf(ana)).map(({ items }) => items.map(({ title }) => title))).toEqual([['Late', 'In three days']]);
  expect(await todayOf(ben)).toEqual([]);
  expect((await digestOf(ana)).map(({ heading }) => heading)).toEqual(['due.touches']);
  expect(await digestOf(ben)).toEqual([]);
});

test('it is time where the library is: at midnight there, not here', async () => {
  const id = await inStage('Clinic', 'active', '2026-01-08');
  const at = (time: string): Ctx => ({ ...ana, now: new Date(time) });
  const late = async (ctx: Ctx) => {
    const narrowed = touchedSo(ctx, touchFilter.parse({ touch_is: 'due' }));
    return (await listPartners(ctx, partnerFilter.parse({}), { narrowed })).total;
  };

  expect(await due(id)).toBe('2026-03-09');
  // Denver: the clocks went forward the night before.
  expect(await late(at('2026-03-09T05:59:00Z'))).toBe(0);
  expect(await late(at('2026-03-09T06:01:00Z'))).toBe(1);
  expect(NOW.toISOString()).toContain('2026-03-09');
});

test('of two partners that become one, one rhythm stays', async () => {
  const [kept, gone] = [await inStage('Clinic', 'active'), await inStage('Clinik', 'active')];
  await set(kept, { kind: 'key' });
  await set(gone, { kind: 'own', days: '7' });
  const organization = async (id: PartnerId) => (await findPartner(ana, id)).organization_id;
  const pair = { kept: await organization(kept), gone: await organization(gone) };
  await mergeOrganizations(await aMember(ana, 'coordinator'), { ...pair, take: {} });

  expect(await findCadence(ana, kept)).toMatchObject({ kind: 'key' });
});
