import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  aLibrary,
  aMember,
  anInitiative,
  aPartner,
  aProposal,
  aProposalDraft,
  aStep,
  submitted,
} from '../../../test/factories.ts';
import { NOW, useDatabase } from '../../../test/support.ts';
import { type Actor, type Ctx, daysAfter, type MemberId } from '../../house/ctx.ts';
import { Conflict, Forbidden, found, Invalid, NotFound } from '../../house/errors.ts';
import { money, parse, wholeNumber } from '../../house/parse.ts';
import { bringBack } from '../../views/removed/removed.ts';
import { search } from '../../views/search/search.ts';
import { timelineOf } from '../../views/timeline/timeline.ts';
import { todayOf } from '../../views/today/today.ts';
import { absenceDraft, actingFor } from '../accounts/absence.ts';
import { absencesOf, addAbsence, removeAbsence } from '../accounts/absences.ts';
import { removeMember } from '../accounts/members.ts';
import { addPeriod } from '../officials/election-periods.ts';
import { type Approval, type ApprovalId, answerersOf, type ProposalVersion, waitingNow } from './approval.ts';
import { remindApprovers } from './approval-mail.ts';
import { answerApproval, withdrawProposal } from './approvals.ts';
import { applies, builtInRules, type Conditions, type Facts, ruleDraft, ruleEdit } from './policy-rule.ts';
import { addRule, changeRule, policyRules, removeRule, restoreRule } from './policy-rules.ts';
import { type ProposalId, proposalDraft, proposalEdit, proposalFilter } from './proposal.ts';
import { checkField } from './proposal-check.ts';
import { answerChecks, checkAgain, checksOf, isOutOfDate } from './proposal-checks.ts';
import { findProposal, listProposals } from './proposal-list.ts';
import { versionsOf } from './proposal-versions.ts';
import { changeProposal, proposalAsTyped, removeProposal } from './proposals.ts';

const world = useDatabase();
type MemberCtx = Ctx & { actor: Actor & { kind: 'member' } };
let ana: MemberCtx;
let ben: MemberCtx;
let cyd: MemberCtx;
beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'administrator', 'Ana');
  ben = await aMember(ana, 'coordinator', 'Ben');
  cyd = await aMember(ana, 'contributor', 'Cyd');
});

const mailsTo = async ({ actor }: MemberCtx) =>
  (
    await sql<{ subject: string }>`select o.subject from outbox o join users u on u.email = o.recipient
      where o.library_id = ${ana.library.id} and u.id = ${actor.userId} order by o.created_at`.execute(world.db)
  ).rows;
const linkTo = (id: string, step?: string) => `http://library.test/${step ?? id}`;
const later = <C extends Ctx>(ctx: C, days: number): C => ({ ...ctx, now: daysAfter(NOW, days) });
const answer = (ctx: Ctx, proposal: ProposalId, approval: ApprovalId | undefined, said: object) =>
  answerApproval(ctx, { proposal, approval: found(approval) }, {
    answer: 'approved',
    comment: '',
    linkTo,
    ...said,
  } as Parameters<typeof answerApproval>[2]);
const edited = async (ctx: Ctx, id: ProposalId, over: object) => {
  const it = await findProposal(ctx, id);
  await changeProposal(ctx, id, parse(proposalEdit, { ...proposalAsTyped(it), version: it.version, ...over }));
};
const stateOf = async (id: ProposalId) => (await findProposal(ana, id)).state;
const asked = async (id: ProposalId) => (await checksOf(ana, id)).map((each) => `${each.rule_key} ${each.what}`);

