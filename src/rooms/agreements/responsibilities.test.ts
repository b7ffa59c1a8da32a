import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  aContact,
  aGridRow,
  aLibrary,
  aMember,
  aPartner,
  aProposal,
  aStep,
  guestFor,
  submitted,
} from '../../../test/factories.ts';
import { NOW, useDatabase } from '../../../test/support.ts';
import { type Ctx, daysAfter } from '../../house/ctx.ts';
import { Forbidden, found, Invalid, NotFound } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { todayOf } from '../../views/today/today.ts';
import { addContact, contactsOf } from '../directory/contacts.ts';
import type { PersonId } from '../directory/person.ts';
import { mergeOrganizations } from '../merging/merge.ts';
import { taskFilter } from '../outreach/task.ts';
import { listTasks } from '../outreach/task-list.ts';
import type { PartnerId } from '../partners/partner.ts';
import { findPartner } from '../partners/partners.ts';
import { answerApproval } from './approvals.ts';
import { makeGridTasks, periodOf } from './grid-tasks.ts';
import { answerGrid, gridVersions, sendGrid } from './grid-versions.ts';
import type { ProposalId } from './proposal.ts';
import { proposalEdit } from './proposal.ts';
import { findProposal } from './proposal-list.ts';
import { changeProposal, proposalAsTyped, setSpeaker } from './proposals.ts';
import { changeRow, findRow, gridOf, rowAsTyped } from './responsibilities.ts';
import { cellState, type GridPart, needsWord, rowDraft, rowEdit, type SentRow } from './responsibility.ts';
import { askReward, rewardsOf, rewardsToAsk, sayGot, setHopes } from './rewards.ts';

const world = useDatabase();
let ana: Ctx;
beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'administrator', 'Ana');
});
const ALWAYS = { starts_on: null, ends_on: null };
const ways = { link: () => 'http://library.test/guest', code: () => 'http://library.test/code' };
const later = (ctx: Ctx, days: number): Ctx => ({ ...ctx, now: daysAfter(NOW, days) });

/** A partner with somebody who speaks for it. */
async function withSpeaker(name: string): Promise<{ partner: PartnerId; person: PersonId }> {
  const partner = await aPartner(ana);
  const { organization_id } = await findPartner(ana, partner);
  await addContact(ana, organization_id, aContact({ name, email: `${name.toLowerCase()}@partner.example` }));
  const [contact] = await contactsOf(ana, organization_id);
  return { partner, person: found(contact).person_id };
}

type Side = Awaited<ReturnType<typeof withSpeaker>>;
async function scene(...names: string[]): Promise<{ id: ProposalId; sides: Side[] }> {
  const sides = [];
  for (const name of names) sides.push(await withSpeaker(name));
  const id = await aProposal(ana, { partners: sides.map(({ partner }) => partner) });
  for (const { partner, person } of sides) await setSpeaker(ana, id, { partner, person });
  return { id, sides };
}
const mails = async () =>
  (
    await sql<{ recipient: string; body: string }>`select recipient, body from outbox
      where library_id = ${ana.library.id} order by created_at, id`.execute(world.db)
  ).rows.map(({ recipient }) => recipient);
const answerOf = async (id: ProposalId, partner: PartnerId) =>
  found((await gridVersions(ana, id))[0]?.answers.find((each) => each.partner_id === partner));
const approved = async (id: ProposalId) => {
  const [step] = await submitted(ana, id, [aStep('administrator')]);
  const said = { answer: 'approved' as const, comment: '', linkTo: () => '' };
  await answerApproval(ana, { proposal: id, approval: found(step) }, said);
};
const accept = async (id: ProposalId, { partner, person }: Side) => {
  const answer = await answerOf(id, partner);
  await answerGrid(guestFor(ana, 'grid', { person, subject: answer.id }), answer.id, { answer: 'accepted', words: '' });
};

