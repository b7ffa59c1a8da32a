import { beforeEach, describe, expect, test } from 'vitest';
import { aLibrary, aMember, anInitiative, aPartner, aWorksheet } from '../../../test/factories.ts';
import { NOW, useDatabase } from '../../../test/support.ts';
import { type Ctx, daysAfter } from '../../house/ctx.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { datesOf } from '../../views/calendar/calendar.ts';
import { evidenceFor } from '../../views/evidence/evidence.ts';
import { groundsOf } from '../../views/initiative-story/initiative-story.ts';
import { search } from '../../views/search/search.ts';
import { timelineOf } from '../../views/timeline/timeline.ts';
import { todayOf } from '../../views/today/today.ts';
import { addBranch, branchesOf } from '../accounts/branches.ts';
import { mergeOrganizations } from '../merging/merge.ts';
import { checksOf } from '../overlaps/overlaps.ts';
import { findPartner } from '../partners/partners.ts';
import { removeWorksheet } from '../worksheets/removing.ts';
import { initiativeDraft, initiativeEdit, initiativeFilter, stateChangeDraft } from './initiative.ts';
import { evidenceOf, setEvidence } from './initiative-evidence.ts';
import { joinInitiative, leaveInitiative, partnersIn } from './initiative-partners.ts';
import { initiativeTemplates, saveAsTemplate } from './initiative-templates.ts';
import {
  addInitiative,
  changeInitiative,
  changeState,
  eventsOf,
  findInitiative,
  initiativeAsTyped,
  listInitiatives,
  removeInitiative,
} from './initiatives.ts';

const world = useDatabase();
let ana: Ctx;
beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'administrator', 'Ana');
});

const later = (ctx: Ctx, days: number): Ctx => ({ ...ctx, now: daysAfter(NOW, days) });
const draft = (over: object = {}) =>
  parse(initiativeDraft, {
    name: 'Work',
    who: 'Neighbors find work.',
    need: 'job search help',
    state: 'idea',
    ...over,
  });