describe('a proposal', () => {
  test('keeps what was typed, and what nobody knows stays unknown', async () => {
    const initiative_id = await anInitiative(cyd, { name: 'Work' });
    const id = await aProposal(cyd, { our_hours: '1,040', our_cents: '$1,250.50', initiative_id });

    expect(await findProposal(cyd, id)).toMatchObject({
      ...{ our_hours: 1040, our_cents: 125050, their_hours: null, their_cents: null, given_cents: null },
      ...{ initiative: 'Work', owner: 'Cyd', state: 'draft', changed: true },
    });
  });

  test('says all that is wrong at once: money below nothing, days in the wrong order, nobody to do it with', async () => {
    const draft = await aProposalDraft(cyd);
    const wrong = {
      our_cents: '-50',
      their_hours: '2.5',
      starts_on: '2026-05-01',
      ends_on: '2026-04-01',
      partners: [],
    };

    expect(() => parse(proposalDraft, { ...draft, ...typed(draft), ...wrong })).toThrow(
      expect.objectContaining({
        fields: {
          our_cents: { key: 'error.money_negative' },
          their_hours: { key: 'error.whole_number' },
          partners: { key: 'error.proposal_partner' },
          ends_on: { key: 'error.ends_before' },
        },
      }),
    );
  });

  test('of a sponsorship says how much, and none begins in the days before the library', async () => {
    await expect(aProposal(cyd, { kind: 'sponsorship' })).rejects.toMatchObject({
      fields: { given_cents: { key: 'error.sponsorship_amount' } },
    });
    await expect(aProposal(cyd, { starts_on: '1901-01-01', ends_on: '' })).rejects.toMatchObject({
      fields: { starts_on: { key: 'error.proposal_long_ago' } },
    });
  });

  test('is found by its words and its state, and stands in the story of each partner', async () => {
    const [one, other] = [await aPartner(cyd), await aPartner(cyd)];
    const id = await aProposal(cyd, { name: 'Mesas de trabajo', partners: [one, other] });
    await aProposal(cyd);
    const ids = async (filter: object) =>
      (await listProposals(ana, proposalFilter.parse(filter))).rows.map((row) => row.id);

    expect(await ids({ q: 'mesas' })).toEqual([id]);
    expect(await ids({ state: 'approved' })).toEqual([]);
    await submitted(cyd, id, [aStep('administrator')]);
    expect(await ids({ state: 'waiting' })).toEqual([id]);
    expect((await search(ana, { q: 'mesas', kind: '', page: 1 })).groups).toMatchObject([{ kind: 'proposal' }]);
    for (const partner of [one, other])
      expect((await timelineOf(ana, partner)).map(({ said }) => said?.key)).toContain('proposal.written');
  });

  test('cannot be seen or changed by another library, or written by a reader', async () => {
    const id = await aProposal(cyd);
    const partners = [await aPartner(cyd)];
    const stranger = await aMember(await aLibrary(world.host), 'administrator');

    await expect(findProposal(stranger, id)).rejects.toThrow(NotFound);
    await expect(removeProposal(stranger, id)).rejects.toThrow(NotFound);
    await expect(aProposal(stranger, { partners })).rejects.toThrow(Invalid);
    await expect(aProposal(await aMember(ana, 'reader'), { partners })).rejects.toThrow(Forbidden);
  });

  test('is changed by one at a time', async () => {
    const id = await aProposal(cyd);
    await edited(cyd, id, { risks: 'Few rooms' });

    await expect(edited(cyd, id, { version: 1, risks: 'None' })).rejects.toThrow(Conflict);
    expect((await findProposal(cyd, id)).risks).toBe('Few rooms');
  });
});

/** Amounts and days as they would be typed. */
const typed = (draft: Awaited<ReturnType<typeof aProposalDraft>>) => ({
  ...{ our_hours: '', our_cents: '', their_hours: '', their_cents: '', given_cents: '' },
  ...{ initiative_id: draft.initiative_id ?? '', from_worksheet_id: '', renews_id: '', starts_on: '', ends_on: '' },
});

describe('money and whole numbers', () => {
  test('are read as people write them, and what is none is refused', () => {
    const read = (text: string) => {
      try {
        return parse(money, text);
      } catch (error) {
        return (error as Invalid).fields.form?.key;
      }
    };
    expect(['', '0', '$1,250', '1250.5', '$ 12'].map(read)).toEqual([null, 0, 125000, 125050, 1200]);
    expect(['-1', '(50)', '1.250', '12,34', 'ten', '1e9', '99999999999'].map(read)).toEqual([
      ...['error.money_negative', 'error.money_negative'],
      ...Array.from({ length: 5 }, () => 'error.money'),
    ]);
    expect(['', '0', '1,040', '40'].map((text) => parse(wholeNumber(2000), text))).toEqual([null, 0, 1040, 40]);
    expect(() => parse(wholeNumber(2000), '3000')).toThrow(Invalid);
  });
});

