/**
 * One library with an example of everything that a page can be about, full of a word that nobody else may read. A page
 * whose address has a name in it finds here what to fill it with: test/web/list.test.ts asks every page there is.
 */

import type { Ctx, HostCtx } from '../src/house/ctx.ts';
import { found } from '../src/house/errors.ts';
import { idFrom, newId } from '../src/house/ids.ts';
import { parse } from '../src/house/parse.ts';
import { addressOf } from '../src/pages/shell/address.ts';
import type { LibraryPage } from '../src/pages/shell/page.ts';
import { absenceDraft } from '../src/rooms/accounts/absence.ts';
import { addAbsence } from '../src/rooms/accounts/absences.ts';
import { addBranch, branchesOf } from '../src/rooms/accounts/branches.ts';
import { makeFeed } from '../src/rooms/accounts/calendar-feeds.ts';
import { openInvitations } from '../src/rooms/accounts/invitation.ts';
import { inviteMember } from '../src/rooms/accounts/invitations.ts';
import { findLibrary } from '../src/rooms/accounts/libraries.ts';
import { librarySettingsOf } from '../src/rooms/accounts/library-settings.ts';
import { changeLook } from '../src/rooms/accounts/look.ts';
import { makeMailAddress } from '../src/rooms/accounts/mail-addresses.ts';
import { agreementDraft } from '../src/rooms/agreements/agreement.ts';
import { clausesIn } from '../src/rooms/agreements/agreement-clauses.ts';
import { addDocument, documentDraft, documentsOf } from '../src/rooms/agreements/agreement-documents.ts';
import { versionsIn } from '../src/rooms/agreements/agreement-versions.ts';
import { addAgreement } from '../src/rooms/agreements/agreements.ts';
import { clauseDraft } from '../src/rooms/agreements/clauses/clause.ts';
import { addClause } from '../src/rooms/agreements/clauses/clauses.ts';
import { commentsOf, noteComment } from '../src/rooms/agreements/comments.ts';
import { endAgreement, endingDraft } from '../src/rooms/agreements/endings.ts';
import { addReading, findGoal } from '../src/rooms/agreements/goals.ts';
import { gridVersions, sendGrid } from '../src/rooms/agreements/grid-versions.ts';
import { giveNotice, suspend } from '../src/rooms/agreements/lasting.ts';
import { ruleDraft } from '../src/rooms/agreements/policy-rule.ts';
import { addRule } from '../src/rooms/agreements/policy-rules.ts';
import { answerChecks } from '../src/rooms/agreements/proposal-checks.ts';
import { shareAgreement } from '../src/rooms/agreements/readers.ts';
import { askReward, rewardsOf, setHopes } from '../src/rooms/agreements/rewards.ts';
import { sendForSigning } from '../src/rooms/agreements/signing/sending.ts';
import { addContact, contactsOf } from '../src/rooms/directory/contacts.ts';
import { addLocation } from '../src/rooms/directory/locations.ts';
import { addService, removeService } from '../src/rooms/directory/services.ts';
import type { InitiativeId } from '../src/rooms/initiatives/initiative.ts';
import { saveAsTemplate } from '../src/rooms/initiatives/initiative-templates.ts';
import { writeFindings } from '../src/rooms/interviews/findings.ts';
import { setMentions } from '../src/rooms/interviews/mentions.ts';
import { markPassage } from '../src/rooms/interviews/passages.ts';
import { addReferrals, referralsFrom } from '../src/rooms/interviews/referrals.ts';
import { invite } from '../src/rooms/interviews/slots.ts';
import { addTheme } from '../src/rooms/interviews/themes.ts';
import { writeLetter } from '../src/rooms/letters/letters.ts';
import { keepView, viewsOf } from '../src/rooms/lists/saved-views.ts';
import { filesOfMail } from '../src/rooms/mailbox/received-mails.ts';
import { mergeOrganizations } from '../src/rooms/merging/merge.ts';
import { addPeriod } from '../src/rooms/officials/election-periods.ts';
import { attach } from '../src/rooms/outreach/attachments.ts';
import { askForConfirmation } from '../src/rooms/outreach/confirmations.ts';
import { findInteraction } from '../src/rooms/outreach/interactions.ts';
import { sendPromise } from '../src/rooms/outreach/promises.ts';
import { addTemplate } from '../src/rooms/outreach/task-templates.ts';
import { addTask, askAboutTask } from '../src/rooms/outreach/tasks.ts';
import { overlapQuestion } from '../src/rooms/overlaps/overlap.ts';
import { keepCheck } from '../src/rooms/overlaps/overlaps.ts';
import { setNextStep } from '../src/rooms/partners/next-steps.ts';
import type { PartnerId } from '../src/rooms/partners/partner.ts';
import { findPartner } from '../src/rooms/partners/partners.ts';
import { applyImport } from '../src/rooms/sourcing/imports/bringing/applying.ts';
import { waitInLine } from '../src/rooms/sourcing/imports/waiting.ts';
import { leadFilter } from '../src/rooms/sourcing/leads/lead.ts';
import { listLeads } from '../src/rooms/sourcing/leads/leads.ts';
import { consentsOf, keepSigned } from '../src/rooms/stories/consents.ts';
import { addPicture, picturesOf } from '../src/rooms/stories/pictures.ts';
import { saySpokenPitch } from '../src/rooms/stories/spoken-pitches.ts';
import { SCOPES } from '../src/rooms/stories/story.ts';
import { useStory } from '../src/rooms/stories/story-uses.ts';
import { usesOf } from '../src/rooms/talking-points/pitch-uses.ts';
import { addressesOfVia, askForIntroduction } from '../src/rooms/ties/introductions.ts';
import { organizationEnd } from '../src/rooms/ties/steps.ts';
import { closeWorksheet } from '../src/rooms/worksheets/decisions.ts';
import { copyFactorSet, factorSetsOf } from '../src/rooms/worksheets/factor-sets.ts';
import {
  aContact,
  aFiledMail,
  aGoal,
  aGridRow,
  aLeader,
  aLibrary,
  aLibraryFigure,
  aLocation,
  aMember,
  anAgreement,
  anAgreementInForce,
  anImport,
  anInitiative,
  anInteraction,
  anInterview,
  aPartner,
  aPartnerWith,
  aPitch,
  aProposal,
  aRound,
  aService,
  aStep,
  aStory,
  aTalkingPoint,
  aTerm,
  aTie,
  aWorksheet,
  promiser,
  rateAll,
  submitted,
} from './factories.ts';

