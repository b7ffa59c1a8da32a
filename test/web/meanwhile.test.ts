/** Two people, or two windows, at one form: what does not collide is kept from both, and old text never comes back. */

import { beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '../../src/house/ctx.ts';
import type { Id } from '../../src/house/ids.ts';
import { parse } from '../../src/house/parse.ts';
import { addContact, contactsOf } from '../../src/rooms/directory/contacts.ts';
import { findOrganization } from '../../src/rooms/directory/organizations.ts';
import { contactDraft } from '../../src/rooms/directory/person.ts';
import { findPartner } from '../../src/rooms/partners/partners.ts';
import { findWorksheet } from '../../src/rooms/worksheets/worksheets.ts';
import { aLibrary, aMember, aPartner, aSession, aWorksheet } from '../factories.ts';
import { houseOn, useDatabase, Visitor } from '../support.ts';

const world = useDatabase();
let ana: Ctx;
let base: string;
let [one, other]: Visitor[] = [];

async function arrive(ctx: Ctx): Promise<Visitor> {
  const visitor = new Visitor(houseOn(world.db));
  visitor.arrive((await aSession(ctx)).cookie);
  return visitor;
}

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'administrator', 'Ana');
  base = `/l/${ana.library.slug}`;
  [one, other] = [await arrive(ana), await arrive(await aMember(ana, 'administrator', 'Ben'))];
});

/** The first opens the form, the other saves, and then the first. */
async function both(
  path: string,
  mine: Record<string, string | string[]>,
  theirs: Record<string, string | string[]>,
): Promise<Visitor> {
  if (!one || !other) throw new Error('nobody is here');
  await one.get(path);
  const opened = one.fieldsOn(path);
  await other.submit(path, theirs);
  expect(other.status).toBe(200);
  return one.post(path, { ...opened, ...mine });
}

describe('the form of an organization, changed by two', () => {
  let id: Id<'partners'>;
  let edit: string;
  const facts = async () => findOrganization(ana, (await findPartner(ana, id)).organization_id);
  const phone = (number: string) => ({ number, extension: '', phone_type: 'voice' as const });

  beforeEach(async () => {
    id = await aPartner(ana, {
      name: 'First',
      description: 'old text',
      phones: [phone('+12075550110'), phone('+12075550111')],
    });
    edit = `${base}/partners/${id}/edit`;
  });

  test('in different fields keeps both, and says so', async () => {
    const visitor = await both(edit, { description: 'my text' }, { name: 'Theirs', website: 'theirs.example' });

    expect(visitor.text).toContain('Saved, together with what someone else changed in the meantime.');
    expect(await facts()).toMatchObject({ name: 'Theirs', description: 'my text', website: 'https://theirs.example' });
  });

  test('in the same field asks for that field alone, and has theirs of the others in the form', async () => {
    const visitor = await both(
      edit,
      { name: 'Mine', description: 'my text' },
      { name: 'Theirs', website: 'theirs.example' },
    );

    expect(visitor.status).toBe(409);
    const table = visitor.page.querySelector('.error-summary table')?.text ?? '';
    expect([table.includes('Mine'), table.includes('Theirs'), table.includes('theirs.example')]).toEqual([
      true,
      true,
      false,
    ]);
    expect(visitor.fieldsOn(edit)).toMatchObject({
      name: ['Mine'],
      description: ['my text'],
      website: ['https://theirs.example'],
    });
    await visitor.resubmit(edit);
    expect(await facts()).toMatchObject({ name: 'Mine', description: 'my text', website: 'https://theirs.example' });
  });

  test('to the same in both asks nothing', async () => {
    const visitor = await both(edit, { name: 'Same', description: 'my text' }, { name: 'Same' });

    expect(visitor.text).toContain('Saved');
    expect(await facts()).toMatchObject({ name: 'Same', description: 'my text' });
  });

  test('emptied by one stays empty', async () => {
    await both(edit, { website: 'mine.example' }, { description: '' });

    expect(await facts()).toMatchObject({ description: '', website: 'https://mine.example' });
  });

  test('in different phones keeps both; one that was taken away does not come back', async () => {
    await both(edit, { 'phones.2.number': '207 555 0119', 'phones.2.phone_type': 'fax' }, { 'phones.1.number': '' });

    expect((await facts()).phones.map(({ number, phone_type }) => [number, phone_type])).toEqual([
      ['+12075550110', 'voice'],
      ['+12075550119', 'fax'],
    ]);
  });

  test('in one phone asks, though each changed another part of it', async () => {
    const visitor = await both(edit, { 'phones.0.extension': '7' }, { 'phones.0.number': '207 555 0199' });

    expect(visitor.status).toBe(409);
  });

  test('in ticks keeps those of the one who changed them', async () => {
    await both(edit, { description: 'my text' }, { languages: ['es', 'en'] });

    expect(await facts()).toMatchObject({ description: 'my text', languages: expect.arrayContaining(['en', 'es']) });
  });

  test('with a mistake in mine comes back with it, and still takes theirs', async () => {
    const visitor = await both(edit, { description: 'my text', website: 'no address' }, { name: 'Theirs' });
    expect(visitor.status).toBe(422);

    await visitor.resubmit(edit, { website: '' });

    expect(await facts()).toMatchObject({ name: 'Theirs', description: 'my text', website: '' });
  });
});

