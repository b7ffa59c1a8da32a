/** Themes, findings and what is left when a round's time is over. */
import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { aLeader, aLibrary, aMember, anInterview, aRound } from '../../../test/factories.ts';
import { useDatabase } from '../../../test/support.ts';
import { type Ctx, daysAfter, type Guest } from '../../house/ctx.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '../../house/errors.ts';
import { newId } from '../../house/ids.ts';
import { parse } from '../../house/parse.ts';
import { outbox } from '../../house/work/mail.ts';
import { bringBack } from '../../views/removed/removed.ts';
import { anonymiseDue } from './anonymising.ts';
import { answersOf, saveAnswers } from './answers.ts';
import { noteConsent } from './consents.ts';
import { draftQuotes, findingsEdit } from './finding.ts';
import { findFindings, publishedReport, publishFindings, reportOf, sendFindings, writeFindings } from './findings.ts';
import { type Consent, type InterviewId, leaderEdit } from './interview.ts';
import { changeInterview, findInterview, leaderAsTyped } from './interviews.ts';
import { type Asked, isClear, matrix, matrixOf, OTHERS } from './matrix.ts';
import { agreementIn, finishCoding, markPassage, marksOf, passagesOfRound, unmark } from './passages.ts';
import { quotesOf } from './quotes.ts';
import { saidReadable } from './readable.ts';
import { addReferrals } from './referrals.ts';
import type { RoundId } from './round.ts';
import { findRound } from './rounds.ts';
import { declineInvitation, invite, proposeTime } from './slots.ts';
import { removeInterview } from './taking-away.ts';
import { locatedIn, type Theme, type ThemeId, themeEdit } from './theme.ts';
import {
  addTheme,
  changeTheme,
  copyThemes,
  findTheme,
  mergeTheme,
  removeTheme,
  splitTheme,
  themesOf,
} from './themes.ts';

const world = useDatabase();
const ways = { link: () => 'http://library.test/link', code: () => 'http://library.test/code' };
const SAID = 'Nobody drives the old men to anything after six';
let ana: Ctx;
let ben: Ctx;
let kofi: Ctx;
let stranger: Ctx;
let round: RoundId;
let alone: ThemeId;

beforeEach(async () => {
  stranger = await aMember(await aLibrary(world.host), 'administrator', 'Eve');
  ana = await aMember(await aLibrary(world.host, 'Elm Library'), 'coordinator', 'Ana');
  ben = await aMember(ana, 'contributor', 'Ben');
  kofi = await aMember(ana, 'administrator', 'Kofi');
  round = await aRound(ana, { name: 'Autumn', interviewers: [ana.actor.id, ben.actor.id] });
  alone = await aTheme('Being alone');
});

const inDays = (ctx: Ctx, days: number): Ctx => ({ ...ctx, now: daysAfter(ctx.now, days) });
const aTheme = (name: string) => addTheme(ana, round, { name, description: '', example: '', is_need: true });
const said = (consent: Consent, over: object = {}) =>
  anInterview(ana, round, { consent, answers: { left_out: `${SAID}. Or the mothers.` }, ...over });
const mark = (ctx: Ctx, id: InterviewId, over: object = {}) =>
  markPassage(ctx, id, { question: 'left_out', starts_at: null, length: null, words: SAID, themes: [alone], ...over });
const counts = async () => (await themesOf(ana, round)).map(({ name, leaders, passages }) => [name, leaders, passages]);

test('leaders are counted, not mentions, and the same mark is there once', async () => {
  const [one, two] = [await said('named'), await said('unnamed')];
  await mark(ana, one);
  await mark(ana, one);
  await mark(ana, one, { words: 'Or the mothers' });
  await mark(ben, one);
  await mark(ana, two);

  expect(await counts()).toEqual([['Being alone', 2, 4]]);
  const { rows } = await matrixOf(kofi, round, 'sector');
  expect(rows[0]?.all).toEqual({ leaders: 2, of: 2 });
  await expect(mark(kofi, one)).rejects.toThrow(Forbidden);
  await expect(mark(ana, one, { themes: [alone, 'x' as ThemeId] })).rejects.toThrow(Invalid);
  await expect(mark(ana, one, { words: 'Never said' })).rejects.toThrow(
    new Invalid({ words: { key: 'error.passage_gone' } }),
  );
});

