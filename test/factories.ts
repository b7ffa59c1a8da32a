/**
 * One vocabulary of libraries, members, partners and worksheets. Each factory makes its own parents and uses the verbs
 * that pages use.
 */

import {
  type Actor,
  type Ctx,
  type Guest,
  type HostCtx,
  type MemberId,
  type Role,
  today,
  type UserId,
} from '../src/house/ctx.ts';
import { found } from '../src/house/errors.ts';
import { newId, type SomeId } from '../src/house/ids.ts';
import { parse } from '../src/house/parse.ts';
import { openLibrary } from '../src/open-library.ts';
import { enter } from '../src/rooms/accounts/libraries.ts';
import { makeMailAddress } from '../src/rooms/accounts/mail-addresses.ts';
import { joinLibrary } from '../src/rooms/accounts/members.ts';
import { openSession } from '../src/rooms/accounts/sessions.ts';
import { type AgreementId, agreementDraft } from '../src/rooms/agreements/agreement.ts';
import { findAgreement } from '../src/rooms/agreements/agreement-list.ts';
import { addAgreement, type Paper } from '../src/rooms/agreements/agreements.ts';
import type { ApprovalId, NewStep } from '../src/rooms/agreements/approval.ts';
import { answerApproval, submitProposal } from '../src/rooms/agreements/approvals.ts';
import { type GoalId, goalDraft } from '../src/rooms/agreements/goal.ts';
import { addGoal } from '../src/rooms/agreements/goals.ts';
import { APPROVER_ROLES } from '../src/rooms/agreements/policy-rule.ts';
import { type ProposalDraft, type ProposalId, proposalDraft } from '../src/rooms/agreements/proposal.ts';
import { versionsOf } from '../src/rooms/agreements/proposal-versions.ts';
import { addProposal } from '../src/rooms/agreements/proposals.ts';
import { addRow } from '../src/rooms/agreements/responsibilities.ts';
import { type GridPart, type ResponsibilityId, rowDraft } from '../src/rooms/agreements/responsibility.ts';
import { paperForm, signedOnPaper } from '../src/rooms/agreements/signing/amending.ts';
import { addContact, contactsOf } from '../src/rooms/directory/contacts.ts';
import { type LocationDraft, locationDraft } from '../src/rooms/directory/location.ts';
import { type OrganizationDraft, organizationDraft } from '../src/rooms/directory/organization.ts';
import { type ContactDraft, contactDraft, type PersonId } from '../src/rooms/directory/person.ts';
import { type ServiceForm, serviceForm } from '../src/rooms/directory/service.ts';
import type { Purpose } from '../src/rooms/guests/guest-link.ts';
import { type InitiativeId, initiativeDraft } from '../src/rooms/initiatives/initiative.ts';
import { addInitiative } from '../src/rooms/initiatives/initiatives.ts';
import { saveAnswers } from '../src/rooms/interviews/answers.ts';
import { noteConsent } from '../src/rooms/interviews/consents.ts';
import { type Consent, type InterviewId, leaderDraft } from '../src/rooms/interviews/interview.ts';
import { addInterview, noteHeld } from '../src/rooms/interviews/interviews.ts';
import { type RoundId, roundDraft } from '../src/rooms/interviews/round.ts';
import { addRound, findRound } from '../src/rooms/interviews/rounds.ts';
import { readMail } from '../src/rooms/mailbox/reading.ts';
import type { ReceivedMailId } from '../src/rooms/mailbox/received-mail.ts';
import { keepArrived, keepReading } from '../src/rooms/mailbox/received-mails.ts';
import { type TermId, termEdit } from '../src/rooms/officials/official.ts';
import { addTerm } from '../src/rooms/officials/terms.ts';
import { type InteractionId, logDraft } from '../src/rooms/outreach/interaction.ts';
import { logInteraction } from '../src/rooms/outreach/interactions.ts';
import { fileMail } from '../src/rooms/outreach/mail-in.ts';
import type { TaskId } from '../src/rooms/outreach/task.ts';
import type { PartnerId } from '../src/rooms/partners/partner.ts';
import { addPartner, findPartner } from '../src/rooms/partners/partners.ts';
import type { ImportId } from '../src/rooms/sourcing/imports/import.ts';
import { findImport } from '../src/rooms/sourcing/imports/imports.ts';
import { setMapping } from '../src/rooms/sourcing/imports/planning/checking.ts';
import { readFiles } from '../src/rooms/sourcing/imports/reading/read-file.ts';
import { startImport } from '../src/rooms/sourcing/imports/starting.ts';
import { keepSigned } from '../src/rooms/stories/consents.ts';
import { figureDraft, type LibraryFigureId } from '../src/rooms/stories/library-figure.ts';
import { addFigure } from '../src/rooms/stories/library-figures.ts';
import { addStory } from '../src/rooms/stories/stories.ts';
import { paperConsent, SCOPES, type StoryId, storyDraft } from '../src/rooms/stories/story.ts';
import type { PitchId } from '../src/rooms/talking-points/pitch.ts';
import { usePitch } from '../src/rooms/talking-points/pitch-uses.ts';
import { findPitch, makePitch } from '../src/rooms/talking-points/pitches.ts';
import { pointDraft, type TalkingPointId } from '../src/rooms/talking-points/talking-point.ts';
import { addPoint } from '../src/rooms/talking-points/talking-points.ts';
import type { EndKey, TieId } from '../src/rooms/ties/tie.ts';
import { addTie, findEnd } from '../src/rooms/ties/ties.ts';
import { factorSetsOf } from '../src/rooms/worksheets/factor-sets.ts';
import { openWorksheet } from '../src/rooms/worksheets/opening.ts';
import { saveRatings } from '../src/rooms/worksheets/saved-ratings.ts';
import { handIn } from '../src/rooms/worksheets/submissions.ts';
import type { Cell, WorksheetId } from '../src/rooms/worksheets/worksheet.ts';
import { findWorksheet } from '../src/rooms/worksheets/worksheets.ts';
import { nextNumber } from './numbers.ts';

