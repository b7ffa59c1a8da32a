import { beforeEach, expect, test } from 'vitest';
import { aContact, aLeader, aLibrary, aMember, anInterview, aPartner, aRound } from '../../../test/factories.ts';
import { useDatabase } from '../../../test/support.ts';
import { type Ctx, daysAfter } from '../../house/ctx.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '../../house/errors.ts';
import { newId } from '../../house/ids.ts';
import { parse } from '../../house/parse.ts';
import { evidenceFor } from '../../views/evidence/evidence.ts';
import { bringBack } from '../../views/removed/removed.ts';
import { search } from '../../views/search/search.ts';
import { todayOf } from '../../views/today/today.ts';
import { addBranch, branchesOf, removeBranch } from '../accounts/branches.ts';
import { addContact, contactsOf } from '../directory/contacts.ts';
import { findPartner } from '../partners/partners.ts';
import { leadFilter } from '../sourcing/leads/lead.ts';
import { listLeads } from '../sourcing/leads/leads.ts';
import { answersOf, eraseNotes, questionsOf, saveAnswers } from './answers.ts';
import { noteConsent } from './consents.ts';
import { leaderDraft, leaderEdit, referralsIn } from './interview.ts';
import {
  addInterview,
  askedBefore,
  changeInterview,
  findInterview,
  interviewsOf,
  leaderAsTyped,
  noteHeld,
} from './interviews.ts';
import { progressOf } from './matrix.ts';
import { mentionsOf, setMentions } from './mentions.ts';
import { addReferrals, askReferred, referralsFrom, referralsOfRound, referToLeads } from './referrals.ts';
import { guideEdit, type RoundId, roundDraft, roundEdit, targetsDraft, targetsSaid } from './round.ts';
import { changeGuide, changeRound, findRound, setTargets } from './rounds.ts';
import { isLate, isOwed, mailThanks, noteSent, thanksFor } from './thanks.ts';

const world = useDatabase();
let stranger: Ctx;
let ana: Ctx;
let kofi: Ctx;
let round: RoundId;

beforeEach(async () => {
  stranger = await aMember(await aLibrary(world.host), 'administrator', 'Eve');
  ana = await aMember(await aLibrary(world.host, 'Elm Library'), 'coordinator', 'Ana');
  kofi = await aMember(ana, 'administrator', 'Kofi');
  round = await aRound(ana, { name: 'Autumn' });
});

const inDays = (ctx: Ctx, days: number): Ctx => ({ ...ctx, now: daysAfter(ctx.now, days) });

test('a round has an order of days, somebody who asks, and a guide that it makes its own', async () => {
  const { guide, interviewers } = await findRound(ana, round);
  const draft = { name: 'R', purpose: 'P', locale: 'en', guide: 'general', interviewers: [ana.actor.id] };
  const days = { starts_on: '2026-03-01', ends_on: '2026-04-01', keep_until: '2027-01-01' };

  expect(guide.questions.map(({ key }) => key)).toContain('referrals');
  expect(interviewers).toMatchObject([{ name: 'Ana' }]);
  expect(() => parse(roundDraft, { ...draft, ...days, interviewers: [] })).toThrow(Invalid);
  expect(() => parse(roundDraft, { ...draft, ...days, ends_on: '2026-02-01' })).toThrow(Invalid);
  expect(() => parse(roundDraft, { ...draft, ...days, keep_until: '2026-03-15' })).toThrow(Invalid);
  await expect(aRound(await aMember(ana, 'contributor'))).rejects.toThrow(Forbidden);
  await expect(aRound(ana, { guide: newId() })).rejects.toThrow(Invalid);
  await expect(findRound(stranger, round)).rejects.toThrow(NotFound);
});

test('questions that were changed are the next version, and an interview keeps those it was held with', async () => {
  const id = await anInterview(ana, round, { answers: { proud: 'The market' } });
  const { guide } = await findRound(ana, round);
  const questions = [
    { key: 'proud', en: 'Proud of what?', es: '' },
    { key: 'mine', en: 'Anything else?', es: '' },
  ];

  await changeGuide(ana, round, parse(guideEdit, { questions: { ...questions }, number: guide.number }));
  const now = (await findRound(ana, round)).guide;
  expect([now.number, now.questions[0]?.key, now.questions.length]).toEqual([2, 'proud', 2]);
  // A key of one's own cannot take another question's place.
  expect(now.questions[1]?.key).not.toBe('mine');
  expect((await questionsOf(ana, await findInterview(ana, id))).number).toBe(1);
  await expect(
    changeGuide(ana, round, parse(guideEdit, { questions: { ...questions }, number: guide.number })),
  ).rejects.toThrow(Invalid);
  const copied = await aRound(ana, { guide: round });
  expect((await findRound(ana, copied)).guide.questions.map(({ en }) => en)).toEqual([
    'Proud of what?',
    'Anything else?',
  ]);
});