test('a mark is found again after the answer was changed, or its words are gone, and it is said', async () => {
  const id = await said('named');
  await mark(ana, id);
  const interview = await findInterview(ana, id);
  const [line] = (await answersOf(ana, interview)).left_out ?? [];
  const { guide } = await findRound(ana, round);
  const base = [{ writer: line?.writer ?? '', counter: 1 }];
  const change = (body: string, counter: number) =>
    saveAnswers(ana, id, {
      ...{ writer: '01900000-0000-7000-8000-000000000001', guide: guide.id },
      answers: [{ question: 'left_out', body, counter, base }],
    });
  const [passage] = (await marksOf(ana, id)).passages;

  await change(`Well. ${SAID}.`, 1);
  expect(passage && locatedIn(`Well. ${SAID}.`, passage).at).toMatchObject({ start: 6, moved: true });
  expect((await quotesOf(ana, [round])).length).toBe(1);
  await change('Nothing.', 2);
  expect(passage && locatedIn('Nothing.', passage).at).toBeNull();
  expect(await quotesOf(ana, [round])).toEqual([]);
});

test('who marks sees no marks of others before they have finished their own', async () => {
  const id = await said('named');
  await mark(ana, id);
  await finishCoding(ana, id, true);

  expect((await marksOf(ben, id)).passages).toEqual([]);
  await mark(ben, id, { words: 'Or the mothers' });
  const [own] = (await marksOf(ben, id)).passages;
  await finishCoding(ben, id, true);
  expect((await marksOf(ben, id)).passages.map(({ coder }) => coder)).toEqual(['Ana', 'Ben']);
  await unmark(ana, id, own?.id as never);
  expect((await passagesOfRound(ana, round)).length).toBe(2);
  const { coders, all } = await agreementIn(ana, round);
  expect([coders, all.n, all.share]).toEqual([[{ one: 'Ana', other: 'Ben', interviews: 1 }], 1, 1]);
  await expect(agreementIn(kofi, round)).rejects.toThrow(Forbidden);
});

test('themes are merged and split, and both can be undone', async () => {
  const id = await said('named');
  const rides = await aTheme('Rides');
  await mark(ana, id, { themes: [alone, rides] });
  await mark(ana, id, { themes: [rides], words: 'Or the mothers' });
  const before = await counts();

  const merged = await mergeTheme(ana, rides, alone);
  expect(await counts()).toEqual([['Being alone', 1, 2]]);
  await bringBack(ana, merged);
  expect(await counts()).toEqual(before);
  const [first] = (await passagesOfRound(ana, round)).filter(({ theme_id }) => theme_id === rides);
  const split = await splitTheme(ana, rides, { name: 'Cars', passages: [first?.id as never] });
  expect((await counts()).map(([name]) => name)).toEqual(['Being alone', 'Rides', 'Cars']);
  await bringBack(ana, split.removal);
  expect(await counts()).toEqual(before);
  await expect(mergeTheme(ana, rides, await addTheme(ana, await aRound(ana), draft('Else')))).rejects.toThrow(Invalid);
});
const draft = (name: string) => ({ name, description: '', example: '', is_need: false });

test('a theme has a name of its own in its round', async () => {
  await expect(addTheme(ana, round, draft('being ALONE'))).rejects.toThrow(
    new Invalid({ name: { key: 'error.theme_taken' } }),
  );
});

test('the code book goes over to another round, once', async () => {
  const other = await aRound(ana);
  expect(await copyThemes(ana, other, round)).toBe(1);
  expect(await copyThemes(ana, other, round)).toBe(0);
  const edit = parse(themeEdit, { name: 'Alone', version: '1' });
  await changeTheme(ana, alone, edit);
  await expect(changeTheme(ana, alone, edit)).rejects.toThrow(Conflict);
  await expect(findTheme(stranger, alone)).rejects.toThrow(NotFound);
});

test('what may be quoted follows the consent that counts, with the name only where it is allowed', async () => {
  const named = await said('named', { name: 'Lena Ruiz', role: 'Nurse' });
  for (const id of [named, await said('unnamed'), await said('notes')]) await mark(ana, id);
  const who = async () => (await quotesOf(kofi, [round])).map((quote) => quote.who);

  expect((await who()).toSorted()).toEqual(['Lena Ruiz, Nurse', null]);
  await noteConsent(ana, named, 'notes');
  expect(await who()).toEqual([null]);
  await noteConsent(ana, named, 'none');
  expect((await matrixOf(ana, round, 'sector')).rows[0]?.all).toEqual({ leaders: 2, of: 2 });
});