const ELECTION = { starts_on: '2026-01-01', ends_on: '2099-01-01' };

/** In every row of the examples, and in nothing else. */
export const CANARY = 'canarybird';

type Names = Record<string, string>;
/** `by` is what fills a path, by the longest beginning of it; what the path has no place for goes into the query. */
export type Examples = { ana: Ctx; by: Record<string, Names> };

/** `ana` is an administrator; she has rated an open worksheet, and decided another. */
export async function examples(host: HostCtx): Promise<Examples> {
  const ana = await aMember(await aLibrary(host, `${CANARY} library`), 'administrator', `${CANARY} Ana`);
  const partner = await aPartner(ana, {
    name: `${CANARY} partner`,
    description: CANARY,
    addresses: { 0: { address_1: `1 ${CANARY} Lane` } },
    sectors: ['women'],
  });
  const by = {
    '/partners/:id': { id: partner },
    ...(await aboutPartner(ana, partner)),
    ...(await aboutWorksheets(ana, partner)),
    ...(await aboutMembers(ana)),
    ...(await aboutLists(ana)),
  };
  return { ana, by };
}

async function aboutPartner(ana: Ctx, partner: PartnerId): Promise<Examples['by']> {
  const { organization_id } = await findPartner(ana, partner);
  const asked_for = { advocacy_by: 'us', advocacy_what: CANARY };
  const told = await anInteraction(ana, { partners: [partner], summary: CANARY, body: CANARY, ...asked_for });
  const picture = { type: 'image/png', bytes: new Uint8Array([4, 5, 6]), width: 1, height: 1, name: `${CANARY}.png` };
  await attach(ana, told, { files: [picture], audience: 'library' });
  const [file] = (await findInteraction(ana, told)).files;
  const texts = { subject_en: CANARY, body_en: `${CANARY} {partner}`, subject_es: '', body_es: '' };
  const letter = await writeLetter(ana, texts, [partner]);
  const tasks = [{ days: 7, what: CANARY }];
  const template = await addTemplate(ana, { name: `${CANARY} ${newId().slice(-6)}`, tasks });
  const mail = await aFiledMail(ana, partner, CANARY);
  const pitch = await aPitch(ana, partner, CANARY);
  const [use] = await usesOf(ana, pitch);
  const told_story = await aToldStory(ana);
  const round = await aRoundWithAll(ana, partner);
  await setNextStep(ana, partner, { what: CANARY, due_on: '2026-03-20' });
  await addContact(ana, organization_id, aContact({ name: CANARY, email: `${CANARY}@example.com` }));
  const [contact] = await contactsOf(ana, organization_id);
  const person_id = found(contact).person_id;
  const [via] = await addressesOfVia(ana, person_id);
  const asked = { subject: CANARY, body: CANARY, answers: { own: null, mailbox: null } };
  const introduction = await askForIntroduction(ana, partner, { to: found(via), ...asked });
  const task = await addTask(ana, partner, { what: CANARY, due_on: '2026-03-20', member_id: null, person_id });
  const ways = { link: () => '', code: () => '' };
  await sendPromise(ana, task, { email: `${CANARY}@example.com`, locale: 'en', ways });
  const to = { person_id, email: `${CANARY}@example.com`, locale: 'en', ways } as const;
  const confirmation = await askForConfirmation(ana, partner, to);
  await askAboutTask({ ...ana, actor: promiser(person_id, task) }, task, CANARY);
  const place = await addLocation(ana, organization_id, aLocation({ name: CANARY }));
  const service = await addService(ana, organization_id, aService({ name: CANARY, locations: [place] }));
  const gone = await addService(ana, organization_id, aService({ name: `${CANARY} removed` }));
  const another = async (name: string) =>
    (await findPartner(ana, await aPartner(ana, { name: `${CANARY} ${name}` }))).organization_id;
  const [two, three, four, five] = [
    await another('two'),
    await another('three'),
    await another('four'),
    await another('five'),
  ];
  return {
    '/interactions/:id': { id: told },
    '/mailbox/:id': { id: mail },
    '/letters/:id': { id: letter },
    '/task-templates/:id': { id: template },
    '/letters/new': {},
    '/talking-points/:id': { id: await aTalkingPoint(ana, CANARY) },
    '/talking-points/new': {},
    '/talking-points/outcomes': {},
    '/library-figures/:id': { id: await aLibraryFigure(ana, CANARY) },
    '/library-figures/new': {},
    ...round,
    '/stories/:id': { id: told_story.id },
    '/stories/new': {},
    '/stories/:id/pictures/:sha256': told_story.picture,
    '/stories/:id/pictures/new': { id: told_story.id },
    '/stories/:id/consents/:consent/paper': told_story.paper,
    '/spoken-pitches/:locale/edit': { locale: 'en' },
    '/pitches/:id': { id: pitch },
    '/pitches/:id/uses/:use': { id: pitch, use: use?.id ?? '' },
    '/pitches/:id/uses/new': { id: pitch },
    '/letters/:id/recipients/:partner': { id: letter, partner },
    '/mailbox/:id/files/:sha256': { id: mail, sha256: (await filesOfMail(ana, mail))[0]?.sha256 ?? '' },
    '/mailbox/address/:token': { token: await makeMailAddress(ana) },
    '/mailbox/address': {},
    '/tasks/:id': { id: task },
    '/confirmations/:id': { id: confirmation },
    '/tasks/load': {},
    '/tasks/give': {},
    '/interactions/:id/files/:sha256': { id: told, sha256: file?.sha256 ?? '' },
    '/contacts/:id': { id: contact?.id ?? '' },
    '/people/:id': { id: person_id },
    '/ties/:id': {
      id: await aTie(ana, `person ${person_id}`, organizationEnd(two), {
        kind: 'board_of',
        source: CANARY,
      }),
    },
    '/ties/new': {},
    '/officials/:id': { id: await aTerm(ana, person_id, { office: CANARY, district: CANARY }) },
    '/officials/new': {},
    '/officials/advocacy': {},
    '/election-periods/:id': { id: await addPeriod(ana, { ...ELECTION, name: CANARY, note: CANARY }) },
    '/election-periods/new': {},
    ...(await aboutInitiatives(ana, partner)),
    '/overlap': { need: CANARY },
    '/overlap-checks/:id': { id: await keepCheck(ana, overlapQuestion.parse({ need: CANARY, partner })) },
    '/overlap/answer': {},
    '/introductions/:id': { id: introduction },
    '/partners/:id/introductions/new': { id: partner, via: person_id },
    '/locations/:id': { id: place },
    '/services/:id': { id: service },
    '/removed/:id': { id: await removeService(ana, gone) },
    '/merges/:id': { id: await mergeOrganizations(ana, { kept: two, gone: three, take: {} }) },
    '/duplicates/merge': { kept: four, gone: five },
  };
}

