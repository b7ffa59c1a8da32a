/**
 * Two rounds of interviews in the demo county: one that was finished last year with thirty leaders out of a spreadsheet,
 * marked with themes and written up; and one that is under way.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Ctx, daysAfter, today } from '../src/house/ctx.ts';
import { root } from '../src/house/data.ts';
import { found } from '../src/house/errors.ts';
import { newId } from '../src/house/ids.ts';
import { parse } from '../src/house/parse.ts';
import { branchesOf } from '../src/rooms/accounts/branches.ts';
import { membersOf } from '../src/rooms/accounts/members.ts';
import { sectorsOf } from '../src/rooms/directory/sectors.ts';
import { saveAnswers } from '../src/rooms/interviews/answers.ts';
import { noteConsent } from '../src/rooms/interviews/consents.ts';
import { publishFindings, writeFindings } from '../src/rooms/interviews/findings.ts';
import { type Consent, type InterviewId, leaderDraft, referralsIn } from '../src/rooms/interviews/interview.ts';
import { addInterview, addInterviews, interviewsOf, noteHeld } from '../src/rooms/interviews/interviews.ts';
import { linesIn, peopleIn } from '../src/rooms/interviews/list.ts';
import { partnersNamedIn, setMentions } from '../src/rooms/interviews/mentions.ts';
import { finishCoding, markPassage } from '../src/rooms/interviews/passages.ts';
import { quotesOf } from '../src/rooms/interviews/quotes.ts';
import { addReferrals, askReferred, referralsFrom } from '../src/rooms/interviews/referrals.ts';
import { type RoundId, roundDraft } from '../src/rooms/interviews/round.ts';
import { addRound, findRound, setTargets } from '../src/rooms/interviews/rounds.ts';
import { invite, noteDeclined, proposeTime, setAppointment } from '../src/rooms/interviews/slots.ts';
import { noteSent } from '../src/rooms/interviews/thanks.ts';
import type { ThemeId } from '../src/rooms/interviews/theme.ts';
import { addTheme } from '../src/rooms/interviews/themes.ts';

type Said = {
  name: string;
  by: string;
  consent: Consent;
  answers: { question: string; theme: string; text: string }[];
};
type Coming = {
  name: string;
  role: string;
  organization: string;
  locale: 'en' | 'es';
  sector: string;
  by: string;
  state: string;
  answers: { question: string; text: string }[];
};
type Told = {
  themes: { key: string; name: string; description: string; is_need: boolean }[];
  said: Said[];
  now: Coming[];
};

/** The library as this person found it so many days ago. */
export type OnDay = (who: string, daysAgo: number) => Ctx;
const ASKING = ['kofi', 'thu', 'marisol', 'ingrid'];
const ways = { link: () => '', code: () => '' };
const readDemo = (name: string) => readFileSync(join(root, 'db', name), 'utf8');

export async function addDemoInterviews(on: OnDay): Promise<void> {
  const told = JSON.parse(readDemo('demo-interviews.json')) as Told;
  const finished = await addFinished(on, told);
  await addUnderWay(on, told, finished);
}

const idOf = (on: OnDay, who: string) => on(who, 0).actor.id as never;

async function addFinished(on: OnDay, { themes, said }: Told): Promise<RoundId> {
  const ben = on('ben', 330);
  const branches = await branchesOf(ben);
  const round = await addRound(
    ben,
    parse(roundDraft, {
      name: 'What people need',
      purpose: 'What do people in Harlow County worry about, who is left out, and what do they not know where to find?',
      ...{ starts_on: today(ben, 0), ends_on: today(ben, 75), keep_until: today(ben, 600), locale: 'en' },
      ...{ guide: 'general', branches: branches.map(({ id }) => id), interviewers: ASKING.map((who) => idOf(on, who)) },
    }),
  );
  await setTargets(ben, round, {
    version: 1,
    targets: [
      ...(['education', 'health', 'religious', 'business'] as const).map((key) => ({
        kind: 'sector' as const,
        key,
        wanted: 4,
      })),
      { kind: 'sector', key: 'ethnic', wanted: 3 },
      ...branches.map(({ id }) => ({ kind: 'branch' as const, key: id as string, wanted: 6 })),
    ],
  });
  await bringLeaders(on, round);
  const ids = new Map((await interviewsOf(on('thu', 320), round)).map(({ id, name }) => [name, id]));
  const keys = new Map<string, ThemeId>();
  for (const { key, ...theme } of themes)
    keys.set(key, await addTheme(on('thu', 240), round, { ...theme, example: '' }));
  for (const [at, leader] of said.entries()) await addHeld(on, { round, id: found(ids.get(leader.name)), leader, at });
  for (const leader of said) await mark(on, { id: found(ids.get(leader.name)), leader, keys });
  await namedEachOther(on, ids);
  await writeUp(on, round);
  return round;
}