test('consent that is lowered takes the words out of findings into which somebody copied them, and out of mail', async () => {
  const id = await said('named');
  await mark(ana, id);
  const edit = {
    opening: `She said: ${SAID}!`,
    next_steps: '',
    said: { [alone]: `“${SAID}”` },
    quoted: [],
    version: 0,
  };
  await writeFindings(ana, round, edit);
  await outbox(ana, { to: 'x@example.org', locale: 'en', subject: 'Look', body: `They say ${SAID}.` });
  const theme = await addTheme(ana, round, { name: 'Rides', description: '', example: SAID, is_need: false });
  const other = await aRound(ana);
  await copyThemes(ana, other, round);
  const removed = await removeTheme(ana, theme);
  await noteConsent(ana, id, 'notes');
  await bringBack(ana, removed);
  for (const each of [round, other]) expect(JSON.stringify(await themesOf(ana, each))).not.toContain(SAID);

  const { opening, said: now, version } = await findFindings(ana, round);
  expect([opening, now, version]).toEqual(['She said: …!', { [alone]: '“…”' }, 2]);
  const { rows } = await sql<{ body: string }>`select body from outbox where library_id = ${ana.library.id}`.execute(
    ana.db,
  );
  expect(rows.map(({ body }) => body).join()).not.toContain(SAID);
  const lines = await sql<{ line: string }>`select to_jsonb(h)::text as line from history h`.execute(ana.db);
  expect(lines.rows.map(({ line }) => line).join()).not.toContain('old men');
});

test('findings are drafted, written by one at a time, public only while they are switched on, and sent once', async () => {
  const id = await said('unnamed', { email: 'lena@example.org', locale: 'es' });
  await said('notes', { name: 'No mail' });
  await mark(ana, id);
  const report = await reportOf(ana, round);
  const themes = report.themes.map(({ theme }) => theme);
  expect([report.held, report.themes[0]?.leaders]).toEqual([2, 1]);
  expect(draftQuotes(themes, report.quotes)).toEqual([report.quotes[0]?.id]);

  const bodies = { en: 'We found this.', es: 'Encontramos esto.' };
  await expect(sendFindings(ana, round, bodies)).rejects.toThrow(Invalid);
  await expect(publishedReport(ana, round)).rejects.toThrow(NotFound);
  const edit = parse(findingsEdit, { opening: 'We asked', next_steps: '', quoted: [], version: '0' });
  await writeFindings(ana, round, edit);
  await expect(writeFindings(ana, round, edit)).rejects.toThrow(Conflict);
  await expect(publishFindings(ben, round, true)).rejects.toThrow(Forbidden);
  await publishFindings(ana, round, true);
  expect((await publishedReport(ana, round)).findings.opening).toBe('We asked');
  await publishFindings(ana, round, false);
  await expect(publishedReport(ana, round)).rejects.toThrow(NotFound);

  expect(await sendFindings(ana, round, bodies)).toBe(1);
  expect(await sendFindings(ana, round, bodies)).toBe(0);
  const { rows } = await sql<{ body: string; recipient: string }>`
    select body, recipient from outbox where library_id = ${ana.library.id}`.execute(ana.db);
  expect(rows).toMatchObject([{ recipient: 'lena@example.org', body: expect.stringContaining('Encontramos esto.') }]);
  await expect(sendFindings(kofi, round, bodies)).rejects.toThrow(Forbidden);
});

test('of whom the sector is not known, and of whom there are few, stand in columns of their own', () => {
  const theme = { id: alone, name: 'T' } as Theme;
  const person = (id: string, sector_key: string | null, populations: string[], marked = true) =>
    ({ ...{ id: id as InterviewId, sector_key, populations, marked }, branch_id: null }) as Asked;
  const asked = [
    ...['1', '2', '3'].map((id) => person(id, 'health', ['students', 'veterans'])),
    ...['4', '5', '6'].map((id) => person(id, null, [])),
    ...[person('7', 'faith', ['students']), person('8', 'arts', []), person('9', 'media', [])],
    person('10', 'health', ['students'], false),
  ];
  const spoke = new Map([[alone, new Set(['1', '4', '7'] as InterviewId[])]]);
  const given = { themes: [theme], asked, speakers: spoke };

  const [row] = matrix({ kind: 'sector', ...given }).rows;
  expect(matrix({ kind: 'sector', ...given }).columns).toEqual(['health', OTHERS, '']);
  expect(row?.all).toEqual({ leaders: 3, of: 9 });
  expect(row?.cells).toEqual(Array(3).fill({ leaders: 1, of: 3 }));
  expect(matrix({ kind: 'population', ...given }).columns).toEqual(['students', 'veterans', '']);
  // Of eight, who is left when two kinds are taken from all would be two people.
  const eight = { ...given, asked: asked.filter(({ id }) => id !== '9') };
  expect(matrix({ kind: 'sector', ...eight }).columns).toHaveLength(2);
  // Nearly all serve students: taken from all, they say what the one who does not said.
  const ten = Array.from({ length: 10 }, (_, at) => person(String(at), null, at < 9 ? ['students'] : ['veterans']));
  const some = ten.map((each, at) => (at < 2 ? { ...each, populations: ['students', 'veterans'] } : each));
  expect(matrix({ ...given, kind: 'population', asked: some }).columns).toEqual([OTHERS]);
});

