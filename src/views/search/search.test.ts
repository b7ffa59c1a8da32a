import { beforeEach, describe, expect, test } from 'vitest';
import {
  aContact,
  aLibrary,
  aLocation,
  aMember,
  anImport,
  aPartner,
  aRemark,
  aService,
  aWorksheet,
} from '../../../test/factories.ts';
import { useDatabase } from '../../../test/support.ts';
import type { Ctx } from '../../house/ctx.ts';
import { addContact } from '../../rooms/directory/contacts.ts';
import { addLocation } from '../../rooms/directory/locations.ts';
import { addService } from '../../rooms/directory/services.ts';
import { findPartner } from '../../rooms/partners/partners.ts';
import { applyImport } from '../../rooms/sourcing/imports/bringing/applying.ts';
import { leadFilter } from '../../rooms/sourcing/leads/lead.ts';
import { dismissLeads, listLeads } from '../../rooms/sourcing/leads/leads.ts';
import { search } from './search.ts';

const world = useDatabase();
let ana: Ctx;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'coordinator', 'Ana');
});

/** The titles that are found, by kind. */
async function titles(q: string, ctx = ana): Promise<Record<string, string[]>> {
  const { groups } = await search(ctx, { q, kind: '', page: 1 });
  return Object.fromEntries(groups.map(({ kind, hits }) => [kind, hits.map((hit) => hit.title)]));
}
const organizationOf = async (id: Awaited<ReturnType<typeof aPartner>>) => (await findPartner(ana, id)).organization_id;

describe('a search finds', () => {
  test('a partner by name, mail, website, phone, street and ZIP code, and says why', async () => {
    await aPartner(ana, {
      name: 'Harlow Food Bank',
      email: 'pantry@hfb.example',
      website: 'https://hfb.example.org',
      phones: { 0: { number: '702-555-0142' } },
      addresses: { 0: { address_1: '12 Peña Street', city: 'Harlow', postal_code: '89501' } },
    });
    await aPartner(ana, { name: 'Grange' });

    const asked = ['food bank', 'BANK', 'hfb.example', '0142', '(702) 555', '+1 702 555 0142', 'pena st', '89501'];
    for (const q of asked) expect([q, await titles(q)]).toEqual([q, { partner: ['Harlow Food Bank'] }]);
    const { groups } = await search(ana, { q: '5550142', kind: '', page: 1 });
    expect(groups[0]?.hits[0]?.beside).toBe('(702) 555-0142');
  });

  test('the street of a place of theirs, and what they offer', async () => {
    const partner = await aPartner(ana, { name: 'Clinic' });
    await addLocation(ana, await organizationOf(partner), aLocation({ name: 'Annex', address_1: '9 Cedar Way' }));
    await addService(ana, await organizationOf(partner), aService({ name: 'Flu shots', description: 'Every October' }));

    expect(await titles('cedar way')).toEqual({ partner: ['Clinic'] });
    expect(await titles('october')).toEqual({ service: ['Flu shots'] });
  });

  test('a person by name, employer, mail and the last digits of a phone', async () => {
    const partner = await aPartner(ana, { name: 'Grange' });
    const maria = aContact({ name: 'María Peña', email: 'mp@grange.example', phone: '702-555-0199' });
    await addContact(ana, await organizationOf(partner), maria);

    for (const q of ['maria', 'pena grange', 'mp@grange', '0199'])
      expect([q, await titles(q)]).toEqual([q, { person: ['María Peña'] }]);
  });

  test('notes without regard to accents and capitals, the newest first, with the words around', async () => {
    const partner = await aPartner(ana, { name: 'Grange' });
    const body = `${'Long ago. '.repeat(30)}La reunión fue buena.`;
    await aRemark(ana, partner, { body, audience: 'library', happened_on: '2026-01-01' });
    await aRemark(ana, partner, { body: 'Reunion again', audience: 'library', happened_on: '2026-02-01' });

    const { interaction = [] } = await titles('REUNION');
    expect(interaction).toEqual(['Reunion again', expect.stringContaining('La reunión fue buena')]);
    expect(interaction[1]?.length).toBeLessThan(160);
  });

  test('worksheets by what they are for and whom they compare', async () => {
    const grange = await aPartner(ana, { name: 'Grange' });
    await aWorksheet(ana, { purpose: 'Winter coats', partners: [grange, await aPartner(ana)] });

    expect((await titles('coats winter')).worksheet).toEqual(['Winter coats']);
    expect(await titles('grange')).toEqual({ partner: ['Grange'], worksheet: ['Winter coats'] });
  });

  test('leads that are still open', async () => {
    await applyImport(ana, await anImport(ana, 'Elks Lodge', 'leads'));
    expect(await titles('elks')).toEqual({ lead: ['Elks Lodge'] });

    const { rows } = await listLeads(ana, leadFilter.parse({}), null);
    await dismissLeads(
      ana,
      rows.map((row) => row.id),
    );
    expect(await titles('elks')).toEqual({});
  });

  test('names that are nearly so when nothing has the words, and says that', async () => {
    await aPartner(ana, { name: 'Harlow Food Bank' });

    for (const q of ['food bnak', 'fod bank', 'foood', 'harlaw'])
      expect(await search(ana, { q, kind: '', page: 1 })).toMatchObject({
        nearly: true,
        groups: [{ kind: 'partner', hits: [{ title: 'Harlow Food Bank' }] }],
      });
    expect(await titles('zzzz')).toEqual({});
  });

  test('nothing for signs that are no word, and no sign is more than itself', async () => {
    await aRemark(ana, await aPartner(ana), { body: 'Cost 5.00 (half)', audience: 'library', happened_on: null });

    for (const q of ['%', '.*', '[', '\\', '—', '(half) [', "o'%_"]) await titles(q);
    expect((await titles('(half)')).interaction).toEqual(['Cost 5.00 (half)']);
    expect(await titles('5x00')).toEqual({});
  });
});