test('a question that is moved takes the place that is typed', () => {
  const order = (...places: string[]) => {
    const questions = Object.fromEntries(
      places.map((at, index) => [index, { key: '', en: `Q${index + 1}`, es: '', at }]),
    );
    return parse(guideEdit, { questions, number: 1 })
      .questions.map(({ en }) => en.slice(1))
      .join('');
  };

  expect(order('1', '2', '3', '4', '1')).toBe('51234');
  expect(order('1', '4', '3', '4', '5')).toBe('13425');
  expect(order('1', '5', '3', '4', '5')).toBe('13452');
  expect(order('', '', '')).toBe('123');
});

test('what a leader said is read by the round’s interviewers alone, whatever the role of others', async () => {
  const id = await anInterview(ana, round, { name: 'Lena Ruiz', answers: { proud: 'Quokkas everywhere' } });
  const found = async (ctx: Ctx, q: string) =>
    (await search(ctx, { q, kind: '', page: 1 })).groups.flatMap(({ hits }) => hits.map((hit) => hit.id));

  expect((await interviewsOf(ana, round)).map((each) => each.id)).toEqual([id]);
  await expect(interviewsOf(kofi, round)).rejects.toThrow(Forbidden);
  await expect(answersOf(kofi, await findInterview(kofi, id))).rejects.toThrow(Forbidden);
  expect(await found(ana, 'quokkas')).toEqual([id]);
  expect(await found(kofi, 'quokkas')).toEqual([]);
  expect(await found(stranger, 'quokkas')).toEqual([]);
  const edit = roundEdit.parse({
    ...{ name: 'Autumn', purpose: 'P', locale: 'en', starts_on: '2026-03-01', ends_on: '2026-05-31', version: 1 },
    ...{ keep_until: '2027-05-31', interviewers: [kofi.actor.id], thanks_en: '', thanks_es: '' },
  });
  await changeRound(ana, round, edit);
  // Whoever asks no more reads no more, also with a page that is still open.
  await expect(interviewsOf(ana, round)).rejects.toThrow(Forbidden);
  const { guide } = await findRound(ana, round);
  const late = { writer: newId(), guide: guide.id, answers: [{ question: 'proud', body: 'x', counter: 1, base: [] }] };
  await expect(saveAnswers(ana, id, late)).rejects.toThrow(Forbidden);
  await expect(changeRound(kofi, round, edit)).rejects.toThrow(Conflict);
});

test('nobody is asked twice without it being said, by name, address or contact, in any round of late', async () => {
  const partner = await aPartner(ana, { name: 'Elm School' });
  const { organization_id } = await findPartner(ana, partner);
  await addContact(ana, organization_id, aContact({ name: 'Lena Ruiz' }));
  const [contact] = await contactsOf(ana, organization_id);
  const id = await aLeader(ana, round, {
    ...{ name: 'Lena Ruiz', email: 'lena@elm.example.org', organization: 'elm school', person_id: contact?.person_id },
  });
  const other = await aRound(ana, { name: 'Spring' });
  const draft = (over: object) => parse(leaderDraft, { name: 'Somebody', locale: 'en', ...over });

  expect(await findInterview(ana, id)).toMatchObject({ organization_id, partner_id: partner, state: 'to_invite' });
  for (const again of [{ name: 'lena ruiz' }, { email: 'LENA@elm.example.org' }, { person_id: contact?.person_id }])
    await expect(addInterview(ana, other, draft(again))).rejects.toThrow(
      new Invalid({
        anyway: { key: 'error.asked_before', values: { name: 'Lena Ruiz', round: 'Autumn', who: 'Ana' } },
      }),
    );
  expect(await addInterview(ana, other, draft({ name: 'Lena Ruiz', anyway: 'on' }))).toBeTruthy();
  expect(await askedBefore(stranger, { name: 'Lena Ruiz', email: '' })).toEqual([]);
  expect(await askedBefore(inDays(ana, 700), { name: 'Lena Ruiz', email: '' })).toEqual([]);
});

test('a leader is changed by one at a time, and is asked by somebody of the round', async () => {
  const id = await aLeader(ana, round, { name: 'Lena' });
  const edit = parse(leaderEdit, { name: 'Lena Ruiz', locale: 'es', version: '1', populations: ['students'] });
  await changeInterview(ana, id, edit);

  expect(await findInterview(ana, id)).toMatchObject({ name: 'Lena Ruiz', locale: 'es', populations: ['students'] });
  await expect(changeInterview(ana, id, edit)).rejects.toThrow(Conflict);
  await expect(
    changeInterview(ana, id, { ...edit, version: 2, interviewer_id: kofi.actor.id as never }),
  ).rejects.toThrow(new Invalid({ interviewer_id: { key: 'error.not_interviewer' } }));
  expect(() => parse(leaderEdit, { name: 'L', locale: 'en', version: '1', populations: ['nobody'] })).toThrow(Invalid);
});

