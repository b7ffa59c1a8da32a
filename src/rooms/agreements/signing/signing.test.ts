/** An agreement from its first words to the last signature: who is asked, who may, and what cannot be undone. */
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  aGridRow,
  aLibrary,
  aMember,
  anAgreement,
  aPartnerWith,
  aProposal,
  approved,
  guestFor,
  onPaper,
} from '../../../../test/factories.ts';
import { NOW, useDatabase } from '../../../../test/support.ts';
import { type Ctx, daysAfter, today } from '../../../house/ctx.ts';
import { Forbidden, found, Invalid, NotFound } from '../../../house/errors.ts';
import { parse } from '../../../house/parse.ts';
import { todayOf } from '../../../views/today/today.ts';
import { findPartner } from '../../partners/partners.ts';
import { type AgreementId, agreementDraft, agreementEdit } from '../agreement.ts';
import { findAgreement } from '../agreement-list.ts';
import { documentIn, linesOf, versionsIn } from '../agreement-versions.ts';
import { addAgreement, agreementAsTyped, changeAgreement, removeAgreement, setSides } from '../agreements.ts';
import { writtenOf } from '../document/writing.ts';
import { setSpeaker } from '../proposals.ts';
import { signedOnPaper, tellChange } from './amending.ts';
import { brokenAt, read } from './chain.ts';
import { confirm as confirmAs, findSigning, press, signAsMember } from './pressing.ts';
import { remindSigner, signersToRemind } from './reminding.ts';
import { askAgain, extendSigning, sendForSigning, withdrawSigning } from './sending.ts';
import { type Pending, pressed, pressedAs, type SignerId, toSignNow } from './signer.ts';

const world = useDatabase();
let ana: Ctx;
beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'administrator', 'Ana');
});
const doors = {
  ways: { link: (purpose: string, token: string) => `http://library.test/${purpose}/${token}`, code: () => '' },
  linkTo: (id: string) => `http://library.test/agreements/${id}`,
};
const later = (ctx: Ctx, days: number, minutes = 0): Ctx => ({
  ...ctx,
  now: new Date(daysAfter(NOW, days).getTime() + minutes * 60_000),
});
const FROM = '203.0.113.7';

type Scene = { id: AgreementId; person: string; partner: string; email: string };

/** Written from an approved proposal with a partner for whom Rosa signs. */
async function scene(over: object = {}): Promise<Scene> {
  const { partner, person, email } = await aPartnerWith(ana, 'Rosa Ito');
  const proposal = await aProposal(ana, { partners: [partner], our_hours: '12' });
  await setSpeaker(ana, proposal, { partner, person });
  await aGridRow(ana, proposal, [{ partner, part: 'does', person }], { what: 'Send two teachers' });
  await approved(ana, proposal);
  const id = await addAgreement(
    ana,
    parse(agreementDraft, {
      ...{ name: 'Lab evenings', kind: 'letter', locale: 'en', owner_id: ana.actor.id, proposal_id: proposal },
      ...{ partners: [partner], effective_on: '2026-04-01', ends_on: '2027-03-31', notice_days: '60' },
      ...{ renewal: 'by_agreement', given_cents: '500', our_notices: 'Ana, ana@library.example', ...over },
    }),
  );
  await setSides(ana, id, [{ partner, person, notices: `Rosa Ito, ${email}` }], 'Ana, ana@library.example');
  return { id, person, partner, email };
}

const both = ({ partner, person }: Scene, { inOrder = false } = {}) => [
  { who: `person ${partner} ${person}`, place: 1 },
  { who: `member ${ana.actor.id}`, place: inOrder ? 2 : 1 },
];
const send = (it: Scene, over: Partial<Parameters<typeof sendForSigning>[2]> = {}) =>
  sendForSigning(ana, it.id, {
    ...{ signers: both(it), sign_by: today(ana, 30), reason: '', unsettled: false, doors },
    ...over,
  });

const openOf = async (id: AgreementId, ctx = ana) => found((await versionsIn(ctx, id))[0]);
const signerOf = async (id: AgreementId, name: string) =>
  found((await openOf(id)).signers.find((each) => each.name === name));
