import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  aContact,
  aDraft,
  aLibrary,
  aLocation,
  aMember,
  aPartner,
  aRemark,
  aService,
  aWorksheet,
  rateAll,
} from '../../../test/factories.ts';
import { useDatabase } from '../../../test/support.ts';
import type { Ctx } from '../../house/ctx.ts';
import { migrationsFolder } from '../../house/data.ts';
import { Conflict, Forbidden, type Invalid, NotFound } from '../../house/errors.ts';
import { type Id, newId } from '../../house/ids.ts';
import { readMigrations } from '../../house/migrate.ts';
import { historyOf } from '../../views/history/history.ts';
import { timelineOf } from '../../views/timeline/timeline.ts';
import { enter } from '../accounts/libraries.ts';
import { addContact, changeContact, contactsOf, findContact } from '../directory/contacts.ts';
import { addLocation, changeLocation, locationsOf } from '../directory/locations.ts';
import { addOrganization, changeOrganization, findOrganization } from '../directory/organizations.ts';
import { changePerson, findPerson } from '../directory/persons.ts';
import { addService } from '../directory/services.ts';
import { asTyped } from '../directory/typed-organization.ts';
import { partnerNow } from '../partners/former.ts';
import { openStep, setNextStep } from '../partners/next-steps.ts';
import type { PartnerId } from '../partners/partner.ts';
import { addPartner, changeStage, findPartner } from '../partners/partners.ts';
import { closeWorksheet } from '../worksheets/decisions.ts';
import { handedIn } from '../worksheets/ratings.ts';
import { findWorksheet } from '../worksheets/worksheets.ts';
import { answerDifferent } from './duplicates.ts';
import { mergeOrganizations } from './merge.ts';
import { mergePlan } from './merge-plan.ts';
import { formerIds, mergesOf } from './merges.ts';
import { referencesHere } from './references.ts';
import { undoMerge } from './undo-merge.ts';

const world = useDatabase();
let ana: Ctx;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'coordinator', 'Ana');
});

const ADDRESS = {
  address_type: 'physical',
  address_1: '12 Hidden Lane',
  city: 'Alder Falls',
  state_province: 'CO',
  postal_code: '81901',
  country: 'US',
};
const person = (name: string) => aContact({ name });
const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: Invalid) => error.fields?.form,
  );

/** Two partners that both have some of everything. */
async function twoFull(): Promise<{
  kept: Id<'organizations'>;
  gone: Id<'organizations'>;
  keptPartner: Id<'partners'>;
  gonePartner: Id<'partners'>;
  child: Id<'organizations'>;
}> {
  const shared = { sectors: ['women', 'legal'], languages: ['en'] };
  const keptPartner = await aPartner(ana, {
    name: 'Haven House',
    ...shared,
    phones: { 0: { number: '303 555 0101' }, 1: { number: '303 555 0102' } },
  });
  const gonePartner = await aPartner(ana, {
    name: 'Haven House Inc.',
    sectors: ['women', 'senior'],
    languages: ['es'],
    website: 'https://haven.example',
    alternate_names: 'La Casa',
    phones: { 0: { number: '303 555 0102' }, 1: { number: '303 555 0103' } },
    addresses: { 0: ADDRESS },
  });
  const [kept, gone] = [
    (await findPartner(ana, keptPartner)).organization_id,
    (await findPartner(ana, gonePartner)).organization_id,
  ];
  const child = await addOrganization(ana, aDraft({ name: 'Haven Annex', parent_organization_id: gone }));
  for (const [partner, organization, label] of [
    [keptPartner, kept, 'one'],
    [gonePartner, gone, 'other'],
  ] as const) {
    await addContact(ana, organization, person('Jordan Ellis'));
    await addContact(ana, organization, person(`Only at ${label}`));
    await aRemark(ana, partner, { body: 'A talk', audience: 'library', happened_on: null });
    await aRemark(ana, partner, { body: 'Mine', audience: 'me', happened_on: null });
    await setNextStep(ana, partner, { what: 'Old', due_on: '2026-03-20' });
    await setNextStep(ana, partner, { what: `Call ${label}`, due_on: '2026-04-01' });
    await changeStage(ana, partner, { stage: 'contacted', reason: 'Wrote', version: 1 });
    await bring(organization, partner, label);
    const sheet = await aWorksheet(ana, { partners: [partner, await aPartner(ana)] });
    await rateAll(ana, sheet, 4);
    await closeWorksheet(
      ana,
      { id: sheet, linkTo: () => '' },
      { chosen: [partner], reason: 'Best', why_unrated: 'A trial', look_back_on: null },
    );
    await rateAll(ana, await aWorksheet(ana, { partners: [await aPartner(ana), partner] }), 3);
  }
  const third = await addOrganization(ana, aDraft({ name: 'Haven Third' }));
  const fourth = await addOrganization(ana, aDraft({ name: 'Haven Fourth' }));
  await answerDifferent(ana, gone, third);
  await answerDifferent(ana, gone, fourth);
  await answerDifferent(ana, kept, fourth);
  await answerDifferent(ana, kept, gone);
  return { kept, gone, keptPartner, gonePartner, child };
}