describe('the policy', () => {
  test('asks for a letter of agreement and the director from a thousand dollars of sponsorship on', async () => {
    const below = await aProposal(cyd, { kind: 'sponsorship', given_cents: '999.99' });
    const from = await aProposal(cyd, { kind: 'sponsorship', given_cents: '1000' });

    expect(await asked(below)).toEqual(['money_conflict conflict']);
    expect((await asked(from)).toSorted()).toEqual(
      ['money_conflict conflict', 'sponsorship_from_1000 approver', 'sponsorship_from_1000 document'].toSorted(),
    );
  });

  test('asks banks not to look for customers, and government to stay neutral while an election is near', async () => {
    await addPeriod(ana, { name: 'City', starts_on: '2026-10-01', ends_on: '2026-11-03', note: '' });
    const bank = await aProposal(cyd, { partners: [await aPartner(cyd, { sectors: ['financial'] })] });
    const city = await aPartner(cyd, { sectors: ['government'] });
    const before = await aProposal(cyd, { partners: [city] });
    const during = await aProposal(cyd, { partners: [city], ends_on: '2026-10-01' });
    const unknown = await aProposal(cyd, { partners: [city], starts_on: '', ends_on: '' });

    expect(await asked(bank)).toEqual(['banks confirm']);
    expect(await asked(before)).toEqual([]);
    expect([await asked(during), await asked(unknown)]).toEqual([['election note'], ['election note']]);
  });

  test('keeps the words by which a proposal was checked when a rule is changed, until it is checked again', async () => {
    const id = await aProposal(cyd, { kind: 'space' });
    const rule = { ...found(builtInRules.find(({ key }) => key === 'space')) };
    await answerChecks(cyd, id, { [checkField({ rule_key: 'space', what: 'insurance' })]: { on: '2027-01-01' } });
    const edit = { name: 'Rooms', kinds: ['space'], ask_insurance: 'Insured for 2 million until when?', version: '0' };

    await changeRule(ana, rule.key, parse(ruleEdit, { from: '', ...edit }));
    await edited(cyd, id, { risks: 'Noise' });

    const [kept] = await checksOf(cyd, id);
    expect([kept?.rule_version, kept?.ask.en, kept?.answer_on]).toEqual([0, rule.requires[0]?.ask.en, '2027-01-01']);
    expect(await isOutOfDate(cyd, await findProposal(cyd, id), await checksOf(cyd, id))).toBe(true);
    await checkAgain(cyd, id);
    const [anew] = await checksOf(cyd, id);
    expect([anew?.rule_version, anew?.ask.en, anew?.answered_at]).toEqual([1, edit.ask_insurance, null]);
  });

  test('asks no more what no longer applies, and a rule of the library’s own as well as any', async () => {
    await addRule(ana, parse(ruleDraft, { name: 'Evenings', kinds: ['program'], ask_note: 'Who locks up?', from: '' }));
    const id = await aProposal(cyd);
    expect((await checksOf(cyd, id)).map(({ ask }) => ask.en)).toEqual(['Who locks up?']);

    await edited(cyd, id, { kind: 'other' });

    expect(await asked(id)).toEqual([]);
  });

  test('is changed by administrators alone, and a rule of the house comes back as it was', async () => {
    await expect(removeRule(ben, 'banks')).rejects.toThrow(Forbidden);
    await removeRule(ana, 'banks');
    expect((await policyRules(ana)).map(({ key }) => key)).not.toContain('banks');

    await restoreRule(ana, 'banks');

    expect(await policyRules(ana)).toEqual(builtInRules);
    expect(() => parse(ruleDraft, { name: 'Nothing', from: '' })).toThrow(Invalid);
  });

  test('is not satisfied by a paper that ends before the proposal, or by a gain that nobody explains', async () => {
    const id = await aProposal(cyd, { kind: 'space', given_cents: '50' });
    const fields = { 'space-insurance': { on: '2026-09-29' }, 'money_conflict-conflict': { yes: 'yes', text: '' } };

    await expect(answerChecks(cyd, id, fields)).rejects.toMatchObject({
      fields: {
        'space-insurance.on': { key: 'error.check_expires' },
        'money_conflict-conflict.text': { key: 'error.conflict_words' },
      },
    });
    await expect(submitted(cyd, id, [aStep('administrator')])).rejects.toMatchObject({
      fields: { form: { key: 'error.proposal_unanswered' } },
    });
  });

  test('is not satisfied any more by a paper once the proposal ends later, and never by one that is over', async () => {
    const id = await aProposal(cyd, { kind: 'space' });
    await answerChecks(cyd, id, { 'space-insurance': { on: '2026-09-30' } });
    await edited(cyd, id, { ends_on: '2027-12-31' });

    await expect(submitted(cyd, id, [aStep('administrator')])).rejects.toMatchObject({
      fields: { form: { key: 'error.proposal_unanswered' } },
    });
    const open = await aProposal(cyd, { kind: 'space', ends_on: '' });
    await expect(answerChecks(cyd, open, { 'space-insurance': { on: '2020-01-01' } })).rejects.toThrow(Invalid);
  });

  test('keeps an answer while it is not asked, and a colleague’s from a form that was open meanwhile', async () => {
    const id = await aProposal(cyd, { kind: 'sponsorship', given_cents: '1500' });
    const answered = async () => (await checksOf(cyd, id)).find(({ what }) => what === 'document')?.answer;
    await answerChecks(cyd, id, { 'sponsorship_from_1000-document': { text: 'Folder 7' } });
    await edited(cyd, id, { given_cents: '900' });
    expect(await answered()).toBeUndefined();
    await edited(cyd, id, { given_cents: '1500' });
    expect(await answered()).toBe('Folder 7');

    const seen = JSON.stringify(['', null, null]);
    await answerChecks(ben, id, { 'sponsorship_from_1000-document': { text: '', seen } });
    expect(await answered()).toBe('Folder 7');
    await expect(
      answerChecks(ben, id, { 'sponsorship_from_1000-document': { text: 'Folder 8', seen } }),
    ).rejects.toMatchObject({ fields: { 'sponsorship_from_1000-document.text': { key: 'error.check_meanwhile' } } });
  });

  test('that is answered otherwise after the approval asks for another', async () => {
    const id = await aProposal(cyd, { kind: 'space' });
    await answerChecks(cyd, id, { 'space-insurance': { on: '2027-01-01' } });
    const [step] = await submitted(cyd, id, [aStep('administrator')]);
    await answer(ana, id, step, {});
    expect((await findProposal(cyd, id)).changed).toBe(false);

    await answerChecks(later(cyd, 1), id, { 'space-insurance': { on: '2028-01-01' } });

    expect((await findProposal(cyd, id)).changed).toBe(true);
  });

  const keys = fc.subarray(['a', 'b', 'c', 'd']);
  const aDay = fc.constantFrom('2026-01-01', '2026-05-01', '2026-09-01', '2027-01-01');
  const rule: fc.Arbitrary<Conditions> = fc.record({
    ...{ kinds: keys, sectors: keys, populations: keys, in_election: fc.boolean() },
    from_cents: fc.option(fc.nat(500)),
  });
  const facts: fc.Arbitrary<Facts> = fc.record({
    kind: fc.constantFrom('a', 'b', 'c', 'd'),
    ...{ given_cents: fc.option(fc.nat(500)), sectors: keys, populations: keys },
    ...{ starts_on: fc.option(aDay), ends_on: fc.option(aDay) },
    elections: fc.array(
      fc.tuple(aDay, aDay).map(([one, other]) => ({
        ...{ starts_on: one < other ? one : other, ends_on: one < other ? other : one },
      })),
      { maxLength: 2 },
    ),
  });

  test('asks no less of a proposal with more money, more sectors, more people or fewer known days', () => {
    fc.assert(
      fc.property(rule, facts, fc.nat(500), keys, (rule, it, more, others) => {
        if (!applies(rule, it)) return;
        expect(applies(rule, { ...it, given_cents: (it.given_cents ?? 0) + more })).toBe(true);
        expect(applies(rule, { ...it, sectors: [...it.sectors, ...others] })).toBe(true);
        expect(applies(rule, { ...it, populations: [...it.populations, ...others] })).toBe(true);
        expect(applies(rule, { ...it, starts_on: null })).toBe(true);
        expect(applies(rule, { ...it, ends_on: null })).toBe(true);
      }),
    );
  });

  test('asks of no fewer proposals when a condition is dropped', () => {
    fc.assert(
      fc.property(rule, facts, (rule, it) => {
        if (!applies(rule, it)) return;
        for (const without of [{ kinds: [] }, { from_cents: null }, { sectors: [] }, { in_election: false }])
          expect(applies({ ...rule, ...without }, it)).toBe(true);
      }),
    );
  });
});

