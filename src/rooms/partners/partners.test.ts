import { beforeEach, describe, expect, test } from 'vitest';
import { aLibrary, aMember, aPartner, aRemark } from '../../../test/factories.ts';
import { useDatabase } from '../../../test/support.ts';
import type { Ctx } from '../../house/ctx.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '../../house/errors.ts';
import { newId } from '../../house/ids.ts';
import { historyOf } from '../../views/history/history.ts';
import { timelineOf } from '../../views/timeline/timeline.ts';
import { todayOf } from '../../views/today/today.ts';
import { enter } from '../accounts/libraries.ts';
import { endNextStep, openStep, setNextStep } from './next-steps.ts';
import { partnerFilter } from './partner.ts';
import { countBySector, listPartners } from './partner-list.ts';
import { changeCare, changeStage, findPartner } from './partners.ts';

const world = useDatabase();
let ana: Ctx;
let ben: Ctx;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'contributor', 'Ana');
  ben = await aMember(ana, 'contributor', 'Ben');
});

const names = async (filter: Record<string, string>) =>
  (await listPartners(ana, partnerFilter.parse(filter))).rows.map((row) => row.name);

describe('the list', () => {
  test('search forgives accents, case, punctuation and small typos, and knows alternate names', async () => {
    await aPartner(ana, { name: 'Peña Family Foundation' });
    await aPartner(ana, { name: 'St. Vincent’s Pantry', alternate_names: 'La Despensa' });
    await aPartner(ana, { name: 'Rotary Club' });

    expect(await names({ q: 'pena' })).toEqual(['Peña Family Foundation']);
    expect(await names({ q: 'DESPENSA' })).toEqual(['St. Vincent’s Pantry']);
    expect(await names({ q: 'vincents pantry' })).toEqual(['St. Vincent’s Pantry']);
    expect(await names({ q: 'fundation' })).toEqual(['Peña Family Foundation']);
    expect(await names({ q: 'zebra' })).toEqual([]);
    expect(await names({ q: "100% _ ' \\" })).toEqual([]);
  });

  test('filters by sector, stage, owner and population, and combines them', async () => {
    const food = await aPartner(ana, { name: 'Food', sectors: ['homelessness'], populations: ['low_income'] });
    await aPartner(ben, { name: 'Bank', sectors: ['financial'] });
    await aPartner(ben, { name: 'Nothing' });
    await changeStage(ana, food, { stage: 'active', reason: '', version: 1 });

    expect(await names({ sector: 'homelessness' })).toEqual(['Food']);
    expect(await names({ sector: 'none' })).toEqual(['Nothing']);
    expect(await names({ stage: 'active' })).toEqual(['Food']);
    expect(await names({ owner: ben.actor.id ?? newId<never>() })).toEqual(['Bank', 'Nothing']);
    expect(await names({ population: 'low_income', q: 'foo' })).toEqual(['Food']);
    expect(await names({ stage: 'active', sector: 'financial' })).toEqual([]);
  });

  test('an address somebody mistyped shows the plain list', async () => {
    await aPartner(ana, { name: 'Only' });

    expect(await names({ stage: 'nonsense', sort: 'x; drop table', page: '-4', owner: 'me' })).toEqual(['Only']);
  });

  test('a page is 50 partners, and asks the same number of queries for 3 partners as for 120', async () => {
    for (let n = 0; n < 3; n++) await aPartner(ana);
    world.queries.length = 0;
    await listPartners(ana, partnerFilter.parse({}));
    const few = world.queries.length;
    for (let n = 0; n < 117; n++) await aPartner(ana);
    world.queries.length = 0;
    const page = await listPartners(ana, partnerFilter.parse({ page: '3' }));

    expect(page).toMatchObject({ total: 120, page: 3, pages: 3 });
    expect(page.rows).toHaveLength(20);
    expect(world.queries.length).toBe(few);
    expect(few).toBe(2);
  });

  test('sorting puts partners without a next step or owner last', async () => {
    await aPartner(ana, { name: 'A' });
    const b = await aPartner(ana, { name: 'B' });
    await setNextStep(ana, b, { what: 'Call', due_on: '2026-04-01' });

    expect(await names({ sort: 'next_step' })).toEqual(['B', 'A']);
  });

  test('sectors count partners by stage; a sector without any has no entry', async () => {
    await aPartner(ana, { sectors: ['legal', 'senior'] });
    await changeStage(ana, await aPartner(ana, { sectors: ['legal'] }), { stage: 'contacted', reason: '', version: 1 });

    const counts = await countBySector(ana);
    expect(counts.get('legal')).toEqual({ potential: 1, contacted: 1 });
    expect(counts.get('senior')).toEqual({ potential: 1 });
    expect(counts.has('youth')).toBe(false);
  });
});