/** Saves the form of an organization as it is, with these fields changed. */
async function saveAgain(id: Id<'organizations'>, over: Record<string, unknown>): Promise<void> {
  const { phones, addresses, sectors, languages, populations, ...now } = await findOrganization(ana, id);
  const draft = aDraft({
    ...asTyped({ ...now, phones: [], addresses: [], sectors, languages, populations }),
    phones,
    addresses,
    sectors,
    languages,
    populations,
    ...over,
  });
  await changeOrganization(ana, id, { ...draft, version: now.version });
}

/** What imports and leads leave behind. */
async function bring(organization_id: Id<'organizations'>, partner: Id<'partners'>, source_key: string): Promise<void> {
  const library_id = ana.library.id;
  const [service_id, location_id] = [newId<'services'>(), newId<'locations'>()];
  const stamps = { created_at: ana.now, updated_at: ana.now };
  await ana.db
    .insertInto('services')
    .values({ library_id, id: service_id, organization_id, name: 'Meals', ...stamps })
    .execute();
  await ana.db
    .insertInto('locations')
    .values({ library_id, id: location_id, organization_id, name: 'Hall', ...stamps })
    .execute();
  await ana.db
    .insertInto('service_at_locations')
    .values({ library_id, id: newId(), service_id, location_id })
    .execute();
  await ana.db.insertInto('service_terms').values({ library_id, service_id, taxonomy: 'ours', term: 'food' }).execute();
  await ana.db
    .insertInto('organization_sources')
    .values({ library_id, source: 'list', source_key, organization_id, brought: '{}' })
    .execute();
  const lead = {
    library_id,
    id: newId<'leads'>(),
    source: 'list',
    source_key,
    name: 'Haven',
    search_key: 'haven',
    record: '{}',
    promoted_partner_id: partner,
  };
  await ana.db
    .insertInto('leads')
    .values({ ...lead, ...stamps })
    .execute();
  const answer = {
    library_id,
    source: 'irs',
    source_key,
    answer: 'promoted',
    partner_id: partner,
    answered_at: ana.now,
  };
  await ana.db.insertInto('listed_organization_answers').values(answer).execute();
}

/** Every row of every table whose changes are kept, as it is. */
async function everything(ctx: Ctx): Promise<Record<string, unknown>> {
  const tables = await recorded(ctx);
  const all: Record<string, unknown> = {};
  for (const table of tables) {
    const { rows } = await sql<{
      row: object;
    }>`select to_jsonb(t) as row from ${sql.table(table)} t where library_id = ${ctx.library.id}
      order by to_jsonb(t)::text`.execute(ctx.db);
    all[table] = rows.map((each) => each.row);
  }
  return all;
}

const recorded = async (ctx: Ctx) =>
  (
    await sql<{
      name: string;
    }>`select c.relname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid where t.tgname = 'record_change' order by 1`.execute(
      ctx.db,
    )
  ).rows.map((row) => row.name);

describe('the tables a merge knows', () => {
  const refersTo = async (target: string) =>
    (
      await sql<{ name: string }>`
        select c.relname || '.' || a.attname as name
        from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
        join pg_attribute a on a.attrelid = c.oid and a.attnum = any(k.conkey)
        where k.contype = 'f' and f.relname = ${target} and f.relnamespace = current_schema()::regnamespace and a.attname <> 'library_id'
        order by 1`.execute(ana.db)
    ).rows.map(({ name }) => name);
  /** A pair has an order, so answers move in their own way; likely pairs are found anew. */
  const PAIRED = ['organization_id', 'other_id'].map((column) => ({ table: 'duplicate_answers', column }));
  const FOUND = PAIRED.map(({ column }) => ({ table: 'likely_pairs', column }));
  const found = async () => Object.values(await referencesHere(ana));
  const named = (references: readonly { table: string; column: string }[]) =>
    references.map(({ table, column }) => `${table}.${column}`).sort();

  test('are all that refer to an organization or a partner, and no others', async () => {
    const { organization: toOrganization, partner: toPartner } = await referencesHere(ana);

    // Ratings and choices are of a partner on a worksheet.
    const followers = (await refersTo('worksheet_partners')).filter((name) => name.endsWith('.partner_id'));

    expect(await refersTo('organizations')).toEqual(named([...toOrganization, ...PAIRED, ...FOUND]));
    expect([...(await refersTo('partners')), ...followers].toSorted()).toEqual(named(toPartner));
    expect(followers).toEqual(['ratings.partner_id', 'worksheet_choices.partner_id']);
  });

  test('and each keeps its changes', async () => {
    const tables = [...(await found()).flat(), ...PAIRED].map((each) => each.table);
    const kept = await recorded(ana);

    expect(['organizations', ...tables].filter((table) => !kept.includes(table))).toEqual([]);
  });
});

