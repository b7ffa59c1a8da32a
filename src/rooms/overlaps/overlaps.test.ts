/** Who already does this: what is found for a need, why, how sure, and what ignorance does to it: nothing. */
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { aLibrary, aMember, anImport, aPartner, aService } from '../../../test/factories.ts';
import { aListedOrganization, loaded } from '../../../test/public-list-factory.ts';
import { useDatabase } from '../../../test/support.ts';
import type { Ctx } from '../../house/ctx.ts';
import { Forbidden, Invalid, NotFound } from '../../house/errors.ts';
import { newId } from '../../house/ids.ts';
import { evidenceFor } from '../../views/evidence/evidence.ts';
import { addService } from '../directory/services.ts';
import { needWords } from '../guide/needs.ts';
import { findPartner } from '../partners/partners.ts';
import { placeOf } from '../places/places.ts';
import { applyImport } from '../sourcing/imports/bringing/applying.ts';
import { type Asked, type Candidate, compared, overlapQuestion, SURENESS } from './overlap.ts';
import { answerOverlap, checksOf, findCheck, keepCheck, overlapsOf } from './overlaps.ts';

const world = useDatabase();
let stranger: Ctx;
let ana: Ctx;

const LEWISTON = '04240';
const AUBURN = '04210';
const DENVER = '80202';

beforeEach(async () => {
  stranger = await aMember(await aLibrary(world.host), 'administrator', 'Eve');
  ana = await aMember(await aLibrary(world.host, 'Elm Library'), 'coordinator', 'Ana');
});

const at = (zip: string) => ({
  addresses: { 0: { address_1: '1 Main St', city: 'Town', state_province: 'ME', postal_code: zip } },
});
async function aServiceOf(
  ctx: Ctx,
  name: string,
  { partner = {}, service = {} }: { partner?: object; service?: object },
) {
  const id = await aPartner(ctx, partner);
  await addService(ctx, (await findPartner(ctx, id)).organization_id, aService({ name, ...service }));
  return id;
}
const ask = (over: object, ctx = ana) => overlapsOf(ctx, overlapQuestion.parse({ need: 'Tax help', ...over }));
const found = async (over: object = {}, ctx = ana) =>
  ((await ask(over, ctx))?.hits ?? []).map(({ kind, name, sure }) => [kind, name, sure]);

test('finds a service of another partner, a partner by its own words, a lead, and a row of a public list', async () => {
  await aServiceOf(ana, 'Free tax preparation', {});
  await aPartner(ana, { name: 'County VITA site', description: 'Volunteers who help with income taxes' });
  await aPartner(ana, { name: 'Garden Club', description: 'Roses' });
  await applyImport(ana, await anImport(ana, 'Tax Lantern', 'leads'));
  await loaded(ana, [aListedOrganization({ source_key: '010000001', name: 'Lewiston Tax Aid' })]);

  expect((await found()).map(([kind, name]) => [kind, name]).toSorted()).toEqual([
    ['lead', 'Tax Lantern'],
    ['listed', 'Lewiston Tax Aid'],
    ['partner', 'County VITA site'],
    ['service', 'Free tax preparation'],
  ]);
  expect(await found({}, stranger)).toMatchObject([['listed', 'Lewiston Tax Aid', 'maybe']]);
});

test('words that mean much the same are found, and are less sure; accents and plurals do not matter', async () => {
  await aPartner(ana, { name: 'VITA site' });
  await aPartner(ana, { name: 'Ayuda con los impuéstos' });

  expect(await found({ need: 'taxes' })).toEqual([
    ['partner', 'Ayuda con los impuéstos', 'maybe'],
    ['partner', 'VITA site', 'maybe'],
  ]);
  expect(await found({ need: 'clases de impuestos' })).toContainEqual(['partner', 'Ayuda con los impuéstos', 'maybe']);
});