const asGuest = (it: Scene, signer: SignerId, ctx = ana): Ctx =>
  guestFor(ctx, 'signature', { person: it.person as never, subject: signer });

/** As the page does it that was shown after the last press. */
const confirm = async (ctx: Ctx, id: SignerId, given: Omit<Parameters<typeof confirmAs>[2], 'of'>) => {
  const { pending } = (await findSigning(ana, id)).signer;
  return confirmAs(ctx, id, { of: pending ? pressedAs(pending) : '', ...given });
};
const signed = (sha256: string, over: object = {}): Pending =>
  parse(pressed, { what: 'sign', read: sha256, consent: 'on', name: 'Rosa Ito', title: 'Director', ...over });

/** The digits of the last mail. */
async function codeSent(ctx = ana): Promise<string> {
  const { rows } = await sql<{ body: string }>`select body from outbox where library_id = ${ctx.library.id}
    and subject = 'Your code for signing' order by created_at desc, id desc limit 1`.execute(ctx.db);
  return /\d{6}/.exec(found(rows[0]).body)?.[0] ?? '';
}
const mails = async (): Promise<{ recipient: string; subject: string; body: string }[]> =>
  (
    await sql<{ recipient: string; subject: string; body: string }>`select recipient, subject, body from outbox
      where library_id = ${ana.library.id} order by created_at, id`.execute(ana.db)
  ).rows;

async function rosaSigns(it: Scene, over: object = {}): Promise<void> {
  const version = await openOf(it.id);
  const signer = await signerOf(it.id, 'Rosa Ito');
  const rosa = asGuest(it, signer.id);
  await press(rosa, signer.id, { pending: signed(version.sha256, over), address: FROM });
  expect(await confirm(rosa, signer.id, { code: await codeSent(), address: FROM, doors })).toBe('done');
}
async function anaSigns(it: Scene): Promise<void> {
  const version = await openOf(it.id);
  const signer = await signerOf(it.id, 'Ana');
  const pending = signed(version.sha256, { name: 'Ana Beltrán', title: 'Library director' });
  await signAsMember(ana, signer.id, { pending, address: FROM, doors });
}

describe('an agreement is written', () => {
  test('from clauses of its kind, with blanks filled from the proposal, the grid and the terms', async () => {
    const it = await scene();

    const { document, missing } = await writtenOf(ana, await findAgreement(ana, it.id));
    const text = document.clauses.map(({ body }) => body).join('\n');

    expect(missing).toEqual([]);
    for (const words of ['Neighbors find work.', 'Rooms on Tuesdays', 'Two teachers', 'Apr 1, 2026', 'Mar 31, 2027'])
      expect(text).toContain(words);
    expect(text).toContain('The partner gives $500.');
    expect(text).toContain('12 hours of staff · money not known yet');
    expect(text).toContain('in writing by Jan 30, 2027');
    expect(text).toContain('in writing 60 days before');
    expect(document.annex).toMatchObject([{ what: 'Send two teachers', who: [{ part: 'does', person: 'Rosa Ito' }] }]);
  });

  test('in Spanish where it is to be', async () => {
    const it = await scene({ locale: 'es' });

    const { document } = await writtenOf(ana, await findAgreement(ana, it.id));

    expect(document.clauses[0]?.title).toBe('Quiénes acuerdan');
    expect(document.clauses.map(({ body }) => body).join('\n')).toContain('comienza el 1 abr 2026');
  });

  test('what nobody knows yet is a line to write on, and nothing is sent before it is filled', async () => {
    const { partner, person } = await aPartnerWith(ana, 'Mae');
    const id = await anAgreement(ana, { partners: [partner] });

    const { missing } = await writtenOf(ana, await findAgreement(ana, id));

    expect(missing.map(({ title }) => title)).toContain('What each side does');
    const it = { id, partner, person, email: '' };
    await expect(send(it)).rejects.toThrow(Invalid);
    expect((await findAgreement(ana, id)).state).toBe('draft');
  });

  test('an end before its beginning, notice longer than the term, and a renewal without months are refused', () => {
    const draft = (over: object) =>
      agreementDraft.safeParse({
        ...{ name: 'X', kind: 'letter', locale: 'en', owner_id: ana.actor.id, partners: [ana.actor.id] },
        ...{ effective_on: '2026-04-01', ends_on: '2026-05-01', ...over },
      }).error?.issues[0]?.path[0];

    expect(draft({})).toBeUndefined();
    expect(draft({ ends_on: '2026-03-31' })).toBe('ends_on');
    expect(draft({ notice_days: '31' })).toBe('notice_days');
    expect(draft({ renewal: 'by_itself' })).toBe('renewal_months');
    expect(draft({ given_cents: '-5' })).toBe('given_cents');
    expect(draft({ kind: 'handshake' })).toBe('terms');
    expect(draft({ effective_on: '0026-04-01' })).toBe('effective_on');
  });

  test('what began before anybody here worked at the library is asked about', async () => {
    await expect(anAgreement(ana, { effective_on: '1925-04-01', ends_on: '1926-04-01' })).rejects.toThrow(Invalid);
  });
});

