import { beforeEach, expect, test } from 'vitest';
import { aContact, aLibrary, aMember, anInteraction, aPartner, aRemark } from '../../../test/factories.ts';
import { useDatabase } from '../../../test/support.ts';
import type { Ctx } from '../../house/ctx.ts';
import { addContact, findContact } from '../../rooms/directory/contacts.ts';
import { addTask, endTask } from '../../rooms/outreach/tasks.ts';
import { findPartner } from '../../rooms/partners/partners.ts';
import { evidenceFor } from './evidence.ts';

const world = useDatabase();
let ana: Ctx;
beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'contributor', 'Ana');
});

test('promises, contacts and people of the last year stand beside their factors; of whom nothing is known, nothing', async () => {
  const [clinic, silent] = [await aPartner(ana, { name: 'Clinic' }), await aPartner(ana, { name: 'Silent' })];
  const organization = (await findPartner(ana, clinic)).organization_id;
  const persons = [];
  for (const name of ['Rosa', 'Sam']) {
    const contact = await addContact(ana, organization, aContact({ name }));
    persons.push((await findContact(ana, contact)).person_id);
  }
  const [rosa] = persons as [(typeof persons)[number], ...typeof persons];
  const promise = (due_on: string) => addTask(ana, clinic, { what: 'x', due_on, member_id: null, person_id: rosa });
  await endTask(ana, await promise('2026-03-20'), 'done');
  await endTask(ana, await promise('2026-03-01'), 'done');
  await endTask(ana, await promise('2026-03-20'), 'dropped');
  await promise('2026-02-01');
  await promise('2026-04-01');
  await anInteraction(ana, { partners: [clinic], direction: 'incoming', persons: [rosa] });
  await anInteraction(ana, { partners: [clinic], happened_on: '2024-12-01' });
  await aRemark(ana, clinic, { body: 'Saw them', audience: 'library', happened_on: null });

  const known = await evidenceFor(ana, [clinic, silent]);
  const said = (code: string, id = clinic) => (known.get(`${code} ${id}`) ?? []).map((line) => line.said);

  const promises = { key: 'evidence.promises', values: { kept: '1', late: '1', dropped: '1', waiting: '1' } };
  expect(said('2a')).toEqual([promises]);
  expect(said('3f')).toEqual([promises]);
  expect(said('3b')).toEqual([{ key: 'evidence.people', values: { known: '2', talked: '1' } }]);
  expect(said('4a')).toEqual([{ key: 'evidence.contacts', values: { count: '1', theirs: '1' } }, promises]);
  for (const code of ['2a', '3b', '3f', '4a']) expect(said(code, silent)).toEqual([]);
  expect(await evidenceFor(await aMember(await aLibrary(world.host)), [clinic])).toEqual(new Map());
});
