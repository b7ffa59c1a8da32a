/**
 * What is removed is gone, and comes back as it was. The kinds are the product's own list: a new one fails here until
 * it is told how.
 *
 * @module-tag long
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { strFromU8, unzipSync } from 'fflate';
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '../src/house/ctx.ts';
import { root } from '../src/house/data.ts';
import { borrow, inTransaction } from '../src/house/db.ts';
import { Forbidden, found, Invalid, NotFound } from '../src/house/errors.ts';
import { type Id, idOf, newId } from '../src/house/ids.ts';
import { parse } from '../src/house/parse.ts';
import { DAYS_KEPT } from '../src/house/removal.ts';
import { absenceDraft } from '../src/rooms/accounts/absence.ts';
import { absencesOf, addAbsence, removeAbsence } from '../src/rooms/accounts/absences.ts';
import { addBranch, branchesOf, removeBranch } from '../src/rooms/accounts/branches.ts';
import { openInvitations } from '../src/rooms/accounts/invitation.ts';
import { inviteMember, revokeInvitation } from '../src/rooms/accounts/invitations.ts';
import { enter } from '../src/rooms/accounts/libraries.ts';
import { changeMember, findMember, joinLibrary, membersOf, removeMember } from '../src/rooms/accounts/members.ts';
import { whoIs } from '../src/rooms/accounts/sessions.ts';
import { clausesIn, removeAgreementClause } from '../src/rooms/agreements/agreement-clauses.ts';
import {
  addDocument,
  documentDraft,
  documentsOf,
  removeDocument,
} from '../src/rooms/agreements/agreement-documents.ts';
import { findAgreement } from '../src/rooms/agreements/agreement-list.ts';
import { removeAgreement } from '../src/rooms/agreements/agreements.ts';
import { clauseDraft } from '../src/rooms/agreements/clauses/clause.ts';
import { addClause, clausesOf, removeClause } from '../src/rooms/agreements/clauses/clauses.ts';
import { addReading, goalsOf, removeGoal, removeReading } from '../src/rooms/agreements/goals.ts';
import { policyRules, removeRule } from '../src/rooms/agreements/policy-rules.ts';
import { proposalFilter } from '../src/rooms/agreements/proposal.ts';
import { findProposal, listProposals } from '../src/rooms/agreements/proposal-list.ts';
import { removeProposal } from '../src/rooms/agreements/proposals.ts';
import { gridOf, removeRow } from '../src/rooms/agreements/responsibilities.ts';
import { addContact, contactsOf, findContact, removeContact } from '../src/rooms/directory/contacts.ts';
import { addLocation, locationsOf, removeLocation } from '../src/rooms/directory/locations.ts';
import { findOrganization } from '../src/rooms/directory/organizations.ts';
import { addService, removeService, servicesOf } from '../src/rooms/directory/services.ts';
import { initiativeFilter } from '../src/rooms/initiatives/initiative.ts';
import { leaveInitiative, partnersIn } from '../src/rooms/initiatives/initiative-partners.ts';
import {
  initiativeTemplates,
  removeInitiativeTemplate,
  saveAsTemplate,
} from '../src/rooms/initiatives/initiative-templates.ts';
import { listInitiatives, removeInitiative } from '../src/rooms/initiatives/initiatives.ts';
import { leaderDraft } from '../src/rooms/interviews/interview.ts';
import { findInterview, interviewsOf } from '../src/rooms/interviews/interviews.ts';
import { markPassage, marksOf } from '../src/rooms/interviews/passages.ts';
import { removeRound, roundsOf } from '../src/rooms/interviews/rounds.ts';
import { bringPeople, removeInterview } from '../src/rooms/interviews/taking-away.ts';
import { addTheme, mergeTheme, splitTheme, themesOf } from '../src/rooms/interviews/themes.ts';
import { listLetters, removeLetter, writeLetter } from '../src/rooms/letters/letters.ts';
import { keepView, removeView, viewsOf } from '../src/rooms/lists/saved-views.ts';
import { answerChapter, answerDifferent, duplicatesOf } from '../src/rooms/merging/duplicates.ts';
import { mergeOrganizations } from '../src/rooms/merging/merge.ts';
import { removePartners } from '../src/rooms/merging/removing-partners.ts';
import { undoMerge } from '../src/rooms/merging/undo-merge.ts';
import { addPeriod, electionPeriods, removePeriod } from '../src/rooms/officials/election-periods.ts';
import { removeTerm, termsOf } from '../src/rooms/officials/terms.ts';
import type { InteractionId } from '../src/rooms/outreach/interaction.ts';
import { removeInteraction } from '../src/rooms/outreach/interactions.ts';
import { addTemplate, removeTemplate, taskTemplates } from '../src/rooms/outreach/task-templates.ts';
import { addTask, endTask, openTasksOf } from '../src/rooms/outreach/tasks.ts';
import { overlapQuestion } from '../src/rooms/overlaps/overlap.ts';
import { checksOf, keepCheck, removeCheck } from '../src/rooms/overlaps/overlaps.ts';
import { changeStages } from '../src/rooms/partners/changing-many.ts';
import { endNextStep, openStep, setNextStep } from '../src/rooms/partners/next-steps.ts';
import { changeStage, findPartner } from '../src/rooms/partners/partners.ts';
import { applyImport } from '../src/rooms/sourcing/imports/bringing/applying.ts';
import { discardImport, listImports } from '../src/rooms/sourcing/imports/imports.ts';
import { leadFilter } from '../src/rooms/sourcing/leads/lead.ts';
import { dismissLeads, listLeads } from '../src/rooms/sourcing/leads/leads.ts';
import { dismissListed, promoteListed } from '../src/rooms/sourcing/leads/listed-answers.ts';
import { searchForLibrary } from '../src/rooms/sourcing/leads/listed-search.ts';
import { publicListsFilter } from '../src/rooms/sourcing/public-lists/filter.ts';
import { removeFigure, typedFigures } from '../src/rooms/stories/library-figures.ts';
import { removeStory, storiesOf } from '../src/rooms/stories/stories.ts';
import { usesOf } from '../src/rooms/talking-points/pitch-uses.ts';
import { listPitches, removePitch } from '../src/rooms/talking-points/pitches.ts';
import { removePoint, talkingPoints } from '../src/rooms/talking-points/talking-points.ts';
import { organizationEnd } from '../src/rooms/ties/steps.ts';
import { tieFilter } from '../src/rooms/ties/tie.ts';
import { listTies, removeTie } from '../src/rooms/ties/ties.ts';
import { closeWorksheet, reopenWorksheet } from '../src/rooms/worksheets/decisions.ts';
import { copyFactorSet, factorSetsOf } from '../src/rooms/worksheets/factor-sets.ts';
import { lookBack, lookBacksOf } from '../src/rooms/worksheets/look-backs.ts';
import { openWorksheet } from '../src/rooms/worksheets/opening.ts';
import { removeFactorSet, removeWorksheet, tablesUnder } from '../src/rooms/worksheets/removing.ts';
import { saveRatings } from '../src/rooms/worksheets/saved-ratings.ts';
import { handIn } from '../src/rooms/worksheets/submissions.ts';
import { worksheetFilter } from '../src/rooms/worksheets/worksheet.ts';
import { findWorksheet, listWorksheets } from '../src/rooms/worksheets/worksheets.ts';
import { archive } from '../src/views/exports/archive.ts';
import { historyOf } from '../src/views/history/history.ts';
import { bringBack, findRemoval, forgetRemovals, REMOVABLE, removedHere } from '../src/views/removed/removed.ts';
import { timelineOf } from '../src/views/timeline/timeline.ts';
import { sweepRemovals } from '../src/worker.ts';
import {
  aContact,
  aGoal,
  aGridRow,
  aLeader,
  aLibrary,
  aLibraryFigure,
  aLocation,
  aMember,
  anAgreement,
  anImport,
  anInitiative,
  anInterview,
  aPartner,
  aPitch,
  aProposal,
  aRemark,
  aRound,
  aService,
  aSession,
  aStory,
  aTalkingPoint,
  aTerm,
  aTie,
  aWorksheet,
  rateAll,
} from './factories.ts';
import { aListedOrganization, loaded } from './public-list-factory.ts';
import { copyOfTemplate, useDatabase } from './support.ts';
import { compareAll } from './work.ts';

const world = useDatabase();
let ana: Ctx;
beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'administrator', 'Ana');
});

type Scene = { remove: () => Promise<Id<'removals'> | null>; there: () => Promise<unknown> };

const person = (name: string) => aContact({ name, email: 'jordan@example.org', phone: '+13035550100' });
const note = (body: string, audience: 'library' | 'me' = 'library') => ({ body, audience, happened_on: null });
const organizationOf = async (ctx: Ctx, partner: Id<'partners'>) => (await findPartner(ctx, partner)).organization_id;

async function aNote(
  ctx: Ctx,
  partner: Id<'partners'>,
  body: string,
  audience: 'library' | 'me' = 'library',
): Promise<InteractionId> {
  await aRemark(ctx, partner, note(body, audience));
  return idOf<'interactions'>(found((await timelineOf(ctx, partner)).find((event) => event.text === body)).id);
}

/** A worksheet that was decided, looked back at, reopened and decided again, with everything that hangs under one. */
async function aFullWorksheet(ctx: Ctx, partners?: Id<'partners'>[]): Promise<Id<'worksheets'>> {
  const id = await aWorksheet(ctx, { purpose: 'Summer reading', ...(partners && { partners }) });
  await rateAll(ctx, id, 4);
  const chosen = (await findWorksheet(ctx, id)).partners.slice(0, 1).map((partner) => partner.id);
  const decision = { chosen, reason: 'They know the families', why_unrated: '', look_back_on: '2026-09-01' };
  for (const reason of ['They moved away', null]) {
    await closeWorksheet(ctx, { id, linkTo: () => '' }, decision);
    await lookBack(ctx, id, { what_happened: 'It went well', choose_again: 'yes' });
    if (reason) await reopenWorksheet(ctx, { id, linkTo: () => '' }, { reason });
  }
  return id;
}