describe('an agreement is sent for signing', () => {
  test('each is asked by a mail of their own, the partner by a link without the code', async () => {
    const it = await scene();

    await send(it);

    const sent = await mails();
    const asked = found(sent.find(({ recipient }) => recipient === it.email));
    expect(asked.body).toContain('http://library.test/signature/');
    expect(sent.some(({ subject }) => subject === 'Your code for signing')).toBe(false);
    expect(await findAgreement(ana, it.id)).toMatchObject({ state: 'signing', open: { number: 1 } });
  });

  test('one after the other: who comes later is asked when it is their turn', async () => {
    const it = await scene();
    await send(it, { signers: both(it, { inOrder: true }) });

    const signers = (await openOf(it.id)).signers;
    expect(toSignNow(signers).map(({ name }) => name)).toEqual(['Rosa Ito']);
    await expect(anaSigns(it)).rejects.toThrow(Invalid);
    await rosaSigns(it);

    expect(toSignNow((await openOf(it.id)).signers).map(({ name }) => name)).toEqual(['Ana']);
    expect((await todayOf(ana)).map(({ heading }) => heading)).toContain('due.signatures');
  });

  test('not while its proposal is not approved, nor without a signer for each side, nor twice', async () => {
    const it = await scene();
    await expect(send(it, { signers: both(it).slice(0, 1) })).rejects.toThrow(Invalid);
    await expect(send(it, { signers: [...both(it), ...both(it).slice(0, 1)] })).rejects.toThrow(Invalid);
    await expect(send(it, { sign_by: today(ana, -1) })).rejects.toThrow(Invalid);
    await send(it);
    await expect(send(it)).rejects.toThrow(Invalid);

    const draft = await aPartnerWith(ana, 'Lou');
    const proposal = await aProposal(ana, { partners: [draft.partner] });
    const other = await anAgreement(ana, { proposal_id: proposal, partners: [draft.partner] });
    await expect(send({ id: other, ...draft })).rejects.toThrow(Invalid);
  });

  test('a contributor sends what they look after; without an approved proposal nobody below a coordinator does', async () => {
    const it = await scene();
    const ben = await aMember(ana, 'contributor', 'Ben');
    const sending = { signers: both(it), sign_by: today(ana, 30), reason: '', unsettled: false, doors };
    await expect(sendForSigning(ben, it.id, sending)).rejects.toThrow(Forbidden);

    const own = await anAgreement(ben, { owner_id: ben.actor.id, kind: 'handshake', terms: 'Books for bread' });
    await expect(sendForSigning(ben, own, sending)).rejects.toThrow(Invalid);
  });

  test('another library cannot see it, and learns nothing', async () => {
    const it = await scene();
    await send(it);
    const { id } = await signerOf(it.id, 'Ana');
    const stranger = await aMember(await aLibrary(world.host), 'administrator');

    await expect(findAgreement(stranger, it.id)).rejects.toThrow(NotFound);
    await expect(findSigning(stranger, id)).rejects.toThrow(NotFound);
    await expect(
      sendForSigning(stranger, it.id, { ...{ signers: [], sign_by: today(ana), reason: '' }, unsettled: false, doors }),
    ).rejects.toThrow(NotFound);
  });
});