test('one word, or some of several, are a hint at most; those with more of the words come first', async () => {
  await aPartner(ana, { name: 'Aid to families', description: 'Legal aid for a family' });
  await aPartner(ana, { name: 'Weekly box', description: 'Food for every family' });

  expect(await found({ need: 'food' })).toEqual([['partner', 'Weekly box', 'maybe']]);
  expect(await found({ need: 'food for families' })).toEqual([
    ['partner', 'Weekly box', 'likely'],
    ['partner', 'Aid to families', 'maybe'],
  ]);
});

test('words that say nothing of the need find nothing by themselves', async () => {
  await aPartner(ana, { name: 'Help for people', description: 'Free classes and services' });

  expect(needWords('free tax help for people').map(({ word }) => word)).toEqual(['tax']);
  expect(needWords('help').map(({ word }) => word)).toEqual(['help']);
  expect(await found()).toEqual([]);
  expect(await ask({ need: ' … ' })).toBeNull();
});

test('near is sure, far is elsewhere, and what is not known counts neither way', async () => {
  await aServiceOf(ana, 'Tax night', { partner: { ...at(AUBURN), populations: ['older_adults'] } });
  await aServiceOf(ana, 'Tax day', { partner: { ...at(DENVER), populations: ['older_adults'] } });
  await aServiceOf(ana, 'Tax week', { partner: { populations: ['older_adults'] } });
  await aServiceOf(ana, 'Tax month', { partner: at(AUBURN) });
  await aServiceOf(ana, 'Tax year', { partner: { ...at(AUBURN), populations: ['teens'] } });

  expect(await found({ near: LEWISTON, populations: ['older_adults'] })).toEqual([
    ['service', 'Tax night', 'sure'],
    ['service', 'Tax month', 'likely'],
    ['service', 'Tax week', 'likely'],
    ['service', 'Tax year', 'different'],
    ['service', 'Tax day', 'different'],
  ]);
});

test('a partner is named for its own words when its service is not the same, and a namesake always', async () => {
  const county = await aServiceOf(ana, 'Tax law shelf', {
    partner: { name: 'County', description: 'Income tax help' },
  });
  await aPartner(ana, { name: 'County', description: 'We do tax' });
  const kinds = async () => (await ask({}))?.hits.map(({ kind }) => kind).toSorted();
  expect(await kinds()).toEqual(['partner', 'service']);

  const [service] = ((await ask({}))?.hits ?? []).filter(({ kind }) => kind === 'service');
  expect(service?.id).toBe(county);
  const answer = { kind: 'service', subject: service?.subject ?? '', label: 'Tax law shelf' } as const;
  await answerOverlap(ana, 'tax', { ...answer, different: true });
  expect(await kinds()).toEqual(['partner', 'partner']);
});

test('a service that has ended is over', async () => {
  await aServiceOf(ana, 'Tax night', { service: { status: 'defunct' } });

  expect(await found()).toEqual([['service', 'Tax night', 'different']]);
});

test('where a confidential organization is is not compared, so that no printed check tells it', async () => {
  await aServiceOf(ana, 'Tax night', { partner: { ...at(AUBURN), confidential_address: 'on' } });

  expect((await ask({ near: LEWISTON }))?.hits).toMatchObject([{ area: 'unknown', miles: null }]);
});

test('"not the same" is remembered for the need, however it is worded, until somebody says otherwise', async () => {
  await aServiceOf(ana, 'Tax night', {});
  const [hit] = (await ask({}))?.hits ?? [];
  const answer = { kind: 'service', subject: hit?.subject ?? '', label: 'Tax night' } as const;
  await answerOverlap(ana, 'tax help', { ...answer, different: true });

  expect(await found({ need: 'Help with TAXES' })).toEqual([]);
  expect((await ask({}))?.answered).toEqual([answer]);
  expect(await found({ need: 'Tax night for seniors' })).not.toEqual([]);
  await answerOverlap(ana, 'tax', { ...answer, different: false });
  expect(await found()).toHaveLength(1);
  await expect(answerOverlap(await aMember(ana, 'reader'), 'tax', { ...answer, different: true })).rejects.toThrow(
    Forbidden,
  );
});