/** A round of interviews with everything that hangs on one. */
async function aRoundWithAll(ana: Ctx, partner: PartnerId): Promise<Examples['by']> {
  const id = await aRound(ana, { name: CANARY, purpose: CANARY });
  const asked = await aLeader(ana, id, {
    name: `${CANARY} asked`,
    email: `${CANARY}-${id.slice(-6)}@example.com`,
    anyway: 'on',
  });
  // Her times are hers alone, so each round has a day of its own.
  const day = `2027-${String((days++ % 12) + 1).padStart(2, '0')}-${String((days % 27) + 1).padStart(2, '0')}`;
  const ways = { link: () => '', code: () => '' };
  await invite(ana, asked, { slots: [{ day, time: '10:00' }], minutes: 30, place: CANARY, words: CANARY, ways });
  const leader = { name: CANARY, role: CANARY, organization: CANARY, phone: '303 555 0100', how_known: CANARY };
  const held = await anInterview(ana, id, { ...leader, answers: { proud: `${CANARY} is here` }, anyway: 'on' });
  const theme = await addTheme(ana, id, { name: CANARY, description: CANARY, example: CANARY, is_need: true });
  await addTheme(ana, id, { name: `${CANARY} two`, description: '', example: '', is_need: false });
  await markPassage(ana, held, { question: 'proud', starts_at: 0, length: 10, words: '', themes: [theme] });
  await addReferrals(ana, held, [{ name: CANARY, role: CANARY, organization: CANARY, why: CANARY }]);
  const [referral] = await referralsFrom(ana, held);
  await setMentions(ana, held, { partners: [partner] });
  const words = { opening: CANARY, next_steps: CANARY, said: { [theme]: CANARY }, quoted: [], version: 0 };
  await writeFindings(ana, id, words);
  return {
    '/interview-rounds/:id': { id },
    '/interview-rounds/new': {},
    '/interviews/:id': { id: held },
    '/interviews/:id/invitation': { id: asked },
    '/interviews/:id/appointment': { id: asked },
    '/interviews/:id/referrals/:referral': { id: held, referral: referral?.id ?? '' },
    '/interview-themes/:id': { id: theme },
  };
}
let days = 0;