describe('an approval', () => {
  test('freezes what was handed in: a changed proposal needs another', async () => {
    const id = await aProposal(cyd, { name: 'Job help' });
    const [step] = await submitted(cyd, id, [aStep('administrator')]);
    await expect(edited(cyd, id, { name: 'Other' })).rejects.toMatchObject({
      fields: { form: { key: 'error.proposal_waiting' } },
    });

    await answer(ana, id, step, {});
    expect(await findProposal(cyd, id)).toMatchObject({ state: 'approved', changed: false });
    await edited(later(cyd, 1), id, { name: 'Job help for all' });

    expect(await findProposal(cyd, id)).toMatchObject({ state: 'approved', changed: true, number: 1 });
    await submitted(later(cyd, 2), id, [aStep('administrator')]);
    const versions = await versionsOf(cyd, id);
    expect(versions.map(({ number, content }) => [number, content.name])).toEqual([
      [2, 'Job help for all'],
      [1, 'Job help'],
    ]);
    expect(await stateOf(id)).toBe('waiting');
  });

  test('asks one after the other, and side by side in one place; mail goes to those whose turn it is', async () => {
    const dee = await aMember(ana, 'coordinator', 'Dee');
    const id = await aProposal(cyd);
    const steps = [aStep(ben.actor.id), aStep(dee.actor.id), aStep('administrator', { place: 2 })];
    const [, , last] = await submitted(cyd, id, steps);
    const of = (version: ProposalVersion | undefined, member: MemberId) =>
      version?.approvals.find(({ member_id }) => member_id === member)?.id;
    const [version] = await versionsOf(cyd, id);

    expect([(await mailsTo(ben)).length, (await mailsTo(dee)).length, (await mailsTo(ana)).length]).toEqual([1, 1, 0]);
    await expect(answer(ana, id, last, {})).rejects.toMatchObject({
      fields: { form: { key: 'error.approval_not_now' } },
    });
    await answer(dee, id, of(version, dee.actor.id), {});
    expect((await mailsTo(ana)).length).toBe(0);
    await answer(ben, id, of(version, ben.actor.id), {});
    expect((await mailsTo(ana)).length).toBe(1);
    await answer(ana, id, last, { comment: 'Good' });
    expect(await stateOf(id)).toBe('approved');
    expect((await mailsTo(cyd)).map(({ subject }) => subject)).toEqual([expect.stringContaining('Approved')]);
  });

  test('comes back with both versions when changes are asked for, and a "no" ends it', async () => {
    const id = await aProposal(cyd);
    const [step] = await submitted(cyd, id, [aStep('administrator')]);
    await answer(ana, id, step, { answer: 'changes', comment: 'How many evenings?' });

    expect(await stateOf(id)).toBe('changes');
    const due = (await todayOf(cyd)).find(({ heading }) => heading === 'due.proposal_changes');
    expect(due?.items).toMatchObject([{ id, text: 'How many evenings?' }]);
    await edited(later(cyd, 1), id, { we_do: 'Rooms on ten Tuesdays' });
    const [second] = await submitted(later(cyd, 2), id, [aStep('administrator')]);
    await answer(ana, id, second, { answer: 'declined', comment: 'No staff' });
    expect(await stateOf(id)).toBe('declined');
    expect((await versionsOf(ana, id)).map(({ content }) => content.we_do)).toEqual([
      'Rooms on ten Tuesdays',
      'Rooms on Tuesdays',
    ]);
  });

  test('is answered once: of two at the same moment the second is told who was first', async () => {
    const eve = await aMember(ana, 'administrator', 'Eve');
    const id = await aProposal(cyd);
    const [step] = await submitted(cyd, id, [aStep('administrator')]);
    await answer(ana, id, step, {});

    await expect(answer(eve, id, step, { answer: 'declined', comment: 'No' })).rejects.toMatchObject({
      fields: { form: { key: 'error.approval_answered', values: { who: 'Ana' } } },
    });
    expect(await stateOf(id)).toBe('approved');
  });

  test('that was taken back cannot be answered', async () => {
    const id = await aProposal(cyd);
    const [step] = await submitted(cyd, id, [aStep('administrator')]);
    await withdrawProposal(cyd, id);

    await expect(answer(ana, id, step, {})).rejects.toMatchObject({
      fields: { form: { key: 'error.approval_withdrawn' } },
    });
    expect(await stateOf(id)).toBe('draft');
  });

  test('is not given by who was not asked', async () => {
    const id = await aProposal(cyd);
    const [step] = await submitted(cyd, id, [aStep(ben.actor.id)]);

    await expect(answer(cyd, id, step, {})).rejects.toThrow(Forbidden);
    await expect(answer(ana, id, step, {})).rejects.toThrow(Forbidden);
    const stranger = await aMember(await aLibrary(world.host), 'administrator');
    await expect(answer(stranger, id, step, {})).rejects.toThrow(NotFound);
  });

  test('adds the approver that the policy asks for, if nobody chose one', async () => {
    const id = await aProposal(cyd, { kind: 'sponsorship', given_cents: '5000' });
    await answerChecks(cyd, id, {
      'sponsorship_from_1000-document': { text: 'In the folder of 2026' },
      'money_conflict-conflict': { yes: 'no' },
    });

    await submitted(cyd, id, [aStep(ben.actor.id)]);

    const [version] = await versionsOf(cyd, id);
    expect(version?.approvals.map(({ role, member, place }) => [role ?? member, place])).toEqual([
      ['Ben', 1],
      ['administrator', 2],
    ]);
    expect(version?.checks.map(({ answer }) => answer)).toContain('In the folder of 2026');
  });

  test('is answered by a deputy while somebody is away, also by the deputy of a deputy', async () => {
    const away = { starts_on: '2026-03-01', ends_on: '2026-03-31' };
    const say = (of: MemberCtx, deputy: MemberCtx) =>
      addAbsence(ana, parse(absenceDraft, { member_id: of.actor.id, deputy_id: deputy.actor.id, ...away }));
    const dee = await aMember(ana, 'contributor', 'Dee');
    await say(ben, dee);
    await say(dee, cyd);
    const id = await aProposal(cyd);
    const [step] = await submitted(ana, id, [aStep(ben.actor.id)]);

    const due = async (ctx: Ctx) => (await todayOf(ctx)).find(({ heading }) => heading === 'due.approvals')?.items;
    expect(await due(cyd)).toMatchObject([{ id: step }]);
    expect(await due(ana)).toBeUndefined();
    await answer(cyd, id, step, {});
    expect((await versionsOf(ana, id))[0]?.approvals).toMatchObject([{ member: 'Ben', answered_by: 'Cyd' }]);
    await expect(say(cyd, ben)).rejects.toMatchObject({ fields: { deputy_id: { key: 'error.deputy_circle' } } });
  });

  test('is reminded of once, a day before it is due', async () => {
    const id = await aProposal(cyd);
    await submitted(cyd, id, [aStep(ben.actor.id, { due_on: '2026-03-13' })]);
    const before = (await mailsTo(ben)).length;

    const counts = [];
    for (const days of [2, 3, 4]) counts.push(await remindApprovers(later(ana, days), linkTo));

    expect(counts).toEqual([0, 1, 0]);
    expect((await mailsTo(ben)).length - before).toBe(1);
  });

  test('that waits for nobody any more reminds nobody', async () => {
    const id = await aProposal(cyd);
    await submitted(cyd, id, [aStep(ben.actor.id, { due_on: '2026-03-10' })]);
    await withdrawProposal(cyd, id);

    expect(await remindApprovers(later(ana, 5), linkTo)).toBe(0);
  });
});

