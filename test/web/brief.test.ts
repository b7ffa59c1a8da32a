/** The one page for whoever decides: what it says, and that it is one page, tagged and legible, whatever names there are. */
import { strFromU8, unzipSync } from 'fflate';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '../../src/house/ctx.ts';
import { type Id, newId } from '../../src/house/ids.ts';
import { closeWorksheet } from '../../src/rooms/worksheets/decisions.ts';
import { aLibrary, aMember, aPartner, aSession, aWorksheet, rateAll } from '../factories.ts';
import { type ReadPdf, readPdf } from '../read-pdf.ts';
import { houseOn, useDatabase, Visitor } from '../support.ts';

const world = useDatabase();
let ana: Ctx;
let ben: Ctx;
let visitor: Visitor;
let base: string;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'coordinator', 'Ana');
  ben = await aMember(ana, 'contributor', 'Ben');
  base = `/l/${ana.library.slug}/worksheets`;
  visitor = new Visitor(houseOn(world.db)).arrive((await aSession(ana)).cookie);
});

const idOf = (ctx: Ctx) => ctx.actor.id ?? newId<never>();

/** Rated by both, who disagree on every second partner. */
async function sheetOf(names: string[], purpose = 'Evening classes'): Promise<Id<'worksheets'>> {
  const partners: Id<'partners'>[] = [];
  for (const name of names) partners.push(await aPartner(ana, { name }));
  const id = await aWorksheet(ana, { partners, purpose, raters: [idOf(ana), idOf(ben)] });
  const worth = (low: number) => Object.fromEntries(partners.map((partner, at) => [partner, at % 2 ? low : 5]));
  await rateAll(ana, id, worth(1));
  await rateAll(ben, id, worth(4));
  return id;
}

async function pdfOf(path: string): Promise<ReadPdf> {
  const answer = await visitor.get(`${base}/${path}`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  return readPdf(answer.bytes);
}

const LONG = (at: number) =>
  `Harlow County Regional Coalition for Lifelong Learning, Digital Inclusion and Neighborhood Resilience, Branch ${at} of Six`;
const REASON = 'They know the families, and have kept every promise since spring. '.repeat(30);

describe('the page', () => {
  test('says purpose, result, coverage, differences, disagreements, what is unknown, and the decision', async () => {
    const id = await sheetOf(['Food Bank', 'Grange']);

    const { text } = await visitor.get(`${base}/${id}/brief`);

    for (const said of ['Evening classes', 'Food Bank', '20 of 20 known', 'from 1 to 4', 'Rated by Ana and Ben.'])
      expect(text).toContain(said);
    expect(text).toContain('Every factor is known for every partner.');
    expect(text).toContain('Nothing is decided yet.');
  });

  test('is not there for a rater who has not handed in, nor for another library', async () => {
    const partners = [await aPartner(ana), await aPartner(ana)];
    const id = await aWorksheet(ana, { partners, raters: [idOf(ana), idOf(ben)] });
    await rateAll(ben, id, 4);

    for (const path of ['brief', 'brief.pdf', 'brief.docx'])
      expect([path, (await visitor.get(`${base}/${id}/${path}`)).status]).toEqual([path, 404]);

    await rateAll(ana, id, 3);
    const stranger = await aMember(await aLibrary(world.host), 'administrator');
    const other = new Visitor(houseOn(world.db)).arrive((await aSession(stranger)).cookie);
    for (const path of ['brief', 'brief.pdf', 'brief.docx']) {
      expect([path, (await visitor.get(`${base}/${id}/${path}`)).status]).toEqual([path, 200]);
      const elsewhere = `/l/${stranger.library.slug}/worksheets/${id}/${path}`;
      expect([path, (await other.get(elsewhere)).status]).toEqual([path, 404]);
    }
  });
});

describe('the PDF', () => {
  test('is one page for two, four and six partners with long names, in both languages and on both papers', {
    timeout: 120_000,
  }, async () => {
    for (const count of [2, 4, 6]) {
      const names = Array.from({ length: count }, (_, at) => LONG(at + 1));
      const id = await sheetOf(names, `${'Evening classes for grown-ups who '.repeat(8)}work`);
      await closeWorksheet(
        ana,
        { id, linkTo: () => '' },
        { chosen: [], reason: REASON, why_unrated: '', look_back_on: null },
      );
      for (const locale of ['en', 'es']) {
        await visitor.submit('/account', { locale });
        for (const paper of ['letter', 'a4']) {
          const { pages, text } = await pdfOf(`${id}/brief.pdf?paper=${paper}`);
          expect([count, locale, paper, pages]).toEqual([count, locale, paper, 1]);
          expect(text).toContain(locale === 'en' ? 'page 1 of 1' : 'página 1 de 1');
          for (const at of names.keys()) expect(text).toContain(`${at + 1} of Six`);
        }
      }
    }
  });

  test('is tagged, says its language and its title, and can be copied in six scripts', async () => {
    const names = ['Μουσείο Χάρτης', 'Карта города', 'مكتبة', 'ספרייה', 'पुस्तकालय', '图书馆合作'];
    const { text, roles, lang } = await pdfOf(`${await sheetOf(names)}/brief.pdf`);

    expect(lang).toBe('en');
    for (const role of ['H1', 'H2', 'Table', 'TH', 'L']) expect([...roles]).toContain(role);
    for (const name of ['Μουσείο', 'Карта', '图书馆合作', 'ספרייה']) expect(text).toContain(name);
    // The reader of the test does not put these scripts' letters in order; that they are there it knows.
    for (const letter of 'مكتبةपस्तकालय') expect(text).toContain(letter);
  });

  test('names an emoji, and a letter that no font has, in words', async () => {
    const id = await sheetOf(['Party 🎉 House', 'Family 👩‍👧 \u{1F9D1}\u{1F3FD}‍🌾', 'Old \u{12000} Signs']);

    const { text } = await pdfOf(`${id}/brief.pdf`);

    expect(text).toContain('Party [party popper] House');
    expect(text).toContain('[family: woman, girl]');
    expect(text).toContain('[farmer]');
    expect(text).toContain('[U+12000]');
  });

  test('takes what somebody wrote for words, and never for its own markup', async () => {
    const name = '#set page(width: 1cm) *x* $y$ \\ `raw` @ref <label>';
    const { text } = await pdfOf(`${await sheetOf([name, 'Other'])}/brief.pdf`);

    expect(text).toContain(name);
  });
});

test('the Word file says the same', async () => {
  const id = await sheetOf(['Food Bank', 'Grange']);

  const { bytes } = await visitor.get(`${base}/${id}/brief.docx`);

  const parts = unzipSync(bytes);
  const text = strFromU8(parts['word/document.xml'] ?? new Uint8Array()).replace(/<[^>]+>/g, ' ');
  for (const said of ['Evening classes', 'Food Bank', '20 of 20 known', 'Rated by Ana and Ben.'])
    expect(text).toContain(said);
  expect(strFromU8(parts['word/document.xml'] ?? new Uint8Array())).toContain('Heading1');
});