/** A round with two themes, one of which somebody marked. */
async function aMarkedRound(ctx: Ctx) {
  const round = await aRound(ctx);
  const theme = { description: '', example: '', is_need: false };
  const one = await addTheme(ctx, round, { ...theme, name: 'Buses' });
  const two = await addTheme(ctx, round, { ...theme, name: 'Rides' });
  const interview = await anInterview(ctx, round, { answers: { proud: 'The bus and the train' } });
  await markPassage(ctx, interview, { question: 'proud', starts_at: 4, length: 3, words: '', themes: [one] });
  return { round, interview, one, two };
}

/** A partner with something in every list that hangs on one. */
async function aFullPartner(ctx: Ctx): Promise<Id<'partners'>> {
  const id = await aPartner(ctx, {
    name: 'Juniper House',
    sectors: ['women'],
    phones: { 0: { number: '303 555 0142' } },
    addresses: { 0: { address_1: '1 Juniper Lane' } },
  });
  const organization = await organizationOf(ctx, id);
  const place = await addLocation(ctx, organization, aLocation());
  await addService(ctx, organization, aService({ locations: [place] }));
  await addContact(ctx, organization, person('Jordan Ellis'));
  await aNote(ctx, id, 'They lend chairs');
  await setNextStep(ctx, id, { what: 'Call', due_on: '2026-12-01' });
  const { version } = await findPartner(ctx, id);
  await changeStage(ctx, id, { stage: 'talking', reason: 'They called', version });
  return id;
}

/** All that is known of it. */
async function wholePartner(ctx: Ctx, id: Id<'partners'>) {
  const { version: _, ...partner } = await findPartner(ctx, id);
  const organization = await organizationOf(ctx, id);
  return {
    partner,
    facts: await findOrganization(ctx, organization),
    people: await contactsOf(ctx, organization),
    services: await servicesOf(ctx, organization),
    places: await locationsOf(ctx, organization),
    story: await timelineOf(ctx, id),
    step: await openStep(ctx, id),
  };
}

