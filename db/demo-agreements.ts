/** Agreements of the demo county: one in force since spring, one out for signing, a handshake, one that ended well. */
import { type Ctx, today } from '../src/house/ctx.ts';
import { found } from '../src/house/errors.ts';
import { parse } from '../src/house/parse.ts';
import { type AgreementId, agreementDraft } from '../src/rooms/agreements/agreement.ts';
import { changeAgreementClause, clausesIn } from '../src/rooms/agreements/agreement-clauses.ts';
import { addDocument, documentDraft } from '../src/rooms/agreements/agreement-documents.ts';
import { findAgreement } from '../src/rooms/agreements/agreement-list.ts';
import { addAgreement, setSides } from '../src/rooms/agreements/agreements.ts';
import { endAgreement, endingDraft } from '../src/rooms/agreements/endings.ts';
import { proposalFilter } from '../src/rooms/agreements/proposal.ts';
import { listProposals } from '../src/rooms/agreements/proposal-list.ts';
import { reachableAt } from '../src/rooms/agreements/readers.ts';
import { paperForm, signedOnPaper } from '../src/rooms/agreements/signing/amending.ts';
import { sendForSigning } from '../src/rooms/agreements/signing/sending.ts';
import { peopleAt } from '../src/rooms/agreements/speakers.ts';
import type { PartnerId } from '../src/rooms/partners/partner.ts';
import type { OnDay } from './demo-interviews.ts';

const doors = { ways: { link: () => '', code: () => '' }, linkTo: () => '' };

export async function addDemoAgreements(on: OnDay, partners: ReadonlyMap<string, PartnerId>): Promise<void> {
  const partner = (key: string) => found(partners.get(key));
  await storyMornings(on);
  await readingRoom(on, partner('litcouncil'));
  await chairs(on, partner('foodbank'));
  await summer(on, partner('extension'));
}

/** From the approved proposal, signed on paper at the table; its insurance ends soon. */
async function storyMornings(on: OnDay): Promise<void> {
  const marisol = on('marisol', 128);
  const { rows } = await listProposals(marisol, proposalFilter.parse({ q: 'Story mornings' }));
  const proposal = found(rows[0]);
  const id = await addAgreement(
    marisol,
    parse(agreementDraft, {
      ...{ name: proposal.name, kind: 'memorandum', locale: 'en', proposal_id: proposal.id },
      ...{ partners: proposal.partners.map((each) => each.id), owner_id: marisol.actor.id, notice_days: '60' },
      ...{ effective_on: today(marisol), ends_on: today(on('ana', 0), 85), renewal: 'by_agreement', logo: 'both' },
      insurance: 'Each side insures its own people; the library insures the room for one million dollars.',
    }),
  );
  await nameSides(marisol, id);
  await signed(on('ana', 126), id);
  const paper = { kind: 'clearance', what: 'Background checks of the two readers', kept_at: 'Folder of the center' };
  const more = {
    owner_id: marisol.actor.id,
    partner_id: proposal.partners[0]?.id,
    expires_on: today(on('ana', 0), 24),
  };
  await addDocument(marisol, id, parse(documentDraft, { ...paper, ...more }), null);
}

/** Without a proposal; two sign, and the partner has not yet. */
async function readingRoom(on: OnDay, partner: PartnerId): Promise<void> {
  const ana = on('ana', 6);
  const id = await addAgreement(
    ana,
    parse(agreementDraft, {
      ...{
        name: 'Reading room on Saturdays',
        kind: 'space',
        locale: 'en',
        partners: [partner],
        owner_id: ana.actor.id,
      },
      ...{ effective_on: today(on('ana', 0), 20), ends_on: today(on('ana', 0), 384), notice_days: '30' },
      ...{ renewal: 'by_itself', renewal_months: '12', insurance: 'The council insures its volunteers.' },
    }),
  );
  await nameSides(ana, id);
  await fillDuties(ana, id);
  const [who] = await reachableAt(ana, [partner]);
  const signers = [
    { who: `person ${partner} ${found(who).person_id}`, place: 1 },
    { who: `member ${ana.actor.id}`, place: 2 },
  ];
  await sendForSigning(ana, id, { signers, sign_by: today(on('ana', 0), 24), reason: '', unsettled: false, doors });
}

async function fillDuties(ctx: Ctx, id: AgreementId): Promise<void> {
  const words: Record<string, string> = {
    duties:
      'The library:\n– Opens the reading room on Saturdays from ten to noon\n– Puts out twelve chairs\n\nThe partner:\n– Brings two tutors\n– Leaves the room as it was',
    costs: 'Each side pays its own costs. The room is free of charge.',
  };
  for (const { id: clause, clause_key, title, version } of await clausesIn(ctx, id)) {
    const body = words[clause_key ?? ''];
    if (body) await changeAgreementClause(ctx, clause, { title, body, version });
  }
}

async function chairs(on: OnDay, partner: PartnerId): Promise<void> {
  const ben = on('ben', 200);
  const id = await addAgreement(
    ben,
    parse(agreementDraft, {
      ...{ name: 'Chairs for bread', kind: 'handshake', locale: 'en', partners: [partner], owner_id: ben.actor.id },
      terms: 'We lend forty chairs for each food drive. They keep a shelf of our books in the waiting room.',
      effective_on: today(ben),
    }),
  );
  await signed(on('ana', 200), id);
}

async function summer(on: OnDay, partner: PartnerId): Promise<void> {
  const ingrid = on('ingrid', 260);
  const id = await addAgreement(
    ingrid,
    parse(agreementDraft, {
      ...{ name: 'Seeds in summer', kind: 'handshake', locale: 'en', partners: [partner], owner_id: ingrid.actor.id },
      ...{ terms: 'They bring seeds and teach twice. We give the yard and the flyers.' },
      ...{ effective_on: today(ingrid), ends_on: today(on('ana', 0), -60) },
    }),
  );
  await signed(on('ana', 259), id);
  const said = {
    ...{ ended_on: today(on('ana', 0), -60), why: 'term', door_open: 'on', stage: '' },
    came_of_it: 'Two hundred and ten people took seeds home; nine came back in fall with their own.',
    thanks: 'Thank you for the Saturdays in the heat.',
    returned: 'The wheelbarrow and the two signs.',
  };
  await endAgreement(on('ingrid', 55), id, parse(endingDraft, said));
}

async function nameSides(ctx: Ctx, id: AgreementId): Promise<void> {
  const it = await findAgreement(ctx, id);
  const people = await peopleAt(
    ctx,
    it.partners.map((each) => each.id),
  );
  const sides = it.partners.map((each) => {
    const person = people.find(({ partner_id }) => partner_id === each.id);
    return { partner: each.id, person: person?.person_id ?? null, notices: person?.name ?? 'The office' };
  });
  await setSides(ctx, id, sides, 'Ana Beltrán, director');
}

/** On paper, by whoever is named. */
async function signed(ctx: Ctx, id: AgreementId): Promise<void> {
  const form = await paperForm(ctx, await findAgreement(ctx, id));
  const rows = form.rows.map(({ of, partner_id, name, party }) => ({
    ...{ of, title: '', on: today(ctx) },
    name: partner_id ? name || `Director of ${party}` : 'Ana Beltrán',
  }));
  await signedOnPaper(ctx, id, {
    rows,
    read: form.read,
    kept_at: 'Cabinet of the director',
    reason: '',
    scan: null,
    doors,
  });
}