describe('signing', () => {
  test('all signed: it holds, its term counts, the partner is active, and everybody gets it to keep', async () => {
    const it = await scene();
    await send(it);
    await rosaSigns(it);
    expect((await findAgreement(ana, it.id)).state).toBe('signing');
    await anaSigns(it);

    const now = await findAgreement(ana, it.id);
    expect(now).toMatchObject({ state: 'agreed', number: 1, open: null, term_ends_on: '2027-03-31' });
    expect((await findAgreement(later(ana, 30), it.id)).state).toBe('in_force');
    expect((await findAgreement(later(ana, 400), it.id)).state).toBe('lapsed');
    expect((await findPartner(ana, it.partner as never)).stage).toBe('active');
    expect((await mails()).at(-1)).toMatchObject({ recipient: it.email, body: expect.stringContaining('/agreement/') });
  });

  test('the record is a chain from the sending to the last signature, with addresses and both clocks', async () => {
    const it = await scene();
    await send(it);
    await rosaSigns(it);
    await anaSigns(it);

    const { sha256 } = await openOf(it.id);
    const lines = await linesOf(ana, it.id, 1);

    expect(brokenAt(sha256, lines)).toBeNull();
    expect(lines.map((line) => read(line).kind)).toEqual([
      ...['sent', 'asked', 'asked', 'code_sent', 'signed', 'signed', 'completed'],
    ]);
    expect(read(found(lines[4]))).toMatchObject({
      ...{ who: 'Rosa Ito', address: FROM, at: '2026-03-09T15:00:00.000Z', more: { title: 'Director', way: 'link' } },
      local: expect.stringMatching(/^2026-03-09 \d\d:00:00 \w+\/\w+/),
    });
  });

  test('the digits are wrong five times and then worth nothing; they are good for ten minutes', async () => {
    const it = await scene();
    await send(it);
    const version = await openOf(it.id);
    const { id } = await signerOf(it.id, 'Rosa Ito');
    const rosa = asGuest(it, id);
    await press(rosa, id, { pending: signed(version.sha256), address: FROM });
    const right = await codeSent();
    const wrong = right === '000000' ? '000001' : '000000';

    for (let n = 0; n < 5; n++) expect(await confirm(rosa, id, { code: wrong, address: FROM, doors })).toBe('wrong');
    expect(await confirm(rosa, id, { code: right, address: FROM, doors })).toBe('over');
    expect((await linesOf(ana, it.id, 1)).filter((line) => read(line).kind === 'code_wrong')).toHaveLength(5);

    await press(rosa, id, { pending: signed(version.sha256), address: FROM });
    const fresh = await codeSent();
    const late = asGuest(it, id, later(ana, 0, 11));
    expect(await confirm(late, id, { code: fresh, address: FROM, doors })).toBe('over');
    expect((await signerOf(it.id, 'Rosa Ito')).outcome).toBeNull();
  });

  test('pressing again does not make guesses free: after twenty wrong ones only a new link helps', async () => {
    const it = await scene();
    await send(it);
    const version = await openOf(it.id);
    const { id } = await signerOf(it.id, 'Rosa Ito');
    const rosa = asGuest(it, id);
    const pending = signed(version.sha256);
    for (let n = 0; n < 20; n++) {
      if (n % 5 === 0) await press(rosa, id, { pending, address: FROM });
      const right = await codeSent();
      const code = right === '000000' ? '000001' : '000000';
      expect(await confirm(rosa, id, { code, address: FROM, doors })).toBe('wrong');
    }
    await expect(press(rosa, id, { pending, address: FROM })).rejects.toThrow(Invalid);

    await askAgain(ana, id, doors);
    await press(rosa, id, { pending, address: FROM });
    expect(await confirm(rosa, id, { code: await codeSent(), address: FROM, doors })).toBe('done');
  });

  test('the digits of the first press do nothing after the second', async () => {
    const it = await scene();
    await send(it);
    const version = await openOf(it.id);
    const { id } = await signerOf(it.id, 'Rosa Ito');
    const rosa = asGuest(it, id);
    await press(rosa, id, { pending: signed(version.sha256), address: FROM });
    const first = await codeSent();
    await press(asGuest(it, id, later(ana, 0, 1)), id, { pending: signed(version.sha256), address: FROM });
    const second = await codeSent();

    expect(await confirm(rosa, id, { code: first, address: FROM, doors })).toBe(first === second ? 'done' : 'wrong');
  });

  test('a link for one signer does nothing for another, and a link to read signs nothing', async () => {
    const it = await scene();
    await send(it);
    const version = await openOf(it.id);
    const rosa = await signerOf(it.id, 'Rosa Ito');
    const anaSigner = await signerOf(it.id, 'Ana');
    const pending = signed(version.sha256);

    await expect(press(asGuest(it, anaSigner.id), rosa.id, { pending, address: FROM })).rejects.toThrow(Forbidden);
    const reader = guestFor(ana, 'agreement', { person: it.person as never, subject: rosa.id });
    await expect(press(reader, rosa.id, { pending, address: FROM })).rejects.toThrow(Forbidden);
    const ben = await aMember(ana, 'administrator', 'Ben');
    await expect(signAsMember(ben, anaSigner.id, { pending, address: FROM, doors })).rejects.toThrow(Forbidden);
  });

  test('pressed again after it is signed, nothing happens; after it is withdrawn, nothing can', async () => {
    const it = await scene();
    await send(it);
    const version = await openOf(it.id);
    const { id } = await signerOf(it.id, 'Rosa Ito');
    await rosaSigns(it);
    expect(await confirm(asGuest(it, id), id, { code: '123456', address: FROM, doors })).toBe('done');
    await expect(press(asGuest(it, id), id, { pending: signed(version.sha256), address: FROM })).rejects.toThrow(
      Invalid,
    );

    await withdrawSigning(ana, it.id, 'Another room');
    await expect(anaSigns(it)).rejects.toThrow(Invalid);
    expect((await findAgreement(ana, it.id)).state).toBe('draft');
    expect((await mails()).filter(({ subject }) => subject.startsWith('No longer'))).toMatchObject([
      { recipient: it.email, body: expect.stringContaining('Another room') },
    ]);
  });

  test('what was read is what is signed: another hash is refused, and a change meanwhile changes nothing sent', async () => {
    const it = await scene();
    await send(it);
    const { id } = await signerOf(it.id, 'Rosa Ito');
    const other = 'f'.repeat(64);
    await expect(press(asGuest(it, id), id, { pending: signed(other), address: FROM })).rejects.toThrow(Invalid);

    const before = await findAgreement(ana, it.id);
    await changeAgreement(
      ana,
      it.id,
      parse(agreementEdit, { ...agreementAsTyped(before), name: 'Other evenings', version: String(before.version) }),
    );
    await rosaSigns(it);
    await anaSigns(it);

    expect(documentIn(await openOf(it.id)).name).toBe('Lab evenings');
    expect(await findAgreement(ana, it.id)).toMatchObject({ state: 'agreed', changed: true });
  });

  test('one no ends it, with the reason, and whoever looks after it finds it on Today', async () => {
    const it = await scene();
    await send(it, { signers: both(it, { inOrder: true }) });
    const version = await openOf(it.id);
    const { id } = await signerOf(it.id, 'Rosa Ito');
    const rosa = asGuest(it, id);
    const pending = parse(pressed, { what: 'decline', read: version.sha256, reason: 'The board said no.' });
    await press(rosa, id, { pending, address: FROM });
    await confirm(rosa, id, { code: await codeSent(), address: FROM, doors });

    expect(await findAgreement(ana, it.id)).toMatchObject({ state: 'declined', open: { declined: true } });
    await expect(anaSigns(it)).rejects.toThrow(Invalid);
    expect((await todayOf(ana)).map(({ heading }) => heading)).toContain('due.agreements_stalled');
  });

  test('it is passed on to a colleague, who gets a link of their own, and the first signs no more', async () => {
    const it = await scene();
    await send(it);
    const version = await openOf(it.id);
    const { id } = await signerOf(it.id, 'Rosa Ito');
    const rosa = asGuest(it, id);
    const email = 'mae@partner.example';
    const pending = parse(pressed, {
      what: 'delegate',
      read: version.sha256,
      colleague: 'Mae Oduya',
      colleague_email: email,
    });
    await press(rosa, id, { pending, address: FROM });
    await confirm(rosa, id, { code: await codeSent(), address: FROM, doors });

    expect((await mails()).at(-1)).toMatchObject({ recipient: email, body: expect.stringContaining('/signature/') });
    await expect(press(rosa, id, { pending: signed(version.sha256), address: FROM })).rejects.toThrow(Invalid);
    const mae = await signerOf(it.id, 'Mae Oduya');
    const maeHere = asGuest(it, mae.id);
    await press(maeHere, mae.id, { pending: signed(version.sha256, { name: 'Mae Oduya' }), address: FROM });
    await confirm(maeHere, mae.id, { code: await codeSent(), address: FROM, doors });
    await anaSigns(it);

    expect((await findAgreement(ana, it.id)).number).toBe(1);
    const { partner_id, email: asked } = await signerOf(it.id, 'Mae Oduya');
    expect([partner_id, asked]).toEqual([it.partner, email]);
  });

  test('after its last day nobody signs, until there is more time', async () => {
    const it = await scene();
    await send(it, { sign_by: today(ana, 3) });
    const version = await openOf(it.id);
    const { id } = await signerOf(it.id, 'Rosa Ito');
    const late = later(ana, 4);
    await expect(press(asGuest(it, id, late), id, { pending: signed(version.sha256), address: FROM })).rejects.toThrow(
      Invalid,
    );
    expect((await findAgreement(late, it.id)).state).toBe('expired');

    await extendSigning(late, it.id, today(late, 10));
    await press(asGuest(it, id, late), id, { pending: signed(version.sha256), address: FROM });
    expect((await findAgreement(late, it.id)).state).toBe('signing');
  });

  test('names with marks, from right to left and with tags are kept as they are', async () => {
    const it = await scene();
    await send(it);
    await rosaSigns(it, { name: 'ليلى بن علي <b>', title: 'Z\u0301oe\u0301 & Söhne', mark: 'M10 20L30 40' });

    expect(await signerOf(it.id, 'Rosa Ito')).toMatchObject({
      ...{ signed_name: 'ليلى بن علي <b>', signed_title: 'Źoé & Söhne', mark: 'M10 20L30 40' },
    });
    expect(pressed.safeParse({ ...signed('a'.repeat(64)), consent: 'on', mark: 'M1 1" onload="x' }).success).toBe(
      false,
    );
    expect(pressed.safeParse({ what: 'sign', read: 'a'.repeat(64), name: 'R' }).success).toBe(false);
  });

  test('who has not signed is reminded once, after a week or shortly before the last day', async () => {
    const it = await scene();
    await send(it, { sign_by: today(ana, 30), signers: both(it, { inOrder: true }) });
    expect(await signersToRemind(later(ana, 6))).toEqual([]);
    const week = later(ana, 7);
    const [one, ...more] = await signersToRemind(week);
    expect(more).toEqual([]);
    await remindSigner(week, found(one).id, doors);
    await remindSigner(week, found(one).id, doors);

    expect(await signersToRemind(later(ana, 20))).toEqual([]);
    expect((await linesOf(ana, it.id, 1)).filter((line) => read(line).kind === 'reminded')).toHaveLength(1);
    const rosa = await signerOf(it.id, 'Rosa Ito');
    await askAgain(ana, rosa.id, doors);
    expect((await mails()).filter(({ recipient }) => recipient === it.email)).toHaveLength(3);
  });

  test('it is not removed while it is out or once it holds', async () => {
    const it = await scene();
    await send(it);
    await expect(removeAgreement(ana, it.id)).rejects.toThrow(Invalid);
    await rosaSigns(it);
    await anaSigns(it);
    await expect(removeAgreement(ana, it.id)).rejects.toThrow(Forbidden);
  });
});