/** How each kind comes to be, goes, and is looked for. */
const SCENES: Record<string, (ctx: Ctx) => Promise<Scene>> = {
  branch: async (ctx) => {
    await addBranch(ctx, { name: 'East', city: 'Harlow', postal_code: '81416' });
    const id = (await branchesOf(ctx))[0]?.id ?? newId<never>();
    return {
      remove: () => removeBranch(ctx, id),
      there: async () => (await branchesOf(ctx)).find((branch) => branch.id === id),
    };
  },
  member: async (ctx) => {
    const rosa = await aMember(ctx, 'administrator', 'Rosa');
    const id = rosa.actor.id;
    return {
      remove: () => removeMember(ctx, id),
      there: async () => (await membersOf(ctx)).find((member) => member.id === id),
    };
  },
  invitation: async (ctx) => {
    await inviteMember(ctx, { email: 'new@example.org', role: 'reader' }, () => '');
    const id = (await openInvitations(ctx))[0]?.id ?? newId<never>();
    return { remove: () => revokeInvitation(ctx, id), there: async () => (await openInvitations(ctx))[0] };
  },
  saved_view: async (ctx) => {
    await keepView(ctx, 'partners', { name: 'Renewal', query: 'stage=active', whose: 'library' });
    const id = (await viewsOf(ctx, 'partners'))[0]?.id ?? newId<'saved_views'>();
    return { remove: () => removeView(ctx, id), there: async () => (await viewsOf(ctx, 'partners'))[0] };
  },
  partners: async (ctx) => {
    const ids = [await aPartner(ctx), await aPartner(ctx)];
    const stages = async () =>
      (await Promise.all(ids.map((id) => findPartner(ctx, id)))).every(({ stage }) => stage === 'potential') ||
      undefined;
    const change = { stage: 'dormant', reason: 'Closed for the winter' } as const;
    return {
      remove: async () => (await changeStages(ctx, { ids, label: 'Dormant' }, change)).removal,
      there: stages,
    };
  },
  partner: async (ctx) => {
    const id = await aFullPartner(ctx);
    return {
      remove: async () => (await removePartners(ctx, [id])).removal,
      there: () => wholePartner(ctx, id).catch(() => undefined),
    };
  },
  contact: async (ctx) => {
    const organization = await organizationOf(ctx, await aPartner(ctx));
    const id = await addContact(ctx, organization, person('Jordan Ellis'));
    return { remove: () => removeContact(ctx, id), there: async () => (await contactsOf(ctx, organization))[0] };
  },
  service: async (ctx) => {
    const organization = await organizationOf(ctx, await aPartner(ctx));
    const place = await addLocation(ctx, organization, aLocation());
    const id = await addService(ctx, organization, aService({ locations: [place] }));
    return { remove: () => removeService(ctx, id), there: async () => (await servicesOf(ctx, organization))[0] };
  },
  location: async (ctx) => {
    const organization = await organizationOf(ctx, await aPartner(ctx));
    const place = await addLocation(ctx, organization, aLocation());
    await addService(ctx, organization, aService({ locations: [place] }));
    return { remove: () => removeLocation(ctx, place), there: async () => (await locationsOf(ctx, organization))[0] };
  },
  interaction: async (ctx) => {
    const partner = await aPartner(ctx);
    const id = await aNote(ctx, partner, 'They asked about the reading room');
    return {
      remove: () => removeInteraction(ctx, id),
      there: async () => (await timelineOf(ctx, partner)).find((event) => event.kind === 'interaction'),
    };
  },
  letter: async (ctx) => {
    const texts = { subject_en: 'Summer', body_en: 'Dear {person}', subject_es: '', body_es: '' };
    const id = await writeLetter(ctx, texts, [await aPartner(ctx)]);
    return {
      remove: () => removeLetter(ctx, id),
      there: async () => (await listLetters(ctx, 1)).rows.find((letter) => letter.id === id),
    };
  },
  library_figure: async (ctx) => {
    const id = await aLibraryFigure(ctx);
    const there = async () => (await typedFigures(ctx)).find((figure) => figure.id === id);
    return { remove: () => removeFigure(ctx, id), there };
  },
  overlap_check: async (ctx) => {
    const id = await keepCheck(ctx, overlapQuestion.parse({ need: 'Tax help', partner: await aPartner(ctx) }));
    const there = async () => (await checksOf(ctx, null)).find((check) => check.id === id);
    return { remove: () => removeCheck(ctx, id), there };
  },
  initiative: async (ctx) => {
    const id = await anInitiative(ctx, { partners: [await aPartner(ctx)] });
    const there = async () => (await listInitiatives(ctx, initiativeFilter.parse({}))).rows.find((it) => it.id === id);
    return { remove: () => removeInitiative(ctx, id), there };
  },
  initiative_partner: async (ctx) => {
    const partner = await aPartner(ctx);
    const id = await anInitiative(ctx, { partners: [partner] });
    const there = async () => (await partnersIn(ctx, id))[0];
    return { remove: () => leaveInitiative(ctx, id, partner), there };
  },
  initiative_template: async (ctx) => {
    const id = await saveAsTemplate(ctx, await anInitiative(ctx), 'Job clubs');
    const there = async () => (await initiativeTemplates(ctx)).find((template) => template.id === id);
    return { remove: () => removeInitiativeTemplate(ctx, id), there };
  },
  proposal: async (ctx) => {
    const id = await aProposal(ctx);
    const there = async () => (await listProposals(ctx, proposalFilter.parse({}))).rows.find((it) => it.id === id);
    return { remove: () => removeProposal(ctx, id), there };
  },
  goal: async (ctx) => {
    const proposal = await aProposal(ctx);
    const id = await aGoal(ctx, proposal);
    const there = async () => (await goalsOf(ctx, [proposal])).find((goal) => goal.id === id);
    return { remove: () => removeGoal(ctx, id), there };
  },
  goal_reading: async (ctx) => {
    const proposal = await aProposal(ctx);
    const id = await aGoal(ctx, proposal);
    await addReading(ctx, id, { read_on: '2026-02-01', value: 50, source: '' });
    const there = async () => (await goalsOf(ctx, [proposal]))[0]?.readings[0];
    return { remove: async () => removeReading(ctx, id, found((await there())?.id)), there };
  },
  responsibility: async (ctx) => {
    const proposal = await aProposal(ctx);
    const id = await aGridRow(ctx, proposal);
    const there = async () => (await gridOf(ctx, await findProposal(ctx, proposal))).rows.find((row) => row.id === id);
    return { remove: () => removeRow(ctx, id), there };
  },
  agreement: async (ctx) => {
    const id = await anAgreement(ctx);
    const there = () => findAgreement(ctx, id).catch(() => null);
    return { remove: () => removeAgreement(ctx, id), there };
  },
  agreement_clause: async (ctx) => {
    const id = await anAgreement(ctx);
    const clause = found((await clausesIn(ctx, id))[2]);
    const there = async () => (await clausesIn(ctx, id)).find((each) => each.id === clause.id);
    return { remove: () => removeAgreementClause(ctx, clause.id), there };
  },
  agreement_document: async (ctx) => {
    const id = await anAgreement(ctx);
    const paper = { kind: 'insurance', what: 'Liability', expires_on: '2090-04-10', owner_id: ctx.actor.id };
    await addDocument(ctx, id, parse(documentDraft, paper), null);
    const there = async () => (await documentsOf(ctx, id))[0];
    return { remove: async () => removeDocument(ctx, found(await there()).id), there };
  },
  clause: async (ctx) => {
    const words = { title_en: 'Keys', title_es: '', body_en: 'We lend two keys.', body_es: '', kinds: ['letter'] };
    const key = await addClause(ctx, parse(clauseDraft, words));
    const there = async () => (await clausesOf(ctx)).find((each) => each.key === key);
    return { remove: () => removeClause(ctx, key), there };
  },
  policy_rule: async (ctx) => {
    const there = async () => (await policyRules(ctx)).find(({ key }) => key === 'banks');
    return { remove: () => removeRule(ctx, 'banks'), there };
  },
  absence: async (ctx) => {
    const ben = await aMember(ctx, 'contributor', 'Ben');
    const days = { starts_on: '2090-01-01', ends_on: '2090-01-05' };
    const id = await addAbsence(
      ctx,
      parse(absenceDraft, { member_id: ctx.actor.id, deputy_id: ben.actor.id, ...days }),
    );
    const there = async () => (await absencesOf(ctx)).find((absence) => absence.id === id);
    return { remove: () => removeAbsence(ctx, id), there };
  },
  term: async (ctx) => {
    const organization = await organizationOf(ctx, await aPartner(ctx));
    const contact = await addContact(ctx, organization, person('Jordan Ellis'));
    const id = await aTerm(ctx, (await findContact(ctx, contact)).person_id);
    const there = async () => (await termsOf(ctx)).now.find((term) => term.id === id);
    return { remove: () => removeTerm(ctx, id), there };
  },
  election_period: async (ctx) => {
    const id = await addPeriod(ctx, { name: 'City', starts_on: '2026-10-01', ends_on: '2026-11-03', note: '' });
    const there = async () => (await electionPeriods(ctx)).find((period) => period.id === id);
    return { remove: () => removePeriod(ctx, id), there };
  },
  tie: async (ctx) => {
    const [one, other] = [
      await organizationOf(ctx, await aPartner(ctx)),
      await organizationOf(ctx, await aPartner(ctx)),
    ];
    const id = await aTie(ctx, organizationEnd(one), organizationEnd(other), { kind: 'same_building' });
    const there = async () => (await listTies(ctx, tieFilter.parse({}))).rows.find((tie) => tie.id === id);
    return { remove: () => removeTie(ctx, id), there };
  },
  story: async (ctx) => {
    const id = await aStory(ctx);
    const there = async () => (await storiesOf(ctx)).find((story) => story.id === id);
    return { remove: () => removeStory(ctx, id), there };
  },
  talking_point: async (ctx) => {
    const id = await aTalkingPoint(ctx);
    const there = async () => (await talkingPoints(ctx)).find((point) => point.id === id);
    return { remove: () => removePoint(ctx, id), there };
  },
  pitch: async (ctx) => {
    const id = await aPitch(ctx, await aPartner(ctx));
    const there = async () => (await usesOf(ctx, id))[0] && (await listPitches(ctx, 1)).rows[0];
    return { remove: () => removePitch(ctx, id), there };
  },
  interview_round: async (ctx) => {
    const id = await aRound(ctx);
    await anInterview(ctx, id, { answers: { proud: 'The market' } });
    return {
      remove: () => removeRound(ctx, id),
      there: async () => (await roundsOf(ctx)).find((each) => each.id === id),
    };
  },
  interview: async (ctx) => {
    const id = await aLeader(ctx, await aRound(ctx));
    return { remove: () => removeInterview(ctx, id), there: () => findInterview(ctx, id).catch(() => null) };
  },
  interview_list: async (ctx) => {
    const round = await aRound(ctx);
    const { anyway: _, ...draft } = parse(leaderDraft, { name: 'Lena', locale: 'en' });
    return {
      remove: () => bringPeople(ctx, round, [draft]),
      there: async () => `${(await interviewsOf(ctx, round)).length} people`,
    };
  },
  interview_theme: async (ctx) => {
    const { round, one, two } = await aMarkedRound(ctx);
    return {
      remove: () => mergeTheme(ctx, one, two),
      there: async () => (await themesOf(ctx, round)).map(({ name }) => name),
    };
  },
  interview_theme_split: async (ctx) => {
    const { round, interview, one } = await aMarkedRound(ctx);
    const [passage] = (await marksOf(ctx, interview)).passages;
    const split = { name: 'Trains', passages: [passage?.id ?? newId<never>()] };
    return {
      remove: async () => (await splitTheme(ctx, one, split)).removal,
      there: async () => (await themesOf(ctx, round)).map(({ name }) => name),
    };
  },
  task_template: async (ctx) => {
    const id = await addTemplate(ctx, { name: 'New partner', tasks: [{ days: 2, what: 'Say thanks' }] });
    return {
      remove: () => removeTemplate(ctx, id),
      there: async () => (await taskTemplates(ctx)).find((template) => template.id === id),
    };
  },
  next_step: async (ctx) => {
    const partner = await aPartner(ctx);
    await setNextStep(ctx, partner, { what: 'Call', due_on: '2026-04-01' });
    const id = (await openStep(ctx, partner))?.id ?? newId<never>();
    return { remove: () => endNextStep(ctx, partner, { id, outcome: 'done' }), there: () => openStep(ctx, partner) };
  },
  task: async (ctx) => {
    const partner = await aPartner(ctx);
    const draft = { what: 'Send the plan', due_on: '2026-04-01', member_id: ctx.actor.id, person_id: null };
    const id = await addTask(ctx, partner, draft);
    return { remove: () => endTask(ctx, id, 'done'), there: async () => (await openTasksOf(ctx, partner))[0] };
  },
  leads: async (ctx) => {
    await applyImport(ctx, await anImport(ctx, 'Lantern', 'leads'));
    const shelf = async () => (await listLeads(ctx, leadFilter.parse({}), null)).rows;
    const ids = (await shelf()).map((lead) => lead.id);
    return { remove: () => dismissLeads(ctx, ids), there: async () => (await shelf())[0] };
  },
  listed_organization: async (ctx) => {
    await loaded(ctx, [aListedOrganization({ source_key: '010000001', name: 'Lewiston Readers' })]);
    const found = async () => (await searchForLibrary(ctx, publicListsFilter.parse({ q: 'readers' }))).rows[0];
    return { remove: () => dismissListed(ctx, 'irs', '010000001'), there: found };
  },
  import: async (ctx) => {
    const id = await anImport(ctx, 'Lantern');
    return {
      remove: () => discardImport(ctx, id),
      there: async () => (await listImports(ctx)).find((item) => item.id === id),
    };
  },
  pair: async (ctx) => {
    for (const name of ['Haven House', 'Haven House Inc.']) await aPartner(ctx, { name });
    await compareAll(world.db);
    const first = async () => (await duplicatesOf(ctx)).rows[0];
    const pair = await first();
    return { remove: () => answerDifferent(ctx, pair?.a.id ?? newId(), pair?.b.id ?? newId()), there: first };
  },
  worksheet: async (ctx) => {
    const id = await aFullWorksheet(ctx);
    return {
      remove: () => removeWorksheet(ctx, id),
      there: async () => (await listWorksheets(ctx, worksheetFilter.parse({}))).rows.find((sheet) => sheet.id === id),
    };
  },
  factor_set: async (ctx) => {
    const id = await copyFactorSet(ctx, (await factorSetsOf(ctx))[0]?.id ?? newId(), { name: 'Ours' });
    return {
      remove: () => removeFactorSet(ctx, id),
      there: async () => (await factorSetsOf(ctx)).find((set) => set.id === id),
    };
  },
};