describe('merging', () => {
  test('brings everything of the one to the other, and nothing refers to the one any more', {
    tags: 'long',
  }, async () => {
    const { kept, gone, keptPartner, gonePartner, child } = await twoFull();
    const plan = await mergePlan(ana, kept, gone);
    expect(plan.moves).toMatchObject({
      contacts: 2,
      interaction_partners: 2,
      next_steps: 2,
      stage_changes: 1,
      services: 1,
      locations: 1,
      leads: 1,
      worksheet_partners: 2,
    });

    await mergeOrganizations(ana, { kept, gone, take: {}, seen: plan.seen });

    const after = await findOrganization(ana, kept);
    expect(after).toMatchObject({
      name: 'Haven House',
      website: 'https://haven.example',
      languages: ['en', 'es'],
      version: 2,
    });
    expect(after.alternate_names).toEqual(['Haven House Inc.', 'La Casa']);
    expect(after.sectors.toSorted()).toEqual(['legal', 'senior', 'women']);
    expect(after.phones.map((phone) => phone.number)).toEqual(['+13035550101', '+13035550102', '+13035550103']);
    expect(after.addresses).toHaveLength(1);
    expect((await contactsOf(ana, kept)).map((each) => each.name)).toHaveLength(3);
    expect((await findOrganization(ana, child)).parent_organization_id).toBe(kept);
    expect((await openStep(ana, keptPartner))?.what).toBe('Call one');
    const timeline = await timelineOf(ana, keptPartner);
    expect(timeline.filter((event) => event.kind === 'interaction')).toHaveLength(4);
    expect(timeline.find((event) => event.said?.values?.what === 'Call other')?.said?.key).toBe(
      'timeline.step_replaced',
    );
    // A decision keeps the names of its day, under the ids of its day.
    const { worksheet_decisions: _, ...others } = await everything(ana);
    const rows = JSON.stringify(others);
    expect([rows.includes(gone), rows.includes(gonePartner)]).toEqual([false, false]);
    await expect(findOrganization(ana, gone)).rejects.toThrow(NotFound);
  });

  test('and taken back, every row is as it was', { tags: 'long' }, async () => {
    const { kept, gone } = await twoFull();
    const before = await everything(ana);
    const id = await mergeOrganizations(ana, { kept, gone, take: { name: 'gone', stage: 'gone', owner_id: 'gone' } });
    expect(await everything(ana)).not.toEqual(before);

    expect((await undoMerge(ana, id)).left).toEqual([]);

    expect(await everything(ana)).toEqual(before);
    expect((await mergesOf(ana))[0]).toMatchObject({ id, merged_by: 'Ana', undone_by: 'Ana' });
    await expect(undoMerge(ana, id)).rejects.toThrow(NotFound);
  });

  test('takes each field from where the person says, and the other name stays as an alternate one', async () => {
    const kept = await addOrganization(ana, aDraft({ name: 'Haven', email: 'a@haven.example', description: 'Old' }));
    const gone = await addOrganization(
      ana,
      aDraft({ name: 'Haven House', email: 'b@haven.example', tax_id: '27-1067272' }),
    );

    await mergeOrganizations(ana, { kept, gone, take: { name: 'gone', tax_id: 'kept' } });

    const after = await findOrganization(ana, kept);
    expect(after).toMatchObject({
      name: 'Haven House',
      alternate_names: ['Haven'],
      email: 'a@haven.example',
      description: 'Old',
      tax_id: '',
    });
  });

  test('an address that one of them hides stays hidden', async () => {
    const kept = await addOrganization(ana, aDraft());
    const gone = await addOrganization(ana, aDraft({ confidential_address: 'on', addresses: { 0: ADDRESS } }));
    await mergeOrganizations(ana, { kept, gone, take: {} });

    expect((await findOrganization(ana, kept)).confidential_address).toBe(true);
  });

  test('a relationship that only the gone one has goes along', async () => {
    const kept = await addOrganization(ana, aDraft());
    const partner = await aPartner(ana, { name: 'Haven' });
    const { organization_id: gone } = await findPartner(ana, partner);
    const before = await everything(ana);

    const id = await mergeOrganizations(ana, { kept, gone, take: {} });
    expect((await findPartner(ana, partner)).organization_id).toBe(kept);

    await undoMerge(ana, id);
    expect(await everything(ana)).toEqual(before);
  });

  test('makes no circle: who was part of the gone one, by whatever way, is part of nothing that is part of it', async () => {
    const gone = await addOrganization(ana, aDraft({ name: 'Top' }));
    const middle = await addOrganization(ana, aDraft({ name: 'Middle', parent_organization_id: gone }));
    const kept = await addOrganization(ana, aDraft({ name: 'Bottom', parent_organization_id: middle }));
    const before = await everything(ana);

    const id = await mergeOrganizations(ana, { kept, gone, take: {} });
    expect((await findOrganization(ana, kept)).parent_organization_id).toBeNull();
    expect((await findOrganization(ana, middle)).parent_organization_id).toBe(kept);
    await undoMerge(ana, id);
    expect(await everything(ana)).toEqual(before);

    await mergeOrganizations(ana, { kept: gone, gone: middle, take: {} });
    expect((await findOrganization(ana, gone)).parent_organization_id).toBeNull();
    expect((await findOrganization(ana, kept)).parent_organization_id).toBe(gone);
  });

  test('is refused while a worksheet compares the two, and says which', async () => {
    const partners = [await aPartner(ana), await aPartner(ana)];
    const [kept = newId<never>(), gone = newId<never>()] = await Promise.all(
      partners.map(async (id) => (await findPartner(ana, id)).organization_id),
    );
    await aWorksheet(ana, { partners, purpose: 'Homework club' });

    expect(await errorOf(mergeOrganizations(ana, { kept, gone, take: {} }))).toEqual({
      key: 'error.merge_worksheet',
      values: { purpose: 'Homework club' },
    });
  });

  test('is refused when one of them was changed since the person looked', async () => {
    const [kept, gone] = [await addOrganization(ana, aDraft()), await addOrganization(ana, aDraft())];

    expect(await errorOf(mergeOrganizations(ana, { kept, gone, take: {}, seen: '1.2' }))).toEqual({
      key: 'error.merge_changed',
    });
  });

  test('is refused when the stage or the owner of one was changed since the person looked', async () => {
    const partners = [await aPartner(ana), await aPartner(ana)];
    const [kept = newId<never>(), gone = newId<never>()] = await Promise.all(
      partners.map(async (id) => (await findPartner(ana, id)).organization_id),
    );
    const { seen } = await mergePlan(ana, kept, gone);
    await changeStage(ana, partners[1] ?? newId(), { stage: 'contacted', reason: '', version: 1 });

    expect(await errorOf(mergeOrganizations(ana, { kept, gone, take: {}, seen }))).toEqual({
      key: 'error.merge_changed',
    });
  });

  test('keeps streets of one name in two towns apart, and of one address the fuller way to say it', {
    tags: 'long',
  }, async () => {
    const street = { address_1: '100 Main St', city: 'Springfield', state_province: '', postal_code: '' };
    const [il, ma] = [
      { ...street, state_province: 'IL', postal_code: '62701' },
      { ...street, state_province: 'MA', postal_code: '01101' },
    ];
    const cases = [
      [street, il, ['IL 62701']],
      [il, street, ['IL 62701']],
      [il, { ...il, postal_code: '62701-1234' }, ['IL 62701']],
      [il, ma, ['IL 62701', 'MA 01101']],
      [{ ...street, state_province: 'IL' }, { ...street, postal_code: '62701' }, ['IL ', ' 62701']],
      [il, { ...il, country: 'CA' }, ['IL 62701', 'IL 62701']],
    ] as const;
    for (const [ours, theirs, both] of cases) {
      const kept = await addOrganization(ana, aDraft({ addresses: { 0: ours } }));
      const gone = await addOrganization(ana, aDraft({ addresses: { 0: theirs } }));
      const before = await everything(ana);
      const id = await mergeOrganizations(ana, { kept, gone, take: {} });

      expect(
        (await findOrganization(ana, kept)).addresses.map((each) => `${each.state_province} ${each.postal_code}`),
      ).toEqual(both);
      await undoMerge(ana, id);
      expect(await everything(ana)).toEqual(before);
    }
  });

  test('makes a record that its form can save, though both had ten of each', async () => {
    const many = (at: number) => ({
      phones: Object.fromEntries(Array.from({ length: 10 }, (_, n) => [n, { number: `303 555 0${at}${n}0` }])),
      addresses: Object.fromEntries(
        Array.from({ length: 10 }, (_, n) => [n, { ...ADDRESS, address_1: `${at}${n} Main St` }]),
      ),
      alternate_names: Array.from({ length: 20 }, (_, n) => `Name ${at} ${n}`).join('\n'),
    });
    const [kept, gone] = [await addOrganization(ana, aDraft(many(1))), await addOrganization(ana, aDraft(many(2)))];
    await mergeOrganizations(ana, { kept, gone, take: {} });

    await saveAgain(kept, { description: 'Saved' });

    const { phones, addresses, alternate_names } = await findOrganization(ana, kept);
    expect([phones.length, addresses.length, alternate_names.length]).toEqual([20, 20, 41]);
  });

  test('leads an old address on, also over a second merge', async () => {
    const [a = newId<never>(), b = newId<never>(), c = newId<never>()] = [
      await aPartner(ana),
      await aPartner(ana),
      await aPartner(ana),
    ];
    const [x = newId<never>(), y = newId<never>(), z = newId<never>()] = await Promise.all(
      [a, b, c].map(async (id) => (await findPartner(ana, id)).organization_id),
    );
    await mergeOrganizations(ana, { kept: y, gone: x, take: {} });
    await mergeOrganizations(ana, { kept: z, gone: y, take: {} });

    expect([await partnerNow(ana, a), await partnerNow(ana, b), await partnerNow(ana, c)]).toEqual([c, c, null]);
  });

  test('of before former partners were written down is found by the migration, and taken back', async () => {
    const [a, b, c] = [await aPartner(ana), await aPartner(ana), await aPartner(ana)];
    const organization = async (id: PartnerId) => (await findPartner(ana, id)).organization_id;
    const [x, y, z] = [await organization(a), await organization(b), await organization(c)];
    const before = await everything(ana);
    const first = await mergeOrganizations(ana, { kept: y, gone: x, take: {} });
    const second = await mergeOrganizations(ana, { kept: z, gone: y, take: {} });
    const former = () => ana.db.selectFrom('former_partners').selectAll().orderBy('former_id').execute();
    const said = await former();
    await ana.db.deleteFrom('former_partners').execute();

    const migration = readMigrations(migrationsFolder).find(({ name }) => name.endsWith('former-partners'))?.sql ?? '';
    await sql.raw(/^with recursive[^;]*;/m.exec(migration)?.[0] ?? '').execute(ana.db);

    expect(said).toHaveLength(2);
    expect(await former()).toEqual(said);
    await ana.db.deleteFrom('former_partners').execute();
    await undoMerge(ana, second);
    expect(await former()).toMatchObject([{ former_id: a, partner_id: b }]);
    await undoMerge(ana, first);
    expect(await everything(ana)).toEqual(before);
    expect(await former()).toEqual([]);
  });

  test('a decided worksheet still says what it said, and is closed to everybody again', async () => {
    const { kept, gone, keptPartner, gonePartner } = await twoFull();
    const decided = (await timelineOf(ana, gonePartner)).find((event) => event.kind === 'worksheet')?.id ?? newId();
    await mergeOrganizations(ana, { kept, gone, take: {} });

    const sheet = await findWorksheet(ana, decided);
    expect(sheet.partners[0]).toEqual({ id: keptPartner, name: 'Haven House Inc.' });
    expect(sheet.decision?.chosen).toEqual([keptPartner]);
    await expect(
      sql`savepoint s`
        .execute(ana.db)
        .then(() => sql`update ratings set score = 1 where worksheet_id = ${decided}`.execute(ana.db)),
    ).rejects.toThrow(/decided/);
    await sql`rollback to savepoint s`.execute(ana.db);
  });

  test('what was written about the gone one is found from the kept one, also after a second merge', async () => {
    const { kept, gone, gonePartner } = await twoFull();
    const last = await addOrganization(ana, aDraft({ name: 'Last' }));
    await mergeOrganizations(ana, { kept, gone, take: {} });
    await mergeOrganizations(ana, { kept: last, gone: kept, take: {} });

    const former = await formerIds(ana, last);
    expect(former).toEqual(expect.arrayContaining([kept, gone, gonePartner]));
    expect((await historyOf(ana, former)).map((line) => line.details.name)).toContain('Haven House Inc.');
    const now = await partnerNow(ana, gonePartner);
    expect((await findPartner(ana, now ?? newId())).organization_id).toBe(last);
  });

  test('readers may not, another library finds nothing, and nothing merges with itself', async () => {
    const [kept, gone] = [await addOrganization(ana, aDraft()), await addOrganization(ana, aDraft())];
    const reader = await aMember(ana, 'reader');
    await expect(mergeOrganizations(reader, { kept, gone, take: {} })).rejects.toThrow(Forbidden);
    await expect(mergeOrganizations(ana, { kept, gone: kept, take: {} })).rejects.toThrow(NotFound);
    const id = await mergeOrganizations(ana, { kept, gone, take: {} });
    await expect(undoMerge(reader, id)).rejects.toThrow(Forbidden);

    const stranger = await aMember(await aLibrary(world.host), 'administrator');
    await expect(mergeOrganizations(stranger, { kept, gone, take: {} })).rejects.toThrow(NotFound);
    await expect(undoMerge(stranger, id)).rejects.toThrow(NotFound);
    expect(await mergesOf(stranger)).toEqual([]);
    await enter(world.host, ana.library);
  });
});

