import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { aLibrary, aMember, aPartner } from '../../../test/factories.ts';
import { useDatabase } from '../../../test/support.ts';
import type { Ctx } from '../../house/ctx.ts';
import { Forbidden, found, Invalid } from '../../house/errors.ts';
import { newId } from '../../house/ids.ts';
import { bringBack, removedHere } from '../../views/removed/removed.ts';
import { enter } from '../accounts/libraries.ts';
import { addPopulationTo, addSectorTo } from '../directory/joining-many.ts';
import { findOrganization } from '../directory/organizations.ts';
import { changeOwners, changeStages, changingMany, setNextSteps } from './changing-many.ts';
import { openStep, setNextStep } from './next-steps.ts';
import type { PartnerId } from './partner.ts';
import { partnerFilter } from './partner.ts';
import { partnerIds } from './partner-list.ts';
import { changeStage, findPartner } from './partners.ts';

const world = useDatabase();
let ana: Ctx;
let ids: PartnerId[];

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'coordinator', 'Ana');
  ids = [await aPartner(ana), await aPartner(ana), await aPartner(ana)];
});

const stages = () => Promise.all(ids.map(async (id) => (await findPartner(ana, id)).stage));
const label = 'what was done';

describe('many partners', () => {
  test('change their stage together, and each has it in its story; those who are there already do not count', async () => {
    const { version } = await findPartner(ana, ids[0] ?? newId());
    await changeStage(ana, ids[0] ?? newId(), { stage: 'active', reason: '', version });

    const done = await changeStages(ana, { ids, label }, { stage: 'active', reason: 'All signed' });

    expect(done.count).toBe(2);
    expect(await stages()).toEqual(['active', 'active', 'active']);
  });

  test('go back together, but one that somebody changed since keeps what it has now', async () => {
    const { removal } = await changeStages(ana, { ids, label }, { stage: 'active', reason: '' });
    const { version } = await findPartner(ana, ids[1] ?? newId());
    await changeStage(ana, ids[1] ?? newId(), { stage: 'dormant', reason: 'Since', version });

    await bringBack(ana, found(removal));

    expect(await stages()).toEqual(['potential', 'dormant', 'potential']);
    // What is true of it stays in its story, too.
    const { rows } = await sql<{ to_stage: string }>`select to_stage from stage_changes
      where library_id = ${ana.library.id} and partner_id = ${ids[1]} order by changed_at, id`.execute(ana.db);
    expect(rows.map((row) => row.to_stage)).toEqual(expect.arrayContaining(['active', 'dormant']));
  });

  test('get an owner; a deputy who becomes the owner is the deputy no longer', async () => {
    const ben = await aMember(ana, 'contributor', 'Ben');
    const owner = { id: ben.actor.id, name: 'Ben' };

    expect((await changeOwners(ana, { ids, label }, owner)).count).toBe(3);
    const listed = (await removedHere(ana)).total;
    expect((await changeOwners(ana, { ids, label }, owner)).count).toBe(0);
    expect((await removedHere(ana)).total).toBe(listed);
    expect((await findPartner(ana, ids[2] ?? newId())).owner_name).toBe('Ben');
    await expect(changeOwners(ana, { ids, label }, { id: newId(), name: 'x' })).rejects.toThrow(Invalid);
  });

  test('get a next step in place of the one they had, which comes back', async () => {
    await setNextStep(ana, ids[0] ?? newId(), { what: 'Call', due_on: '2026-12-01' });

    const { removal } = await setNextSteps(ana, { ids, label }, { what: 'Invite', due_on: '2026-12-24' });
    expect((await openStep(ana, ids[0] ?? newId()))?.what).toBe('Invite');
    await bringBack(ana, found(removal));

    expect((await openStep(ana, ids[0] ?? newId()))?.what).toBe('Call');
    expect(await openStep(ana, ids[1] ?? newId())).toBeUndefined();
  });

  test('get a sector and whom they serve, beside what they have', async () => {
    const organizations = await Promise.all(ids.map(async (id) => (await findPartner(ana, id)).organization_id));
    const [first = newId<'organizations'>()] = organizations;
    await changingMany(ana, { ids, label }, (ctx) => addSectorTo(ctx, [first], 'legal'));

    const sectors = await changingMany(ana, { ids, label }, (ctx) => addSectorTo(ctx, organizations, 'legal'));
    const served = await changingMany(ana, { ids, label }, (ctx) => addPopulationTo(ctx, organizations, 'teens'));

    expect([sectors.count, served.count]).toEqual([2, 3]);
    const organization = await findOrganization(ana, first);
    expect([organization.sectors.includes('legal'), organization.populations]).toEqual([true, ['teens']]);
    // A form that was opened before either is told so, and takes nothing away.
    expect(organization.version).toBe(3);
  });

  test('are those that the list has, whatever page of it one sees', async () => {
    for (let n = 0; n < 60; n++) await aPartner(ana, { name: `Alder ${n}` });

    expect(await partnerIds(ana, partnerFilter.parse({ q: 'alder', page: '2' }), { most: 1_000 })).toHaveLength(60);
  });

  test('are nobody’s to change who only reads, nor another library’s, and never none', async () => {
    const reader = await aMember(ana, 'reader');
    const stranger = await aMember(await aLibrary(world.host), 'administrator');
    const change = { stage: 'active', reason: '' } as const;

    expect((await changeStages(stranger, { ids, label }, change)).count).toBe(0);
    await enter(ana, ana.library);
    await expect(changeStages(reader, { ids, label }, change)).rejects.toThrow(Forbidden);
    await expect(changeStages(ana, { ids: [], label }, change)).rejects.toThrow(Invalid);
    expect(await stages()).toEqual(['potential', 'potential', 'potential']);
  });
});
