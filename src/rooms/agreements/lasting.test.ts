/** How agreements last and end: what one is reminded of and when, renewal, notice, rest, papers, the close-out. */
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  aLibrary,
  aMember,
  anAgreementInForce,
  aPartner,
  aPartnerWith,
  aProposal,
  approved,
} from '../../../test/factories.ts';
import { NOW, useDatabase } from '../../../test/support.ts';
import { type Ctx, today } from '../../house/ctx.ts';
import { Forbidden, found, Invalid, NotFound } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { agreementDatesOf, datesOf } from '../../views/calendar/calendar.ts';
import { bringBack } from '../../views/removed/removed.ts';
import { digestOf, digestTold, todayOf } from '../../views/today/today.ts';
import { mergeOrganizations } from '../merging/merge.ts';
import { removePartners } from '../merging/removing-partners.ts';
import { findPartner } from '../partners/partners.ts';
import { type AgreementId, agreementFilter } from './agreement.ts';
import {
  addDocument,
  changeDocument,
  documentAsTyped,
  documentDraft,
  documentsOf,
  removeDocument,
} from './agreement-documents.ts';
import { agreementsOf, findAgreement, listAgreements } from './agreement-list.ts';
import { endAgreement, endingDraft, endingOf, reopenAgreement } from './endings.ts';
import { giveNotice, renewByItself, resume, suspend, takeNoticeBack, toRenew } from './lasting.ts';
import { proposalDraft } from './proposal.ts';
import { findProposal } from './proposal-list.ts';
import { addProposal, proposalAsTyped } from './proposals.ts';
import { carryOver, daysOfRenewal } from './renewing.ts';
import { addRow, gridOf } from './responsibilities.ts';

const world = useDatabase();
let ana: Ctx;
beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'administrator', 'Ana');
});
/** As it is at this moment. */
const at = (ctx: Ctx, moment: string): Ctx => ({ ...ctx, now: new Date(moment) });
/** The morning of a Monday's digest, whatever the clock does: seven o'clock in Denver. */
const monday = (day: string, offset: string) => at(ana, `${day}T07:00:00${offset}`);

const headings = async (ctx: Ctx) =>
  (await digestOf(ctx)).map(({ heading }) => heading).filter((each) => /remind/.test(each));
async function told(ctx: Ctx): Promise<string[]> {
  const said = await headings(ctx);
  await digestTold(ctx);
  return said;
}
const lines = (ctx: Ctx) =>
  digestOf(ctx).then((groups) => groups.flatMap(({ items }) => items.map(({ due_on }) => due_on)));