const WORDS = fc.constantFrom('', 'Haven', 'House', 'Haven House', 'Harbor');
const anyOrganization = fc.record({
  name: fc.constantFrom('Haven', 'Haven House', 'Haven, Inc.'),
  description: WORDS,
  website: fc.constantFrom('', 'https://haven.example', 'https://harbor.example'),
  tax_id: fc.constantFrom('', '27-1067272'),
  alternate_names: fc.uniqueArray(fc.constantFrom('Haven', 'La Casa', 'HH')).map((names) => names.join('\n')),
  languages: fc.uniqueArray(fc.constantFrom('en', 'es')),
  sectors: fc.uniqueArray(fc.constantFrom('women', 'legal')),
  phones: fc
    .uniqueArray(fc.constantFrom('303 555 0101', '303 555 0102', '303 555 0103'))
    .map((all) => Object.fromEntries(all.map((number, at) => [at, { number }]))),
  addresses: fc.boolean().map((has) => (has ? { 0: ADDRESS } : {})),
  parent: fc.constantFrom('none', 'other', 'third'),
  partner: fc.boolean(),
  step: fc.boolean(),
  contacts: fc.array(fc.constantFrom('Jordan', 'Kim'), { maxLength: 2 }),
  answered: fc.boolean(),
});
const anyTake = fc.dictionary(
  fc.constantFrom('name', 'description', 'website', 'tax_id', 'parent_organization_id', 'stage', 'owner_id'),
  fc.constantFrom('kept', 'gone'),
);