/** argon2 of "correct horse battery": hashing anew for every person would be most of a test's time. */
export const PASSWORD = 'correct horse battery';
const PASSWORD_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$kaLFDrXOHdRgJI3ultvYnA$1LGojstdwENpG5QLbSk/x7EPjFvCxC8cWt3N5dku/vE';

export const aLibrary = async (host: HostCtx, name = `Library ${nextNumber()}`): Promise<Ctx> =>
  (await openLibrary(host, { name, time_zone: 'America/Denver', locale: 'en' })).ctx;

/** A person with an account; returns a ctx in which they act. */
export async function aMember(
  ctx: Ctx,
  role: Role = 'coordinator',
  name = `Member ${nextNumber()}`,
): Promise<Ctx & { actor: Actor & { kind: 'member' } }> {
  await enter(ctx, ctx.library);
  const userId: UserId = newId();
  const email = `person-${nextNumber()}@example.org`;
  await ctx.db
    .insertInto('users')
    .values({ id: userId, email, name, password_hash: PASSWORD_HASH, created_at: ctx.now })
    .execute();
  const id = await joinLibrary(ctx, userId, role);
  return { ...ctx, actor: { kind: 'member', id, userId, name, role } };
}

/** The cookie of a signed-in member. */
export async function aSession(ctx: Ctx): Promise<{ cookie: string }> {
  const { token } = await openSession(ctx, found(ctx.actor.userId), 'test');
  return { cookie: `session=${token}` };
}

export const aDraft = (over: Partial<Record<keyof OrganizationDraft, unknown>> = {}): OrganizationDraft =>
  parse(organizationDraft, { name: `Organization ${nextNumber()}`, ...over });

export const aPartner = (ctx: Ctx, over: Partial<Record<keyof OrganizationDraft, unknown>> = {}): Promise<PartnerId> =>
  addPartner(ctx, aDraft(over));

/** Somebody in a role, as a form would say it; `email` and `phone` are the work's. */
export const aContact = ({ email, phone, ...over }: Record<string, unknown> = {}): ContactDraft =>
  parse(contactDraft, {
    name: `Person ${nextNumber()}`,
    phones: phone ? [{ kind: 'work', number: phone }] : [],
    emails: email ? [{ kind: 'work', email }] : [],
    ...Object.fromEntries(Object.entries(over).filter(([, value]) => value !== null)),
  });

