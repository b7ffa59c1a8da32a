/** What an agreement cannot be made to do: bind whom nobody asked, by what nobody read, or longer than was signed. */
import { beforeEach, describe, expect, test } from 'vitest';
import {
  aDraft,
  aLibrary,
  aMember,
  anAgreement,
  anAgreementInForce,
  aPartner,
  aPartnerWith,
  aProposal,
  approved,
  guestFor,
  onPaper,
} from '../../../../test/factories.ts';
import { NOW, useDatabase } from '../../../../test/support.ts';
import { type Ctx, daysAfter, today } from '../../../house/ctx.ts';
import { Forbidden, found, Invalid } from '../../../house/errors.ts';
import { parse } from '../../../house/parse.ts';
import { todayOf } from '../../../views/today/today.ts';
import { removeMember } from '../../accounts/members.ts';
import { changeOrganization, findOrganization } from '../../directory/organizations.ts';
import { findPartner } from '../../partners/partners.ts';
import { type AgreementId, agreementEdit } from '../agreement.ts';
import { findAgreement } from '../agreement-list.ts';
import { documentIn, versionsIn } from '../agreement-versions.ts';
import { agreementAsTyped, changeAgreement, removeAgreement, setSides } from '../agreements.ts';
import { giveNotice, suspend } from '../lasting.ts';
import { readersOf, shareAgreement } from '../readers.ts';
import { findReading } from '../reading.ts';
import { signedOnPaper, tellChange } from './amending.ts';
import { sendForSigning } from './sending.ts';

const world = useDatabase();
let ana: Ctx;
let ben: Ctx;
beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'administrator', 'Ana');
  ben = await aMember(ana, 'contributor', 'Ben');
});
const ways = { link: () => 'http://library.test', code: () => '' };
const doors = { ways, linkTo: () => 'http://library.test' };
const later = (days: number): Ctx => ({ ...ana, now: daysAfter(NOW, days) });

async function change(ctx: Ctx, id: AgreementId, over: object): Promise<void> {
  const now = await findAgreement(ctx, id);
  const typed = { ...agreementAsTyped(now), ...over, version: String(now.version) };
  await changeAgreement(ctx, id, parse(agreementEdit, typed));
}
const keep = { kept_at: 'Safe', reason: 'So', scan: null, doors };
const refused = async (work: Promise<unknown>, key: string) => {
  const error = await work.then(
    () => null,
    (error) => error,
  );
  expect(error).toBeInstanceOf(Invalid);
  expect(JSON.stringify(error.fields)).toContain(key);
};
const sentTo = async (id: AgreementId, who: string[]) =>
  sendForSigning(ana, id, {
    signers: [...who, `member ${ana.actor.id}`].map((who) => ({ who, place: 1 })),
    ...{ sign_by: today(ana, 30), reason: 'So', unsettled: true, doors },
  });

describe('a small change', () => {
  test('binds nobody anew: partners, days, notice, money and name are signed', async () => {
    const id = await anAgreementInForce(ana);
    const partners = (await findAgreement(ana, id)).partners.map((each) => each.id as string);
    const more = [
      { partners: [...partners, await aPartner(ana)] },
      { ends_on: '2036-01-01' },
      { notice_days: '10' },
      { given_cents: '2000000', given_by: 'library' },
      { logo: 'both' },
    ];
    for (const over of more) {
      const fresh = await anAgreementInForce(ana);
      await change(ana, fresh, over);
      await refused(tellChange(ana, fresh, { reason: 'A typo', doors }), 'error.change_binds');
      expect((await findAgreement(ana, fresh)).number).toBe(1);
    }
    await change(ana, id, { our_notices: 'Ben' });
    await tellChange(ana, id, { reason: 'Another contact', doors });
    expect((await findAgreement(ana, id)).number).toBe(2);
  });

  test('is told by those who give work to others, and leaves a notice as it is', async () => {
    const id = await anAgreementInForce(ana, { owner_id: ben.actor.id });
    await change(ben, id, { our_notices: 'Ben' });
    await expect(tellChange({ ...ben, now: NOW }, id, { reason: 'x', doors })).rejects.toThrow(Forbidden);

    const until = today(ana, 60);
    await giveNotice(ana, id, { given_by: 'theirs', given_on: today(ana), ends_on: until, words: '' });
    await tellChange(ana, id, { reason: 'x', doors });
    expect((await findAgreement(ana, id)).term_ends_on).toBe(until);
  });
});