/** A story with everything that hangs on one. */
async function aToldStory(ana: Ctx) {
  const id = await aStory(ana, CANARY);
  const bytes = new Uint8Array([7, 8, 9]);
  const file = { type: 'image/png', bytes, width: 1, height: 1, name: `${CANARY}.png` };
  const said = { giver: CANARY, scopes: [...SCOPES], named: 'full' as const, until: '2099-01-01' };
  await keepSigned(ana, id, { ...said, given_on: '2026-03-01', kept_at: CANARY, file });
  const words = { alt_en: CANARY, alt_es: '', permission: CANARY };
  await addPicture(ana, id, { ...words, file: { ...file, bytes: new Uint8Array([7, 8, 10]) } });
  const [picture] = await picturesOf(ana, id);
  const [consent] = await consentsOf(ana, id);
  await useStory(ana, id, { way: 'paper', used_on: '2026-03-02', place: CANARY, partner_id: null });
  return {
    id,
    picture: { id, sha256: picture?.sha256 ?? '' },
    paper: { id, consent: consent?.id ?? '' },
  };
}

async function aboutInitiatives(ana: Ctx, partner: PartnerId): Promise<Examples['by']> {
  const id = await anInitiative(ana, { name: CANARY, who: CANARY, need: CANARY, partners: [partner] });
  return {
    '/initiatives/:id': { id, partner },
    ...(await aboutProposals(ana, { partner, initiative: id })),
    '/initiative-templates/:id': { id: await saveAsTemplate(ana, id, `${CANARY} ${id.slice(-6)}`) },
  };
}