describe('what one is reminded of', () => {
  test('notice, and 90, 60 and 30 days before, each in the mail of its week and once, across a clock change', async () => {
    // Agreed on Monday March 9, the day after the clocks changed. It ends on June 7, so that 90 days before is that day.
    const id = await anAgreementInForce(ana, { effective_on: '2026-03-01', ends_on: '2026-06-07', notice_days: '45' });
    expect(ana.library.timeZone).toMatch(/America/);

    expect(await told(monday('2026-03-09', '-06:00'))).toEqual(['due.remind_ends']);
    expect(await told(monday('2026-03-09', '-06:00'))).toEqual([]);
    expect(await told(monday('2026-03-16', '-06:00'))).toEqual([]);
    // 60 days before is Wednesday April 8: the mail of the Monday before it.
    expect(await told(monday('2026-03-30', '-06:00'))).toEqual([]);
    expect(await told(monday('2026-04-06', '-06:00'))).toEqual(['due.remind_ends']);
    // Notice has to be given by Thursday April 23.
    expect(await lines(monday('2026-04-20', '-06:00'))).toContain('2026-04-23');
    expect(await told(monday('2026-04-20', '-06:00'))).toEqual(['due.remind_notice']);
    expect(await told(monday('2026-05-04', '-06:00'))).toEqual(['due.remind_ends']);
    expect(await told(monday('2026-05-11', '-06:00'))).toEqual([]);
    const { rows } = await sql<{ milestone: string }>`select milestone from agreement_reminders where about = ${id}
      order by day`.execute(ana.db);
    expect(rows.map(({ milestone }) => milestone)).toEqual(['90', '60', 'notice', '30']);
  });

  test('on the day itself also where the clocks go back that weekend', async () => {
    await anAgreementInForce(ana, { effective_on: '2026-03-01', ends_on: '2026-12-01' });
    // 30 days before December 1 is Sunday November 1, on which the clocks go back: the mail of Monday October 26.
    await told(monday('2026-10-05', '-06:00'));
    expect(await told(monday('2026-10-19', '-06:00'))).toEqual([]);
    expect(await told(monday('2026-10-26', '-06:00'))).toEqual(['due.remind_ends']);
    expect(await told(monday('2026-11-02', '-07:00'))).toEqual([]);
  });

  test('after weeks without a mail the last of what passed is said, and always the notice; what was before it was agreed is not', async () => {
    await anAgreementInForce(ana, { effective_on: '2026-03-01', ends_on: '2026-04-20', notice_days: '10' });

    expect(
      (await digestOf(monday('2026-04-06', '-06:00'))).filter(({ heading }) => /remind/.test(heading)),
    ).toMatchObject([
      { heading: 'due.remind_notice', total: 1 },
      { heading: 'due.remind_ends', total: 1 },
    ]);
    await digestTold(monday('2026-04-06', '-06:00'));
    expect(await told(monday('2026-04-13', '-06:00'))).toEqual([]);
  });

  test('one that renews by itself says so; one that is closed, replaced or of another’s care says nothing', async () => {
    await anAgreementInForce(ana, {
      ...{ effective_on: '2026-01-01', ends_on: '2026-06-07', renewal: 'by_itself', renewal_months: '12' },
    });
    const ben = await aMember(ana, 'coordinator', 'Ben');
    await anAgreementInForce(ana, { effective_on: '2026-01-01', ends_on: '2026-06-07', owner_id: ben.actor.id });

    expect(await headings(monday('2026-03-09', '-06:00'))).toEqual(['due.remind_renews']);
    expect(await headings({ ...ben, now: NOW })).toEqual(['due.remind_ends']);
  });

  test('Today says it from three months before on, and Monday’s mail does not say it each week', async () => {
    await anAgreementInForce(ana, { effective_on: '2026-01-01', ends_on: '2026-05-30' });

    expect((await todayOf(ana)).map(({ heading }) => heading)).toContain('due.agreements_soon');
    expect((await digestOf(ana)).map(({ heading }) => heading)).not.toContain('due.agreements_soon');
  });

  test('papers are reminded of like agreements, each to its owner; a newer paper is reminded of anew', async () => {
    const id = await anAgreementInForce(ana, { effective_on: '2026-01-01', ends_on: '2029-01-01' });
    const ben = await aMember(ana, 'contributor', 'Ben');
    const paper = { kind: 'insurance', what: 'Liability', expires_on: '2026-04-10', owner_id: ben.actor.id };
    await addDocument(ana, id, parse(documentDraft, paper), null);

    expect(await headings(ana)).toEqual([]);
    // 30 days before is Wednesday March 11.
    expect(await told(ben)).toEqual(['due.remind_document']);
    expect(await told(ben)).toEqual([]);
    const document = found((await documentsOf(ana, id))[0]);
    const edit = { ...parse(documentDraft, { ...documentAsTyped(document), expires_on: '2026-06-07' }), version: 1 };
    await changeDocument(ana, document.id, { edit, scan: null });
    expect(await told(ben)).toEqual(['due.remind_document']);
    expect((await findAgreement(ana, id)).document_on).toBe('2026-06-07');

    const removal = await removeDocument(ana, document.id);
    expect(await documentsOf(ana, id)).toEqual([]);
    await bringBack(ana, removal);
    expect(await documentsOf(ana, id)).toHaveLength(1);
  });
});