describe('on paper, and changes afterwards', () => {
  test('what was signed on paper holds, with who and when, and a scan or where it is', async () => {
    const it = await scene();
    const stands = await onPaper(ana, it.id, [{ on: '2026-03-01' }, { on: '2026-03-02' }]);
    const paper = { ...stands, kept_at: '', reason: '', scan: null, doors };
    await expect(signedOnPaper(ana, it.id, paper)).rejects.toThrow(Invalid);
    const tomorrow = await onPaper(ana, it.id, [{}, { on: '2027-01-01' }]);
    for (const rows of [stands.rows.slice(1), tomorrow.rows, stands.rows.map((row) => ({ ...row, name: '' }))])
      await expect(signedOnPaper(ana, it.id, { ...paper, kept_at: 'Safe', rows })).rejects.toThrow(Invalid);

    await signedOnPaper(ana, it.id, { ...paper, kept_at: 'In the safe' });

    expect(await openOf(it.id)).toMatchObject({
      kept_at: 'In the safe',
      signers: [
        { way: 'paper', signed_on: '2026-03-01' },
        { way: 'paper', signed_on: '2026-03-02' },
      ],
    });
    expect((await findAgreement(ana, it.id)).number).toBe(1);
  });

  test('one side signed by link, the other on paper', async () => {
    const it = await scene();
    await send(it);
    await rosaSigns(it);

    const paper = await onPaper(ana, it.id);
    await signedOnPaper(ana, it.id, { ...paper, kept_at: 'Safe', reason: '', scan: null, doors });

    expect((await openOf(it.id)).signers.map(({ way }) => way).toSorted()).toEqual(['link', 'paper']);
    expect((await findAgreement(ana, it.id)).number).toBe(1);
  });

  test('a minor change is told and holds at once; a major one holds when it is signed, and the old one until then', async () => {
    const it = await scene();
    await send(it);
    await rosaSigns(it);
    await anaSigns(it);
    await expect(tellChange(ana, it.id, { reason: 'x', doors })).rejects.toThrow(Invalid);
    const change = async (over: object) => {
      const now = await findAgreement(ana, it.id);
      await changeAgreement(
        ana,
        it.id,
        parse(agreementEdit, { ...agreementAsTyped(now), ...over, version: String(now.version) }),
      );
    };

    await change({ our_notices: 'Ben' });
    await expect(tellChange(ana, it.id, { reason: '', doors })).rejects.toThrow(Invalid);
    expect(await tellChange(ana, it.id, { reason: 'Ben comes after Ana.', doors })).toEqual([]);
    expect(await findAgreement(ana, it.id)).toMatchObject({ number: 2, changed: false });
    expect((await mails()).at(-1)).toMatchObject({
      recipient: it.email,
      body: expect.stringContaining('Ben comes after'),
    });

    await change({ ends_on: '2028-03-31' });
    await send(it, { reason: 'A year longer' });
    expect(await findAgreement(ana, it.id)).toMatchObject({
      number: 2,
      term_ends_on: '2027-03-31',
      open: { number: 3 },
    });
    await rosaSigns(it);
    await anaSigns(it);

    expect(await findAgreement(ana, it.id)).toMatchObject({ number: 3, term_ends_on: '2028-03-31' });
    expect((await versionsIn(ana, it.id)).map(({ change, reason }) => [change, reason])).toEqual([
      ['major', 'A year longer'],
      ['minor', 'Ben comes after Ana.'],
      ['first', ''],
    ]);
  });

  test('a handshake holds by who and when alone', async () => {
    const id = await anAgreement(ana, { kind: 'handshake', terms: 'They lend us chairs.' });
    await signedOnPaper(ana, id, { ...(await onPaper(ana, id)), kept_at: '', reason: '', scan: null, doors });

    expect(documentIn(await openOf(id))).toMatchObject({ clauses: [], terms: 'They lend us chairs.' });
    expect((await findAgreement(ana, id)).number).toBe(1);
  });
});