test('a deputyship that was taken away is brought back by nobody who would gain by it', async () => {
  const away = { starts_on: '2026-03-01', ends_on: '2026-03-31' };
  const typed = { member_id: ana.actor.id, deputy_id: cyd.actor.id, ...away };
  const removal = await removeAbsence(ana, await addAbsence(ana, parse(absenceDraft, typed)));

  await expect(bringBack(cyd, removal)).rejects.toThrow(Forbidden);
  await bringBack(ana, removal);
  expect(await absencesOf(ana)).toHaveLength(1);
});

test('a role’s step is a deputy’s only while nobody who has the role is here', async () => {
  const eve = await aMember(ana, 'administrator', 'Eve');
  const away = { starts_on: '2026-03-01', ends_on: '2026-03-31' };
  await addAbsence(ana, parse(absenceDraft, { member_id: ana.actor.id, deputy_id: cyd.actor.id, ...away }));
  const id = await aProposal(cyd);
  const [step] = await submitted(cyd, id, [aStep('administrator')]);
  const due = async (ctx: Ctx) => (await todayOf(ctx)).find(({ heading }) => heading === 'due.approvals')?.items;

  expect([await due(cyd), (await due(eve))?.length]).toEqual([undefined, 1]);
  await expect(answer(cyd, id, step, {})).rejects.toThrow(Forbidden);
});