function scene(kind: string): Promise<Scene> {
  const make = SCENES[kind];
  if (!make) throw new Error(`Nobody has said how ${kind} goes.`);
  return make(ana);
}

/** Every row of the library, but for what is written about the removal itself. */
async function everything(ctx: Ctx): Promise<Record<string, unknown[]>> {
  const { rows: tables } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'library_id' and not a.attisdropped
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
      and c.relname not in ('history', 'removals', 'recorded_changes', 'outbox') order by 1`.execute(ctx.db);
  const all: Record<string, unknown[]> = {};
  for (const { name } of tables) {
    const { rows } = await sql<{ row: unknown }>`
      select to_jsonb(t) as row from ${sql.table(name)} t where library_id = ${ctx.library.id} order by to_jsonb(t)::text`.execute(
      ctx.db,
    );
    all[name] = rows.map((each) => each.row);
  }
  return all;
}

const later = (ctx: Ctx, days: number): Ctx => ({ ...ctx, now: new Date(ctx.now.getTime() + days * 86_400_000) });
const refused = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: Invalid) => error.fields?.form?.key,
  );

test('every kind of the product is tried here, and every verb that removes names one', () => {
  const kinds = REMOVABLE.map((each) => each.kind);
  expect(kinds.toSorted()).toEqual(Object.keys(SCENES).toSorted());
  expect(new Set(kinds).size).toBe(kinds.length);

  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(root, 'src', name), 'utf8'));
  const said = sources.flatMap((source) =>
    [...source.matchAll(/removing\(\s*ctx,\s*\{\s*kind: '(\w+)'/g)].map((match) => match[1] ?? ''),
  );
  expect([...new Set(said)].toSorted()).toEqual(kinds.toSorted());
});

describe.each(REMOVABLE.map((each) => each.kind))('%s', (kind) => {
  test('is gone at once, and back as it was, once', async () => {
    const { remove, there } = await scene(kind);
    const before = await everything(ana);
    const looked = await there();
    expect(looked).toBeTruthy();

    const removal = (await remove()) ?? newId<never>();
    expect(await there()).not.toEqual(looked);
    expect(await everything(ana)).not.toEqual(before);
    await bringBack(ana, removal);

    expect(await everything(ana)).toEqual(before);
    expect(await there()).toEqual(looked);
    expect(await refused(bringBack(ana, removal))).toBe('error.back_already');
    expect((await removedHere(ana)).total).toBe(0);
  });

  test('is a reader’s to see at most, and nothing to another library', async () => {
    const { remove } = await scene(kind);
    const removal = (await remove()) ?? newId<never>();
    const reader = await aMember(ana, 'reader');
    const stranger = await aMember(await aLibrary(world.host), 'administrator');

    await expect(bringBack(stranger, removal)).rejects.toThrow(NotFound);
    expect((await removedHere(stranger)).total).toBe(0);
    await enter(ana, ana.library);
    await expect(bringBack(reader, removal)).rejects.toThrow(
      REMOVABLE.find((each) => each.kind === kind)?.maySee ? NotFound : Forbidden,
    );
    const shown = REMOVABLE.some((each) => each.kind === kind && !each.hasOwnList);
    expect((await removedHere(ana)).rows.map((row) => row.id)).toEqual(shown ? [removal] : []);
  });

  test('is really gone after thirty days', async () => {
    const { remove } = await scene(kind);
    const removal = (await remove()) ?? newId<never>();
    const lines = await sql<{
      count: number;
    }>`select count(*) as count from history where library_id = ${ana.library.id}`.execute(ana.db);

    await forgetRemovals(later(ana, DAYS_KEPT - 1), ana.library.id);
    await findRemoval(ana, removal);
    await forgetRemovals(later(ana, DAYS_KEPT), ana.library.id);

    await expect(bringBack(later(ana, DAYS_KEPT), removal)).rejects.toThrow(NotFound);
    const left = await sql<{ count: number }>`
      select (select count(*) from recorded_changes where change_set_id = ${removal}) + (select count(*) from removals where id = ${removal}) as count`.execute(
      ana.db,
    );
    expect(left.rows[0]?.count).toBe(0);
    expect(
      (
        await sql<{
          count: number;
        }>`select count(*) as count from history where library_id = ${ana.library.id}`.execute(ana.db)
      ).rows,
    ).toEqual(lines.rows);
  });
});

describe('a note for oneself', () => {
  test('is nobody else’s to see or count when it was removed, and the history does not know of it', async () => {
    const partner = await aPartner(ana);
    const id = await aNote(ana, partner, 'They are about to move', 'me');
    const removal = await removeInteraction(ana, id);
    const rosa = await aMember(ana, 'administrator', 'Rosa');

    expect(await removedHere(rosa)).toMatchObject({ rows: [], total: 0 });
    await expect(findRemoval(rosa, removal)).rejects.toThrow(NotFound);
    await expect(bringBack(rosa, removal)).rejects.toThrow(NotFound);
    expect((await removedHere(ana)).rows).toMatchObject([
      { id: removal, label: 'They are about to move', only_for: ana.actor.id },
    ]);
    await bringBack(ana, removal);
    expect((await historyOf(ana, [partner])).map((line) => line.action)).toEqual(['partner.added']);
  });

  test('nor does anybody else bring back a note for all: it is its writer’s', async () => {
    const partner = await aPartner(ana);
    const removal = await removeInteraction(ana, await aNote(ana, partner, 'A talk'));
    const rosa = await aMember(ana, 'administrator');

    await expect(bringBack(rosa, removal)).rejects.toThrow(Forbidden);
    await bringBack(ana, removal);
    const lines = await historyOf(ana, [partner]);
    expect(lines.slice(0, 2).map(({ action, details }) => ({ action, details }))).toEqual([
      { action: 'interaction.brought_back', details: {} },
      { action: 'interaction.removed', details: {} },
    ]);
  });
});

describe('after a merge', () => {
  async function two() {
    const [keptPartner, gonePartner] = [
      await aPartner(ana, { name: 'Haven House' }),
      await aPartner(ana, { name: 'Haven House Inc.' }),
    ];
    return {
      keptPartner,
      gonePartner,
      kept: await organizationOf(ana, keptPartner),
      gone: await organizationOf(ana, gonePartner),
    };
  }

  test('a note, a person, a place with its service and a worksheet of the one that is gone come back at the one that was kept', async () => {
    const { keptPartner, gonePartner, kept, gone } = await two();
    const noted = await removeInteraction(ana, await aNote(ana, gonePartner, 'A talk'));
    const left = await removeContact(ana, await addContact(ana, gone, person('Jordan Ellis')));
    const place = await addLocation(ana, gone, aLocation({ name: 'Hall' }));
    const service = await removeService(
      ana,
      await addService(ana, gone, aService({ name: 'Meals', locations: [place] })),
    );
    const sheet = await aFullWorksheet(ana, [gonePartner, await aPartner(ana)]);
    const removed = await removeWorksheet(ana, sheet);
    await mergeOrganizations(ana, { kept, gone, take: {} });
    const last = await aPartner(ana, { name: 'Haven' });
    await mergeOrganizations(ana, { kept: await organizationOf(ana, last), gone: kept, take: {} });

    for (const removal of [noted, left, service, removed]) await bringBack(ana, removal);

    expect((await timelineOf(ana, last)).map((event) => event.text)).toEqual(
      expect.arrayContaining(['A talk', 'Summer reading']),
    );
    expect((await contactsOf(ana, await organizationOf(ana, last))).map((contact) => contact.name)).toEqual([
      'Jordan Ellis',
    ]);
    expect(await servicesOf(ana, await organizationOf(ana, last))).toMatchObject([
      { name: 'Meals', locations: [place] },
    ]);
    const back = await findWorksheet(ana, sheet);
    expect(back.partners[0]).toEqual({ id: last, name: 'Haven House Inc.' });
    expect(back.decision?.chosen).toEqual([last]);
    expect(keptPartner).not.toBe(last);
  });

  test('that was undone they come back where they were', async () => {
    const { gonePartner, kept, gone } = await two();
    const noted = await removeInteraction(ana, await aNote(ana, gonePartner, 'A talk'));
    await undoMerge(ana, await mergeOrganizations(ana, { kept, gone, take: {} }));

    await bringBack(ana, noted);

    expect((await timelineOf(ana, gonePartner)).map((event) => event.text)).toContain('A talk');
  });

  test('of two partners of one removed worksheet it cannot come back, and says why', async () => {
    const { keptPartner, gonePartner, kept, gone } = await two();
    const removal = await removeWorksheet(ana, await aFullWorksheet(ana, [keptPartner, gonePartner]));
    const merge = await mergeOrganizations(ana, { kept, gone, take: {} });

    expect(await refused(bringBack(ana, removal))).toBe('error.back_worksheet');
    await undoMerge(ana, merge);
    await bringBack(ana, removal);
  });
});

describe('what has taken its place is said', () => {
  test('a branch and a factor set of the same name', async () => {
    await addBranch(ana, { name: 'East', city: '', postal_code: '' });
    const branch = await removeBranch(ana, (await branchesOf(ana))[0]?.id ?? newId());
    await addBranch(ana, { name: 'East', city: '', postal_code: '' });
    expect(await refused(bringBack(ana, branch))).toBe('error.back_branch');

    const [guide] = await factorSetsOf(ana);
    const set = await removeFactorSet(ana, await copyFactorSet(ana, guide?.id ?? newId(), { name: 'Ours' }));
    await copyFactorSet(ana, guide?.id ?? newId(), { name: 'ours' });
    expect(await refused(bringBack(ana, set))).toBe('error.back_factor_set');
    expect((await removedHere(ana)).total).toBe(2);
  });

  test('an invitation that was replaced, has expired, whose giver may not invite any more, or whose person belongs by now', async () => {
    const invite = () => inviteMember(ana, { email: 'new@example.org', role: 'reader' }, () => '');
    await invite();
    const removal = await revokeInvitation(ana, (await openInvitations(ana))[0]?.id ?? newId());
    await invite();
    expect(await refused(bringBack(ana, removal))).toBe('error.back_invitation');
    await revokeInvitation(ana, (await openInvitations(ana))[0]?.id ?? newId());
    expect(await refused(bringBack(later(ana, 6), removal))).toBe('error.back_expired');
    await sql`update invitations set invited_by = ${(await aMember(ana, 'coordinator')).actor.id} where library_id = ${ana.library.id}`.execute(
      ana.db,
    );
    expect(await refused(bringBack(ana, removal))).toBe('error.back_giver');
    await sql`update invitations set invited_by = ${ana.actor.id} where library_id = ${ana.library.id}`.execute(ana.db);
    const rosa = await aMember(ana);
    await sql`update users set email = 'new@example.org' where id = ${rosa.actor.userId}`.execute(ana.db);
    expect(await refused(bringBack(ana, removal))).toBe('error.member_already');
  });

  test('a next step that was set since, and an answer given since', async () => {
    const partner = await aPartner(ana);
    await setNextStep(ana, partner, { what: 'Call', due_on: '2026-04-01' });
    const ended = await endNextStep(ana, partner, {
      id: (await openStep(ana, partner))?.id ?? newId(),
      outcome: 'done',
    });
    await setNextStep(ana, partner, { what: 'Write', due_on: '2026-04-02' });
    expect(await refused(bringBack(ana, ended))).toBe('error.back_step');

    const [one, other] = [await organizationOf(ana, partner), await organizationOf(ana, await aPartner(ana))];
    const answered = await answerDifferent(ana, one, other);
    await answerChapter(later(ana, 1), one, other);
    expect(await refused(bringBack(ana, answered))).toBe('error.back_pair');
  });

  test('that what it belonged to is not there any more', async () => {
    const partner = await aPartner(ana);
    const organization = await organizationOf(ana, partner);
    const removal = await removeContact(ana, await addContact(ana, organization, person('Jordan Ellis')));
    for (const [table, id] of [
      ['partners', partner],
      ['organizations', organization],
    ] as const)
      await ana.db.deleteFrom(table).where('id', '=', id).execute();

    expect(await refused(bringBack(ana, removal))).toBe('error.back_taken');
  });

  test('a stranger that became a partner', async () => {
    await loaded(ana, [aListedOrganization({ source_key: '010000001' })]);
    const removal = (await dismissListed(ana, 'irs', '010000001')) ?? newId<never>();
    await promoteListed(ana, 'irs', '010000001');

    expect(await refused(bringBack(ana, removal))).toBe('error.back_listed_organization');
  });
});

describe('a member', () => {
  test('has no access from that moment, keeps the name in the history, and comes back in the role they had', async () => {
    const rosa = await aMember(ana, 'coordinator', 'Rosa');
    const before = await aSession(rosa);
    const inside = async ({ cookie }: { cookie: string }) =>
      (await whoIs({ db: ana.db, now: ana.now }, cookie.replace('session=', ''), ana.library.slug)).ctx?.actor.role;
    const partner = await aPartner(rosa);

    const removal = await removeMember(ana, rosa.actor.id);
    expect(await inside(before)).toBeUndefined();
    await enter(ana, ana.library);
    expect((await historyOf(ana, [partner]))[0]?.who).toBe('Rosa');
    await bringBack(ana, removal);

    // This was their last library, so they sign in anew.
    expect([await inside(before), await inside(await aSession(rosa))]).toEqual([undefined, 'coordinator']);
    await enter(ana, ana.library);
    expect((await historyOf(ana, [rosa.actor.id])).map((line) => line.action)).toEqual([
      'member.brought_back',
      'member.left',
      'member.joined',
    ]);
  });

  test('who was invited anew keeps the role they have now', async () => {
    const rosa = await aMember(ana, 'administrator', 'Rosa');
    const removal = await removeMember(ana, rosa.actor.id);
    await joinLibrary(ana, rosa.actor.userId, 'reader');

    expect(await refused(bringBack(ana, removal))).toBe('error.back_member');
    expect((await findMember(ana, rosa.actor.id)).role).toBe('reader');
  });

  test('is brought back by whoever is administrator now, and a library never loses its last one', async () => {
    const rosa = await aMember(ana, 'administrator', 'Rosa');
    const removal = await removeMember(rosa, ana.actor.id ?? newId());
    await expect(removeMember(rosa, rosa.actor.id)).rejects.toThrow(Invalid);
    const lia = await aMember(rosa, 'coordinator');
    await expect(bringBack(lia, removal)).rejects.toThrow(Forbidden);

    await bringBack(rosa, removal);
    await changeMember(ana, rosa.actor.id, { role: 'reader', version: 1 });

    await expect(removeMember(ana, ana.actor.id ?? newId())).rejects.toThrow(Invalid);
  });
});

describe('a worksheet', () => {
  test('under which a table hangs keeps every one of them', async () => {
    const under = await tablesUnder(ana);
    const { rows } = await sql<{ name: string }>`
      select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'worksheet_id' and not a.attisdropped
      where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
        and exists (select 1 from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'record_change')`.execute(ana.db);

    expect(under.toSorted()).toEqual(rows.map((row) => row.name).toSorted());
  });

  test('is as closed as before when it is back, and nobody decides twice', async () => {
    const id = await aFullWorksheet(ana);
    await bringBack(ana, await removeWorksheet(ana, id));

    await expect(rateAll(ana, id, 1)).rejects.toThrow();
    await expect(
      closeWorksheet(
        ana,
        { id, linkTo: () => '' },
        { chosen: [], reason: 'Again', why_unrated: '', look_back_on: null },
      ),
    ).rejects.toThrow(Invalid);
    const sheet = await findWorksheet(ana, id);
    expect(await lookBacksOf(ana, sheet)).toHaveLength(1);
    expect(sheet.former.map((former) => former.whyReopened)).toEqual(['They moved away']);
    const direct = borrow(world.db, { libraryId: ana.library.id }, (db) =>
      db.deleteFrom('worksheet_decisions').where('worksheet_id', '=', id).execute(),
    );
    await expect(direct).rejects.toThrow(/a decision stays/);
  });

  test('is not a contributor’s to remove', async () => {
    const id = await aWorksheet(ana);
    await expect(removeWorksheet(await aMember(ana, 'contributor'), id)).rejects.toThrow(Forbidden);
    await expect(removeWorksheet(await aMember(await aLibrary(world.host), 'administrator'), id)).rejects.toThrow(
      NotFound,
    );
  });
});

test('a factor set that was removed opens no worksheet, and the worksheets that use it stay; the guide’s own stays too', async () => {
  const [guide] = await factorSetsOf(ana);
  const set = await copyFactorSet(ana, guide?.id ?? newId(), { name: 'Ours' });
  const draft = {
    purpose: 'Homework',
    partners: [await aPartner(ana), await aPartner(ana)],
    raters: [],
    factor_set: set,
  };
  const sheet = await openWorksheet(ana, draft, () => '');

  await removeFactorSet(ana, set);

  await expect(openWorksheet(ana, draft, () => '')).rejects.toThrow(NotFound);
  expect((await findWorksheet(ana, sheet)).factorSetName).toBe('Ours');
  await expect(removeFactorSet(ana, guide?.id ?? newId())).rejects.toThrow(Forbidden);
});

test('of several leads come back those that nobody answered otherwise since, and a step that was replaced is open again', async () => {
  await applyImport(ana, await anImport(ana, 'Lantern', 'leads'));
  const ids = (await listLeads(ana, leadFilter.parse({}), null)).rows.map((lead) => lead.id);
  const removal = (await dismissLeads(ana, ids)) ?? newId<never>();
  const partner = await aPartner(ana);
  await sql`update leads set promoted_partner_id = ${partner}, dismissed_at = null, dismissed_by = null where id = ${ids[0]}`.execute(
    ana.db,
  );

  await bringBack(ana, removal);

  expect((await listLeads(ana, leadFilter.parse({}), null)).rows.map((lead) => lead.id)).toEqual(ids.slice(1));
  expect(await dismissLeads(ana, ids.slice(0, 1))).toBeNull();
  await setNextStep(ana, partner, { what: 'Call', due_on: '2026-04-01' });
  await bringBack(ana, (await setNextStep(ana, partner, { what: 'Write', due_on: '2026-04-02' })) ?? newId<never>());
  expect(await openStep(ana, partner)).toMatchObject({ what: 'Call' });
});

test('a file that was thrown away is gone with its rows after thirty days, and one that was brought back stays', async () => {
  const [thrown, kept] = [await anImport(ana, 'One'), await anImport(ana, 'Two')];
  await discardImport(ana, thrown);
  await bringBack(ana, await discardImport(ana, kept));

  await forgetRemovals(later(ana, DAYS_KEPT), ana.library.id);

  const { rows } = await sql<{
    import_id: string;
  }>`select distinct import_id from import_rows where library_id = ${ana.library.id}`.execute(ana.db);
  expect(rows).toEqual([{ import_id: kept }]);
});

describe('for real', { tags: 'long' }, () => {
  let real: Awaited<ReturnType<typeof copyOfTemplate>>;
  let admin: Ctx;
  const as = <T>(work: (ctx: Ctx) => Promise<T>) =>
    borrow(real.db, { libraryId: admin.library.id }, (db) => work({ ...admin, db }));
  beforeEach(async () => {
    real = await copyOfTemplate();
    admin = await borrow(real.db, { libraryId: null }, async (db) =>
      aMember(await aLibrary({ db, now: world.host.now }), 'administrator'),
    );
    return () => real.drop();
  });

  test('of two who remove or bring back at once, one does and the other is told', async () => {
    const id = await as(async (ctx) => aNote(ctx, await aPartner(ctx), 'A talk'));
    const remove = () => as((ctx) => removeInteraction(ctx, id));

    const removed = await Promise.allSettled([remove(), remove()]);
    const [removal, ...others] = await as(async (ctx) => (await removedHere(ctx)).rows);
    const both = await Promise.all([1, 2].map(() => as((ctx) => refused(bringBack(ctx, removal?.id ?? newId())))));

    expect(removed.map((each) => each.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(others).toEqual([]);
    expect(both.toSorted()).toEqual(['error.back_already', null]);
  });

  test('whoever hands in while the worksheet is being removed waits for that, and is told that there is none', async () => {
    const other = await as((ctx) => aWorksheet(ctx));
    await as(async (ctx) => {
      const { raters, partners, factors } = await findWorksheet(ctx, other);
      const cell = { code: factors[0]?.code ?? '', partnerId: partners[0]?.id ?? newId<never>(), score: 4 };
      await saveRatings(ctx, other, {
        raterId: raters[0]?.id ?? newId(),
        cells: [cell],
        version: raters[0]?.version ?? 1,
      });
    });
    const [gone, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const removal = as((ctx) =>
      inTransaction(ctx, async (ctx) => {
        await removeWorksheet(ctx, other);
        gone.resolve();
        await go.promise;
      }),
    );
    await gone.promise;
    const rating = as(async (ctx) => handIn(ctx, other, ctx.actor.id ?? newId())).catch((error: Error) => error.name);
    await sleep(300);
    go.resolve();
    await removal;

    expect(await rating).toBe('NotFound');
  });

  test('whoever rates while the worksheet is removed is told that there is none, or had rated before', async () => {
    const sheet = await as((ctx) => aWorksheet(ctx));
    const [rated, removal] = await Promise.allSettled([
      as((ctx) => rateAll(ctx, sheet, 4)),
      as((ctx) => removeWorksheet(ctx, sheet)),
    ]);

    expect(removal).toMatchObject({ status: 'fulfilled' });
    if (rated.status === 'rejected') expect(['NotFound', 'Invalid']).toContain(rated.reason.name);
    await as((ctx) => bringBack(ctx, (removal as PromiseFulfilledResult<Id<'removals'>>).value));
    expect((await as((ctx) => findWorksheet(ctx, sheet))).raters).toHaveLength(1);
  });

  test('the archive carries nothing that was removed, and the worker sweeps', async () => {
    await as(async (ctx) =>
      removeInteraction(ctx, await aNote(ctx, await aPartner(ctx), 'They asked about the reading room')),
    );

    const files = unzipSync(await bytes(archive(admin, real.db)));
    expect(
      Object.values(files)
        .map((file) => strFromU8(file))
        .join(''),
    ).not.toContain('reading room');
    await sweepRemovals(real.db, later(admin, DAYS_KEPT).now);

    const left = await as((ctx) => ctx.db.selectFrom('removals').select('id').execute());
    expect(left).toEqual([]);
  });
});

async function bytes(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return new Uint8Array(Buffer.concat(all));
}