/** As the spreadsheet has them. */
async function bringLeaders(on: OnDay, round: RoundId): Promise<void> {
  const thu = on('thu', 325);
  const known = {
    locale: thu.library.locale,
    sectors: (await sectorsOf(thu)).map(({ key, label }) => ({ key, names: [label.en] })),
    branches: (await branchesOf(thu)).map(({ id, name }) => ({ key: id, names: [name] })),
    interviewers: (await membersOf(thu)).map(({ id, name }) => ({ key: id, names: [name] })),
  };
  const { drafts } = peopleIn(linesIn(readDemo('demo-leaders.csv')), known);
  await addInterviews(
    thu,
    round,
    drafts.map(({ line: _, ...draft }) => draft),
  );
}

type Leader = { round: RoundId; id: InterviewId; leader: Said; at: number };

async function addHeld(on: OnDay, { round, id, leader, at }: Leader): Promise<void> {
  const day = on(leader.by, 318 - 2 * at);
  await noteConsent(day, id, leader.consent);
  await noteHeld(day, id, { held_on: today(day), held_way: at % 5 === 0 ? 'phone' : 'visit' });
  if (leader.consent === 'none') return;
  const { guide } = await findRound(day, round);
  // What is said to one question is one text.
  const byQuestion = Map.groupBy(leader.answers, ({ question }) => question);
  const answers = [...byQuestion].map(([question, all]) => ({
    ...{ question, body: all.map(({ text }) => text).join(' '), counter: 1, base: [] },
  }));
  if (answers.length > 0) await saveAnswers(day, id, { writer: newId(), guide: guide.id, answers });
  await noteSent(on(leader.by, 317 - 2 * at), id, { what: 'thanks', way: 'card' });
  await noteSent(on(leader.by, 200), id, { what: 'findings', way: 'other' });
  const mentioned = await partnersNamedIn(day, answers.map(({ body }) => body).join('\n'), '');
  if (mentioned.length > 0) await setMentions(day, id, { partners: mentioned.map((each) => each.id) });
}

type Marks = { id: InterviewId; leader: Said; keys: ReadonlyMap<string, ThemeId> };

/** Thu marks all of it; Kofi, without seeing hers, every third, and not always the same. */
async function mark(on: OnDay, { id, leader, keys }: Marks): Promise<void> {
  const coders = ['thu', ...(leader.name.length % 3 === 0 ? ['kofi'] : [])];
  for (const who of coders) {
    const coder = on(who, 230);
    for (const [at, { question, theme, text }] of leader.answers.entries()) {
      if (who === 'kofi' && at === 1 && leader.name.length % 2 === 0) continue;
      const themes = [found(keys.get(theme))];
      await markPassage(coder, id, { question, starts_at: null, length: null, words: text, themes });
    }
    if (leader.answers.length > 0) await finishCoding(coder, id, true);
  }
}

/** Some led to others. */
async function namedEachOther(on: OnDay, ids: ReadonlyMap<string, InterviewId>): Promise<void> {
  const named: [string, string, string][] = [
    ['thu', 'Pastor Lyle Greaves', 'Father Anselm Roy, priest, Saint Brigid’s: knows who sleeps in a car'],
    ['kofi', 'Delphine Okafor', 'Yesenia Ortega, parent leader: the mothers call her first\nHarriet Lund, coach'],
    ['marisol', 'Tomás Echeverri', 'Abuela Chayo, partera, Piñon Bend: la conoce todo el mundo'],
  ];
  for (const [who, from, lines] of named) await addReferrals(on(who, 280), found(ids.get(from)), referralsIn(lines));
}