test('a step of somebody who left is nobody’s, also not their deputy’s, and who looks after it is told today', async () => {
  const dee = await aMember(ana, 'contributor', 'Dee');
  const away = { starts_on: '2026-03-01', ends_on: '2026-03-31' };
  await addAbsence(ana, parse(absenceDraft, { member_id: ben.actor.id, deputy_id: dee.actor.id, ...away }));
  const id = await aProposal(cyd);
  const [step] = await submitted(cyd, id, [aStep(ben.actor.id)]);
  const due = async (ctx: Ctx, heading: string) =>
    (await todayOf(ctx)).find((each) => each.heading === heading)?.items.map((each) => each.id);
  expect([await due(dee, 'due.approvals'), await due(cyd, 'due.stuck_approvals')]).toEqual([[step], undefined]);

  await removeMember(ana, ben.actor.id);

  expect([await due(dee, 'due.approvals'), await due(cyd, 'due.stuck_approvals')]).toEqual([undefined, [step]]);
  await expect(answer(dee, id, step, {})).rejects.toThrow(Forbidden);
  await withdrawProposal(cyd, id);
  expect(await due(cyd, 'due.stuck_approvals')).toBeUndefined();
});

describe('who acts for whom', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'] as unknown as MemberId[];
  const one = fc.constantFrom(...ids);
  const absence = fc.record({
    ...{ member_id: one, deputy_id: one },
    ...{ starts_on: fc.constantFrom('2026-01-01', '2026-02-01'), ends_on: fc.constantFrom('2026-02-01', '2026-03-01') },
  });

  test('ends, whatever circles there are, and holds nobody twice', () => {
    fc.assert(
      fc.property(one, fc.array(absence, { maxLength: 8 }), (id, absences) => {
        const acting = actingFor(id, absences, '2026-02-01');
        expect(acting[0]).toBe(id);
        expect(new Set(acting).size).toBe(acting.length);
        for (const each of acting.slice(1)) expect(absences.some(({ deputy_id }) => deputy_id === each)).toBe(true);
      }),
    );
  });

  test('is nobody else on days on which nobody is away', () => {
    fc.assert(
      fc.property(one, fc.array(absence, { maxLength: 8 }), (id, absences) => {
        expect(actingFor(id, absences, '2026-06-01')).toEqual([id]);
      }),
    );
  });

  test('never lets a reader answer', () => {
    const members = ids.map((id, at) => ({ id, role: at === 0 ? ('administrator' as const) : ('reader' as const) }));
    const step = { role: 'administrator' as const, member_id: null };
    const away = [{ member_id: ids[0], deputy_id: ids[1], starts_on: '2026-01-01', ends_on: '2026-12-31' }];

    expect(answerersOf(step, members, { absences: away as never, day: '2026-02-01' })).toEqual([ids[0]]);
  });

  test('lets nobody act for a named person who only reads now', () => {
    const members = ids.map((id, at) => ({ id, role: at === 0 ? ('reader' as const) : ('contributor' as const) }));
    const away = [{ member_id: ids[0], deputy_id: ids[1], starts_on: '2026-01-01', ends_on: '2026-12-31' }];
    const step = { role: null, member_id: ids[0] as MemberId };

    expect(answerersOf(step, members, { absences: away as never, day: '2026-02-01' })).toEqual([]);
  });

  test('of steps, those of the first open place are asked, and none after a "no"', () => {
    const step = (place: number, answer: Approval['answer']) => ({ place, answer }) as Approval;
    const now = (approvals: Approval[]) => waitingNow({ withdrawn_at: null, approvals }).map(({ place }) => place);

    expect(now([step(1, 'approved'), step(2, null), step(2, null), step(3, null)])).toEqual([2, 2]);
    expect(now([step(1, 'declined'), step(2, null)])).toEqual([]);
    expect(now([step(1, 'approved')])).toEqual([]);
  });
});
