/** Talking points, figures of the library, and pitches: what is said, with what under it, and what came of it. */
import { beforeEach, expect, test } from 'vitest';
import {
  aContact,
  aLibrary,
  aLibraryFigure,
  aMember,
  anInteraction,
  aPartner,
  aPitch,
  aTalkingPoint,
} from '../../../test/factories.ts';
import { useDatabase } from '../../../test/support.ts';
import { type Ctx, daysAfter } from '../../house/ctx.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '../../house/errors.ts';
import { newId } from '../../house/ids.ts';
import { parse } from '../../house/parse.ts';
import { noteBounce } from '../../house/work/bounced.ts';
import { mailOf } from '../../house/work/mail.ts';
import { digestOf } from '../../views/today/today.ts';
import { addContact } from '../directory/contacts.ts';
import { findOrganization } from '../directory/organizations.ts';
import { guideSectors, populations } from '../guide/guide.ts';
import { advantages, builtInPoints, listeners } from '../guide/talking-points.ts';
import { addressesOf } from '../outreach/addresses.ts';
import { logFilter } from '../outreach/interaction.ts';
import { listLog } from '../outreach/log.ts';
import type { PartnerId } from '../partners/partner.ts';
import { findPartner } from '../partners/partners.ts';
import { COUNTED, figureDraft, figureEdit } from '../stories/library-figure.ts';
import { addFigure, changeFigure, countedFigures, findFigure, typedFigures } from '../stories/library-figures.ts';
import { pitchDraft } from './pitch.ts';
import { mailPitch, outcomesOfPoints, sayOutcome, usesOf } from './pitch-uses.ts';
import { changePitch, findPitch, makePitch } from './pitches.ts';
import { suggestedFor } from './suggested.ts';
import { pointDraft, pointEdit } from './talking-point.ts';
import { changePoint, findPoint, leaveOutPoint, removePoint, talkingPoints } from './talking-points.ts';

const world = useDatabase();
let stranger: Ctx;
let ana: Ctx;
let chamber: PartnerId;

beforeEach(async () => {
  stranger = await aMember(await aLibrary(world.host), 'administrator', 'Eve');
  ana = await aMember(await aLibrary(world.host, 'Elm Library'), 'coordinator', 'Ana');
  chamber = await aPartner(ana, { name: 'Chamber', sectors: ['business'], email: 'hello@chamber.example.org' });
});

const organizationOf = async (id: PartnerId) => findOrganization(ana, (await findPartner(ana, id)).organization_id);

test('each of the eight advantages is there for everybody, in both languages, and each listener has its own', () => {
  expect(advantages).toHaveLength(8);
  const general = builtInPoints.filter(({ listener }) => listener === '');
  expect(general.map(({ advantage }) => advantage)).toEqual(advantages.map(({ key }) => key));
  for (const { key, sectors, populations: served } of listeners) {
    expect(builtInPoints.filter(({ listener }) => listener === key).length, key).toBeGreaterThan(2);
    expect(guideSectors.map((each) => each.key)).toEqual(expect.arrayContaining(sectors));
    expect(populations.map((each) => each.key)).toEqual(expect.arrayContaining(served));
  }
  for (const { title, text, figures } of builtInPoints) {
    expect([title.en, title.es, text.en, text.es]).not.toContain('');
    expect(COUNTED).toEqual(expect.arrayContaining(figures));
  }
});

test('a built-in point is changed for one library alone, left out, and comes back to its first words', async () => {
  const [first] = builtInPoints;
  const { id, version } = await findPoint(ana, first?.id as never);
  const draft = {
    advantage: 'staff',
    title_en: 'Ours',
    text_en: 'In our words',
    figures: [],
    version: String(version),
  };
  await changePoint(ana, id, parse(pointEdit, draft));
  await leaveOutPoint(ana, id, true);

  expect(await findPoint(ana, id)).toMatchObject({ changed: true, unused: true, title: { en: 'Ours', es: '' } });
  expect(await findPoint(stranger, id)).toMatchObject({ changed: false, unused: false, title: first?.title });
  await expect(changePoint(ana, id, parse(pointEdit, draft))).rejects.toThrow(Conflict);

  await removePoint(ana, id);
  expect(await findPoint(ana, id)).toMatchObject({ changed: false, unused: false, title: first?.title });
  await expect(removePoint(ana, id)).rejects.toThrow(NotFound);
});