describe('an initiative', () => {
  test('is begun with what was found that does it already, kept as evidence', async () => {
    await aPartner(ana, { name: 'Silver Works', description: 'Job search help' });

    const id = await addInitiative(ana, draft());

    expect((await groundsOf(ana, id)).checks).toMatchObject([{ need: 'job search help', count: 1 }]);
    expect(await checksOf(ana, null)).toHaveLength(1);
  });

  test('looks near its first place, at its time', async () => {
    await addBranch(ana, { name: 'Sparks', city: 'Sparks', postal_code: '89431' });
    const [branch] = await branchesOf(ana);

    await addInitiative(ana, draft({ branches: [branch?.id] }));
    await addInitiative(
      later(ana, 1),
      draft({ postal_codes: '89502', starts_on: '2026-04-01', ends_on: '2026-06-30' }),
    );

    expect(await checksOf(ana, null)).toMatchObject([
      { near: '89502', starts_on: '2026-04-01', ends_on: '2026-06-30', populations: [] },
      { near: '89431', starts_on: null, ends_on: null },
    ]);
  });

  test('takes the partners and the worksheet that it began with along', async () => {
    const partner = await aPartner(ana, { name: 'Silver Works' });
    const worksheet = await aWorksheet(ana);

    const id = await addInitiative(ana, draft({ partners: [partner], worksheet }));

    expect(await partnersIn(ana, id)).toMatchObject([{ id: partner, part: 'does' }]);
    expect((await groundsOf(ana, id)).worksheets).toMatchObject([{ id: worksheet, decided_at: null }]);
  });

  test('says which of its fields is wrong, all at once', () => {
    const typed = { name: '', who: '', need: ' ', state: 'x', postal_codes: '89431, Reno' };
    const days = { starts_on: '2026-05-01', ends_on: '2026-04-01' };

    expect(() => draft({ ...typed, ...days })).toThrow(
      expect.objectContaining({
        fields: expect.objectContaining({
          name: { key: 'error.required' },
          postal_codes: { key: 'error.postal_code_unknown' },
        }),
      }),
    );
    expect(() => draft(days)).toThrow(expect.objectContaining({ fields: { ends_on: { key: 'error.ends_before' } } }));
  });

  test('needs a word by which one can look', async () => {
    await expect(addInitiative(ana, draft({ need: '---' }))).rejects.toThrow(Invalid);
  });

  test('keeps who said how far it is, when and why', async () => {
    const id = await anInitiative(ana);

    await changeState(later(ana, 1), id, { state: 'running', why: '' });
    await changeState(later(ana, 2), id, { state: 'running', why: 'again' });
    await changeState(later(ana, 3), id, { state: 'stopped', why: 'No money' });

    expect((await eventsOf(ana, id)).map(({ state, why, who }) => [state, why, who])).toEqual([
      ['idea', '', 'Ana'],
      ['running', '', 'Ana'],
      ['stopped', 'No money', 'Ana'],
    ]);
    expect((await findInitiative(ana, id)).state).toBe('stopped');
  });

  test('is not stopped without a reason', () => {
    expect(() => parse(stateChangeDraft, { state: 'stopped', why: ' ' })).toThrow(Invalid);
    expect(parse(stateChangeDraft, { state: 'finished', why: '' }).state).toBe('finished');
  });

  test('is changed by one at a time, and nothing of the other is lost', async () => {
    const id = await anInitiative(ana, { name: 'Work' });
    const edit = parse(initiativeEdit, { ...initiativeAsTyped(await findInitiative(ana, id)), version: '1' });

    await changeInitiative(ana, id, { ...edit, name: 'Work for all' });

    await expect(changeInitiative(ana, id, { ...edit, name: 'Mine' })).rejects.toThrow(Conflict);
    expect((await findInitiative(ana, id)).name).toBe('Work for all');
  });

  test('is found by its words, its state and who works on it', async () => {
    const id = await anInitiative(ana, { name: 'Lectura temprana', state: 'planned' });
    await anInitiative(ana, { name: 'Other', members: [] });
    const ids = async (asked: object) =>
      (await listInitiatives(ana, initiativeFilter.parse(asked))).rows.map((row) => row.id);

    expect(await ids({ q: 'lectura' })).toEqual([id]);
    expect(await ids({ state: 'planned' })).toEqual([id]);
    expect(await ids({ member: ana.actor.id })).toEqual([id]);
    expect(await ids({ state: 'open' })).toHaveLength(2);
    const { groups } = await search(ana, { q: 'temprana', kind: '', page: 1 });
    expect(groups).toMatchObject([{ kind: 'initiative', hits: [{ title: 'Lectura temprana' }] }]);
  });

  test('cannot be seen or changed by another library, or begun by a reader', async () => {
    const id = await anInitiative(ana);
    const stranger = await aMember(await aLibrary(world.host), 'administrator');
    const reader = await aMember(ana, 'reader');

    await expect(findInitiative(stranger, id)).rejects.toThrow(NotFound);
    await expect(removeInitiative(stranger, id)).rejects.toThrow(NotFound);
    await expect(changeState(stranger, id, { state: 'running', why: '' })).rejects.toThrow(NotFound);
    await expect(addInitiative(reader, draft())).rejects.toThrow(Forbidden);
    await expect(joinInitiative(stranger, id, await aPartner(ana), { part: 'does', what: '' })).rejects.toThrow();
  });
});

