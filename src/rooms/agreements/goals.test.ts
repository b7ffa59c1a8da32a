import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  aContact,
  aGoal,
  aLibrary,
  aMember,
  anInteraction,
  aPartner,
  aProposal,
  aStep,
  submitted,
} from '../../../test/factories.ts';
import { NOW, useDatabase } from '../../../test/support.ts';
import { type Ctx, daysAfter, today } from '../../house/ctx.ts';
import { Forbidden, found, Invalid, NotFound } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { bringBack } from '../../views/removed/removed.ts';
import { todayOf } from '../../views/today/today.ts';
import { addContact, contactsOf } from '../directory/contacts.ts';
import { taskDraft } from '../outreach/task.ts';
import { addTask, endTask } from '../outreach/tasks.ts';
import { findPartner } from '../partners/partners.ts';
import { answerApproval } from './approvals.ts';
import { goalDraft, goalEdit, goalState, latestOf, readingDraft, wayOf } from './goal.ts';
import { addReading, changeGoal, findGoal, goalAsTyped, goalsOf, removeGoal } from './goals.ts';
import { findProposal } from './proposal-list.ts';

const world = useDatabase();
let ana: Ctx;
beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'administrator', 'Ana');
});
const later = (ctx: Ctx, days: number): Ctx => ({ ...ctx, now: daysAfter(NOW, days) });
const read = (ctx: Ctx, id: Parameters<typeof addReading>[1], value: string, read_on = today(ctx)) =>
  addReading(ctx, id, parse(readingDraft, { value, read_on, source: 'Sheets' }));
const approve = async (id: Awaited<ReturnType<typeof aProposal>>) => {
  const [step] = await submitted(ana, id, [aStep('administrator')]);
  const said = { answer: 'approved' as const, comment: '', linkTo: () => '' };
  await answerApproval(ana, { proposal: id, approval: found(step) }, said);
};

const GOAL = { baseline: 40, target: 120, baseline_on: '2026-01-01', due_on: '2026-12-31' };

describe('how far a goal is', () => {
  const dayAt = (days: number) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10);
  const ends = fc
    .record({ baseline: fc.nat(500), target: fc.nat(500), length: fc.integer({ min: 1, max: 600 }) })
    .filter(({ baseline, target }) => baseline !== target)
    .map(({ length, ...rest }) => ({ ...rest, baseline_on: dayAt(0), due_on: dayAt(length) }));
  const reading = fc.record({ value: fc.nat(800), read_on: fc.integer({ min: 0, max: 700 }).map(dayAt) });
  const now = fc.integer({ min: 0, max: 800 }).map(dayAt);
  const RANK = { missed: 0, behind: 1, unknown: 1, on_track: 2, reached: 3 } as const;

  test('is not known while nobody has read it, before its day and after it', () => {
    expect(goalState(GOAL, [], '2026-06-01')).toBe('unknown');
    expect(goalState(GOAL, [], '2027-01-01')).toBe('unknown');
  });

  test('goes by the time that had passed when it was read', () => {
    const at = (value: number, read_on: string, day = read_on) => goalState(GOAL, [{ value, read_on }], day);

    expect(at(80, '2026-07-02')).toBe('on_track');
    expect(at(73, '2026-07-02')).toBe('on_track');
    expect(at(71, '2026-07-02')).toBe('behind');
    expect(at(120, '2026-03-01')).toBe('reached');
    expect(at(80, '2026-03-01', '2026-12-31')).toBe('unknown');
    expect(at(119, '2026-12-30', '2027-01-01')).toBe('unknown');
    expect(at(119, '2026-12-31', '2027-01-01')).toBe('missed');
  });

  test('never gets worse by a reading that is nearer to the target', () => {
    fc.assert(
      fc.property(ends, reading, now, fc.nat(400), (goal, one, day, nearer) => {
        const better = goal.target > goal.baseline ? one.value + nearer : Math.max(0, one.value - nearer);
        const [was, is] = [one, { ...one, value: better }].map((each) => RANK[goalState(goal, [each], day)]);
        expect(is).toBeGreaterThanOrEqual(was as number);
      }),
    );
  });

  test('is the same in any unit, and downwards as upwards', () => {
    fc.assert(
      fc.property(ends, reading, now, (goal, one, day) => {
        const as = (change: (value: number) => number) =>
          goalState(
            { ...goal, baseline: change(goal.baseline), target: change(goal.target) },
            [{ ...one, value: change(one.value) }],
            day,
          );
        expect(as((value) => value * 4)).toBe(as((value) => value));
        expect(as((value) => 1024 - value)).toBe(as((value) => value));
      }),
    );
  });

  test('goes by the last reading up to the day, whatever their order', () => {
    fc.assert(
      fc.property(
        ends,
        fc.uniqueArray(reading, { selector: (each) => each.read_on, maxLength: 8 }),
        now,
        (goal, all, day) => {
          const latest = latestOf(all, day);
          expect(goalState(goal, all.toReversed(), day)).toBe(goalState(goal, latest ? [latest] : [], day));
          for (const each of all) if (each.read_on <= day) expect(each.read_on <= found(latest).read_on).toBe(true);
        },
      ),
    );
  });

  test('says which share of the way is done, and of the time had passed', () => {
    expect(wayOf(GOAL, { value: 60, read_on: '2026-01-01' })).toEqual({ done: 0.25, passed: 0 });
    expect(wayOf(GOAL, { value: 60, read_on: '2028-01-01' }).passed).toBe(1);
  });
});