test('a point that is half written in a language is refused, and so is one in none', () => {
  const draft = (over: object) => parse(pointDraft, { advantage: 'staff', ...over });

  expect(() => draft({ title_en: 'Only a title' })).toThrow(Invalid);
  expect(() => draft({})).toThrow(Invalid);
  expect(() => draft({ advantage: 'weather', title_en: 'a', text_en: 'b' })).toThrow(Invalid);
  expect(draft({ title_es: 'Hola', text_es: 'Texto' })).toMatchObject({ title_es: 'Hola' });
});

test('suggested first are points for its sector, then for whom it serves, then for everybody', async () => {
  const school = await aPartner(ana, { name: 'School', sectors: ['youth'], populations: ['older_adults'] });
  const suggested = suggestedFor(await organizationOf(school), await talkingPoints(ana));
  const listeners = suggested.map(({ point }) => point.listener);

  expect([...new Set(listeners)]).toEqual(['school', 'health', '']);
  expect(suggested[0]).toMatchObject({ sector: 'youth' });
  expect(suggested.find(({ point }) => point.listener === 'health')).toMatchObject({ population: 'older_adults' });
  const named = suggested.filter(({ point }) => point.listener !== '').map(({ point }) => point.advantage);
  for (const { point } of suggested.filter((each) => each.point.listener === ''))
    expect(named).not.toContain(point.advantage);
});

test('what is left out is not suggested', async () => {
  const before = suggestedFor(await organizationOf(chamber), await talkingPoints(ana));
  await leaveOutPoint(ana, before[0]?.point.id as never, true);

  const after = suggestedFor(await organizationOf(chamber), await talkingPoints(ana));
  expect(after.map(({ point }) => point.id)).not.toContain(before[0]?.point.id);
});

test('a figure has a source and a day that is not ahead', async () => {
  const draft = { value: '40', says_en: 'classes', source: 'Report', as_of: '2026-01-31' };

  expect(() => parse(figureDraft, { ...draft, source: '' })).toThrow(Invalid);
  expect(() => parse(figureDraft, { ...draft, as_of: '' })).toThrow(Invalid);
  expect(() => parse(figureDraft, { ...draft, says_en: '' })).toThrow(Invalid);
  await expect(addFigure(ana, parse(figureDraft, { ...draft, as_of: '2099-01-01' }))).rejects.toThrow(Invalid);
});

test('a typed figure is stale after twelve months, and the digest of those who may renew it says so', async () => {
  const id = await aLibraryFigure(ana, 'classes', { as_of: '2025-01-31' });
  await aLibraryFigure(ana, 'visits');
  const reader = await aMember(ana, 'reader');
  const headings = async (ctx: Ctx) => (await digestOf(ctx)).flatMap(({ heading, items }) => [heading, items.length]);

  expect((await typedFigures(ana)).map(({ says, stale }) => [says.en, stale])).toEqual([
    ['visits', false],
    ['classes', true],
  ]);
  expect(await headings(ana)).toEqual(expect.arrayContaining(['due.stale_figures', 1]));
  expect(await headings(reader)).not.toContain('due.stale_figures');

  const { version } = await findFigure(ana, id);
  const renewed = { value: '50', says_en: 'classes', source: 'Report', as_of: '2026-03-01', version: String(version) };
  await changeFigure(ana, id, parse(figureEdit, renewed));
  expect(await headings(ana)).not.toContain('due.stale_figures');
  await expect(changeFigure(ana, id, parse(figureEdit, renewed))).rejects.toThrow(Conflict);
});

test('what is counted is counted in the log, and says of how many entries it is known', async () => {
  await anInteraction(ana, { partners: [chamber], people_reached: '40' });
  await anInteraction(ana, { partners: [chamber] });
  await anInteraction(ana, { partners: [chamber], kind: 'remark', summary: '', body: 'A note' });

  expect(await countedFigures(ana)).toEqual([
    { counted: 'active_partners', count: 0 },
    { counted: 'partners_talked', count: 1 },
    { counted: 'interactions', count: 2 },
    { counted: 'people_reached', count: 40, of: { known: 1, all: 2 } },
    { counted: 'met_through_us', count: 0 },
  ]);
  expect((await listLog(ana, logFilter.parse({ kind: 'talked' }))).total).toBe(2);
  expect((await countedFigures(stranger)).map(({ count }) => count)).toEqual([0, 0, 0, 0, 0]);
});