/** Their role there ends with this day. */
const leaves = ({ person }: Side, ends_on: string) =>
  sql`update contacts set ends_on = ${ends_on} where library_id = ${ana.library.id} and person_id = ${person}`.execute(
    world.db,
  );

describe('a row of the grid', () => {
  test('says who does it, by a day or each month, with a deputy who is another', () => {
    const row = (over: object) => parse(rowDraft, { what: 'Chairs', columns: { 0: { part: 'does' } }, ...over });

    expect(row({}).columns).toEqual([{ partner: null, part: 'does', person: null, deputy: null }]);
    expect(() => row({ columns: { 0: { part: 'told' } } })).toThrow(Invalid);
    expect(() => row({ monthly: 'on', due_on: '2026-05-01' })).toThrow(Invalid);
    const id = '0192f0c1-0000-7000-8000-000000000001';
    expect(() => row({ columns: { 0: { part: 'does', person: id, deputy: id } } })).toThrow(Invalid);
  });

  test('is orphaned when its person leaves, unless a deputy stands in, until somebody takes it', async () => {
    const { id, sides } = await scene('Rosa');
    const [rosa] = sides as [Side];
    const row = await aGridRow(ana, id, [{ partner: rosa.partner, part: 'does', person: rosa.person }]);
    const state = async (ctx: Ctx) => cellState(found((await findRow(ctx, row)).row.cells[0]));
    const due = async (ctx: Ctx) => (await todayOf(ctx)).find(({ heading }) => heading === 'due.orphans')?.items;
    expect([await state(ana), await due(ana)]).toEqual(['named', undefined]);

    await leaves(rosa, '2026-03-20');

    expect(await state(later(ana, 20))).toBe('orphaned');
    expect(await due(later(ana, 20))).toMatchObject([{ id: row }]);
    const { organization_id } = await findPartner(ana, rosa.partner);
    await addContact(ana, organization_id, aContact({ name: 'Luis' }));
    const luis = found((await contactsOf(ana, organization_id)).find(({ name }) => name === 'Luis'));
    const found_ = await findRow(ana, row);
    const typed = rowAsTyped(found_.row, (await gridOf(ana, found_.proposal)).columns);
    const columns = { 0: {}, 1: { partner: rosa.partner, part: 'does', person: luis.person_id } };
    await changeRow(later(ana, 20), row, parse(rowEdit, { ...typed, columns, version: '1' }));
    expect([await state(later(ana, 20)), await due(later(ana, 20))]).toEqual(['named', undefined]);
  });

  test('with a deputy who is still there has somebody', () => {
    const named = (there: boolean) => ({ id: '1' as never, name: 'A', there });
    const cell = { part: 'does' as const, person: named(false), deputy: named(true) };

    expect(cellState(cell)).toBe('deputy');
    expect(cellState({ ...cell, deputy: named(false) })).toBe('orphaned');
    expect(cellState({ ...cell, deputy: null })).toBe('orphaned');
    expect(cellState({ ...cell, person: null })).toBe('unnamed');
  });

  test('is no stranger’s', async () => {
    const { id } = await scene('Rosa');
    const row = await aGridRow(ana, id);
    const stranger = await aMember(await aLibrary(world.host), 'administrator');

    await expect(findRow(stranger, row)).rejects.toThrow(NotFound);
    await expect(aGridRow(stranger, id)).rejects.toThrow(NotFound);
    await expect(sendGrid(stranger, id, ways)).rejects.toThrow(NotFound);
  });
});