describe('stages and care', () => {
  test('a stage change is an event with who, when and why', async () => {
    const id = await aPartner(ana);
    await changeStage(ana, id, { stage: 'contacted', reason: 'Wrote to them', version: 1 });

    expect((await findPartner(ana, id)).stage).toBe('contacted');
    expect(await timelineOf(ana, id)).toEqual([
      expect.objectContaining({
        kind: 'stage',
        who: 'Ana',
        text: 'Wrote to them',
        said: { key: 'timeline.stage', words: { from: 'stage.potential', to: 'stage.contacted' } },
        day: '2026-03-09',
      }),
    ]);
    expect((await historyOf(ana, [id])).map((line) => line.action)).toEqual(['partner.stage_changed', 'partner.added']);
  });

  test('of two changes made from the same page the second is a conflict', async () => {
    const id = await aPartner(ana);
    await changeStage(ana, id, { stage: 'contacted', reason: '', version: 1 });

    await expect(changeStage(ben, id, { stage: 'declined', reason: '', version: 1 })).rejects.toThrow(Conflict);
    expect((await findPartner(ana, id)).stage).toBe('contacted');
  });

  test('an owner or deputy has to be a member of this library', async () => {
    const id = await aPartner(ana);
    const stranger = await aMember(await aLibrary(world.host));
    await enter(world.host, ana.library);

    await expect(changeCare(ana, id, { owner_id: stranger.actor.id, deputy_id: null, version: 1 })).rejects.toThrow(
      Invalid,
    );
    await changeCare(ana, id, { owner_id: ben.actor.id, deputy_id: ana.actor.id, version: 1 });
    expect(await findPartner(ana, id)).toMatchObject({ owner_name: 'Ben', deputy_name: 'Ana' });
  });

  test('readers change nothing, and another library finds nothing', async () => {
    const id = await aPartner(ana);
    const reader = await aMember(ana, 'reader');
    await expect(changeStage(reader, id, { stage: 'active', reason: '', version: 1 })).rejects.toThrow(Forbidden);
    const stranger = await aMember(await aLibrary(world.host), 'administrator');

    await expect(findPartner(stranger, id)).rejects.toThrow(NotFound);
    await expect(changeStage(stranger, id, { stage: 'active', reason: '', version: 1 })).rejects.toThrow(NotFound);
    await expect(setNextStep(stranger, id, { what: 'x', due_on: '2026-04-01' })).rejects.toThrow(NotFound);
    await expect(aRemark(stranger, id, { body: 'x', audience: 'library', happened_on: null })).rejects.toThrow(
      NotFound,
    );
  });
});

describe('next steps', () => {
  test('there is one at a time: a new one takes the place of the old', async () => {
    const id = await aPartner(ana);
    await setNextStep(ana, id, { what: 'Call Maria', due_on: '2026-04-01' });
    await setNextStep(ben, id, { what: 'Visit', due_on: '2026-03-12' });

    expect(await openStep(ana, id)).toMatchObject({ what: 'Visit', due_on: '2026-03-12' });
    expect(await todayOf(ana)).toEqual([
      expect.objectContaining({
        heading: 'due.my_steps',
        items: [expect.objectContaining({ id, text: 'Visit', who: 'Ana' })],
      }),
    ]);
  });

  test('a step that was replaced meanwhile cannot be ticked off', async () => {
    const id = await aPartner(ana);
    await setNextStep(ana, id, { what: 'Call', due_on: '2026-04-01' });
    const old = (await openStep(ana, id))?.id ?? newId<never>();
    await setNextStep(ana, id, { what: 'Visit', due_on: '2026-04-01' });

    await expect(endNextStep(ana, id, { id: old, outcome: 'done' })).rejects.toThrow(NotFound);
    await endNextStep(ana, id, { id: (await openStep(ana, id))?.id ?? newId(), outcome: 'done' });
    expect(await openStep(ana, id)).toBeUndefined();
    expect((await timelineOf(ana, id))[0]).toMatchObject({
      kind: 'step',
      said: { key: 'timeline.step_done', values: { what: 'Visit' } },
    });
  });
});