describe('whatever the two are', () => {
  test('a merge leaves nothing of the gone one behind, and its undo leaves every row as it was', {
    tags: 'long',
  }, async () => {
    await fc.assert(
      fc.asyncProperty(anyOrganization, anyOrganization, anyTake, async (one, other, take) => {
        const third = await addOrganization(ana, aDraft({ name: 'Third' }));
        const ids: Id<'organizations'>[] = [];
        for (const { parent, partner, step, contacts, answered, ...facts } of [one, other]) {
          const parent_organization_id = parent === 'third' ? third : parent === 'other' ? (ids[0] ?? '') : '';
          const draft = aDraft({ ...facts, parent_organization_id });
          const partnerId = partner ? await addPartner(ana, draft) : null;
          const id = partnerId
            ? (await findPartner(ana, partnerId)).organization_id
            : await addOrganization(ana, draft);
          if (partnerId && step) await setNextStep(ana, partnerId, { what: 'Call', due_on: '2026-04-01' });
          for (const name of contacts) await addContact(ana, id, person(name));
          if (answered) await answerDifferent(ana, id, third);
          ids.push(id);
        }
        const [kept = newId<never>(), gone = newId<never>()] = ids;
        const before = await everything(ana);

        const id = await mergeOrganizations(ana, { kept, gone, take });
        expect(JSON.stringify(await everything(ana)).includes(gone)).toBe(false);
        await undoMerge(ana, id);

        expect(await everything(ana)).toEqual(before);
      }),
      { numRuns: 25 },
    );
  });
});