async function aboutProposals(
  ana: Ctx,
  { partner, initiative }: { partner: PartnerId; initiative: InitiativeId },
): Promise<Examples['by']> {
  const words = { name: CANARY, who: CANARY, how_known: CANARY, we_do: CANARY, they_do: CANARY, kind: 'space' };
  const draft = { ...words, partners: [partner], initiative_id: initiative };
  const written = await aProposal(ana, draft);
  const handedIn = await aProposal(ana, draft);
  await answerChecks(ana, handedIn, { 'space-insurance': { on: '2030-01-01', text: CANARY } });
  const [step = ''] = await submitted(ana, handedIn, [aStep('administrator')]);
  const goal = await aGoal(ana, written, { measure: CANARY, unit: CANARY });
  await addReading(ana, goal, { read_on: '2026-02-01', value: 50, source: CANARY });
  const [reading] = (await findGoal(ana, goal)).readings;
  const row = await aGridRow(ana, written, [{ partner, part: 'does' }], { what: CANARY });
  await setHopes(ana, written, [{ partner: null, hope: CANARY }]);
  await sendGrid(ana, written, { link: () => '', code: () => '' });
  const [hope] = await rewardsOf(ana, written);
  await askReward(ana, found(hope).id, { ways: { link: () => '', code: () => '' }, linkTo: () => '' });
  const agreements = await aboutAgreements(ana);
  const rule = await addRule(ana, parse(ruleDraft, { name: CANARY, kinds: ['data'], ask_note: CANARY, from: '' }));
  const deputy = await aMember(ana, 'contributor', `${CANARY} deputy`);
  const away = { member_id: ana.actor.id, deputy_id: deputy.actor.id, starts_on: '2090-01-01', ends_on: '2090-01-02' };
  return {
    '/proposals/:id': { id: written },
    '/proposals/:id/withdrawal': { id: handedIn },
    '/proposals/:id/versions/:number': { id: handedIn, number: '1' },
    '/approvals/:id': { id: step },
    '/goals/:id': { id: goal },
    '/goals/:id/readings/:reading': { id: goal, reading: reading?.id ?? '' },
    '/responsibilities/:id': { id: row },
    '/grid-answers/:id': { id: found((await gridVersions(ana, written))[0]?.answers[0]).id },
    '/reward-answers/:id': { id: found((await rewardsOf(ana, written))[0]?.answers[0]).id },
    ...agreements,
    '/policy-rules/:key': { key: rule },
    '/policy-rules/:key/restoring': { key: 'banks' },
    '/absences/:id': { id: await addAbsence(ana, parse(absenceDraft, away)) },
  };
}

const DOORS = { ways: { link: () => '', code: () => '' }, linkTo: () => '' };

