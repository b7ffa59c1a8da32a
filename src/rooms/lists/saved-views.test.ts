import { beforeEach, expect, test } from 'vitest';
import { aLibrary, aMember } from '../../../test/factories.ts';
import { useDatabase } from '../../../test/support.ts';
import type { Ctx } from '../../house/ctx.ts';
import { Forbidden, Invalid, NotFound } from '../../house/errors.ts';
import { newId } from '../../house/ids.ts';
import { parse } from '../../house/parse.ts';
import { viewDraft } from './saved-view.ts';
import { findView, keepView, removeView, viewsOf } from './saved-views.ts';

const world = useDatabase();
let ana: Ctx;
let ben: Ctx;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'contributor', 'Ana');
  ben = await aMember(ana, 'contributor', 'Ben');
});

const keep = (ctx: Ctx, name: string, over = {}) =>
  keepView(ctx, 'partners', parse(viewDraft, { name, query: 'stage=active', whose: 'mine', ...over }));
const names = async (ctx: Ctx) => (await viewsOf(ctx, 'partners')).map(({ name }) => name);

test('one’s own views are seen by nobody else; the library’s by everybody, and removed by whoever kept them', async () => {
  await keep(ana, 'Own');
  await keep(ana, 'Ours', { whose: 'library' });

  expect([await names(ana), await names(ben)]).toEqual([['Ours', 'Own'], ['Ours']]);
  const [ours, own] = await viewsOf(ana, 'partners');
  await expect(findView(ben, own?.id ?? newId())).rejects.toThrow(NotFound);
  await expect(removeView(ben, ours?.id ?? newId())).rejects.toThrow(Forbidden);
  const stranger = await aMember(await aLibrary(world.host), 'administrator');
  expect(await names(stranger)).toEqual([]);
});

test('who only reads keeps views for themselves', async () => {
  const reader = await aMember(ana, 'reader');
  await keep(reader, 'Own');
  await expect(keep(reader, 'Ours', { whose: 'library' })).rejects.toThrow(Forbidden);
});

test('a full shelf of the library’s leaves room for one’s own, and none is hidden', async () => {
  for (let at = 0; at < 20; at++) await keep(ben, `Ours ${at}`, { whose: 'library' });
  await expect(keep(ben, 'One more', { whose: 'library' })).rejects.toThrow(Invalid);
  await keep(ana, 'Own');

  expect(await names(ana)).toHaveLength(21);
});

test('what is kept is a query as an address has it, whatever was sent', async () => {
  await keep(ana, 'Odd', { query: 'q=日本\r\nLocation: x' });
  const [view] = await viewsOf(ana, 'partners');
  expect(view?.query).toMatch(/^[\x21-\x7e]+$/);
  expect(new URLSearchParams(view?.query).get('q')).toContain('日本');
});