describe('partners of an initiative', () => {
  test('have one part each, which can be another tomorrow', async () => {
    const id = await anInitiative(ana);
    const partner = await aPartner(ana);

    await joinInitiative(ana, id, partner, { part: 'told', what: '' });
    await joinInitiative(ana, id, partner, { part: 'lead', what: 'Finds the room' });

    expect(await partnersIn(ana, id)).toMatchObject([{ id: partner, part: 'lead', what: 'Finds the room' }]);
    await leaveInitiative(ana, id, partner);
    expect(await partnersIn(ana, id)).toEqual([]);
  });

  test('have it in their story, with what became of it while they were in', async () => {
    const partner = await aPartner(ana);
    const id = await anInitiative(ana, { name: 'Work', partners: [partner] });
    await changeState(later(ana, 2), id, { state: 'running', why: 'Room found' });

    const lines = (await timelineOf(ana, partner)).filter(({ kind }) => kind === 'initiative');
    expect(lines.map(({ said, text, more }) => [said?.key, text, more])).toEqual([
      ['initiative.became_running', 'Work', 'Room found'],
      ['initiative.part_does', 'Work', ''],
    ]);
  });

  test('keep one part when two records become one', async () => {
    const [one, other] = [await aPartner(ana), await aPartner(ana)];
    const id = await anInitiative(ana, { partners: [one, other] });
    const [kept, gone] = [await findPartner(ana, one), await findPartner(ana, other)];

    await mergeOrganizations(ana, { kept: kept.organization_id, gone: gone.organization_id, take: {} });

    expect(await partnersIn(ana, id)).toMatchObject([{ id: one }]);
  });

  test('are counted beside a history of cooperation, and those who are only told are not', async () => {
    const [does, told] = [await aPartner(ana), await aPartner(ana)];
    const id = await anInitiative(ana, { partners: [does], state: 'running' });
    await joinInitiative(ana, id, told, { part: 'told', what: '' });

    const beside = await evidenceFor(ana, [does, told]);
    expect(beside.get(`1a ${does}`)).toMatchObject([
      { said: { key: 'evidence.initiatives', values: { running: '1', finished: '0', stopped: '0' } } },
    ]);
    expect(beside.get(`1a ${told}`)).toBeUndefined();
  });
});

describe('evidence of an initiative', () => {
  test('is changed by two at once, and each keeps what they did', async () => {
    const id = await anInitiative(ana);
    const [first, second] = [await aWorksheet(ana), await aWorksheet(ana)];
    const was = await evidenceOf(ana, id);
    const of = (subject_id: string) => ({ kind: 'worksheet' as const, subject_id });

    await setEvidence(ana, id, { was, chosen: [...was, of(first)] });
    await setEvidence(ana, id, { was, chosen: [of(second)] });

    expect((await evidenceOf(ana, id)).map(({ subject_id }) => subject_id).toSorted()).toEqual(
      [first, second].toSorted(),
    );
  });

  test('that was taken away stands there no more', async () => {
    const worksheet = await aWorksheet(ana);
    const id = await anInitiative(ana, { worksheet });

    await removeWorksheet(ana, worksheet);

    expect((await groundsOf(ana, id)).worksheets).toEqual([]);
  });
});

test('an initiative whose day has come waits for those who work on it', async () => {
  const ben = await aMember(ana, 'coordinator', 'Ben');
  const id = await anInitiative(ana, {
    name: 'Work',
    state: 'planned',
    starts_on: '2026-03-01',
    ends_on: '2026-05-01',
  });
  const due = async (ctx: Ctx) =>
    (await todayOf(ctx)).flatMap((group) => (group.heading === 'due.initiatives' ? group.items : []));

  expect(await due(ana)).toMatchObject([{ id, title: 'Work', due_on: '2026-03-01' }]);
  expect(await due(ben)).toEqual([]);
  await changeState(ana, id, { state: 'running', why: '' });
  expect(await due(ana)).toEqual([]);
  expect(await due(later(ana, 60))).toMatchObject([{ id, due_on: '2026-05-01' }]);
  const dates = await datesOf(ana);
  expect(dates.map(({ kind, title, day }) => [kind, title, day])).toEqual([
    ['initiative', 'Work', '2026-03-01'],
    ['initiative', 'Work', '2026-05-01'],
  ]);
});

test('a template keeps the cause, and neither partners nor days', async () => {
  const id = await anInitiative(ana, { name: 'Work', need: 'rent help', populations: ['low_income'] });

  await saveAsTemplate(ana, id, 'Rent');

  const templates = await initiativeTemplates(ana);
  expect(templates.map(({ key }) => key).slice(0, 5)).toEqual([
    ...['downturn', 'early_literacy', 'digital_skills', 'newcomers', 'older_adults'],
  ]);
  expect(templates.at(-1)).toMatchObject({
    name: { en: 'Rent' },
    need: { en: 'rent help' },
    populations: ['low_income'],
  });
  await expect(saveAsTemplate(ana, id, 'Rent')).rejects.toThrow(Invalid);
});
