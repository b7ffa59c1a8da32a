import { beforeEach, describe, expect, test } from 'vitest';
import { aLibrary, aMember, aPartner, aSession } from '../../../../test/factories.ts';
import { aListedOrganization, loaded } from '../../../../test/public-list-factory.ts';
import { copyOfTemplate, houseOn, NOW, useDatabase, Visitor } from '../../../../test/support.ts';
import type { Ctx } from '../../../house/ctx.ts';
import { borrow } from '../../../house/db.ts';
import { Forbidden, Invalid, NotFound } from '../../../house/errors.ts';
import { historyOf } from '../../../views/history/history.ts';
import { enter } from '../../accounts/libraries.ts';
import { findOrganization } from '../../directory/organizations.ts';
import { partnerFilter } from '../../partners/partner.ts';
import { listPartners } from '../../partners/partner-list.ts';
import { findPartner } from '../../partners/partners.ts';
import { publicListsFilter } from '../public-lists/filter.ts';
import { bringBack, dismissedOf, dismissListed, organizationLike, promoteListed } from './listed-answers.ts';
import { type PageHere, searchForLibrary } from './listed-search.ts';

const world = useDatabase();
let ana: Ctx;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'contributor', 'Ana');
  await loaded(world.host, [
    aListedOrganization({
      source_key: '010211490',
      name: 'Boy Scouts of America',
      chapter: '218 Pine Tree Council',
      sector_key: 'youth',
      sector_reason: 'name',
      address_1: '146 Plains Rd',
      city: 'Raymond',
      postal_code: '04071-6234',
    }),
    aListedOrganization({ source_key: '010000001', name: 'Bridge Club' }),
  ]);
});

const names = async (ctx: Ctx, filter: Record<string, string> = {}) =>
  (await searchForLibrary(ctx, publicListsFilter.parse(filter))).rows.map((row) => row.name);

describe('adding a listed organization', () => {
  test('makes a potential partner in my care, with its sector, postal address, tax ID and where it came from', async () => {
    const id = await promoteListed(ana, 'irs', '010211490');

    const partner = await findPartner(ana, id);
    expect(partner).toMatchObject({
      name: 'Boy Scouts of America: 218 Pine Tree Council',
      stage: 'potential',
      owner_name: 'Ana',
    });
    expect(await findOrganization(ana, partner.organization_id)).toMatchObject({
      tax_id: '010211490',
      sectors: ['youth'],
      addresses: [
        {
          address_type: 'postal',
          address_1: '146 Plains Rd',
          city: 'Raymond',
          state_province: 'ME',
          postal_code: '04071-6234',
          country: 'US',
        },
      ],
    });
    expect(
      await world.db.selectFrom('organization_sources').select(['source', 'source_key', 'organization_id']).execute(),
    ).toEqual([{ source: 'irs', source_key: '010211490', organization_id: partner.organization_id }]);
    expect((await historyOf(ana, [id])).map((line) => line.action)).toContain('partner.from_public_lists');
  });

  test('twice leads to the same partner, which the search knows', async () => {
    const first = await promoteListed(ana, 'irs', '010211490');

    expect(await promoteListed(ana, 'irs', '010211490')).toBe(first);
    const { rows } = await searchForLibrary(ana, publicListsFilter.parse({ q: 'scouts' }));
    expect(rows).toMatchObject([{ partner_id: first }]);
  });

  test('that the library has under the same tax ID is refused, and says which one it is', async () => {
    const partner = await aPartner(ana, { name: 'Our Bridge Friends', tax_id: '01-0000001' });

    await expect(promoteListed(ana, 'irs', '010000001')).rejects.toThrow(
      new Invalid({ form: { key: 'error.listed_organization_known', values: { name: 'Our Bridge Friends' } } }),
    );
    expect(await organizationLike(ana, 'irs', '010000001')).toEqual({
      name: 'Our Bridge Friends',
      partner_id: partner,
    });
    expect((await listPartners(ana, partnerFilter.parse({}))).total).toBe(1);
  });

  test('that is in no public list is not found', async () => {
    await expect(promoteListed(ana, 'irs', '999999999')).rejects.toThrow(NotFound);
    await expect(dismissListed(ana, 'other', '010211490')).rejects.toThrow(NotFound);
  });
});