/** One that is written and read, one that is out for signing, and one that holds, rests and has a notice. */
async function aboutAgreements(ana: Ctx): Promise<Examples['by']> {
  const { partner, person } = await aPartnerWith(ana, `${CANARY} signer`, { name: `${CANARY} signs` });
  const words = { name: CANARY, terms: CANARY, partners: [partner], our_notices: CANARY, insurance: CANARY };
  const written = await anAgreement(ana, { ...words, kind: 'space' });
  await shareAgreement(ana, written, { people: [`${partner} ${person}`], message: CANARY, ways: DOORS.ways });
  const [clause] = await clausesIn(ana, written);
  await noteComment(ana, written, { clause: null, words: CANARY });
  const [said] = await commentsOf(ana, written);
  const file = { type: 'image/png', bytes: new Uint8Array([7, 7, 8]), width: 1, height: 1, name: `${CANARY}.png` };
  const paper = { kind: 'insurance', what: CANARY, expires_on: '2099-01-01', owner_id: ana.actor.id, kept_at: CANARY };
  await addDocument(ana, written, parse(documentDraft, paper), file);
  const [document] = await documentsOf(ana, written);
  const theirs = await addAgreement(ana, parse(agreementDraft, { ...asWritten(ana), ...words, kind: 'letter' }), file);
  const signers = [
    { who: `person ${partner} ${person}`, place: 1 },
    { who: `member ${ana.actor.id}`, place: 1 },
  ];
  const sending = { signers, sign_by: '2026-06-01', reason: '', unsettled: true, doors: DOORS };
  await sendForSigning(ana, theirs, sending);
  const out = found((await versionsIn(ana, theirs))[0]);
  const held = await anAgreementInForce(ana, { ...words, effective_on: '2026-01-01' }, file);
  const rests = await anAgreementInForce(ana, { ...words, effective_on: '2026-01-01' });
  await suspend(ana, rests, { starts_on: '2026-03-01', reason: CANARY });
  const notice = { given_by: 'ours', given_on: '2026-03-01', ends_on: '2026-12-31', words: CANARY } as const;
  await giveNotice(ana, rests, notice);
  const over = await anAgreementInForce(ana, { ...words, effective_on: '2026-01-01' });
  const ending = { ended_on: '2026-03-01', why: 'done', came_of_it: CANARY, thanks: CANARY, returned: CANARY };
  await endAgreement(ana, over, parse(endingDraft, ending));
  const clauses = { title_en: CANARY, body_en: CANARY, title_es: '', body_es: '' };
  return {
    '/agreements/:id': { id: written },
    '/agreements/:id/withdrawal': { id: theirs },
    '/agreements/:id/extension': { id: theirs },
    '/agreements/:id/paper': { id: theirs },
    '/agreements/:id/telling': { id: held },
    '/agreements/:id/resuming': { id: rests },
    '/agreements/:id/notice-cancelling': { id: rests },
    '/agreements/:id/reopening': { id: over },
    '/agreements/:id/suspension': { id: held },
    '/agreements/:id/notice': { id: held },
    '/agreements/:id/ending': { id: held },
    '/agreements/:id/versions/:number': { id: theirs, number: '1' },
    '/agreements/:id/versions/:number/scan': { id: held, number: '1' },
    '/agreement-clauses/:id': { id: found(clause).id },
    '/agreement-comments/:id': { id: found(said).id },
    '/agreement-documents/:id': { id: found(document).id },
    '/agreement-signers/:id': { id: found(out.signers.find(({ member_id }) => member_id)).id },
    '/clauses/:key': { key: await addClause(ana, parse(clauseDraft, clauses)) },
    '/clauses/:key/restoring': { key: 'logo' },
  };
}

const asWritten = (ana: Ctx) => ({ locale: 'en', owner_id: ana.actor.id });

async function aboutWorksheets(ana: Ctx, partner: PartnerId): Promise<Examples['by']> {
  const partners = [partner, await aPartner(ana, { name: `${CANARY} other` })];
  const open = await aWorksheet(ana, { partners, purpose: CANARY });
  await rateAll(ana, open, 4);
  const decided = await aWorksheet(ana, { partners, purpose: `${CANARY} decided` });
  await rateAll(ana, decided, 3);
  const decision = { chosen: [partner], reason: CANARY, why_unrated: '', look_back_on: '2026-09-01' };
  await closeWorksheet(ana, { id: decided, linkTo: () => '' }, decision);
  const [builtIn] = await factorSetsOf(ana);
  return {
    '/worksheets/:id': { id: open },
    '/worksheets/:id/paper/:rater': { id: open, rater: ana.actor.id ?? '' },
    '/worksheets/:id/raise/:code/:partner': { id: open, code: '1a', partner },
    '/worksheets/:id/reopen': { id: decided },
    '/worksheets/:id/look-back': { id: decided },
    '/factor-sets/:id': { id: await copyFactorSet(ana, found(builtIn).id, { name: `${CANARY} ${open.slice(-6)}` }) },
  };
}