test('after a no nothing is written down, and notes are erased only when somebody says so', async () => {
  const id = await anInterview(ana, round, { answers: { proud: 'The market' } });
  const { guide } = await findRound(ana, round);
  const more = { writer: newId(), guide: guide.id, answers: [{ question: 'proud', body: 'x', counter: 1, base: [] }] };
  await noteConsent(ana, id, 'none');

  expect((await findInterview(ana, id)).state).toBe('declined');
  await expect(saveAnswers(ana, id, more)).rejects.toThrow(new Invalid({ form: { key: 'error.consent_no' } }));
  expect(Object.keys(await answersOf(ana, await findInterview(ana, id)))).toEqual(['proud']);
  await eraseNotes(ana, id);
  expect(await answersOf(ana, await findInterview(ana, id))).toEqual({});
});

test('an answer is as long as an hour’s talk, in any script, and belongs to a question of the round', async () => {
  const id = await anInterview(ana, round);
  const { guide } = await findRound(ana, round);
  const long = `${'حديث 🚌 '.repeat(12_000)}`.slice(0, 100_000).trim();
  const answers = [{ question: 'proud', body: long, counter: 1, base: [] }];

  const { saved, standing } = await saveAnswers(ana, id, { writer: newId(), guide: guide.id, answers });
  expect(saved).toEqual({ proud: 1 });
  expect(standing.proud?.[0]?.body).toBe(long);
  await expect(
    saveAnswers(ana, id, {
      writer: newId(),
      guide: guide.id,
      answers: [{ question: 'x', body: '', counter: 1, base: [] }],
    }),
  ).rejects.toThrow(Invalid);
});

test('whom a leader names is read from lines, asked in the round once, or kept as an organization to get to know', async () => {
  expect(referralsIn('- Ana Ruiz, principal, Elm School: knows every family\n\n2. Bo Lee\n')).toEqual([
    { name: 'Ana Ruiz', role: 'principal', organization: 'Elm School', why: 'knows every family' },
    { name: 'Bo Lee', role: '', organization: '', why: '' },
  ]);
  const id = await anInterview(ana, round, { name: 'Lena' });
  const drafts = referralsIn('Ana Ruiz, principal, Elm School: knows every family\nBo Lee');
  expect(await addReferrals(ana, id, drafts)).toBe(2);
  expect(await addReferrals(ana, id, drafts)).toBe(0);
  const [first] = await referralsOfRound(ana, round);

  const became = await askReferred(ana, first?.id as never, false);
  expect(await askReferred(ana, first?.id as never, false)).toBe(became);
  expect(await findInterview(ana, became)).toMatchObject({ name: 'Ana Ruiz', referred_by: 'Lena', state: 'to_invite' });
  await referToLeads(ana, first?.id as never);
  expect((await listLeads(ana, leadFilter.parse({}), null)).rows).toMatchObject([
    { name: 'Elm School', source: 'Named in interviews' },
  ]);
  await expect(referralsOfRound(kofi, round)).rejects.toThrow(Forbidden);

  // Asked before in another round, or of an organization that we have: that is said.
  const elsewhere = await anInterview(ana, await aRound(ana), {});
  await addReferrals(ana, elsewhere, referralsIn('Ana Ruiz, director, Oak House'));
  await aPartner(ana, { name: 'Oak House' });
  const [again] = await referralsFrom(ana, elsewhere);
  expect(again?.is_known).toBe(true);
  await expect(askReferred(ana, again?.id as never, false)).rejects.toThrow(Invalid);
  await expect(referToLeads(ana, again?.id as never)).rejects.toThrow(Invalid);
  expect(await askReferred(ana, again?.id as never, true)).not.toBe(became);
});

test('after a no whom they named is out of use, and nobody is known by what they said', async () => {
  const id = await anInterview(ana, round, { name: 'Lena', answers: { proud: 'The market' } });
  await addReferrals(ana, id, referralsIn('Ana Ruiz, director, Oak House: everybody trusts her'));
  const [first] = await referralsFrom(ana, id);
  const became = await askReferred(ana, first?.id as never, false);
  await noteConsent(ana, id, 'none');

  expect([await referralsFrom(ana, id), await referralsOfRound(ana, round)]).toEqual([[], []]);
  await eraseNotes(ana, id);
  expect(await findInterview(ana, became)).toMatchObject({ how_known: '', referred_by: null });
});