const draft = async (over: object = {}) =>
  parse(pitchDraft, { locale: 'en', ask: 'Meet us in June', points: [await aTalkingPoint(ana)], ...over });

test('a pitch needs one ask and one point that is there, and five at most', async () => {
  expect(() => parse(pitchDraft, { locale: 'en', ask: 'Meet', points: [] })).toThrow(Invalid);
  await expect(draft({ ask: '' })).rejects.toThrow(Invalid);
  await expect(draft({ points: builtInPoints.slice(0, 6).map(({ id }) => id) })).rejects.toThrow(Invalid);
  await expect(makePitch(ana, chamber, await draft({ points: [newId()] }))).rejects.toThrow(Invalid);
});

test('a use keeps the points as they were told, is in the story, and is counted with what came of it', async () => {
  const id = await aPitch(ana, chamber, 'Together');
  const pitch = await findPitch(ana, id);
  await changePitch(ana, id, { ...(await draft()), version: pitch.version });
  const [use] = await usesOf(ana, id);
  expect(use?.points.map(({ title }) => title)).toEqual(['Together']);
  expect((await listLog(ana, logFilter.parse({ partner: chamber }))).rows[0]).toMatchObject({ line: 'Together' });
  expect(await outcomesOfPoints(ana)).toMatchObject([{ title: 'Together', uses: 1, outcomes: { '': 1 } }]);

  await sayOutcome(ana, { id: use?.id ?? '', pitchId: id }, 'interested');
  expect(await outcomesOfPoints(ana)).toMatchObject([{ uses: 1, outcomes: { interested: 1 } }]);
  await expect(sayOutcome(stranger, { id: use?.id ?? '', pitchId: id }, 'no')).rejects.toThrow(NotFound);
  expect(await outcomesOfPoints(stranger)).toEqual([]);
});

test('a pitch by e-mail goes to one address of theirs, and not to one at which nothing arrives', async () => {
  const { organization_id } = await findPartner(ana, chamber);
  await addContact(ana, organization_id, aContact({ name: 'Sam Lee', email: 'sam@chamber.example.org' }));
  const [sam, own] = await addressesOf(ana, [chamber]);
  const pitch = await findPitch(ana, await makePitch(ana, chamber, await draft()));
  const told = { points: [], summary: 'Pitch', body: '– We do it together' };
  const mail = {
    story: null,
    subject: 'Together',
    body: 'Dear Sam',
    told,
    answers: { own: 'ana@example.org', mailbox: null },
  };
  await mailPitch(ana, pitch, { ...mail, to: sam as never });

  expect(await mailOf(ana)).toMatchObject([{ recipient: 'sam@chamber.example.org', body: 'Dear Sam' }]);
  expect((await usesOf(ana, pitch.id)).map(({ way }) => way)).toEqual(['email']);
  expect((await listLog(ana, logFilter.parse({ partner: chamber }))).rows).toMatchObject([
    { kind: 'email', line: 'Together', persons: [{ name: 'Sam Lee' }] },
  ]);

  const bounce = { library_id: ana.library.id, email: 'hello@chamber.example.org', status: '5.1.1', said: 'nobody' };
  await noteBounce(ana.db, { ...bounce, bounced_at: daysAfter(ana.now, -1) });
  await expect(mailPitch(ana, pitch, { ...mail, to: own as never })).rejects.toThrow(Invalid);
});

test('readers read, contributors pitch, coordinators change what the library says', async () => {
  const reader = await aMember(ana, 'reader');
  const contributor = await aMember(ana, 'contributor');

  await expect(makePitch(reader, chamber, await draft())).rejects.toThrow(Forbidden);
  await expect(makePitch(contributor, chamber, await draft())).resolves.toBeTruthy();
  await expect(aTalkingPoint(contributor)).rejects.toThrow(Forbidden);
  await expect(aLibraryFigure(contributor)).rejects.toThrow(Forbidden);
});

test('another library’s pitch does not exist', async () => {
  const id = await aPitch(ana, chamber);
  await expect(findPitch(stranger, id)).rejects.toThrow(NotFound);
});