describe('the list', () => {
  test('is by the next date: notice, end, a paper; what has none and what is over comes last', async () => {
    const dated = async (name: string, over: object) =>
      anAgreementInForce(ana, { name, effective_on: '2026-01-01', ...over });
    await dated('No end', { ends_on: '', notice_days: '' });
    const paper = await dated('Paper', { ends_on: '2030-01-01', notice_days: '' });
    await dated('Soon', { ends_on: '2026-12-31', notice_days: '270' });
    await dated('Later', { ends_on: '2026-09-30', notice_days: '' });
    const over = await dated('Over', { ends_on: '2026-09-30', notice_days: '' });
    await endAgreement(ana, over, close());
    const draft = { kind: 'license', what: 'Permit', expires_on: '2026-03-20', owner_id: ana.actor.id };
    await addDocument(ana, paper, parse(documentDraft, draft), null);
    const names = async (over: object = {}) =>
      (await listAgreements(ana, agreementFilter.parse(over))).rows.map(({ name }) => name);

    expect(await names()).toEqual(['Paper', 'Soon', 'Later', 'Over', 'No end']);
    expect(await names({ within: '30' })).toEqual(['Paper', 'Soon']);
    expect(await names({ state: 'ended' })).toEqual(['Over']);
    expect(await names({ sort: 'name', state: 'in_force' })).toEqual(['Later', 'No end', 'Paper', 'Soon']);
    expect(await names({ q: 'late' })).toEqual(['Later']);
    expect(await names({ state: 'nonsense', within: 'x', sort: 'y', page: '-3' })).toHaveLength(5);
  });

  test('and the same days are a calendar: all of the library, and one’s own', async () => {
    const ben = await aMember(ana, 'coordinator', 'Ben');
    await anAgreementInForce(ana, {
      effective_on: '2026-01-01',
      ends_on: '2026-12-31',
      notice_days: '30',
      owner_id: ben.actor.id,
    });

    expect((await agreementDatesOf(ana)).map(({ kind, day }) => [kind, day])).toEqual([
      ['agreement_notice', '2026-12-01'],
      ['agreement_end', '2026-12-31'],
    ]);
    expect(await datesOf(ana)).toEqual([]);
    expect(await datesOf(ben)).toHaveLength(2);
  });
});

describe('its term', () => {
  test('begins again by itself, once for each term, also after a long standstill', async () => {
    const id = await anAgreementInForce(ana, {
      ...{ effective_on: '2025-04-01', ends_on: '2026-03-31', renewal: 'by_itself', renewal_months: '6' },
    });
    expect(await toRenew(ana)).toEqual([]);
    const after = at(ana, '2026-04-01T13:00:00Z');
    expect((await findAgreement(after, id)).state).toBe('in_force');
    expect(await toRenew(after)).toEqual([{ id }]);
    await renewByItself(after, id);
    await renewByItself(after, id);

    expect(await findAgreement(after, id)).toMatchObject({ state: 'in_force', term_ends_on: '2026-09-30' });
    const years = at(ana, '2029-01-15T13:00:00Z');
    await renewByItself(years, id);
    expect((await findAgreement(years, id)).term_ends_on).toBe('2029-03-31');
  });

  test('ends with notice, does not renew then, and goes on when the notice is canceled', async () => {
    const id = await anAgreementInForce(ana, {
      ...{ effective_on: '2026-01-01', ends_on: '2026-12-31', renewal: 'by_itself', renewal_months: '12' },
    });
    const notice = {
      given_by: 'theirs',
      given_on: '2026-03-05',
      ends_on: '2026-05-31',
      words: 'They move away.',
    } as const;
    await expect(giveNotice(ana, id, { ...notice, given_on: '2026-04-01' })).rejects.toThrow(Invalid);
    await giveNotice(ana, id, notice);

    const june = at(ana, '2026-06-02T12:00:00Z');
    expect(await findAgreement(june, id)).toMatchObject({ state: 'lapsed', notice: { words: 'They move away.' } });
    expect(await toRenew(june)).toEqual([]);
    expect((await todayOf(june)).map(({ heading }) => heading)).toContain('due.agreements_lapsed');
    await takeNoticeBack(june, id);
    expect(await findAgreement(june, id)).toMatchObject({
      state: 'in_force',
      notice: null,
      term_ends_on: '2026-12-31',
    });
  });

  test('rests and goes on; a contributor who does not look after it may do neither', async () => {
    const id = await anAgreementInForce(ana, { effective_on: '2026-01-01', ends_on: '2026-12-31' });
    const ben = await aMember(ana, 'contributor', 'Ben');
    const reader = await aMember(ana, 'reader', 'Lou');
    const rest = { starts_on: '2026-03-01', reason: 'The roof leaks.' };
    await expect(suspend(ben, id, rest)).rejects.toThrow(Forbidden);
    await expect(suspend(reader, id, rest)).rejects.toThrow(Forbidden);
    await suspend(ana, id, rest);
    await expect(suspend(ana, id, rest)).rejects.toThrow(Forbidden);

    expect((await findAgreement(ana, id)).state).toBe('suspended');
    await resume(ana, id);
    await resume(ana, id);
    expect((await findAgreement(ana, id)).state).toBe('in_force');
  });
});