test('the stage and who takes care are no conflict', async () => {
  const id = await aPartner(ana);
  if (!one || !other) throw new Error('nobody is here');
  await one.get(`${base}/partners/${id}/stage`);
  const opened = one.fieldsOn(`${base}/partners/${id}/stage`);
  await other.submit(`${base}/partners/${id}/care`, { owner_id: ana.actor.id ?? '' });
  await one.post(`${base}/partners/${id}/stage`, { ...opened, stage: 'contacted', reason: 'They called' });

  expect(one.text).toContain('Saved, together with what someone else changed in the meantime.');
  expect(await findPartner(ana, id)).toMatchObject({ stage: 'contacted', owner_id: ana.actor.id });
});

test('a person and their role are kept from both, and a home phone does not come back', async () => {
  const { organization_id } = await findPartner(ana, await aPartner(ana));
  const phones = [
    { kind: 'work', number: '207 555 0110', extension: '' },
    { kind: 'home', number: '207 555 0111', extension: '' },
  ];
  const id = await addContact(
    ana,
    organization_id,
    parse(contactDraft, { name: 'Dana Example', title: 'Organizer', phones }),
  );

  const visitor = await both(
    `${base}/contacts/${id}`,
    { title: 'Director', 'emails.0.email': 'dana@a.example' },
    { 'phones.1.number': '', name: 'Dana Sample' },
  );

  expect(visitor.text).toContain('Saved');
  expect(await contactsOf(ana, organization_id)).toMatchObject([
    {
      name: 'Dana Sample',
      title: 'Director',
      emails: [{ email: 'dana@a.example' }],
      phones: [{ number: '+12075550110' }],
    },
  ]);
});

test('the purpose of a worksheet and its weights are kept from both', async () => {
  const id = await aWorksheet(ana);
  const { factors } = await findWorksheet(ana, id);
  const code = factors[0]?.code ?? '';

  await both(`${base}/worksheets/${id}/edit`, { purpose: 'Mine' }, { [`weights.${code}`]: '3' });

  const now = await findWorksheet(ana, id);
  expect([now.purpose, now.factors.find((factor) => factor.code === code)?.weight]).toEqual(['Mine', 3]);
});

test('the settings of a library keep both', async () => {
  await both(`${base}/settings`, { name: 'A better name' }, { holds_up_from: '4.1' });

  const row = await world.db
    .selectFrom('libraries')
    .select(['name', 'holds_up_from'])
    .where('id', '=', ana.library.id)
    .executeTakeFirst();
  expect(row).toEqual({ name: 'A better name', holds_up_from: 41 });
});
