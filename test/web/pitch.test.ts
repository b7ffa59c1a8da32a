/** A pitch as a page that is left behind: one page, tagged, in the partner's language, with sources. */
import sharp from 'sharp';
import { beforeEach, expect, test } from 'vitest';
import type { Ctx } from '../../src/house/ctx.ts';
import { parse } from '../../src/house/parse.ts';
import { preparePicture } from '../../src/house/stored-files.ts';
import { mailOf } from '../../src/house/work/mail.ts';
import { librarySettings } from '../../src/rooms/accounts/account.ts';
import { changeLibrary } from '../../src/rooms/accounts/library-settings.ts';
import { changeLook } from '../../src/rooms/accounts/look.ts';
import { builtInPoints } from '../../src/rooms/guide/talking-points.ts';
import type { PartnerId } from '../../src/rooms/partners/partner.ts';
import { noteWithdrawal } from '../../src/rooms/stories/consents.ts';
import { addPicture, picturesOf } from '../../src/rooms/stories/pictures.ts';
import { pitchDraft } from '../../src/rooms/talking-points/pitch.ts';
import { makePitch } from '../../src/rooms/talking-points/pitches.ts';
import {
  aLibrary,
  aLibraryFigure,
  aMember,
  anInteraction,
  aPartner,
  aSession,
  aStory,
  aTalkingPoint,
  consented,
} from '../factories.ts';
import { readPdf } from '../read-pdf.ts';
import { houseOn, useDatabase, Visitor } from '../support.ts';

const world = useDatabase();
let ana: Ctx;
let chamber: PartnerId;
let visitor: Visitor;
let base: string;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host, 'Elm Library'), 'administrator', 'Ana Ortiz');
  chamber = await aPartner(ana, { name: 'Cámara & <b>Chamber</b>', sectors: ['business'] });
  base = `/l/${ana.library.slug}`;
  visitor = new Visitor(houseOn(world.db)).arrive((await aSession(ana)).cookie);
});

const aPicture = () =>
  sharp({ create: { width: 40, height: 20, channels: 3, background: '#123456' } })
    .png()
    .toBuffer();

const pitch = (over: object = {}) =>
  makePitch(
    ana,
    chamber,
    parse(pitchDraft, {
      ...{ locale: 'es', they_want: 'Gente que venga', we_give: 'Una sala', ask: 'Reunirse antes del 12 de junio' },
      points: builtInPoints.filter(({ listener }) => listener === 'business').map(({ id }) => id),
      ...over,
    }),
  );