test('a check is kept as it was found, and stands beside the factor of a unique purpose', async () => {
  await aServiceOf(ana, 'Tax night', {});
  const partner = await aPartner(ana, { name: 'Chamber' });
  const id = await keepCheck(ana, overlapQuestion.parse({ need: 'Tax help', partner }));
  await aServiceOf(ana, 'Tax day', {});

  expect((await findCheck(ana, id)).hits.map(({ name }) => name)).toEqual(['Tax night']);
  const known = await evidenceFor(ana, [partner]);
  expect([...known.values()].flat()).toMatchObject([
    { said: { key: 'evidence.overlaps', values: { need: 'Tax help', count: '1' } } },
  ]);
  expect(await checksOf(ana, partner)).toHaveLength(1);
  expect(await checksOf(stranger, null)).toEqual([]);
  await expect(findCheck(stranger, id)).rejects.toThrow(NotFound);
  await expect(keepCheck(ana, overlapQuestion.parse({ need: '' }))).rejects.toThrow(Invalid);
  await expect(keepCheck(ana, overlapQuestion.parse({ need: 'Tax', partner: newId() }))).rejects.toThrow(Invalid);
});

test('what was typed is only words: nothing in it is a pattern, or markup', async () => {
  await aPartner(ana, { name: 'Tax (help) [a-z]+ .*' });
  for (const need of ['.*', '(', '[a-z]+', "tax' or 1=1 --", '\\m(', '<script>tax</script>', '%_%'])
    await expect(ask({ need })).resolves.not.toThrow();
  const odd = {
    need: 'tax',
    populations: Array.from({ length: 300 }, () => 'teens'),
    near: '\u0000',
    miles: 'x',
    from: '1',
  };
  expect((await ask({ ...odd, partner: 'nobody' }))?.hits).toHaveLength(1);
});

const candidate = (over: Partial<Candidate> = {}): Candidate => ({
  ...{ kind: 'service', subject: 's', name: 'Tax night', of: '', page: '', id: 's', words: ['tax', 'night'] },
  ...{ populations: [], points: [], starts_on: null, ends_on: null, ended: false, ...over },
});
const asked = (over: Partial<Asked> = {}): Asked => ({
  ...{ words: needWords('tax'), populations: [], near: null, miles: 10, from: '', until: '', ...over },
});

test('learning something of a hit never makes it surer and different at once, and not knowing never decides', () => {
  const people = fc.constantFrom<string[]>([], ['teens'], ['older_adults'], ['general_public']);
  const places = fc.constantFrom<string[]>([], [AUBURN], [DENVER]);
  fc.assert(
    fc.property(people, places, people, fc.boolean(), (served, zips, wanted, near) => {
      const question = asked({ populations: wanted, near: near ? (placeOf(LEWISTON) ?? null) : null });
      const points = zips.flatMap((zip) => placeOf(zip) ?? []);
      const hit = compared(question, candidate({ populations: served, points }));
      const known = compared(asked(), candidate({ populations: served, points }));

      // Words alone are never proof.
      expect(known?.sure).toBe('maybe');
      expect(SURENESS).toContain(hit?.sure);
      // Only what is known to differ makes it different.
      expect(hit?.sure === 'different').toBe(hit?.people === 'other' || hit?.area === 'far');
      // Nothing is sure of which something that was asked is not known.
      if (hit?.people === 'unknown' || hit?.area === 'unknown') expect(hit.sure).not.toBe('sure');
    }),
  );
});

test('of a period, dates that do not touch are over, and a date that touches is during', () => {
  const period = (from: string, until: string, starts_on: string | null, ends_on: string | null) =>
    compared(asked({ from, until }), candidate({ starts_on, ends_on }))?.period;

  expect(period('2026-01-01', '2026-04-15', null, null)).toBe('unknown');
  expect(period('2026-01-01', '2026-04-15', '2026-04-15', null)).toBe('during');
  expect(period('2026-01-01', '2026-04-15', '2026-04-16', null)).toBe('over');
  expect(period('2026-01-01', '', null, '2025-12-31')).toBe('over');
  expect(period('', '', '2020-01-01', '2020-02-01')).toBe('not_asked');
});
