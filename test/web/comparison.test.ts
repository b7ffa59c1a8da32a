/**
 * What the comparison says, and that page, spreadsheet and paper say the same; deciding, for nobody too, and reopening.
 */

import { beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '../../src/house/ctx.ts';
import { type Id, newId } from '../../src/house/ids.ts';
import { findWorksheet } from '../../src/rooms/worksheets/worksheets.ts';
import { aLibrary, aMember, aPartner, aSession, aWorksheet, rateAll } from '../factories.ts';
import { houseOn, useDatabase, Visitor } from '../support.ts';

const world = useDatabase();
let ana: Ctx;
let ben: Ctx;
let partners: { bank: Id<'partners'>; grange: Id<'partners'>; legal: Id<'partners'> };
let visitor: Visitor;
let base: string;

beforeEach(async () => {
  const library = await aLibrary(world.host);
  ana = await aMember(library, 'coordinator', 'Ana');
  ben = await aMember(library, 'contributor', 'Ben');
  partners = {
    bank: await aPartner(ana, { name: 'Food Bank' }),
    grange: await aPartner(ana, { name: 'Grange' }),
    legal: await aPartner(ana, { name: 'Legal Aid' }),
  };
  base = `/l/${ana.library.slug}/worksheets`;
  visitor = new Visitor(houseOn(world.db)).arrive((await aSession(ana)).cookie);
});

async function sheetOf(
  names: (keyof typeof partners)[],
  ratings: [Ctx, Record<string, number>][],
): Promise<Id<'worksheets'>> {
  const raters = ratings.map(([ctx]) => ctx.actor.id ?? newId<never>());
  const id = await aWorksheet(ana, {
    partners: names.map((name) => partners[name]),
    raters: raters.length > 0 ? raters : [ben.actor.id ?? newId<never>()],
  });
  for (const [ctx, worth] of ratings)
    await rateAll(
      ctx,
      id,
      Object.fromEntries(Object.entries(worth).map(([name, score]) => [partners[name as 'bank'], score])),
    );
  return id;
}

const open = (path: string) => visitor.get(`${base}/${path}`);

describe('the sentence', () => {
  test('says who is clearly behind, also when the first two cannot be told apart', async () => {
    const worth = { bank: 4, grange: 4, legal: 2 };
    const { text } = await open(
      await sheetOf(
        ['bank', 'grange', 'legal'],
        [
          [ana, worth],
          [ben, worth],
        ],
      ),
    );

    expect(text).toContain('Food Bank and Grange cannot be told apart on any group of factors');
    expect(text).toContain('Legal Aid is behind both on every group of factors');
    expect(text).toContain(
      'Overall, Food Bank and Grange cannot be told apart. Legal Aid is behind Food Bank and Grange overall.',
    );
  });

  test('of one rater says whose view it is, and never ranks overall', async () => {
    const { text } = await open(await sheetOf(['bank', 'grange'], [[ben, { bank: 5, grange: 2 }]]));

    expect(text).toContain(
      'Only Ben has rated so far, so this is one person’s view. Food Bank leads on Environment (+3.0)',
    );
    expect(text).toContain('Nobody is put ahead overall on the word of one person.');
    expect(text).not.toContain('Overall, Food Bank is ahead');
  });

  test('of two raters who agree names the lead with its size', async () => {
    const worth = { bank: 5, grange: 2 };
    const { text } = await open(
      await sheetOf(
        ['bank', 'grange'],
        [
          [ana, worth],
          [ben, worth],
        ],
      ),
    );

    expect(text).toContain('Overall, Food Bank is ahead by +3.0.');
  });
});

describe('page, spreadsheet and paper', () => {
  test('say the same of a group and of the whole', { tags: 'long' }, async () => {
    const worth = { bank: 4, grange: 4, legal: 2 };
    const id = await sheetOf(
      ['bank', 'grange', 'legal'],
      [
        [ana, worth],
        [ben, worth],
      ],
    );
    const { page } = await open(id);
    const csv = (await open(`${id}/comparison.csv?for=machines`)).html;

    // Beside the group in the plot, under it in the table; and once for the whole.
    expect(page.querySelectorAll('.plot-head .standing').map((each) => each.text.trim())).toEqual(
      Array(6).fill('Legal Aid behind'),
    );
    expect(page.querySelectorAll('tr.mean td:last-child').map((each) => each.text)).toEqual(
      Array(6).fill('Legal Aid behind'),
    );
    expect(page.querySelector('.overall tfoot')?.text).toContain('Legal Aid behind');
    expect(csv.split('\n').filter((line) => line.includes('Legal Aid behind'))).toHaveLength(7);
    expect(csv).toContain('Legal Aid is behind Food Bank and Grange overall.');
    expect((await open(`${id}/filled.pdf`)).status).toBe(200);
  });

  test('give a group’s own figure with how much of it is known', async () => {
    const { text } = await open(
      await sheetOf(
        ['bank', 'grange'],
        [
          [ana, { bank: 4, grange: 3 }],
          [ben, { bank: 4, grange: 3 }],
        ],
      ),
    );

    expect(text).toContain('4.0 holds up6 of 6 known');
    expect(text).toContain('3.0 mixed6 of 6 known');
  });
});

describe('deciding', () => {
  test('without a rating asks why nobody rated, and keeps what was typed', async () => {
    const id = await sheetOf(['bank', 'grange'], []);
    const asked = await visitor.submit(`${base}/${id}/decision`, { chosen: 'none', reason: 'Neither has time' });
    expect(asked.status).toBe(422);
    expect(asked.text).toContain('Nobody has handed in ratings.');
    expect(asked.text).toContain('Neither has time');

    await visitor.submit(`${base}/${id}/decision`, {
      chosen: 'none',
      reason: 'Neither has time',
      why_unrated: 'Both told us so',
    });

    expect(visitor.text).toContain('None of the partners was chosen');
    expect(visitor.text).toContain('Both told us so');
  });

  test('needs an answer: some partners, or none of them', async () => {
    const id = await sheetOf(['bank', 'grange'], [[ana, { bank: 4, grange: 3 }]]);

    const nothing = await visitor.submit(`${base}/${id}/decision`, { reason: 'So it is' });
    expect([nothing.status, nothing.text.includes('Choose at least one partner, or “None of them”.')]).toEqual([
      422,
      true,
    ]);
    expect((await findWorksheet(ana, id)).decision).toBeNull();
  });

  test('can be reopened with a reason; the earlier decision stays on the page', async () => {
    const id = await sheetOf(['bank', 'grange'], [[ana, { bank: 4, grange: 3 }]]);
    await visitor.submit(`${base}/${id}/decision`, { chosen: partners.bank, reason: 'They came to us' });

    expect((await visitor.submit(`${base}/${id}/reopen`, { reason: '' })).status).toBe(422);
    await visitor.submit(`${base}/${id}/reopen`, { reason: 'Their director left' });

    expect(visitor.text).toContain('Reopened. The earlier decision stays on the page as it was made.');
    expect(visitor.text).toContain('They came to us');
    expect(visitor.text).toContain('Their director left');
    expect((await open(`${id}/decision`)).status).toBe(200);
  });

  test('is reopened by coordinators only', async () => {
    const id = await sheetOf(['bank', 'grange'], [[ana, { bank: 4, grange: 3 }]]);
    await visitor.submit(`${base}/${id}/decision`, { chosen: 'none', reason: 'Neither' });
    const contributor = new Visitor(houseOn(world.db)).arrive((await aSession(ben)).cookie);

    expect((await contributor.get(`${base}/${id}`)).text).not.toContain('Reopen the decision');
    expect((await contributor.get(`${base}/${id}/reopen`)).status).toBe(403);
  });
});