const pdf = async (id: string, query = '') => {
  const answer = await visitor.get(`${base}/pitches/${id}/leave-behind.pdf${query}`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  return readPdf(answer.bytes);
};

test('is one tagged page on both papers, in the language of the pitch, whatever was typed', async () => {
  const settings = { name: 'Elm Library', time_zone: 'America/Denver', locale: 'en', website: 'library.example.org' };
  const levels = { holds_up_from: '3.5', mixed_from: '2.5', version: '1' };
  await changeLibrary(ana, parse(librarySettings, { ...settings, ...levels }));
  const bytes = await aPicture();
  const logo = { type: 'image/png', bytes, width: 40, height: 20, name: 'logo.png' };
  await changeLook(ana, { color: null, remove_logo: false, version: 2 }, logo);
  visitor = new Visitor(houseOn(world.db)).arrive((await aSession(ana)).cookie);
  await anInteraction(ana, { partners: [chamber], people_reached: '40' });
  const id = await pitch({ they_want: '#set page(fill: red) *bold* $x$', ask: '40% <script>alert(1)</script>' });

  for (const paper of ['', '?paper=a4']) {
    const { pages, text, roles, lang } = await pdf(id, paper);
    expect([pages, lang]).toEqual([1, 'es']);
    for (const said of [
      '#set page(fill: red) *bold* $x$',
      '40% <script>alert(1)</script>',
      'Lo que le pedimos',
      'https://library.example.org',
      'Ana Ortiz',
      '40 personas alcanzadas',
    ])
      expect(text).toContain(said);
    expect([...roles]).toEqual(expect.arrayContaining(['H1', 'H2', 'H3', 'Figure', 'P']));
  }
});

test('says of a figure where it is from, and on the page that it is old; nothing that is not known', async () => {
  const figure = await aLibraryFigure(ana, 'people in job help', { as_of: '2024-12-31', source: 'State report' });
  const point = await aTalkingPoint(ana, 'We help', { figures: [figure, 'people_reached'] });
  const id = await pitch({ locale: 'en', points: [point] });

  const { text } = await pdf(id);
  expect(text).toContain('12,400 people in job help (State report, Dec 31, 2024)');
  expect(text).not.toContain('people reached');
  await visitor.get(`${base}/pitches/${id}`);
  expect(visitor.text).toContain('1 figure here is more than a year old');
});

test('a story goes with it as far as it may, with its picture in words for who cannot see it', async () => {
  const story = await aStory(ana, 'She found work');
  await consented(ana, story, { scopes: ['paper'] });
  const file = await preparePicture(new Uint8Array(await aPicture()), 'picture');
  await addPicture(ana, story, { alt_en: 'A desk', alt_es: 'Una mesa', permission: 'Rosa', file });
  const id = await pitch({ locale: 'en', story_id: story });

  const { text, roles, pages } = await pdf(id);
  expect([pages, text.includes('with help of the library'), text.includes('– Rosa')]).toEqual([1, true, true]);
  expect([...roles]).toContain('Figure');
  await visitor.get(`${base}/pitches/${id}`);
  expect(visitor.text).toContain('The story may be told on paper; elsewhere it is left out.');
});

test('without an address of theirs its mail says so, and offers no button', async () => {
  const id = await pitch({ locale: 'en' });
  await visitor.get(`${base}/pitches/${id}/mail`);
  expect(visitor.text).toContain('No work address is known');
  expect(visitor.html).not.toContain('Send the e-mail');
});

test('the words of a story that was withdrawn do not leave, also when the mail is sent a second time', async () => {
  const story = await aStory(ana, 'She found work');
  await consented(ana, story);
  const partner = await aPartner(ana, { name: 'Office', email: 'office@chamber.example.org' });
  const draft = { locale: 'en', ask: 'Meet us', points: [await aTalkingPoint(ana)], story_id: story };
  const id = await makePitch(ana, partner, parse(pitchDraft, draft));
  await visitor.get(`${base}/pitches/${id}/mail`);
  expect(visitor.text).toContain('with help of the library');
  await noteWithdrawal(ana, story);

  const body = 'She found work, with help of the library.';
  await visitor.submit(`${base}/pitches/${id}/mail`, { story, body });
  expect(visitor.text).toContain('drafted anew without it');
  // What would be sent by a second press.
  expect(visitor.html).not.toContain('with help of the library');
  expect(visitor.html).not.toContain(`value="${story}"`);
  expect(await mailOf(ana)).toEqual([]);
});

test('its picture is not handed out by its hash alone, also to somebody who saw it', async () => {
  const picture = { type: 'image/png', bytes: new Uint8Array([5, 6, 7]), width: 1, height: 1 };
  const story = await aStory(ana, 'She found work');
  await addPicture(ana, story, { alt_en: 'A desk', alt_es: '', permission: 'Rosa', file: picture });
  const [{ sha256 } = { sha256: '' }] = await picturesOf(ana, story);
  const kofi = new Visitor(houseOn(world.db)).arrive((await aSession(await aMember(ana, 'contributor'))).cookie);

  expect((await kofi.get(`${base}/stories/${story}/pictures/${sha256}`)).status).toBe(403);
  await consented(ana, story);
  expect((await kofi.get(`${base}/stories/${story}/pictures/${sha256}`)).status).toBe(200);
  expect((await kofi.get(`${base}/files/${sha256}`)).status).toBe(404);
});