describe('taking a merge back after somebody went on working', () => {
  test('a new note stays with the kept one; a person changed since is as changed, back where they belong', async () => {
    const { kept, gone, keptPartner, gonePartner } = await twoFull();
    const [theirs] = (await contactsOf(ana, gone)).filter((each) => each.name.startsWith('Only'));
    const id = await mergeOrganizations(ana, { kept, gone, take: {} });
    await aRemark(ana, keptPartner, { body: 'After', audience: 'library', happened_on: null });
    await changeContact(ana, theirs?.id ?? newId(), { ...person('Renamed'), version: 1 });

    await undoMerge(ana, id);

    expect((await timelineOf(ana, keptPartner)).map((event) => event.text)).toContain('After');
    expect((await timelineOf(ana, gonePartner)).map((event) => event.text)).not.toContain('After');
    expect(await findContact(ana, theirs?.id ?? newId())).toMatchObject({ name: 'Renamed', organization_id: gone });
  });

  test('what was rated and decided since goes back with the worksheet', async () => {
    const [keptPartner, gonePartner] = [
      await aPartner(ana, { name: 'Grange' }),
      await aPartner(ana, { name: 'Grange' }),
    ];
    const [kept, gone] = [
      (await findPartner(ana, keptPartner)).organization_id,
      (await findPartner(ana, gonePartner)).organization_id,
    ];
    const worksheet = await aWorksheet(ana, { partners: [gonePartner, await aPartner(ana)] });
    const id = await mergeOrganizations(ana, { kept, gone, take: {} });
    await rateAll(ana, worksheet, 4);
    const decision = { chosen: [keptPartner], reason: 'Near', why_unrated: '', look_back_on: null };
    await closeWorksheet(ana, { id: worksheet, linkTo: () => '' }, decision);

    await undoMerge(ana, id);

    const sheet = await findWorksheet(ana, worksheet);
    expect(sheet.partners[0]?.id).toBe(gonePartner);
    expect(sheet.decision?.chosen).toEqual([gonePartner]);
    expect((await handedIn(ana, sheet)).map((rating) => rating.partnerId)).toContain(gonePartner);
  });

  test('facts saved since keep what was typed; what the merge brought goes back, phones too', async () => {
    const { kept, gone } = await twoFull();
    const id = await mergeOrganizations(ana, { kept, gone, take: {} });
    const now = await findOrganization(ana, kept);
    const typed = {
      ...asTyped(now),
      website: 'https://new.example',
      alternate_names: `${now.alternate_names.join('\n')}\nTyped since`,
    };
    const draft = aDraft({
      ...typed,
      phones: now.phones,
      addresses: now.addresses,
      sectors: now.sectors,
      languages: now.languages,
      populations: [],
    });
    await changeOrganization(ana, kept, { ...draft, version: now.version });

    const { left } = await undoMerge(ana, id);

    expect(left).toEqual(['website']);
    const [one, other] = [await findOrganization(ana, kept), await findOrganization(ana, gone)];
    expect(one).toMatchObject({ website: 'https://new.example', alternate_names: ['Typed since'], languages: ['en'] });
    expect(one.sectors.toSorted()).toEqual(['legal', 'women']);
    expect(one.phones.map((phone) => phone.number)).toEqual(['+13035550101', '+13035550102']);
    expect(one.addresses).toEqual([]);
    expect(other.phones.map((phone) => phone.number)).toEqual(['+13035550102', '+13035550103']);
    expect(other.addresses).toHaveLength(1);
    expect(other.sectors.toSorted()).toEqual(['senior', 'women']);
    const { rows } = await sql<{ search_key: string }>`select search_key from organizations where id = ${kept}`.execute(
      ana.db,
    );
    expect(rows[0]?.search_key).toBe('haven house | typed since');
  });

  test('shows no address of the one that hid it: what was added or edited while it was hidden stays hidden, and that is named', async () => {
    for (const since of ['edited', 'location'] as const) {
      const own = { ...ADDRESS, address_1: '1 Main St' };
      const kept = await addOrganization(ana, aDraft({ name: 'Haven', addresses: { 0: own } }));
      const gone = await addOrganization(
        ana,
        aDraft({ name: 'Haven Inc', confidential_address: 'on', addresses: { 0: ADDRESS } }),
      );
      const id = await mergeOrganizations(ana, { kept, gone, take: {} });
      if (since === 'edited')
        await saveAgain(kept, { addresses: { 0: own, 1: { ...ADDRESS, address_1: '12 Hidden Ln' } } });
      else await addLocation(ana, kept, aLocation({ name: 'House', ...ADDRESS }));

      expect((await undoMerge(ana, id)).left).toEqual(['confidential_address']);

      expect((await findOrganization(ana, kept)).confidential_address).toBe(true);
      expect((await findOrganization(ana, gone)).addresses.map((each) => each.address_1)).toEqual(['12 Hidden Lane']);
    }
  });

  test('and what the kept one had all along is open again', async () => {
    const own = { ...ADDRESS, address_1: '1 Main St' };
    const kept = await addOrganization(ana, aDraft({ addresses: { 0: own } }));
    const gone = await addOrganization(ana, aDraft({ confidential_address: 'on', addresses: { 0: ADDRESS } }));
    await addLocation(ana, kept, aLocation({ name: 'Hall', ...own }));
    const id = await mergeOrganizations(ana, { kept, gone, take: {} });
    await saveAgain(kept, { addresses: { 0: own, 1: ADDRESS }, website: 'https://new.example' });

    expect((await undoMerge(ana, id)).left).not.toContain('confidential_address');
    expect(await findOrganization(ana, kept)).toMatchObject({
      confidential_address: false,
      addresses: [{ address_1: '1 Main St' }],
    });
  });

  test('nor by a place of the other one that was edited while it was hidden', async () => {
    for (const edited of [true, false]) {
      const kept = await addOrganization(ana, aDraft({ confidential_address: 'on', addresses: { 0: ADDRESS } }));
      const gone = await addOrganization(ana, aDraft());
      const place = await addLocation(ana, gone, aLocation({ ...ADDRESS, address_1: '1 Main St' }));
      const id = await mergeOrganizations(ana, { kept, gone, take: {} });
      if (edited) await changeLocation(ana, place, { ...aLocation(ADDRESS), version: 1 });

      expect((await undoMerge(ana, id)).left).toEqual(edited ? ['confidential_address'] : []);

      expect((await findOrganization(ana, gone)).confidential_address).toBe(edited);
      expect((await findOrganization(ana, kept)).confidential_address).toBe(true);
    }
  });

  test('gives back a sector, a phone and an address that were taken from the kept one; who was removed is named', async () => {
    const { kept, gone } = await twoFull();
    const before = await findOrganization(ana, gone);
    const [theirs] = (await contactsOf(ana, gone)).filter((each) => each.name.startsWith('Only'));
    const id = await mergeOrganizations(ana, { kept, gone, take: {} });
    await saveAgain(kept, { sectors: ['women'], phones: {}, addresses: {} });
    await ana.db
      .deleteFrom('contacts')
      .where('id', '=', theirs?.id ?? newId<never>())
      .execute();

    expect((await undoMerge(ana, id)).left).toEqual(['contacts']);

    const { sectors, phones, addresses } = await findOrganization(ana, gone);
    expect({ sectors, phones, addresses }).toEqual({
      sectors: before.sectors,
      phones: before.phones,
      addresses: before.addresses,
    });
    expect((await findOrganization(ana, kept)).sectors).toEqual(['women']);
  });

  test('parts a service of the one from a place of the other, and names it', { tags: 'long' }, async () => {
    const { kept, gone } = await twoFull();
    const hall = (await locationsOf(ana, gone))[0]?.id ?? newId();
    const id = await mergeOrganizations(ana, { kept, gone, take: {} });
    await addService(ana, kept, aService({ name: 'Classes', locations: [hall] }));

    expect((await undoMerge(ana, id)).left).toEqual(['at']);

    const { rows } =
      await sql`select 1 from service_at_locations a join services s on s.id = a.service_id join locations l on l.id = a.location_id
      where s.organization_id <> l.organization_id`.execute(ana.db);
    expect(rows).toEqual([]);
  });

  test('a stage that was changed since stays, and is named', async () => {
    const { kept, gone, keptPartner, gonePartner } = await twoFull();
    await changeStage(ana, gonePartner, { stage: 'active', reason: '', version: 2 });
    const id = await mergeOrganizations(ana, { kept, gone, take: { stage: 'gone' } });
    const { version, stage } = await findPartner(ana, keptPartner);
    expect(stage).toBe('active');
    await changeStage(ana, keptPartner, { stage: 'dormant', reason: '', version });

    expect((await undoMerge(ana, id)).left).toEqual(['stage']);
    expect((await findPartner(ana, keptPartner)).stage).toBe('dormant');
    expect((await findPartner(ana, gonePartner)).stage).toBe('active');
  });

  test('is refused when the kept one became part of another, and says in which merge', async () => {
    const [a, b, c] = [
      await addOrganization(ana, aDraft({ name: 'A' })),
      await addOrganization(ana, aDraft({ name: 'B' })),
      await addOrganization(ana, aDraft({ name: 'C' })),
    ];
    const before = await everything(ana);
    const first = await mergeOrganizations(ana, { kept: a, gone: b, take: {} });
    const second = await mergeOrganizations(ana, { kept: c, gone: a, take: {} });

    expect(await errorOf(undoMerge(ana, first))).toEqual({
      key: 'error.merge_later',
      values: { kept: 'C', gone: 'A' },
    });

    await undoMerge(ana, second);
    await undoMerge(ana, first);
    expect(await everything(ana)).toEqual(before);
  });

  test('is refused when the parent of the gone one became part of another since', async () => {
    const [parent, other] = [
      await addOrganization(ana, aDraft({ name: 'Parent' })),
      await addOrganization(ana, aDraft({ name: 'Other' })),
    ];
    const [kept, gone] = [
      await addOrganization(ana, aDraft()),
      await addOrganization(ana, aDraft({ parent_organization_id: parent })),
    ];
    const first = await mergeOrganizations(ana, { kept, gone, take: {} });
    await mergeOrganizations(ana, { kept: other, gone: parent, take: {} });

    expect(await errorOf(undoMerge(ana, first))).toMatchObject({ key: 'error.merge_later' });
  });

  test('merges into one can be taken back in any order', async () => {
    const [a, b, c] = [
      await addOrganization(ana, aDraft({ name: 'A' })),
      await addOrganization(ana, aDraft({ name: 'B' })),
      await addOrganization(ana, aDraft({ name: 'C' })),
    ];
    const first = await mergeOrganizations(ana, { kept: a, gone: b, take: {} });
    await mergeOrganizations(ana, { kept: a, gone: c, take: {} });

    expect((await undoMerge(ana, first)).left).toEqual([]);

    expect((await findOrganization(ana, a)).alternate_names).toEqual(['C']);
    expect((await findOrganization(ana, b)).name).toBe('B');
  });
});

