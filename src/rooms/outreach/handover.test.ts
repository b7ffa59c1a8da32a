import { beforeEach, expect, test } from 'vitest';
import { aContact, aLibrary, aMember, aPartner } from '../../../test/factories.ts';
import { useDatabase } from '../../../test/support.ts';
import type { Ctx } from '../../house/ctx.ts';
import { Forbidden, Invalid } from '../../house/errors.ts';
import { bringBack } from '../../views/removed/removed.ts';
import { timelineOf } from '../../views/timeline/timeline.ts';
import { addContact } from '../directory/contacts.ts';
import { changeOwners } from '../partners/changing-many.ts';
import { setNextStep } from '../partners/next-steps.ts';
import { partnerFilter } from '../partners/partner.ts';
import { listPartners } from '../partners/partner-list.ts';
import { findPartner } from '../partners/partners.ts';
import { handedTo, handOver, lyingWith } from './handover.ts';
import { addTask, findTask } from './tasks.ts';

const world = useDatabase();
let ana: Ctx;
let ben: Ctx;
let carla: Ctx;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'coordinator', 'Ana');
  ben = await aMember(ana, 'contributor', 'Ben');
  carla = await aMember(ana, 'contributor', 'Carla');
});

const both = () => ({ from: ben.actor.id as never, to: carla.actor.id as never, label: 'Ben to Carla' });

test('partners, tasks and what only they know go to another; the partners come back by undo', async () => {
  const clinic = await aPartner(ben, { name: 'Clinic' });
  const organization = (await findPartner(ben, clinic)).organization_id;
  await addContact(ben, organization, aContact({ name: 'Rosa', email: 'rosa@example.org' }));
  await setNextStep(ben, clinic, { what: 'Call', due_on: '2026-04-01' });
  const task = { what: 'Send', due_on: '2026-04-01', member_id: ben.actor.id, person_id: null };
  const id = await addTask(ben, clinic, task);
  await aPartner(ana, { name: 'Not his' });

  expect(await lyingWith(ana, both().from)).toMatchObject({
    partners: [{ name: 'Clinic', step: 'Call', person: 'Rosa', email: 'rosa@example.org' }],
    tasks: 1,
  });
  const notes = new Map([[clinic, 'Ring the back door']]);
  const { partners, tasks, removal } = await handOver(ana, { ...both(), notes });

  expect([partners, tasks]).toEqual([1, 1]);
  expect((await findPartner(ana, clinic)).owner_name).toBe('Carla');
  expect((await findTask(ana, id)).owner).toBe('Carla');
  expect((await timelineOf(carla, clinic)).map(({ text }) => text)).toContain('Ring the back door');
  await bringBack(ana, removal as never);
  expect((await findPartner(ana, clinic)).owner_name).toBe('Ben');
});

test('introduces who takes over to the partners that were handed over, and not to those that know them', async () => {
  await aPartner(carla, { name: 'Hers before' });
  const clinic = await aPartner(ben, { name: 'Clinic' });
  await aPartner(ben, { name: 'Given on' });

  const { removal } = await handOver(ana, { ...both(), notes: new Map() });
  const names = async () => (await handedTo(ana, both().to, removal as never)).map(({ name }) => name);

  expect(await names()).toEqual(['Clinic', 'Given on']);
  await changeOwners(ana, { ids: [clinic], label: 'Back' }, { id: both().from, name: 'Ben' });
  expect(await names()).toEqual(['Given on']);
});

test('is for whoever gives partners to others, and to somebody else', async () => {
  await expect(handOver(ben, { ...both(), notes: new Map() })).rejects.toThrow(Forbidden);
  await expect(handOver(ana, { ...both(), to: both().from, notes: new Map() })).rejects.toThrow(Invalid);
  const stranger = await aMember(await aLibrary(world.host), 'coordinator');
  expect(await lyingWith(stranger, both().from)).toEqual({ partners: [], deputy: 0, tasks: 0 });
});

test('partners where all hangs on one person are found, and where nobody is known; who has left does not count', async () => {
  const organization = async (name: string) => (await findPartner(ana, await aPartner(ana, { name }))).organization_id;
  await addContact(ana, await organization('One'), aContact({ name: 'Rosa' }));
  const two = await organization('Two');
  for (const name of ['Sam', 'Pat']) await addContact(ana, two, aContact({ name }));
  await addContact(ana, await organization('Left'), aContact({ name: 'Lee', ends_on: '2026-01-01' }));
  const asked = async (people: string) =>
    (await listPartners(ana, partnerFilter.parse({ people }))).rows.map(({ name }) => name);

  expect(await asked('one')).toEqual(['One']);
  expect(await asked('none')).toEqual(['Left']);
});