const close = (over: object = {}) =>
  parse(endingDraft, {
    ...{ ended_on: '2026-03-08', why: 'done', came_of_it: 'Forty found work.', thanks: 'Thank you all.' },
    ...{ returned: 'Ten laptops', door_open: 'on', stage: 'dormant', ...over },
  });

describe('ending well', () => {
  test('what came of it is kept and sent, the stage follows, and it is closed once', async () => {
    const { partner, email } = await aPartnerWith(ana, 'Rosa Ito');
    const id = await anAgreementInForce(ana, { partners: [partner], effective_on: '2026-01-01' });
    expect((await findPartner(ana, partner)).stage).toBe('active');
    const { setSides } = await import('./agreements.ts');
    const { peopleAt } = await import('./speakers.ts');
    const [person] = await peopleAt(ana, [partner]);
    await setSides(ana, id, [{ partner, person: found(person).person_id, notices: '' }], '');
    await expect(endAgreement(ana, id, close({ ended_on: '2026-03-10' }))).rejects.toThrow(Invalid);

    expect(await endAgreement(ana, id, close({ send: [partner] }))).toEqual([]);

    expect(await findAgreement(ana, id)).toMatchObject({ state: 'ended', ended_on: '2026-03-08' });
    expect(await endingOf(ana, id)).toMatchObject({
      came_of_it: 'Forty found work.',
      sent_to: [`Rosa Ito <${email}>`],
    });
    expect((await findPartner(ana, partner)).stage).toBe('dormant');
    const { rows } = await sql<{ recipient: string; body: string }>`select recipient, body from outbox
      where library_id = ${ana.library.id} order by created_at desc, id desc limit 1`.execute(ana.db);
    expect(rows[0]).toMatchObject({
      recipient: email,
      body: expect.stringMatching(/Forty found work[\s\S]*Ten laptops/),
    });
    await expect(endAgreement(ana, id, close())).rejects.toThrow(Invalid);
    await reopenAgreement(ana, id);
    expect((await findAgreement(ana, id)).state).toBe('in_force');
  });

  test('a partner with another agreement that holds stays active, and who has no address is named', async () => {
    const partner = await aPartner(ana, { name: 'Grange' });
    const one = await anAgreementInForce(ana, { partners: [partner], effective_on: '2026-01-01' });
    await anAgreementInForce(ana, { partners: [partner], effective_on: '2026-01-01' });

    expect(await endAgreement(ana, one, close({ send: [partner] }))).toEqual(['Grange']);
    expect((await findPartner(ana, partner)).stage).toBe('active');
  });

  test('a renewal has all words and days filled in, and the grid; once it holds, the one before is over', async () => {
    const { partner, person } = await aPartnerWith(ana, 'Mae');
    const before = await aProposal(ana, { partners: [partner], starts_on: '2026-04-01', ends_on: '2027-03-31' });
    await addRow(ana, before, {
      ...{ what: 'Send teachers', due_on: '2026-05-01', monthly: false },
      columns: [{ partner, part: 'does', person, deputy: null }],
    });
    await approved(ana, before);
    const old = { proposal_id: before, partners: [partner], effective_on: '2026-04-01', ends_on: '2027-03-31' };
    const id = await anAgreementInForce(ana, old);
    const days = daysOfRenewal(await findAgreement(ana, id));
    expect(days).toEqual({ starts_on: '2027-04-01', ends_on: '2028-03-31' });

    const typed = proposalAsTyped(await findProposal(ana, before));
    const renewal = await addProposal(ana, parse(proposalDraft, { ...typed, ...days, renews_id: id }));
    await carryOver(ana, renewal);

    const proposal = await findProposal(ana, renewal);
    expect(proposal).toMatchObject({ renews_id: id, we_do: 'Rooms on Tuesdays', state: 'draft' });
    expect((await gridOf(ana, proposal)).rows).toMatchObject([{ what: 'Send teachers', due_on: '2027-05-01' }]);
    const next = await anAgreementInForce(ana, {
      ...old,
      proposal_id: renewal,
      renews_id: id,
      ...{ effective_on: '2027-04-01', ends_on: '2028-03-31' },
    }).catch((error) => error);
    expect(next).toBeInstanceOf(Invalid);
    await approved(ana, renewal);
    await anAgreementInForce(ana, {
      ...old,
      proposal_id: renewal,
      renews_id: id,
      ...{ effective_on: '2027-04-01', ends_on: '2028-03-31' },
    });
    expect((await findAgreement(at(ana, '2027-05-01T12:00:00Z'), id)).state).toBe('ended');
    expect((await agreementsOf(ana, { renews: id })).filter(({ number }) => number !== null)).toHaveLength(1);
  });
});