describe('the people of two that become one', () => {
  test('the same person at both is there once, with the longer time; others of the name stay two; an undo parts them again', async () => {
    const [kept, gone] = [await addOrganization(ana, aDraft()), await addOrganization(ana, aDraft())];
    const one = await findContact(
      ana,
      await addContact(
        ana,
        kept,
        aContact({ name: 'Rosa', title: 'Director', starts_on: '2024-01-01', ends_on: '2025-01-01' }),
      ),
    );
    await addContact(ana, gone, {
      ...aContact({ name: 'Rosa', title: 'director', starts_on: '2023-01-01', phone: '303 555 0101' }),
      person_id: one.person_id,
    });
    await addContact(ana, kept, aContact({ name: 'Sam Lee', email: 'sam@example.org', phone: '303 555 0102' }));
    await addContact(
      ana,
      gone,
      aContact({
        name: 'Sam Lee',
        title: 'Nurse',
        email: 'SAM@example.org',
        phones: [{ kind: 'home', number: '303 555 0103' }],
      }),
    );
    await addContact(ana, kept, aContact({ name: 'Pat', email: 'pat@example.org' }));
    await addContact(ana, gone, aContact({ name: 'Pat', email: 'other.pat@example.org' }));
    const before = await everything(ana);
    const [sam] = (await contactsOf(ana, kept)).filter((each) => each.name === 'Sam Lee');
    const opened = await findPerson(ana, sam?.person_id ?? newId());

    const id = await mergeOrganizations(ana, { kept, gone, take: {} });

    const people = await contactsOf(ana, kept);
    expect(people.map(({ name, title, phones }) => [name, title, phones.length]).toSorted()).toEqual([
      ['Pat', '', 0],
      ['Pat', '', 0],
      ['Rosa', 'Director', 1],
      ['Sam Lee', '', 2],
      ['Sam Lee', 'Nurse', 2],
    ]);
    expect(people.find((each) => each.name === 'Rosa')).toMatchObject({ starts_on: '2023-01-01', ends_on: null });
    expect(new Set(people.filter((each) => each.name === 'Sam Lee').map((each) => each.person_id)).size).toBe(1);
    // A form that was open before knows nothing of what came, and must not take it away.
    await expect(changePerson(ana, opened.id, opened)).rejects.toThrow(Conflict);
    await undoMerge(ana, id);
    expect(await everything(ana)).toEqual(before);
  });
});