describe('who may bind', () => {
  test('nobody makes themselves its owner, and it is handed over to somebody who may look after it', async () => {
    const id = await anAgreementInForce(ana);
    const walt = await aMember(ana, 'reader', 'Walt');
    await expect(change(ben, id, { owner_id: ben.actor.id })).rejects.toThrow(Forbidden);
    await refused(change(ana, id, { owner_id: walt.actor.id }), 'error.choice');
    await change(ana, id, { owner_id: ben.actor.id });
    await change(ben, id, { owner_id: ana.actor.id });
  });

  test('an approved proposal approves no agreement with others, and no contributor signs for the library', async () => {
    const { partner, person } = await aPartnerWith(ana, 'Rosa Ito');
    const proposal = await aProposal(ana);
    await approved(ana, proposal);
    const terms = { kind: 'handshake', terms: 'We pay all.', proposal_id: proposal };
    const id = await anAgreement(ana, { partners: [partner], ...terms });
    await refused(sentTo(id, [`person ${partner} ${person}`]), 'error.agreement_other_partner');

    const alone = await anAgreement(ana, { partners: [partner], kind: 'handshake', terms: 'Chairs.' });
    const signers = [`person ${partner} ${person}`, `member ${ben.actor.id}`].map((who) => ({ who, place: 1 }));
    const sending = { signers, sign_by: today(ana, 30), reason: '', unsettled: true, doors };
    await refused(sendForSigning(ana, alone, sending), 'error.choice');
  });

  test('who was asked to sign and left is named to whoever looks after it', async () => {
    const { partner, person } = await aPartnerWith(ana, 'Rosa Ito');
    const eve = await aMember(ana, 'coordinator', 'Eve');
    const id = await anAgreement(ana, { partners: [partner], kind: 'handshake', terms: 'Chairs.' });
    const signers = [`person ${partner} ${person}`, `member ${eve.actor.id}`].map((who) => ({ who, place: 1 }));
    await sendForSigning(ana, id, { signers, sign_by: today(ana, 30), reason: '', unsettled: true, doors });
    const headings = async () => (await todayOf(ana)).map(({ heading }) => heading);
    expect(await headings()).not.toContain('due.signers_gone');

    await removeMember(ana, eve.actor.id as never);
    expect(await headings()).toContain('due.signers_gone');
  });
});

describe('what was read', () => {
  test('a form for paper that was open while the text or the sides changed keeps nothing', async () => {
    const id = await anAgreement(ana, { kind: 'handshake', terms: 'We give $500.' });
    const form = await onPaper(ana, id);
    await change(ana, id, { terms: 'We give $90,000.' });
    await refused(signedOnPaper(ana, id, { ...form, ...keep }), 'error.paper_meanwhile');

    const now = await onPaper(ana, id);
    const partners = (await findAgreement(ana, id)).partners.map((each) => each.id as string);
    await change(ana, id, { partners: [...partners, await aPartner(ana)] });
    await refused(signedOnPaper(ana, id, { ...now, ...keep }), 'error.paper_meanwhile');
    expect(await versionsIn(ana, id)).toEqual([]);
  });

  test('a name that changes afterwards changes nothing that was signed', async () => {
    const partner = await aPartner(ana, { name: 'Clinic' });
    const id = await anAgreementInForce(ana, { partners: [partner] });
    const { organization_id } = await findPartner(ana, partner);
    const { version } = await findOrganization(ana, organization_id);
    await changeOrganization(ana, organization_id, { ...aDraft({ name: 'Hospital' }), version });

    const [signed] = await versionsIn(ana, id);
    expect(signed?.signers.map(({ party }) => party)).toContain('Clinic');
    expect(documentIn(found(signed)).parties.map(({ name }) => name)).toContain('Clinic');
  });

  test('by a link somebody reads the version that they were asked about, or what holds since; never a draft of others', async () => {
    const [rosa, omar] = [await aPartnerWith(ana, 'Rosa Ito'), await aPartnerWith(ana, 'Omar Diaz')];
    const terms = { kind: 'handshake', terms: 'Chairs.', partners: [rosa.partner, omar.partner] };
    const id = await anAgreement(ana, terms);
    const share = ({ partner, person }: typeof rosa) =>
      shareAgreement(ana, id, { people: [`${partner} ${person}`], message: '', ways });
    await share(rosa);
    const reader = found((await readersOf(ana, id)).find(({ name }) => name === 'Rosa Ito'));
    const reading = () =>
      findReading(guestFor(ana, 'agreement', { person: rosa.person as never, subject: reader.id }), reader.id);

    await signedOnPaper(ana, id, { ...(await onPaper(ana, id)), ...keep });
    await change(ana, id, { terms: 'Tables.' });
    await share(omar);
    expect(await reading()).toMatchObject({ version: { number: 1 }, holds: null });

    await share(rosa);
    expect(await reading()).toMatchObject({ version: { number: 2 }, holds: { number: 1 } });
    await signedOnPaper(ana, id, { ...(await onPaper(ana, id)), ...keep });
    expect(await reading()).toMatchObject({ version: { number: 2 }, holds: null });
  });
});

describe('how long', () => {
  test('notice makes it no longer, and one that is suspended lapses with its term', async () => {
    const id = await anAgreementInForce(ana, { effective_on: '2026-03-01', ends_on: '2026-12-31' });
    const notice = { given_by: 'ours', given_on: today(ana), words: '' } as const;
    await refused(giveNotice(ana, id, { ...notice, ends_on: '2099-01-01' }), 'error.notice_longer');

    await suspend(ana, id, { starts_on: today(ana), reason: 'Works on the roof' });
    expect((await findAgreement(ana, id)).state).toBe('suspended');
    expect((await findAgreement(later(400), id)).state).toBe('lapsed');
  });

  test('what has begun keeps its first day, and a "no" is not removed by just anybody', async () => {
    const id = await anAgreementInForce(ana, { effective_on: '2026-03-01' });
    await refused(change(ana, id, { effective_on: '2026-06-01' }), 'error.agreement_begun');

    const { partner, person, email } = await aPartnerWith(ana, 'Rosa Ito');
    const out = await anAgreement(ana, { partners: [partner], kind: 'handshake', terms: 'Chairs.' });
    await setSides(ana, out, [{ partner, person, notices: email }], 'Ana');
    await sentTo(out, [`person ${partner} ${person}`]);
    await expect(removeAgreement({ ...ben, now: daysAfter(NOW, 60) }, out)).rejects.toThrow(Forbidden);
  });
});