/** What a form about a service, or a place, would say. */
export const aService = (over: Partial<Record<keyof ServiceForm, unknown>> = {}): ServiceForm =>
  parse(serviceForm, { name: `Service ${nextNumber()}`, ...over });

export const aLocation = (over: Partial<Record<keyof LocationDraft, unknown>> = {}): LocationDraft =>
  parse(locationDraft, { name: `Place ${nextNumber()}`, ...over });

/** Something said or done with a partner, as a form would say it: a call from us, unless it says otherwise. */
export const anInteraction = async (
  ctx: Ctx,
  { partners, ...over }: Record<string, unknown> & { partners: PartnerId[] },
): Promise<InteractionId> =>
  logInteraction(ctx, {
    ...parse(logDraft, {
      kind: 'phone',
      direction: 'outgoing',
      summary: 'A call',
      minutes: '',
      people_reached: '',
      ...over,
    }),
    partners,
  });

/** What somebody wants to keep about a partner. */
export const aRemark = (
  ctx: Ctx,
  partner: PartnerId,
  said: { body: string; audience: 'library' | 'me'; happened_on: string | null },
): Promise<InteractionId> =>
  anInteraction(ctx, {
    ...said,
    kind: 'remark',
    happened_on: said.happened_on ?? '',
    summary: '',
    partners: [partner],
  });

/** An e-mail that came in for the member, with a file, was read, and waits. */
export async function aReceivedMail(ctx: Ctx, words: string): Promise<ReceivedMailId> {
  const secret = await makeMailAddress(ctx);
  const raw = new TextEncoder().encode(`Subject: ${words}\r\n\r\n${words} ${nextNumber()}`);
  await keepArrived(ctx, { libraryId: ctx.library.id, secret }, { raw, whole: true, bytes: raw.length });
  const newest = ctx.db.selectFrom('received_mails').select('id').where('library_id', '=', ctx.library.id);
  const { id } = await newest.where('state', '=', 'new').orderBy('id', 'desc').executeTakeFirstOrThrow();
  const read = { ...(await readMail(raw)), from: { name: words, email: 'sam@pantry.example.org' } };
  const file = { type: 'image/png', bytes: new Uint8Array([4, 5, 6]), width: 1, height: 1, name: `${words}.png` };
  const said = { read, proof: { proof: 'none', signedBy: '' }, incoming: true } as const;
  const parts = { files: [file], refused: [{ name: `${words}.exe`, why: 'error.file_kind' }] };
  await keepReading(ctx, id, { ...said, ...parts, state: 'waiting', why: 'not_signed' });
  return id;
}

/** One of which an interaction was made. */
export async function aFiledMail(ctx: Ctx, partner: PartnerId, words: string): Promise<ReceivedMailId> {
  const id = await aReceivedMail(ctx, words);
  const draft = { kind: 'email', happened_on: '', summary: words, minutes: '', people_reached: '' };
  await fileMail(ctx, id, { ...parse(logDraft, draft), partners: [partner] });
  return id;
}

/** A figure that somebody typed, of a day in this year. */
export const aLibraryFigure = (ctx: Ctx, words = 'people in job help', over: object = {}): Promise<LibraryFigureId> =>
  addFigure(
    ctx,
    parse(figureDraft, { value: '12,400', says_en: words, source: `Report of ${words}`, as_of: '2026-01-31', ...over }),
  );

/** A talking point of the library's own. */
export const aTalkingPoint = (ctx: Ctx, words = 'We do it together', over: object = {}): Promise<TalkingPointId> =>
  addPoint(ctx, parse(pointDraft, { advantage: 'staff', title_en: words, text_en: words, ...over }));

/** A term of office, as a form would say it. */
export const aTerm = (ctx: Ctx, person: PersonId, over: object = {}): Promise<TermId> => {
  const said = { office: 'Mayor', district: '', starts_on: '2024-01-01', ends_on: '2027-12-31', ...over };
  const { version: _, ...term } = parse(termEdit, { ...said, version: '1' });
  return addTerm(ctx, person, term);
};