test('thanks are owed for two days, then late, and are sent once', async () => {
  const id = await anInterview(ana, round, { name: 'Lena', email: 'lena@example.org' });
  const headings = async (ctx: Ctx) => (await todayOf(ctx)).map(({ heading }) => heading);

  expect(isOwed('thanks', await findInterview(ana, id))).toBe(true);
  expect(await headings(ana)).toContain('due.interview_thanks');
  expect(await headings(kofi)).not.toContain('due.interview_thanks');
  expect(isLate(inDays(ana, 2), await findInterview(ana, id))).toBe(false);
  expect(isLate(inDays(ana, 3), await findInterview(ana, id))).toBe(true);
  const own = { thanks_en: 'Dear {name}, thanks from {member} of {library}, {nobody}', thanks_es: '' };
  const words = thanksFor(ana, own, await findInterview(ana, id));
  expect(words).toBe('Dear Lena, thanks from Ana of Elm Library, {nobody}');
  await mailThanks(ana, id, words);
  await expect(noteSent(ana, id, { what: 'thanks', way: 'card' })).rejects.toThrow(Invalid);
  expect(await headings(ana)).not.toContain('due.interview_thanks');
  await expect(noteSent(ana, await aLeader(ana, round), { what: 'thanks', way: 'card' })).rejects.toThrow(Invalid);
});

test('the target mix counts who was interviewed and said yes, and whoever serves two counts for both', async () => {
  const said = parse(targetsDraft, {
    sector: { education: '3' },
    population: { students: '2', veterans: '0' },
    version: '1',
  });
  const mix = { targets: targetsSaid(said), version: said.version };
  await setTargets(ana, round, mix);
  await setTargets(ana, round, { targets: mix.targets.slice(1), version: 2 });
  await expect(setTargets(ana, round, mix)).rejects.toThrow(
    new Conflict({ 'sector.education': '', 'population.students': '2' }, 3),
  );
  await setTargets(ana, round, { ...mix, version: 3 });
  await anInterview(ana, round, { sector_key: 'education', populations: ['students', 'veterans'] });
  await anInterview(ana, round, { sector_key: 'education', consent: 'none' });
  await aLeader(ana, round, { sector_key: 'education' });

  expect(await progressOf(kofi, round)).toEqual([
    { kind: 'sector', key: 'education', wanted: 3, held: 1 },
    { kind: 'population', key: 'students', wanted: 2, held: 1 },
  ]);
  expect(() => parse(targetsDraft, { sector: { education: '-1' }, version: '1' })).toThrow(Invalid);
});

test('how many leaders spoke of a partner stands beside three factors, without a word that they did not permit', async () => {
  const partner = await aPartner(ana, { name: 'Elm School' });
  const id = await anInterview(ana, round, { answers: { proud: 'Elm School does well' }, consent: 'notes' });
  await setMentions(ana, id, { partners: [partner] });
  await setMentions(ana, await anInterview(ana, round, { consent: 'none' }), { partners: [partner] }).catch(() => {});
  // Who opened the form before that and unticks nothing takes nothing away.
  await setMentions(ana, id, { partners: [], was: [] });
  const known = await evidenceFor(kofi, [partner]);

  for (const code of ['1b', '2a', '4b']) expect(JSON.stringify([...known])).toContain(code);
  expect(JSON.stringify([...known])).toContain('evidence.mentions');
  expect(JSON.stringify([...known])).not.toContain('does well');
  expect(await mentionsOf(kofi, partner, 'Elm School')).toMatchObject([{ leaders: 1, quotes: [] }]);
});

test('a branch that was removed is there again when it comes back, whoever saved a form meanwhile', async () => {
  const eve = await aMember(ana, 'administrator');
  await addBranch(eve, { name: 'Mill', city: 'Elm', postal_code: '80000' });
  const branch = (await branchesOf(ana))[0]?.id ?? newId<never>();
  const id = await aLeader(ana, round, { branch_id: branch });
  const removal = await removeBranch(eve, branch);
  const now = await findInterview(ana, id);
  const edit = { ...leaderAsTyped(now), branch_id: '', version: String(now.version) };
  await changeInterview(ana, id, parse(leaderEdit, edit));
  await bringBack(eve, removal);
  expect((await findInterview(ana, id)).branch_id).toBe(branch);
});

test('a future day is no day on which it was held', async () => {
  await expect(noteHeld(ana, await aLeader(ana, round), { held_on: '2026-04-01', held_way: 'phone' })).rejects.toThrow(
    new Invalid({ held_on: { key: 'error.held_future' } }),
  );
});