describe('a grid that is sent', () => {
  test('asks each partner by a link, and is accepted by each on their own', async () => {
    const { id, sides } = await scene('Rosa', 'Luis');
    const [rosa, luis] = sides as [Side, Side];
    await aGridRow(ana, id, [
      { partner: rosa.partner, part: 'does' },
      { partner: luis.partner, part: 'approves' },
    ]);

    const sent = await sendGrid(ana, id, ways);
    expect([sent.accept.length, sent.nobody]).toEqual([2, []]);
    expect((await mails()).toSorted()).toEqual(['luis@partner.example', 'rosa@partner.example']);
    await accept(id, rosa);

    expect((await gridVersions(ana, id))[0]?.answers.map(({ answer }) => answer).toSorted()).toEqual([
      'accepted',
      null,
    ]);
    const theirs = await answerOf(id, luis.partner);
    const wrong = guestFor(ana, 'grid', { person: rosa.person, subject: (await answerOf(id, rosa.partner)).id });
    await expect(answerGrid(wrong, theirs.id, { answer: 'accepted', words: '' })).rejects.toThrow(Forbidden);
  });

  test('is accepted anew by those whose part is another; all others are told', async () => {
    const { id, sides } = await scene('Rosa', 'Luis');
    const [rosa, luis] = sides as [Side, Side];
    const row = await aGridRow(ana, id, [{ partner: rosa.partner, part: 'does' }]);
    await aGridRow(ana, id, [{ partner: luis.partner, part: 'does' }]);
    await sendGrid(ana, id, ways);
    for (const side of sides) await accept(id, side);
    const { row: was } = await findRow(ana, row);
    const columns = { 0: {}, 1: { partner: rosa.partner, part: 'does' } };
    const edit = parse(rowEdit, { what: was.what, due_on: '2026-06-01', columns, version: '1' });
    await changeRow(ana, row, edit);

    const sent = await sendGrid(ana, id, ways);

    const names = (await findProposal(ana, id)).partners;
    const nameOf = (side: Side) => names.find((each) => each.id === side.partner)?.name;
    expect(sent).toEqual({ accept: [nameOf(rosa)], told: [nameOf(luis)], nobody: [] });
    await expect(sendGrid(ana, id, ways)).rejects.toMatchObject({ fields: { form: { key: 'error.grid_same' } } });
  });

  test('that was sent anew is answered no more by the older link', async () => {
    const { id, sides } = await scene('Rosa');
    const [rosa] = sides as [Side];
    await aGridRow(ana, id, [{ partner: rosa.partner, part: 'does' }]);
    await sendGrid(ana, id, ways);
    const older = await answerOf(id, rosa.partner);
    await aGridRow(ana, id, [{ partner: rosa.partner, part: 'does' }]);
    await sendGrid(ana, id, ways);

    const guest = guestFor(ana, 'grid', { person: rosa.person, subject: older.id });
    await expect(answerGrid(guest, older.id, { answer: 'accepted', words: '' })).rejects.toMatchObject({
      fields: { form: { key: 'error.grid_newer' } },
    });
  });

  test('names partners for whom nobody speaks, and is noted from paper', async () => {
    const partner = await aPartner(ana);
    const id = await aProposal(ana, { partners: [partner] });
    await aGridRow(ana, id, [{ partner, part: 'does' }]);

    expect((await sendGrid(ana, id, ways)).nobody).toHaveLength(1);
    expect(await mails()).toEqual([]);
    await answerGrid(ana, (await answerOf(id, partner)).id, { answer: 'accepted', words: 'Folder 3' });
    expect(await answerOf(id, partner)).toMatchObject({ answer: 'accepted', said_by: 'Ana', words: 'Folder 3' });
  });

  test('makes a promise of nothing but what was accepted, and of nobody who is not in it any more', async () => {
    const { id, sides } = await scene('Rosa', 'Luis');
    const [rosa, luis] = sides as [Side, Side];
    await approved(id);
    const row = await aGridRow(ana, id, [
      { partner: rosa.partner, part: 'told', person: rosa.person },
      { partner: '', part: 'does' },
    ]);
    await aGridRow(ana, id, [{ partner: luis.partner, part: 'does', person: luis.person }], { due_on: '2026-05-01' });
    await sendGrid(ana, id, ways);
    await accept(id, luis);
    const columns = { 0: { partner: rosa.partner, part: 'does', person: rosa.person } };
    await changeRow(ana, row, parse(rowEdit, { what: 'Pay 5000', due_on: '2026-04-01', columns, version: '1' }));
    const it = await findProposal(ana, id);
    const edit = { ...proposalAsTyped(it), partners: [rosa.partner], version: it.version };
    const older = await answerOf(id, luis.partner);
    await changeProposal(ana, id, parse(proposalEdit, edit));

    expect(await makeGridTasks(ana, id)).toBe(0);
    expect((await listTasks(ana, taskFilter.parse({}))).rows).toEqual([]);
    const guest = guestFor(ana, 'grid', { person: luis.person, subject: older.id });
    await expect(answerGrid(guest, older.id, { answer: 'changes', words: 'No' })).rejects.toThrow(Invalid);
  });

  test('keeps what a guest said from a form of ours that was open meanwhile', async () => {
    const { id, sides } = await scene('Rosa');
    const [rosa] = sides as [Side];
    await aGridRow(ana, id, [{ partner: rosa.partner, part: 'does' }]);
    await sendGrid(ana, id, ways);
    const { id: answer } = await answerOf(id, rosa.partner);
    const guest = guestFor(ana, 'grid', { person: rosa.person, subject: answer });
    await answerGrid(guest, answer, { answer: 'changes', words: 'Not in May' });

    await expect(answerGrid(ana, answer, { answer: 'accepted', words: '' })).rejects.toMatchObject({
      fields: { form: { key: 'error.grid_answered' } },
    });
    expect(await answerOf(id, rosa.partner)).toMatchObject({ words: 'Not in May', noted: false });
  });

  test('goes to a partner for whom somebody speaks only later, without another version', async () => {
    const { partner, person } = await withSpeaker('Rosa');
    const id = await aProposal(ana, { partners: [partner] });
    await aGridRow(ana, id, [{ partner, part: 'does' }]);
    await sendGrid(ana, id, ways);
    await setSpeaker(ana, id, { partner, person });

    expect((await sendGrid(ana, id, ways)).accept).toHaveLength(1);
    expect(await mails()).toEqual(['rosa@partner.example']);
    expect(await gridVersions(ana, id)).toHaveLength(1);
  });

  test('of two partners that become one keeps every part, hope and word', async () => {
    const { id, sides } = await scene('Rosa', 'Luis');
    const [rosa, luis] = sides as [Side, Side];
    await aGridRow(ana, id, [
      { partner: rosa.partner, part: 'told' },
      { partner: luis.partner, part: 'does', person: luis.person },
    ]);
    await setHopes(ana, id, [
      { partner: rosa.partner, hope: 'A room' },
      { partner: luis.partner, hope: 'Readers' },
    ]);
    await sendGrid(ana, id, ways);
    await accept(id, luis);
    for (const reward of await rewardsOf(ana, id)) await askReward(ana, reward.id, { ways, linkTo: () => '' });
    const of = async ({ partner }: Side) => (await findPartner(ana, partner)).organization_id;

    await mergeOrganizations(ana, { kept: await of(rosa), gone: await of(luis), take: {} });

    const grid = await gridOf(ana, await findProposal(ana, id));
    expect(grid.rows[0]?.cells.map(({ part }) => part).toSorted()).toEqual(['does', 'told']);
    expect((await rewardsOf(ana, id)).map(({ hope }) => hope).toSorted()).toEqual(['A room', 'Readers']);
    expect((await gridVersions(ana, id))[0]?.answers.map(({ answer }) => answer)).toContain('accepted');
  });

  test.each([
    ['Rosa', null],
    [null, 'Luis'],
    ['Rosa', 'Luis'],
  ])('of two partners that become one, who speaks for it stays: %s of one, %s of the other', async (...names) => {
    const { id, sides } = await scene('Rosa', 'Luis');
    for (const [at, { partner }] of sides.entries())
      if (!names[at]) await setSpeaker(ana, id, { partner, person: null });
    const [kept, gone] = await Promise.all(
      sides.map(async ({ partner }) => (await findPartner(ana, partner)).organization_id),
    );

    await mergeOrganizations(ana, { kept: found(kept), gone: found(gone), take: {} });

    const { partners } = await findProposal(ana, id);
    expect(partners).toMatchObject([{ id: sides[0]?.partner, person: names.find(Boolean) }]);
  });

  test('becomes tasks and promises once all have accepted, each once, those of a month in each of its months', async () => {
    const { id, sides } = await scene('Rosa');
    const [rosa] = sides as [Side];
    await approved(id);
    await aGridRow(ana, id, [{ partner: rosa.partner, part: 'does', person: rosa.person }], { due_on: '2026-05-01' });
    await aGridRow(ana, id, [{ partner: '', part: 'does', person: ana.actor.id ?? '' }], { monthly: 'on' });
    await sendGrid(ana, id, ways);
    expect(await makeGridTasks(ana, id)).toBe(0);
    await accept(id, rosa);

    const counts = [];
    for (const days of [0, 0, 40, 70]) counts.push(await makeGridTasks(later(ana, days), id));

    expect(counts).toEqual([1, 0, 1, 1]);
    const { rows } = await listTasks(ana, taskFilter.parse({}));
    expect(rows.map(({ due_on, owner }) => [due_on, owner]).toSorted()).toEqual([
      ['2026-04-30', 'Ana'],
      ['2026-05-01', 'Rosa'],
      ['2026-05-31', 'Ana'],
    ]);
  });
});