/** A tie between two ends that are there. */
export async function aTie(ctx: Ctx, one: EndKey, other: EndKey, over: object = {}): Promise<TieId> {
  const said = { kind: 'knows', source: 'Ana', known_on: '2026-03-01', through_us: false, ...over } as const;
  return addTie(ctx, { one: await findEnd(ctx, one), other: await findEnd(ctx, other) }, said);
}

/** A story, as a form would say it: nobody has consented to it yet. */
export const aStory = (ctx: Ctx, words = 'She found work', over: object = {}): Promise<StoryId> =>
  addStory(ctx, parse(storyDraft, { title_en: words, text_en: `${words}, with help of the library.`, ...over }));

/** Consent on paper, to all of it. */
export const consented = (ctx: Ctx, id: StoryId, over: object = {}): Promise<void> =>
  keepSigned(ctx, id, {
    ...parse(paperConsent, {
      ...{ giver: 'Rosa Diaz', scopes: [...SCOPES], named: 'first', until: '2027-03-09' },
      ...{ given_on: '2026-03-01', kept_at: 'Binder', ...over },
    }),
    file: null,
  });

/** A pitch with one point of the library's own, left on paper once. */
export async function aPitch(ctx: Ctx, partner: PartnerId, words = 'Meet us'): Promise<PitchId> {
  const points = [await aTalkingPoint(ctx, words)];
  const said = { listener: '', locale: 'en', they_want: words, we_give: words, ask: words, story_id: null } as const;
  const id = await makePitch(ctx, partner, { ...said, points });
  const told = {
    points: [{ id: points[0] as TalkingPointId, title: words, figures: [] }],
    summary: words,
    body: words,
  };
  await usePitch(ctx, await findPitch(ctx, id), { way: 'paper', used_on: today(ctx), told });
  return id;
}

/** A cause in which whoever makes it works, an idea unless told otherwise. */
export const anInitiative = (ctx: Ctx, over: object = {}): Promise<InitiativeId> =>
  addInitiative(
    ctx,
    parse(initiativeDraft, {
      ...{ name: `Cause ${nextNumber()}`, who: 'Neighbors find work sooner.', need: 'job search help', state: 'idea' },
      ...{ members: [ctx.actor.id], ...over },
    }),
  );

/** What a form about a proposal would say: a program of half a year with one partner, without money. */
export const aProposalDraft = async (ctx: Ctx, over: object = {}): Promise<ProposalDraft> =>
  parse(proposalDraft, {
    ...{
      name: `Proposal ${nextNumber()}`,
      kind: 'program',
      who: 'Neighbors find work.',
      how_known: 'Forty find a job.',
    },
    ...{ we_do: 'Rooms on Tuesdays', they_do: 'Two teachers', starts_on: '2026-04-01', ends_on: '2026-09-30' },
    ...{ owner_id: ctx.actor.id, partners: 'partners' in over ? [] : [await aPartner(ctx)], ...over },
  });
export const aProposal = async (ctx: Ctx, over: object = {}): Promise<ProposalId> =>
  addProposal(ctx, await aProposalDraft(ctx, over));

/** A goal from 40 to 120 within the year, unless told otherwise. */
export const aGoal = (ctx: Ctx, proposal: ProposalId, over: object = {}): Promise<GoalId> =>
  addGoal(
    ctx,
    proposal,
    parse(goalDraft, {
      ...{ measure: `Measure ${nextNumber()}`, unit: 'families', baseline: '40', baseline_on: '2026-01-01' },
      ...{ baseline_source: 'Sheets', target: '120', due_on: '2026-12-31', owner_id: ctx.actor.id, ...over },
    }),
  );

type Column = { partner: string; part: GridPart; person?: string; deputy?: string };
/** A row of the grid that the library does, unless told otherwise. */
export const aGridRow = (
  ctx: Ctx,
  proposal: ProposalId,
  columns: Column[] = [{ partner: '', part: 'does' }],
  over: object = {},
): Promise<ResponsibilityId> =>
  addRow(ctx, proposal, parse(rowDraft, { what: `Chairs ${nextNumber()}`, columns: { ...columns }, ...over }));