async function writeUp(on: OnDay, round: RoundId): Promise<void> {
  const thu = on('thu', 210);
  const quotes = await quotesOf(thu, [round]);
  const first = new Map(quotes.toReversed().map(({ theme_id, id }) => [theme_id, id]));
  await writeFindings(thu, round, {
    opening:
      'From January to April, four of us sat down with people who know this county from the inside: principals, nurses, pastors, shop owners, organizers. We asked what people are proud of, what worries them, and who is left out.',
    next_steps:
      'The library will open two evenings a week with a person who helps with one form at a time, and try story hours beside evening classes with the college. In the fall we will say here what came of it. If you want to do it with us, write to outreach@library.harlow.example.org.',
    said: {},
    quoted: [...first.values()],
    version: 0,
  });
  await publishFindings(on('ben', 205), round, true);
}

async function addUnderWay(on: OnDay, { now }: Told, previous_id: RoundId): Promise<void> {
  const ben = on('ben', 20);
  const round = await addRound(
    ben,
    parse(roundDraft, {
      name: 'New in Harlow',
      purpose: 'How do people settle in who came in the last three years, and who helps them?',
      ...{ starts_on: today(ben), ends_on: today(ben, 60), keep_until: today(ben, 425), locale: 'en', previous_id },
      ...{ guide: 'newcomers', interviewers: ASKING.map((who) => idOf(on, who)) },
    }),
  );
  await setTargets(ben, round, {
    version: 1,
    targets: [
      { kind: 'sector', key: 'refugee_immigrant', wanted: 3 },
      { kind: 'sector', key: 'religious', wanted: 3 },
      { kind: 'sector', key: 'business', wanted: 2 },
    ],
  });
  for (const [at, leader] of now.entries()) await addComing(on, { round, leader, at });
  // One led to the next.
  const thu = on('thu', 1);
  const teacher = found((await interviewsOf(thu, round)).find(({ name }) => name === 'Farida Noori'));
  await addReferrals(thu, teacher.id, referralsIn('Halima Warsame, tailor: everybody waits in her shop'));
  for (const { id } of await referralsFrom(thu, teacher.id)) await askReferred(thu, id, false);
}

async function addComing(
  on: OnDay,
  { round, leader, at }: { round: RoundId; leader: Coming; at: number },
): Promise<void> {
  const { by, state, answers, sector, ...said } = leader;
  const day = on(by, 15 - at);
  const email = `${said.name.split(' ').at(-1)?.toLowerCase().normalize('NFKD').replace(/\P{L}/gu, '')}@leaders.example.org`;
  const draft = { ...said, email, sector_key: sector, interviewer_id: day.actor.id, anyway: 'on' };
  const id = await addInterview(day, round, parse(leaderDraft, draft));
  const soon = (days: number) => today(day, days + 15 - at);
  if (state === 'held') {
    await noteConsent(day, id, at % 2 === 0 ? 'unnamed' : 'named');
    await noteHeld(day, id, { held_on: today(day), held_way: 'visit' });
    const { guide } = await findRound(day, round);
    const lines = answers.map(({ question, text }) => ({ question, body: text, counter: 1, base: [] }));
    await saveAnswers(day, id, { writer: newId(), guide: guide.id, answers: lines });
    if (at === 0) await noteSent({ ...day, now: daysAfter(day.now, 1) }, id, { what: 'thanks', way: 'card' });
  }
  if (state === 'scheduled')
    await setAppointment(day, id, { day: soon(at), time: '14:00', minutes: 60, place: said.organization });
  if (state === 'invited' || state === 'proposed') {
    const slots = [soon(4 + at), soon(6 + at), soon(11 + at)].map((each) => ({ day: each, time: '10:00' }));
    await invite(day, id, { slots, minutes: 60, place: said.organization, words: 'May we ask you?', ways });
  }
  if (state === 'proposed')
    await proposeTime(asLeader(day, id, said.name), id, 'After the Friday prayer, around two, any week.');
  if (state === 'declined') await noteDeclined(day, id);
}

const asLeader = (ctx: Ctx, id: InterviewId, name: string): Ctx => ({
  ...ctx,
  actor: {
    ...{ kind: 'guest', id: null, userId: null, name, role: 'guest', personId: null },
    ...{ purpose: 'interview', subjectId: id as never },
  },
});
