/**
 * Lists are in the order in which people sort: accents and small letters make no difference. Every page, file and
 * answer that lists names.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { Ctx } from '../../src/house/ctx.ts';
import { root } from '../../src/house/data.ts';
import { type Id, newId } from '../../src/house/ids.ts';
import { addBranch } from '../../src/rooms/accounts/branches.ts';
import { enter } from '../../src/rooms/accounts/libraries.ts';
import { addContact } from '../../src/rooms/directory/contacts.ts';
import { addLocation } from '../../src/rooms/directory/locations.ts';
import { putUnder } from '../../src/rooms/directory/organizations.ts';
import { organizationNames } from '../../src/rooms/directory/parents.ts';
import { addService } from '../../src/rooms/directory/services.ts';
import { setNextStep } from '../../src/rooms/partners/next-steps.ts';
import { changeStage, findPartner } from '../../src/rooms/partners/partners.ts';
import { applyImport } from '../../src/rooms/sourcing/imports/bringing/applying.ts';
import { findImport } from '../../src/rooms/sourcing/imports/imports.ts';
import { setMapping } from '../../src/rooms/sourcing/imports/planning/checking.ts';
import { readFiles } from '../../src/rooms/sourcing/imports/reading/read-file.ts';
import { startImport } from '../../src/rooms/sourcing/imports/starting.ts';
import { copyFactorSet, factorSetsOf } from '../../src/rooms/worksheets/factor-sets.ts';
import { aContact, aLibrary, aLocation, aMember, aPartner, aService, aSession } from '../factories.ts';
import { aListedOrganization, loaded } from '../public-list-factory.ts';
import { houseOn, useDatabase, Visitor } from '../support.ts';

const world = useDatabase();
const SORTED = ['Álamo Dance Circle', 'École du Samedi', 'Elm Chess Club', 'iMake Workshop', 'Zinnia Gardeners'];
const FILE = '25-leads-order.csv';
const names = readFileSync(join(root, 'test/files/cases', FILE), 'utf8')
  .split('\n')
  .slice(1, 6)
  .map((line) => line.split(',')[0] ?? '');

let ana: Ctx;
let base: string;
let visitor: Visitor;
let partners: Id<'partners'>[];

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'administrator', 'Ana');
  base = `/l/${ana.library.slug}`;
  partners = [];
  for (const name of names) partners.push(await aPartner(ana, { name, sectors: ['women'] }));
  visitor = new Visitor(houseOn(world.db)).arrive((await aSession(ana)).cookie);
});

/** The names in the order in which they first come. */
const inOrder = (text: string) =>
  names
    .map((name) => ({ name, at: text.indexOf(name) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at)
    .map(({ name }) => name);

const shown = async (path: string) => {
  await visitor.get(`${base}${path}`);
  expect([path, visitor.status]).toEqual([path, 200]);
  return inOrder(visitor.page.querySelector('main')?.text ?? visitor.html);
};

test('the five names come in another order than they are shown in', () => expect(names).not.toEqual(SORTED));

test.each([
  '/partners',
  '/partners?q=e',
  '/partners?sort=stage',
  '/partners?sort=owner',
  '/partners?sort=next_step',
  '/partners?sector=women',
  '/gaps/partners?sector=women',
  '/worksheets/new',
  '/exports/partners.csv',
  '/exports/hsds.json',
  '/exports/partners-3.vcf',
])('partners at %s', async (path) => {
  expect(await shown(path)).toEqual(SORTED);
});

test('partners whose next steps are due on one day', async () => {
  for (const id of partners) await setNextStep(ana, id, { what: 'Call', due_on: '2026-03-20' });

  expect(await shown('')).toEqual(SORTED);
  expect(await shown('/partners?sort=next_step')).toEqual(SORTED);
});

test('people, alone, at a partner, and in the files', async () => {
  const id = await aPartner(ana, { name: 'Whole' });
  const { organization_id } = await findPartner(ana, id);
  for (const name of names) await addContact(ana, organization_id, aContact({ name: `${name} P.` }));

  expect(await shown('/people')).toEqual(SORTED);
  const people = (text: string) =>
    names
      .map((name) => [text.indexOf(`${name} P.`), name] as const)
      .toSorted(([a], [b]) => a - b)
      .map(([, name]) => name);
  await visitor.get(`${base}/partners/${id}/people`);
  expect(people(visitor.text)).toEqual(SORTED);
  for (const file of ['contacts.csv', 'partners-4.vcf', 'hsds.json']) {
    await visitor.get(`${base}/exports/${file}`);
    expect([file, people(visitor.html)]).toEqual([file, SORTED]);
  }
});

test('services, places and chapters of a partner, and the choice of what it belongs to', async () => {
  const id = await aPartner(ana, { name: 'Whole' });
  const { organization_id } = await findPartner(ana, id);
  for (const name of names) await addService(ana, organization_id, aService({ name: `S ${name}` }));
  for (const name of names) await addLocation(ana, organization_id, aLocation({ name: `L ${name}`, city: 'Harlow' }));
  for (const partner of partners)
    await putUnder(ana, (await findPartner(ana, partner)).organization_id, organization_id);

  await visitor.get(`${base}/partners/${id}/facts`);
  for (const kind of ['S ', 'L ', '']) {
    const at = (name: string) => visitor.text.search(new RegExp(`${kind || '(?<! [SL] )'}${name}`));
    expect([kind, names.toSorted((a, b) => at(a) - at(b))]).toEqual([kind, SORTED]);
  }
  expect((await organizationNames(ana, null)).map(({ name }) => name).filter((name) => names.includes(name))).toEqual(
    SORTED,
  );
});

test('the shelf of leads', async () => {
  const other = await aMember(await aLibrary(world.host), 'coordinator');
  const sheet = await readFiles([{ name: FILE, bytes: readFileSync(join(root, 'test/files/cases', FILE)) }], {
    rows: 100,
    fileBytes: 10_000,
    unpackedBytes: 10_000,
  });
  const id = await startImport(other, sheet, {
    target: 'leads',
    source: 'list',
    vintage: '',
    kind: '',
    fileName: FILE,
  });
  const { mapping } = await findImport(other, id);
  await setMapping(other, id, { mapping, default_sector: '', version: 1 });
  await applyImport(other, id);
  const at = `/l/${other.library.slug}`;
  visitor = new Visitor(houseOn(world.db)).arrive((await aSession(other)).cookie);

  for (const path of ['/leads', '/leads?q=harlow', '/leads?sector=none']) {
    await visitor.get(at + path);
    expect([path, inOrder(visitor.text)]).toEqual([path, SORTED]);
  }
});

test('the public lists', async () => {
  await loaded(
    world.host,
    names.map((name) => aListedOrganization({ name, sector_key: 'women' })),
  );
  await enter(world.host, ana.library);

  for (const path of [
    '/public-lists?q=',
    '/public-lists?sector=women',
    '/public-lists?state=ME',
    '/public-lists?near=04240',
  ])
    expect(await shown(path)).toEqual(SORTED);
});

test('branches, members, factor sets and the sets to choose from', async () => {
  const [set] = await factorSetsOf(ana);
  for (const name of names) {
    await addBranch(ana, { name, city: '', postal_code: '' });
    await aMember(ana, 'reader', name);
    await copyFactorSet(ana, set?.id ?? newId(), { name });
  }

  for (const path of ['/branches', '/members', '/factor-sets'])
    expect([path, await shown(path)]).toEqual([path, SORTED]);
});

test('the public directory', async () => {
  for (const id of partners) await changeStage(ana, id, { stage: 'active', reason: '', version: 1 });
  await world.db.updateTable('libraries').set({ public_directory: true }).where('id', '=', ana.library.id).execute();

  await visitor.get(`/hsds/${ana.library.slug}/organizations`);
  expect(inOrder(visitor.html)).toEqual(SORTED);
});