/** Whoever holds a link of this purpose. */
export const guestFor = (
  ctx: Ctx,
  purpose: Purpose,
  { person, subject }: { person: PersonId; subject: SomeId },
): Ctx => ({
  ...ctx,
  actor: {
    ...{ kind: 'guest', id: null, userId: null, name: 'Rosa', role: 'guest', personId: person, purpose },
    subjectId: subject as never,
  },
});

/** A partner with somebody who works there and has an e-mail address. */
export async function aPartnerWith(ctx: Ctx, name: string, over: object = {}) {
  const partner = await aPartner(ctx, over);
  const { organization_id } = await findPartner(ctx, partner);
  const email = `${name.toLowerCase().replace(/\W+/g, '.')}.${nextNumber()}@partner.example`;
  await addContact(ctx, organization_id, aContact({ name, email }));
  const [contact] = await contactsOf(ctx, organization_id);
  return { partner, person: found(contact).person_id, email };
}

/** A letter of agreement over a year with one partner, written by whoever makes it and without a proposal. */
export const anAgreement = async (ctx: Ctx, over: object = {}): Promise<AgreementId> =>
  addAgreement(
    ctx,
    parse(agreementDraft, {
      ...{ name: `Agreement ${nextNumber()}`, kind: 'letter', locale: 'en', owner_id: ctx.actor.id },
      ...{ effective_on: '2026-04-01', ends_on: '2027-03-31', notice_days: '60', our_notices: 'The director' },
      ...{ partners: 'partners' in over ? [] : [await aPartner(ctx)], ...over },
    }),
  );

/** What stands on paper for each side that is still to sign: by default, that Rosa Ito signed it today. */
export async function onPaper(
  ctx: Ctx,
  id: AgreementId,
  stands: { name?: string; title?: string; on?: string }[] = [],
) {
  const { rows, read } = await paperForm(ctx, await findAgreement(ctx, id));
  const by = { name: 'Rosa Ito', title: 'Director', on: today(ctx) };
  return { read, rows: rows.map(({ of }, at) => ({ of, ...by, ...stands[at] })) };
}

/** Signed on paper by all sides a moment ago, so that it holds; a handshake, as it has no blanks to fill. */
export async function anAgreementInForce(ctx: Ctx, over: object = {}, scan: Paper = null): Promise<AgreementId> {
  const id = await anAgreement(ctx, { kind: 'handshake', terms: 'We help each other.', ...over });
  const doors = { ways: { link: () => '', code: () => '' }, linkTo: () => '' };
  await signedOnPaper(ctx, id, { ...(await onPaper(ctx, id)), kept_at: '', reason: '', scan, doors });
  return id;
}

/** A step of an approval that is this member's, or a role's. */
export const aStep = (of: MemberId | 'coordinator' | 'administrator', over: Partial<NewStep> = {}): NewStep => {
  const role = APPROVER_ROLES.find((each) => each === of) ?? null;
  return { role, member_id: role ? null : (of as MemberId), place: 1, due_on: null, ...over };
};
export const submitted = async (ctx: Ctx, id: ProposalId, steps: NewStep[]): Promise<ApprovalId[]> => {
  await submitProposal(ctx, id, { steps, linkTo: () => 'http://library.test' });
  return (await versionsOf(ctx, id))[0]?.approvals.map((step) => step.id) ?? [];
};

/** Handed in and approved by this administrator. */
export async function approved(ctx: Ctx, id: ProposalId): Promise<void> {
  const [step] = await submitted(ctx, id, [aStep('administrator')]);
  const word = { answer: 'approved', comment: '', linkTo: () => '' } as const;
  await answerApproval(ctx, { proposal: id, approval: found(step) }, word);
}

/** A round of interviews in which whoever makes it asks. */
export const aRound = (ctx: Ctx, over: object = {}): Promise<RoundId> =>
  addRound(
    ctx,
    parse(roundDraft, {
      ...{ name: `Round ${nextNumber()}`, purpose: 'What do people need?', locale: 'en', guide: 'general' },
      ...{ starts_on: '2026-03-01', ends_on: '2026-05-31', keep_until: '2027-05-31', interviewers: [ctx.actor.id] },
      ...over,
    }),
  );