describe('setting a listed organization aside', () => {
  test('hides it from this library’s searches only, says who did, and can be taken back', async () => {
    const ben = await aMember(await aLibrary(world.host), 'contributor', 'Ben');
    await enter(ana, ana.library);
    await dismissListed(ana, 'irs', '010000001');
    await dismissListed(ana, 'irs', '010000001');

    expect(await names(ana)).toEqual(['Boy Scouts of America']);
    expect(await dismissedOf(ana)).toMatchObject([{ name: 'Bridge Club', who: 'Ana', at: NOW }]);
    expect(
      (await historyOf(ana, [ana.library.id])).filter((line) => line.action === 'listed_organization.dismissed'),
    ).toHaveLength(1);

    await enter(ben, ben.library);
    expect(await names(ben)).toEqual(['Boy Scouts of America', 'Bridge Club']);
    expect(await dismissedOf(ben)).toEqual([]);
    await expect(bringBack(ben, 'irs', '010000001')).rejects.toThrow(NotFound);

    await enter(ana, ana.library);
    await bringBack(ana, 'irs', '010000001');
    expect(await names(ana)).toEqual(['Boy Scouts of America', 'Bridge Club']);
    expect(await dismissedOf(ana)).toEqual([]);
  });

  test('does not keep it from becoming a partner after all', async () => {
    await dismissListed(ana, 'irs', '010000001');
    await promoteListed(ana, 'irs', '010000001');

    expect(await dismissedOf(ana)).toEqual([]);
    await expect(bringBack(ana, 'irs', '010000001')).rejects.toThrow(NotFound);
  });

  test('leaves full pages, each row once', { tags: 'long' }, async () => {
    const rows = Array.from({ length: 120 }, (_, n) =>
      aListedOrganization({ source_key: `7${n}`, name: `Club ${String(n).padStart(3, '0')}` }),
    );
    await loaded(world.host, rows);
    for (let n = 5; n < 60; n++) await dismissListed(ana, 'irs', `7${n}`);
    const first = await searchForLibrary(ana, publicListsFilter.parse({ q: 'club' }));
    const second = await searchForLibrary(ana, publicListsFilter.parse({ q: 'club', after: first.next ?? '' }));

    expect([first.rows.length, second.rows.length]).toEqual([25, 25]);
    expect(first.rows.map((row) => row.name).slice(3, 7)).toEqual(['Club 003', 'Club 004', 'Club 060', 'Club 061']);
    expect(second.rows[0]?.name).toBe('Club 080');
  });

  test('hundreds in a row leave an empty page that still leads on to the rest', async () => {
    const rows = Array.from({ length: 300 }, (_, n) =>
      aListedOrganization({ source_key: `7${n}`, name: `Club ${String(n).padStart(3, '0')}` }),
    );
    await loaded(world.host, rows);
    const answers = rows
      .slice(0, 260)
      .map(({ source_key }) => ({ library_id: ana.library.id, source: 'irs', source_key, answer: 'dismissed' }));
    await world.db
      .insertInto('listed_organization_answers')
      .values(answers.map((answer) => ({ ...answer, answered_at: NOW })))
      .execute();
    const seen: string[] = [];
    let after: string | null = '';
    for (let pages = 0; after !== null && pages < 9; pages++) {
      const page: PageHere = await searchForLibrary(ana, publicListsFilter.parse({ q: 'club', after }));
      seen.push(...page.rows.map((row) => row.name));
      after = page.next;
    }

    expect(after).toBeNull();
    expect(seen).toEqual([...rows.slice(260).map((row) => row.name), 'Bridge Club']);
    const { cookie } = await aSession(ana);
    const html = (await new Visitor(houseOn(world.db)).get(`/l/${ana.library.slug}/public-lists?q=club`, { cookie }))
      .page;
    expect(html.querySelector('a[rel=next]')?.text).toBe('Next part');
  });
});

test('a reader may look, and neither add nor set aside nor bring back', async () => {
  const rosa = await aMember(ana, 'reader', 'Rosa');

  expect(await names(rosa, { q: 'bridge' })).toEqual(['Bridge Club']);
  await expect(promoteListed(rosa, 'irs', '010000001')).rejects.toThrow(Forbidden);
  await expect(dismissListed(rosa, 'irs', '010000001')).rejects.toThrow(Forbidden);
  await expect(bringBack(rosa, 'irs', '010000001')).rejects.toThrow(Forbidden);
});

test('two people who add the same listed organization at once make one partner', { tags: 'long' }, async () => {
  const own = await copyOfTemplate();
  try {
    const host = { db: own.db, now: NOW };
    await loaded(host, [aListedOrganization({ source_key: '010000001', name: 'Bridge Club' })]);
    const member = await borrow(own.db, { libraryId: null }, async (db) =>
      aMember(await aLibrary({ db, now: NOW }), 'contributor'),
    );
    const add = () =>
      borrow(own.db, { libraryId: member.library.id }, (db) => promoteListed({ ...member, db }, 'irs', '010000001'));
    const outcomes = await Promise.allSettled([add(), add(), add()]);
    const added = new Set(outcomes.map((each) => (each.status === 'fulfilled' ? each.value : '')).filter(Boolean));

    expect(added.size).toBe(1);
    for (const each of outcomes) if (each.status === 'rejected') expect(each.reason).toBeInstanceOf(Invalid);
    const count = await borrow(own.db, { libraryId: member.library.id }, (db) =>
      db.selectFrom('partners').select('id').execute(),
    );
    expect(count).toHaveLength(1);
  } finally {
    await own.drop();
  }
});