test('a change between rounds is said only where it is more than chance, and not of too few', () => {
  expect(isClear({ leaders: 25, of: 40 }, { leaders: 10, of: 40 })).toBe(true);
  expect(isClear({ leaders: 20, of: 40 }, { leaders: 17, of: 40 })).toBe(false);
  expect(isClear({ leaders: 3, of: 4 }, { leaders: 0, of: 4 })).toBeNull();
  expect(isClear({ leaders: 0, of: 0 }, { leaders: 5, of: 40 })).toBeNull();
});

test('a copy of the library holds nothing that was said without a yes', async () => {
  const id = await aLeader(ana, round);
  const { guide } = await findRound(ana, round);
  const answers = [{ question: 'left_out', body: 'Quokkas', counter: 1, base: [] }];
  await saveAnswers(ana, id, { writer: newId(), guide: guide.id, answers });
  const copied = async () =>
    (
      await sql`select 1 from interview_answers a where a.library_id = ${ana.library.id}
      and a.interview_id = ${id} and ${saidReadable(ana, 'a')}`.execute(ana.db)
    ).rows.length;

  expect(await copied()).toBe(0);
  await noteConsent(ana, id, 'notes');
  expect(await copied()).toBe(1);
  await noteConsent(ana, id, 'none');
  expect(await copied()).toBe(0);
});

/** Every row of every table of the library, as text. */
async function everything(): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`select c.relname as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'library_id' and not a.attisdropped
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace`.execute(ana.db);
  const all: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql<{ row: string }>`select to_jsonb(t)::text as row from ${sql.table(name)} t
      where library_id = ${ana.library.id}`.execute(ana.db);
    all.push(...rows.map(({ row }) => `${name}: ${row}`));
  }
  return all.join('\n');
}

test('when a round’s time is over nothing says whose words they were: in no table, for no undo, in no mail', async () => {
  const leader = {
    ...{ name: 'Zephyrine Quillfeather', role: 'Rolecanary', organization: 'Orgcanary', how_known: 'Knowncanary' },
    ...{ email: 'mailcanary@example.org', phone: '303 777 4242' },
  };
  const asked = await aLeader(ana, round, leader);
  const offer = {
    slots: [{ day: '2026-04-01', time: '10:00' }],
    minutes: 60,
    place: 'Placecanary',
    words: 'Hello',
    ways,
  };
  await invite(ana, asked, offer);
  const guest: Guest = {
    ...{ kind: 'guest', id: null, userId: null, name: leader.name, role: 'guest', personId: null },
    ...{ purpose: 'interview', subjectId: asked as never },
  };
  await proposeTime({ ...ana, actor: guest }, asked, 'Proposedcanary');
  const words = 'Zephyrine told me. I, Ms. Quillfeather, live at 303 777 4242 and nobody visits the old';
  const id = await anInterview(ana, round, { ...leader, consent: 'named', anyway: 'on', answers: { left_out: words } });
  await markPassage(ana, id, { question: 'left_out', starts_at: 0, length: 40, words: '', themes: [alone] });
  await addReferrals(ana, id, [{ name: 'Barnaby Referralcanary', role: '', organization: '', why: 'Whycanary' }]);
  await anInterview(ana, round, { name: '王芳', answers: { left_out: '我和王芳去了市场' } });
  const said = { [alone]: 'Heard of\nzephyrine quillfeather' };
  const edit = { opening: 'Zephyrine Quillfeather opened our eyes', next_steps: '', said, quoted: [], version: 0 };
  await outbox(ana, {
    ...{ to: 'ana@example.org', locale: 'en', kind: 'digest', private: true },
    ...{ subject: 'This week', body: 'Thank them: Zephyrine Quillfeather' },
  });
  await writeFindings(ana, round, edit);
  const now = await findInterview(ana, id);
  await changeInterview(ana, id, parse(leaderEdit, { ...leaderAsTyped(now), version: String(now.version) }));
  await removeInterview(ana, asked);
  await declineInvitation({ ...ana, actor: { ...guest, subjectId: id as never } }, id).catch(() => {});

  expect((await everything()).split('\n').filter((line) => /canary/i.test(line)).length).toBeGreaterThan(7);
  expect(await anonymiseDue(inDays(ana, 100))).toBe(0);
  expect(await anonymiseDue(inDays(ana, 500))).toBe(1);
  expect(await anonymiseDue(inDays(ana, 500))).toBe(0);

  const left = (await everything())
    .split('\n')
    .filter((line) => /zephyrine|quillfeather|canary|777 ?4242|王芳/i.test(line));
  expect(left).toEqual([]);
  const after = await findInterview(ana, id);
  expect([after.name, after.state, after.anonymised]).toEqual(['', 'held', true]);
  expect((await quotesOf(ana, [round])).map(({ who }) => who)).toEqual([null]);
  expect((await answersOf(ana, after)).left_out?.[0]?.body).toContain('nobody visits the old');
  await expect(noteConsent(ana, id, 'named')).rejects.toThrow(Invalid);
});