describe('what a partner is asked about a grid', () => {
  const MINE = 'p1' as PartnerId;
  const partner = fc.constantFrom<PartnerId | null>(null, MINE, 'p2' as PartnerId);
  const part = fc.constantFrom<GridPart>('does', 'approves', 'told');
  const name = fc.constantFrom(null, 'Rosa', 'Luis');
  const row: fc.Arbitrary<SentRow> = fc.record({
    ...{ id: fc.constantFrom('r1', 'r2', 'r3') as fc.Arbitrary<never>, what: fc.constantFrom('Chairs', 'Posters') },
    ...{ due_on: fc.constantFrom(null, '2026-05-01'), monthly: fc.constant(false) },
    cells: fc.uniqueArray(fc.record({ partner_id: partner, part, person: name, deputy: name }), {
      selector: (cell) => cell.partner_id,
      maxLength: 3,
    }),
  });
  const grid = fc.uniqueArray(row, { selector: (each) => each.id, maxLength: 3 });

  test('is nothing where nothing has changed, and to accept where they never did and have a part', () => {
    fc.assert(
      fc.property(grid, (rows) => {
        expect(needsWord(MINE, rows, rows)).toBe('nothing');
        const isBound = rows.some(({ cells }) =>
          cells.some((cell) => cell.partner_id === MINE && cell.part !== 'told'),
        );
        expect(needsWord(MINE, null, rows) === 'accept').toBe(isBound);
      }),
    );
  });

  test('is never more than to be told where only names, or parts of others, are others', () => {
    fc.assert(
      fc.property(grid, name, part, (rows, other, theirs) => {
        const now = rows.map((each) => ({
          ...each,
          cells: each.cells.map((cell) =>
            cell.partner_id === MINE ? { ...cell, person: other } : { ...cell, part: theirs },
          ),
        }));
        expect(needsWord(MINE, rows, now)).not.toBe('accept');
      }),
    );
  });

  test('is to accept where a row that they do has other words or another day, is new, or is gone', () => {
    const bound = (rows: SentRow[]) =>
      rows.filter(({ cells }) => cells.some((cell) => cell.partner_id === MINE && cell.part !== 'told'));
    fc.assert(
      fc.property(grid, (rows) => {
        const [mine] = bound(rows);
        if (!mine) return;
        const others = rows.filter((each) => each !== mine);
        expect(needsWord(MINE, rows, others)).toBe('accept');
        expect(needsWord(MINE, others, rows)).toBe('accept');
        expect(needsWord(MINE, rows, [...others, { ...mine, what: 'Other' }])).toBe('accept');
        expect(needsWord(MINE, rows, [...others, { ...mine, due_on: '2030-01-01' }])).toBe('accept');
      }),
    );
  });

  test('of a month the task is due on its last day, also in February of a leap year', () => {
    expect(periodOf({ due_on: null, monthly: true }, '2028-02-03', ALWAYS)).toEqual({
      period: '2028-02',
      due_on: '2028-02-29',
    });
    expect(periodOf({ due_on: null, monthly: true }, '2026-12-31', ALWAYS)).toEqual({
      period: '2026-12',
      due_on: '2026-12-31',
    });
    expect(periodOf({ due_on: null, monthly: false }, '2026-12-31', ALWAYS)).toBeNull();
  });
});