async function aboutMembers(ana: Ctx): Promise<Examples['by']> {
  const ben = await aMember(ana, 'contributor', `${CANARY} Ben`);
  await saySpokenPitch(ana, { locale: 'en', body: CANARY, version: 0 });
  const token = await makeFeed(ana);
  await inviteMember(ana, { email: `${CANARY}@example.org`, role: 'reader' }, () => '');
  await addBranch(ana, { name: `${CANARY} branch`, city: CANARY, postal_code: '81416' });
  return {
    '/calendar-feed/:token': { token },
    '/members/:id': { id: ben.actor.id ?? '' },
    '/invitations/:id': { id: (await openInvitations(ana))[0]?.id ?? '' },
    '/branches/:id': { id: (await branchesOf(ana))[0]?.id ?? '' },
  };
}

async function aboutLists(ana: Ctx): Promise<Examples['by']> {
  await applyImport(ana, await anImport(ana, `${CANARY} lead`, 'leads'));
  const lead = (await listLeads(ana, leadFilter.parse({}), null)).rows[0];
  const picture = { type: 'image/png', bytes: new Uint8Array([1, 2, 3]), width: 1, height: 1, name: 'logo.png' };
  const { version } = await librarySettingsOf(ana);
  await changeLook(ana, { color: '#7a2d1d', remove_logo: false, version }, picture);
  const file = (await findLibrary(ana, ana.library.slug)).logo ?? '';
  // As whoever comes after the change finds the library.
  ana.library.logo = file;
  await keepView(ana, 'partners', { name: `${CANARY} ${newId().slice(-6)}`, query: `q=${CANARY}`, whose: 'mine' });
  const [view] = await viewsOf(ana, 'partners');
  const list = { target: 'partners', source: CANARY, vintage: '2026', kind: '', fileName: `${CANARY}.csv` } as const;
  const bytes = new TextEncoder().encode(`Name\n${CANARY}`);
  return {
    '/leads/:id': { id: lead?.id ?? '' },
    '/files/:sha256': { sha256: file },
    '/look/:color': { color: '7a2d1d' },
    '/lists/:list': { list: 'partners' },
    '/lists/:list/views/:id': { list: 'partners', id: view?.id ?? '' },
    '/imports/:id': { id: await anImport(ana, `${CANARY} bakery`), row: '2' },
    '/imports/waiting/:id': { id: await waitInLine(ana, [{ name: `${CANARY}.csv`, bytes }], list) },
  };
}

/** More rows of everything that pages list, many times what there was. */
export async function grow({ ana, by }: Examples, times: number): Promise<void> {
  const partner = idFrom(by['/partners/:id']?.id);
  for (let n = 0; n < times; n++) {
    await aboutPartner(ana, partner);
    await aboutWorksheets(ana, partner);
    await aMember(ana, 'contributor');
    await inviteMember(ana, { email: `person-${n}@example.com`, role: 'reader' }, () => '');
    await addBranch(ana, { name: `Branch ${n}`, city: 'Delta', postal_code: '81416' });
    await applyImport(ana, await anImport(ana, `Lead ${n}`, 'leads'));
    await anImport(ana, `Bakery ${n}`);
  }
}

/** Below the library's address, or null where nobody has said what stands at the names in the path. */
export function exampleOf({ by }: Examples, page: Pick<LibraryPage, 'path'>): { path: string; names: Names } | null {
  const start = Object.keys(by)
    .filter((each) => page.path === each || page.path.startsWith(`${each}/`) || page.path.startsWith(`${each}.`))
    .toSorted((a, b) => b.length - a.length)[0];
  const names = start ? (by[start] ?? {}) : {};
  const wanted = [...page.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  if (wanted.some((name) => !names[name])) return null;
  const query = page.path === start ? names : Object.fromEntries(wanted.map((name) => [name, names[name] ?? '']));
  return { path: addressOf('', page.path, query as never), names };
}