test('what begins as it was asked for stands first', async () => {
  for (const name of ['Friends of Grange', 'Old Grange', 'Grange']) await aPartner(ana, { name });

  expect((await titles('grange')).partner).toEqual(['Grange', 'Friends of Grange', 'Old Grange']);
});

test('of many, the first are shown with their number, and all page by page', async () => {
  const partner = await aPartner(ana, { name: 'Grange' });
  const draft = (at: number) => ({ body: `Visit ${at}`, audience: 'library' as const, happened_on: null });
  for (let at = 0; at < 60; at++) await aRemark(ana, partner, draft(at));

  const [few] = (await search(ana, { q: 'visit', kind: '', page: 1 })).groups;
  const page = async (page: number) => (await search(ana, { q: 'visit', kind: 'interaction', page })).groups[0];
  expect([few?.total, few?.hits.length]).toEqual([60, 8]);
  const all = [...((await page(1))?.hits ?? []), ...((await page(2))?.hits ?? [])].map((hit) => hit.title);
  expect(new Set(all).size).toBe(60);
});

test('a confidential address finds its partner for staff, and is not shown where it would be printed', async () => {
  const hidden = { addresses: { 0: { address_1: '12 Hidden Lane' } }, confidential_address: 'on' };
  const partner = await aPartner(ana, { name: 'Haven House', ...hidden });
  await addLocation(ana, await organizationOf(partner), aLocation({ name: 'Refuge', address_1: '9 Secret Way' }));

  for (const q of ['hidden lane', 'secret way', 'haven'])
    expect((await search(ana, { q, kind: '', page: 1 })).groups).toMatchObject([
      { kind: 'partner', hits: [{ title: 'Haven House', beside: '' }] },
    ]);
});

describe('a search does not find', () => {
  test('the private notes of others', async () => {
    const ben = await aMember(ana, 'administrator', 'Ben');
    await aRemark(ana, await aPartner(ana), { body: 'Canarybird', audience: 'me', happened_on: null });

    expect((await search(ana, { q: 'canarybird', kind: '', page: 1 })).groups).toMatchObject([
      { kind: 'interaction', hits: [{ title: 'Canarybird', only_me: true }] },
    ]);
    expect(await titles('canarybird', ben)).toEqual({});
  });

  test('a person by what is their own, for whom that is not shown to', async () => {
    const walt = await aMember(ana, 'reader', 'Walt');
    const home = [{ kind: 'home', number: '702-555-0177' }];
    const mail = [{ kind: 'home', email: 'maria@home.example' }];
    const maria = aContact({ name: 'Maria', phones: home, emails: mail });
    await addContact(ana, await organizationOf(await aPartner(ana)), maria);

    expect(await titles('0177')).toEqual({ person: ['Maria'] });
    expect(await titles('0177', walt)).toEqual({});
    expect(await titles('maria@home', walt)).toEqual({});
    const { groups } = await search(walt, { q: 'maria', kind: '', page: 1 });
    expect(groups.flatMap((group) => group.hits.map((hit) => hit.beside))).toEqual([
      expect.not.stringMatching(/@|0177/),
    ]);
  });

  test('anything of another library', async () => {
    await aPartner(ana, { name: 'Canarybird' });
    const stranger = await aMember(await aLibrary(world.host), 'administrator', 'Stan');

    expect(await titles('canarybird', stranger)).toEqual({});
  });
});