describe('rewards', () => {
  const asking = { ways, linkTo: () => 'http://library.test/reward' };

  test('are asked of each side once a year after the approval, by one mail', async () => {
    const side = await withSpeaker('Rosa');
    const id = await aProposal(ana, { partners: [side.partner], ends_on: '' });
    await setSpeaker(ana, id, side);
    await setHopes(ana, id, [
      { partner: null, hope: 'New readers' },
      { partner: side.partner, hope: 'A room' },
    ]);
    expect(await rewardsToAsk(later(ana, 400))).toEqual([]);
    await approved(id);
    const before = (await mails()).length;

    expect(await rewardsToAsk(later(ana, 364))).toEqual([]);
    for (const days of [365, 366]) {
      const ctx = later(ana, days);
      for (const reward of await rewardsToAsk(ctx)) await askReward(ctx, reward.id, asking);
    }

    expect((await mails()).slice(before)).toHaveLength(2);
    expect((await rewardsOf(ana, id)).map(({ answers }) => answers.length)).toEqual([1, 1]);
    expect(await rewardsToAsk(later(ana, 731))).toHaveLength(2);
  });

  test('are answered by whoever was asked, as long as the question is open', async () => {
    const side = await withSpeaker('Rosa');
    const id = await aProposal(ana, { partners: [side.partner], ends_on: '' });
    await setSpeaker(ana, id, side);
    await setHopes(ana, id, [{ partner: side.partner, hope: 'A room' }]);
    await approved(id);
    const year = later(ana, 365);
    for (const reward of await rewardsToAsk(year)) await askReward(year, reward.id, asking);
    const answer = found((await rewardsOf(ana, id))[0]?.answers[0]);
    const guest = (days: number) => guestFor(later(ana, days), 'reward', { person: side.person, subject: answer.id });

    await sayGot(guest(370), answer.id, { got: 'partly', words: 'Half of it' });
    expect((await rewardsOf(ana, id))[0]?.answers).toMatchObject([{ got: 'partly', said_by: 'Rosa' }]);
    await expect(sayGot(guest(440), answer.id, { got: 'yes', words: '' })).rejects.toMatchObject({
      fields: { form: { key: 'error.reward_closed' } },
    });
    const other = guestFor(ana, 'reward', { person: side.person, subject: id });
    await expect(sayGot(other, answer.id, { got: 'yes', words: '' })).rejects.toThrow(Forbidden);
  });

  test('of a side for which nobody speaks are not said to be asked', async () => {
    const partner = await aPartner(ana);
    const id = await aProposal(ana, { partners: [partner], ends_on: '' });
    await setHopes(ana, id, [{ partner, hope: 'A room' }]);
    await approved(id);
    const [reward] = await rewardsToAsk(later(ana, 365));

    expect(await askReward(later(ana, 365), found(reward).id, asking)).toBe(false);
    expect((await rewardsOf(ana, id))[0]?.answers).toEqual([]);
  });
});