describe('a goal', () => {
  test('that comes back was not there when its proposal was approved', async () => {
    const proposal = await aProposal(ana);
    const goal = await aGoal(ana, proposal);
    const removal = await removeGoal(ana, goal);
    await approve(proposal);
    expect((await findProposal(ana, proposal)).changed).toBe(false);

    await bringBack(ana, removal);

    expect((await findProposal(ana, proposal)).changed).toBe(true);
  });

  test('has a baseline with a day and a source, and a target that is another', () => {
    const draft = {
      measure: 'Families',
      baseline: '40',
      baseline_on: '2026-01-01',
      due_on: '2026-01-01',
      target: '40',
    };

    expect(() => parse(goalDraft, { ...draft, baseline_source: '', owner_id: ana.actor.id })).toThrow(
      expect.objectContaining({
        fields: {
          baseline_source: { key: 'error.required' },
          target: { key: 'error.goal_same' },
          due_on: { key: 'error.goal_days' },
        },
      }),
    );
    expect(() => parse(readingDraft, { value: '-3', read_on: '2026-01-01' })).toThrow(Invalid);
  });

  test('is read once a day, not in the future and not before its baseline', async () => {
    const goal = await aGoal(ana, await aProposal(ana));
    await read(ana, goal, '50');

    await expect(read(ana, goal, '60')).rejects.toMatchObject({ fields: { read_on: { key: 'error.goal_read' } } });
    await expect(read(ana, goal, '60', '2026-03-10')).rejects.toMatchObject({
      fields: { read_on: { key: 'error.future' } },
    });
    await expect(read(ana, goal, '60', '2025-12-31')).rejects.toMatchObject({
      fields: { read_on: { key: 'error.goal_before' } },
    });
    expect((await findGoal(ana, goal)).readings).toMatchObject([{ value: 50, who: 'Ana', source: 'Sheets' }]);
  });

  test('is counted from what is logged with the partners of its proposal, each entry once', async () => {
    const [one, other] = [await aPartner(ana), await aPartner(ana)];
    const proposal = await aProposal(ana, { partners: [one, other] });
    const goal = await aGoal(ana, proposal, { counted: 'people_reached', baseline: '10', target: '100' });
    const on = (happened_on: string, people_reached: string, partners = [one]) =>
      anInteraction(ana, { partners, happened_on, people_reached, kind: 'event' });
    await on('2026-01-01', '500');
    await on('2026-02-10', '12', [one, other]);
    await on('2026-03-01', '20', [other]);
    await on('2026-03-05', '99', [await aPartner(ana)]);

    expect((await findGoal(ana, goal)).readings.map(({ read_on, value }) => [read_on, value])).toEqual([
      ['2026-02-28', 22],
      ['2026-03-09', 42],
    ]);
    await expect(read(ana, goal, '60')).rejects.toThrow(Invalid);
  });

  test('of which nothing is logged is not known', async () => {
    const goal = await aGoal(ana, await aProposal(ana), { counted: 'conversations' });

    expect((await findGoal(ana, goal)).readings).toEqual([]);
  });

  test('counts promises that were kept, and no tasks of ours', async () => {
    const partner = await aPartner(ana);
    const { organization_id } = await findPartner(ana, partner);
    await addContact(ana, organization_id, aContact({ name: 'Rosa' }));
    const [rosa] = await contactsOf(ana, organization_id);
    const goal = await aGoal(ana, await aProposal(ana, { partners: [partner] }), { counted: 'promises_kept' });
    const give = async (over: object) =>
      endTask(
        ana,
        await addTask(ana, partner, parse(taskDraft, { what: 'Chairs', due_on: '2026-03-20', ...over })),
        'done',
      );
    await give({ person_id: rosa?.person_id });
    await give({ member_id: ana.actor.id });

    expect((await findGoal(ana, goal)).readings).toMatchObject([{ value: 41 }]);
  });

  test('that was approved and is changed needs an approval; one that is set later does not', async () => {
    const proposal = await aProposal(ana);
    const goal = await aGoal(ana, proposal);
    await approve(proposal);
    await aGoal(later(ana, 1), proposal);
    expect((await findProposal(ana, proposal)).changed).toBe(false);
    const edit = async (over: object) => {
      const it = await findGoal(ana, goal);
      await changeGoal(later(ana, 2), goal, parse(goalEdit, { ...goalAsTyped(it), version: it.version, ...over }));
    };

    await edit({ baseline_source: 'Survey' });
    expect((await findProposal(ana, proposal)).changed).toBe(false);
    await edit({ target: '60' });
    expect((await findProposal(ana, proposal)).changed).toBe(true);
  });

  test('that nobody has read for three months waits for its owner, once its proposal is approved', async () => {
    const proposal = await aProposal(ana);
    const goal = await aGoal(ana, proposal);
    const due = async (ctx: Ctx) => (await todayOf(ctx)).find(({ heading }) => heading === 'due.goals')?.items;

    expect(await due(later(ana, 60))).toBeUndefined();
    await approve(proposal);
    expect(await due(later(ana, 60))).toMatchObject([{ id: goal }]);
    await read(later(ana, 60), goal, '50');
    expect(await due(later(ana, 61))).toBeUndefined();
  });

  test('is no stranger’s, and no reader sets one', async () => {
    const proposal = await aProposal(ana);
    const goal = await aGoal(ana, proposal);
    await expect(aGoal(await aMember(ana, 'reader'), proposal)).rejects.toThrow(Forbidden);
    const stranger = await aMember(await aLibrary(world.host), 'administrator');

    await expect(findGoal(stranger, goal)).rejects.toThrow(NotFound);
    await expect(aGoal(stranger, proposal)).rejects.toThrow(NotFound);
    expect(await goalsOf(stranger, [proposal])).toEqual([]);
  });
});