/** Somebody who is asked in a round. */
export const aLeader = (ctx: Ctx, round: RoundId, over: object = {}): Promise<InterviewId> =>
  addInterview(ctx, round, parse(leaderDraft, { name: `Leader ${nextNumber()}`, locale: 'en', ...over }));

/** An interview that was held: with which consent, and what was said, by question. */
export async function anInterview(
  ctx: Ctx,
  round: RoundId,
  {
    consent = 'unnamed',
    answers = {},
    ...over
  }: { consent?: Consent; answers?: Record<string, string> } & Record<string, unknown> = {},
): Promise<InterviewId> {
  const id = await aLeader(ctx, round, over);
  await noteConsent(ctx, id, consent);
  await noteHeld(ctx, id, { held_on: today(ctx), held_way: 'visit' });
  const { guide } = await findRound(ctx, round);
  const said = Object.entries(answers).map(([question, body]) => ({ question, body, counter: 1, base: [] }));
  if (said.length > 0) await saveAnswers(ctx, id, { writer: newId(), guide: guide.id, answers: said });
  return id;
}

/** Whoever holds the link to their invitation. */
export const invitee = (ctx: Ctx, id: InterviewId): Ctx => ({
  ...ctx,
  actor: {
    ...{ kind: 'guest', id: null, userId: null, name: 'Lena Ruiz', role: 'guest', personId: null },
    ...{ purpose: 'interview', subjectId: id as never },
  },
});

/** Whoever holds the link to a promise of theirs. */
export const promiser = (personId: PersonId, subjectId: TaskId): Guest => ({
  ...{ kind: 'guest', id: null, userId: null, name: 'Rosa', role: 'guest', purpose: 'promise' },
  ...{ personId, subjectId: subjectId as never },
});

/** A worksheet opened by a coordinator, who also rates unless told otherwise. */
export async function aWorksheet(
  ctx: Ctx,
  over: { partners?: PartnerId[]; raters?: MemberId[]; purpose?: string } = {},
): Promise<WorksheetId> {
  const [set] = await factorSetsOf(ctx);
  const partners = over.partners ?? [await aPartner(ctx), await aPartner(ctx)];
  const raters = over.raters ?? (ctx.actor.id ? [ctx.actor.id] : []);
  return openWorksheet(
    ctx,
    { purpose: over.purpose ?? 'Digital skills', partners, raters, factor_set: found(set).id },
    (id) => `http://library.test/${id}`,
  );
}

/** Rates every factor of these partners with one number and hands in. */
export async function rateAll(
  ctx: Ctx,
  worksheetId: WorksheetId,
  scores: number | Record<string, number>,
): Promise<void> {
  const sheet = await findWorksheet(ctx, worksheetId);
  const rater = found(sheet.raters.find((each) => each.id === ctx.actor.id));
  const cells: Cell[] = sheet.factors.flatMap(({ code }) =>
    sheet.partners.map(({ id }) => ({
      code,
      partnerId: id,
      score: typeof scores === 'number' ? scores : (scores[id] ?? 3),
    })),
  );
  await saveRatings(ctx, worksheetId, { raterId: rater.id, cells, version: rater.version });
  await handIn(ctx, worksheetId, rater.id);
}

/** A list of one organization, read and looked at, not brought in. */
export async function anImport(ctx: Ctx, name: string, target: 'partners' | 'leads' = 'partners'): Promise<ImportId> {
  const bytes = new TextEncoder().encode(`Name,City,E-mail\n${name},Harlow,\n,Harlow,two@example.org`);
  const sheet = await readFiles([{ name: 'list.csv', bytes }], { rows: 100, fileBytes: 10_000, unpackedBytes: 10_000 });
  const id = await startImport(ctx, sheet, { target, source: 'list', vintage: '2026', kind: '', fileName: 'list.csv' });
  const { mapping } = await findImport(ctx, id);
  await setMapping(ctx, id, { mapping, default_sector: '', version: 1 });
  return id;
}