describe('partners', () => {
  test('of two that become one, the agreement is one’s, with who signs for it, and so are its papers', async () => {
    const kept = await aPartner(ana, { name: 'Grange' });
    const { partner: gone, person } = await aPartnerWith(ana, 'Rosa', { name: 'The Grange' });
    const id = await anAgreementInForce(ana, { partners: [kept, gone], effective_on: '2026-01-01' });
    const { setSides } = await import('./agreements.ts');
    await setSides(ana, id, [{ partner: gone, person, notices: '' }], '');
    const paper = { kind: 'other', what: 'Plan', expires_on: '2027-01-01', owner_id: ana.actor.id, partner_id: gone };
    await addDocument(ana, id, parse(documentDraft, paper), null);
    const organization = async (partner: typeof kept) => (await findPartner(ana, partner)).organization_id;

    await mergeOrganizations(ana, { kept: await organization(kept), gone: await organization(gone), take: {} });

    const now: { id: AgreementId; partners: unknown[] } = await findAgreement(ana, id);
    expect(now.partners).toMatchObject([{ id: kept, person: 'Rosa' }]);
    expect((await documentsOf(ana, id))[0]?.partner_id).toBe(kept);
  });

  test('one with whom something was signed stays, for the agreement names it', async () => {
    const partner = await aPartner(ana);
    await anAgreementInForce(ana, { partners: [partner], effective_on: '2026-01-01' });

    await expect(removePartners(ana, [partner])).rejects.toThrow(Invalid);
    expect((await findPartner(ana, partner)).id).toBe(partner);
  });

  test('another library finds nothing of it', async () => {
    const id = await anAgreementInForce(ana, { effective_on: '2026-01-01' });
    const stranger = await aMember(await aLibrary(world.host), 'administrator');

    await expect(endAgreement(stranger, id, close())).rejects.toThrow(NotFound);
    await expect(
      giveNotice(stranger, id, { given_by: 'ours', given_on: today(ana), ends_on: today(ana), words: '' }),
    ).rejects.toThrow(NotFound);
    expect((await listAgreements(stranger, agreementFilter.parse({}))).total).toBe(0);
  });
});
