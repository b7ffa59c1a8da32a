/** The pages of interviews: a list that is brought in, an interview without script, a leader’s link, the public page. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { beforeEach, expect, test } from 'vitest';
import type { Ctx } from '../../src/house/ctx.ts';
import { root } from '../../src/house/data.ts';
import { newId } from '../../src/house/ids.ts';
import { mailAbout } from '../../src/house/work/mail.ts';
import { toWorkbook } from '../../src/house/xlsx.ts';
import { addBranch } from '../../src/rooms/accounts/branches.ts';
import { answersOf } from '../../src/rooms/interviews/answers.ts';
import { noteConsent } from '../../src/rooms/interviews/consents.ts';
import type { InterviewId } from '../../src/rooms/interviews/interview.ts';
import { findInterview, interviewsOf } from '../../src/rooms/interviews/interviews.ts';
import { linesIn } from '../../src/rooms/interviews/list.ts';
import { markPassage } from '../../src/rooms/interviews/passages.ts';
import type { RoundId } from '../../src/rooms/interviews/round.ts';
import { findRound } from '../../src/rooms/interviews/rounds.ts';
import { addTheme } from '../../src/rooms/interviews/themes.ts';
import { aLeader, aLibrary, aMember, anInterview, aRound, aSession } from '../factories.ts';
import { houseOn, useDatabase, Visitor } from '../support.ts';

const world = useDatabase();
let ana: Ctx;
let base: string;
let round: RoundId;
let visitor: Visitor;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host, 'Elm Library'), 'administrator', 'Ana');
  base = `/l/${ana.library.slug}`;
  round = await aRound(ana, { name: 'Autumn' });
  visitor = new Visitor(houseOn(world.db)).arrive((await aSession(ana)).cookie);
});

const LIST = `Name\tRole\tE-mail\tLanguage\tSector\tShoe size
Lena Ruiz\tPrincipal\tlena@elm.example.org\tSpanish\teducation\t38
\tNobody\t\t\t\t
Bo Lee\tPastor\tnot an address\tKlingon\tastronauts\t44`;

test('a list is looked at first: what is not kept is named, and what was seen is added', async () => {
  await aLeader(ana, round, { name: 'Lena Ruiz' });
  await visitor.submit(`${base}/interview-rounds/${round}/people/list`, { list: LIST });

  for (const said of [
    '2 people are in the list',
    'These columns are not kept: Shoe size',
    'Line 3: There is no name',
    '“not an address” is no e-mail address',
    '“Klingon” is not kept',
    'There is no sector “astronauts”',
    'asked before',
  ])
    expect(visitor.text).toContain(said);
  expect((await interviewsOf(ana, round)).length).toBe(1);
  await visitor.resubmit(`${base}/interview-rounds/${round}/people/list`);
  expect((await interviewsOf(ana, round)).map(({ name, locale, sector_key }) => [name, locale, sector_key])).toEqual([
    ['Bo Lee', 'en', null],
    ['Lena Ruiz', 'en', null],
  ]);
  await visitor.submit(`${base}/interview-rounds/${round}/people/list`, { list: LIST });
  await visitor.resubmit(`${base}/interview-rounds/${round}/people/list`, { take: '2' });
  expect((await interviewsOf(ana, round)).map(({ name, sector_key }) => [name, sector_key])).toEqual([
    ['Bo Lee', null],
    ['Lena Ruiz', null],
    ['Lena Ruiz', 'education'],
  ]);
});

test('a list that was changed after it was looked at is looked at once more', async () => {
  const path = `${base}/interview-rounds/${round}/people/list`;
  await visitor.submit(path, { list: LIST });
  await visitor.resubmit(path, { list: `${LIST}\nAda\t\t\t\t\t` });

  expect(visitor.text).toContain('3 people are in the list');
  // A line above moves the numbers by which lines are ticked.
  await visitor.resubmit(path, { list: LIST.replace('Lena Ruiz', 'Zoe\t\t\t\t\t\nLena Ruiz') });
  expect(visitor.page.querySelectorAll('input[name=take][checked]')).toHaveLength(3);
  expect(await interviewsOf(ana, round)).toEqual([]);
  await visitor.submit(path, { list: 'Town\nHarlow' });
  expect([visitor.status, visitor.text.includes('No column says a name')]).toEqual([422, true]);
});

test('thirty leaders in a spreadsheet go from the file to findings', async () => {
  for (const name of ['Central Library', 'Millrace Branch', 'Sable Junction Branch', 'Piñon Bend Branch'])
    await addBranch(ana, { name, city: 'Harlow', postal_code: '81416' });
  const { header, rows } = linesIn(readFileSync(join(root, 'db/demo-leaders.csv'), 'utf8'));
  const bytes = await toWorkbook([{ sheet: 'Leaders', rows: [header, ...rows.map(({ cells }) => cells)], widths: [] }]);
  const path = `${base}/interview-rounds/${round}/people/list`;
  await visitor.upload(path, [{ name: 'leaders.xlsx', bytes }]);
  expect(visitor.text).toContain('30 people are in the list');
  expect(visitor.text).toContain('Nobody called “Kofi Mensah” asks in this round');
  await visitor.resubmit(path);

  const people = await interviewsOf(ana, round);
  expect(people.length).toBe(30);
  await visitor.get(`${base}/interview-rounds/${round}?q=montano&state=to_invite`);
  const found = visitor.page.querySelectorAll('main table.list tbody th a').map((link) => link.textContent);
  expect(found).toEqual(['Rafael Montaño']);
  await visitor.get(`${base}/interview-rounds/${round}?state=held`);
  expect(visitor.text).toContain('Nobody in this round is like that.');
  const theme = await addTheme(ana, round, { name: 'Buses', description: '', example: '', is_need: true });
  for (const [at, { id }] of people.entries()) {
    await noteConsent(ana, id, 'named');
    const hold = `${base}/interviews/${id}/hold`;
    await visitor.submit(hold, {
      'q.worries': `The bus comes twice a day, says ${at}`,
      go: 'finish',
      held_on: '2026-03-09',
    });
    if (at < 12)
      await markPassage(ana, id, { question: 'worries', starts_at: 4, length: 3, words: '', themes: [theme] });
  }
  await visitor.get(`${base}/interview-rounds/${round}/findings`);
  expect(visitor.text).toContain('30 community leaders were interviewed');
  expect(visitor.text).toContain('12 of 12 leaders');
  await visitor.get(`${base}/interview-rounds/${round}/findings.docx`);
  const word = strFromU8(unzipSync(visitor.bytes)['word/document.xml'] ?? new Uint8Array());
  expect(word).toContain('12 of 12 leaders');
});

test('without script the form saves what was changed, keeps two versions, and joins them', async () => {
  const id = await anInterview(ana, round, { answers: { proud: 'The market' } });
  const hold = `${base}/interviews/${id}/hold`;
  const other = new Visitor(houseOn(world.db)).arrive((await aSession(ana)).cookie);
  const said = async () =>
    (await answersOf(ana, await findInterview(ana, id))).proud?.map(({ body }) => body).toSorted();
  await visitor.get(hold);
  await other.get(hold);

  await visitor.resubmit(hold, { 'q.proud': 'The market and the band' });
  expect(await said()).toEqual(['The market and the band']);
  // Whoever opened it before saw neither.
  await other.resubmit(hold, { 'q.proud': 'The market and the lake' });
  expect(await said()).toEqual(['The market and the band', 'The market and the lake']);
  await visitor.submit(hold);
  expect((await said())?.length).toBe(2);
  await visitor.submit(hold, { join: 'proud' });
  expect(await said()).toEqual(['The market and the band\n\nThe market and the lake']);
});

test('consent comes first, and a no keeps nothing that is written with it', async () => {
  const id = await aLeader(ana, round);
  const hold = `${base}/interviews/${id}/hold`;
  await visitor.submit(hold, { 'q.proud': 'x', go: 'finish' });
  expect([visitor.status, visitor.text.includes('Ask for consent first')]).toEqual([422, true]);
  expect(visitor.page.querySelector('textarea[name="q.proud"]')?.text).toBe('x');
  await visitor.resubmit(hold, { said: 'none', 'q.proud': 'x', go: 'finish' });
  expect([visitor.status, visitor.text.includes('They said no')]).toEqual([422, true]);
  expect(await answersOf(ana, await findInterview(ana, id))).toEqual({});
});

test('what a device sends is answered with what was taken, or with a sentence', async () => {
  const id = await anInterview(ana, round);
  const path = `${base}/interviews/${id}/answers`;
  const { guide } = await findRound(ana, round);
  const sent = (over: object = {}) =>
    JSON.stringify({
      writer: newId(),
      guide: guide.id,
      answers: [{ question: 'proud', body: 'A\u0000b', counter: 1, base: [] }],
      ...over,
    });

  await visitor.post(path, { sent: sent() });
  expect(JSON.parse(visitor.html)).toMatchObject({ saved: { proud: 1 }, standing: { proud: [{ body: 'Ab' }] } });
  await visitor.post(path, { sent: '{' });
  expect([visitor.status, visitor.html]).toEqual([422, expect.stringContaining('why')]);
  await visitor.post(path, { sent: sent({ answers: [{ question: 'proud', body: 'x', counter: 0, base: [] }] }) });
  expect(visitor.status).toBe(422);
  await visitor.get(`${base}/interviews/${id}/hold`);
  expect(visitor.status).toBe(200);
});

test('the worker of a page is for that page alone, and its copy has no word of what was said', async () => {
  const id = await anInterview(ana, round, { answers: { proud: 'Quindicular' } });
  await visitor.get(`${base}/interviews/${id}/hold/worker.js`);
  expect(visitor.headers.get('service-worker-allowed')).toBe(`${base}/interviews/${id}/hold`);
  expect(visitor.headers.get('cache-control')).toBe('no-store');
  await visitor.get(`${base}/interviews/${id}/hold`);
  expect(visitor.html).toContain('Quindicular');
  await visitor.get(`${base}/interviews/${id}/hold?copy=1`);
  expect(visitor.html).not.toContain('Quindicular');
});

async function invited(): Promise<{ id: InterviewId; link: string }> {
  const id = await aLeader(ana, round, { name: 'Lena', email: 'lena@example.org' });
  const slots = {
    'slots.0.day': '2026-03-20',
    'slots.0.time': '10:00',
    'slots.1.day': '2026-03-21',
    'slots.1.time': '10:00',
  };
  await visitor.submit(`${base}/interviews/${id}/invitation`, {
    ...slots,
    minutes: '60',
    place: 'Here',
    words: 'Hello',
  });
  const [mail] = await mailAbout(ana, { carries: id, to: 'lena@example.org' });
  return { id, link: /http:\/\/library\.test(\S+)/.exec(mail?.body ?? '')?.[1] ?? '' };
}

test('a leader’s link does one thing, however often it is opened or pressed', async () => {
  const { id, link } = await invited();
  const guest = new Visitor(houseOn(world.db));
  await guest.get(link);
  await guest.get(link);
  expect((await findInterview(ana, id)).state).toBe('invited');
  const [slot = ''] = guest.page.querySelectorAll('input[name=slot]').map((input) => input.getAttribute('value') ?? '');

  await guest.post(link, { do: 'choose' });
  expect([guest.status, guest.text.includes('Please check these fields')]).toEqual([422, true]);
  for (let n = 0; n < 2; n++) await guest.post(link, { do: 'choose', slot });
  expect(await findInterview(ana, id)).toMatchObject({ state: 'scheduled', sequence: 1 });
  await guest.post(link, { do: 'choose', slot: newId() });
  expect(guest.text).toContain('no longer free');
  await guest.post(link, { do: 'decline' });
  expect((await findInterview(ana, id)).state).toBe('declined');
  await guest.get(link);
  expect(guest.text).toContain('You said that you would rather not');
});

test('of a few leaders a reader sees no quote without a name, and publishing one says so', async () => {
  const theme = await addTheme(ana, round, { name: 'Buses', description: '', example: '', is_need: true });
  for (const sector_key of ['health', 'education', 'education']) {
    const id = await anInterview(ana, round, { sector_key, answers: { worries: `${sector_key} has no bus` } });
    await markPassage(ana, id, { question: 'worries', starts_at: 0, length: 14, words: '', themes: [theme] });
  }
  const reader = new Visitor(houseOn(world.db)).arrive((await aSession(await aMember(ana, 'reader'))).cookie);
  const column = `${base}/interview-themes/${theme}?by=sector&key=others`;
  await reader.get(column);
  expect([reader.status, reader.text.includes('has no bus')]).toEqual([200, false]);
  expect(reader.text).toContain('shown for the whole theme only');
  await reader.get(`${base}/interview-themes/${theme}`);
  expect(reader.text).toContain('health has no');
  await visitor.get(column);
  expect(visitor.text).toContain('health has no');

  const few = await aRound(ana, { name: 'Few' });
  const alone = await addTheme(ana, few, { name: 'Buses', description: '', example: '', is_need: true });
  const id = await anInterview(ana, few, { answers: { worries: 'There is no bus' } });
  await markPassage(ana, id, { question: 'worries', starts_at: 0, length: 15, words: '', themes: [alone] });
  await visitor.get(`${base}/interview-rounds/${few}/findings/publication`);
  expect(visitor.text).toContain('can be guessed');
});

test('findings are there for anybody while they are public, without script, and in both languages', async () => {
  const id = await anInterview(ana, round, { answers: { proud: 'Quindicular' } });
  const path = `${base}/findings/${round}`;
  const anybody = new Visitor(houseOn(world.db));
  await anybody.get(path);
  expect(anybody.status).toBe(404);
  await visitor.submit(`${base}/interview-rounds/${round}/findings/edit`, { opening: 'We asked.' });
  await visitor.post(`${base}/interview-rounds/${round}/findings/publication`, { on: 'on' });

  await anybody.get(path);
  expect([anybody.status, anybody.html.includes('<script'), anybody.text.includes('We asked.')]).toEqual([
    200,
    false,
    true,
  ]);
  expect(anybody.html).not.toContain('Quindicular');
  await anybody.get(`${path}?lang=es`);
  expect(anybody.page.querySelector('html')?.getAttribute('lang')).toBe('es');
  expect(anybody.page.querySelector('article [lang=en]')?.textContent).toBe('We asked.');
  expect(anybody.bytes.length).toBeLessThan(60_000);
  await noteConsent(ana, id, 'none');
  await anybody.get(path);
  expect(anybody.status).toBe(404);
  await noteConsent(ana, id, 'notes');
  await anybody.get(path);
  expect(anybody.status).toBe(200);
  await visitor.post(`${base}/interview-rounds/${round}/findings/publication`, {});
  await anybody.get(path);
  expect(anybody.status).toBe(404);
});
