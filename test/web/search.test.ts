/** The page of what a search finds, as it is asked by its address. */
import { expect, test } from 'vitest';
import { aLibrary, aMember, aPartner, aSession } from '../factories.ts';
import { houseOn, useDatabase, Visitor } from '../support.ts';

const world = useDatabase();

test('answers whatever stands in its address, and shows what was found', async () => {
  const ana = await aMember(await aLibrary(world.host), 'coordinator', 'Ana');
  await aPartner(ana, { name: 'Grange' });
  const headers = await aSession(ana);
  const visitor = new Visitor(houseOn(world.db));
  const open = (query: string) => visitor.get(`/l/${ana.library.slug}/search${query}`, headers);

  for (const query of ['?q=%ED%A0%80', '?q=a&kind=partner%27', '?q=a&page=-1', '?kind=partner', '?q=%5C', '?q=%5B%28'])
    expect([query, (await open(query)).status]).toEqual([query, 200]);
  // The door refuses what no database takes, for every page.
  for (const query of ['?q=gr%00ange', '?q=a&kind=%00'])
    expect([query, (await open(query)).status]).toEqual([query, 400]);
  await open('?q=grange');
  expect(visitor.page.querySelector('main h2')?.text).toBe('1 partner');
  expect(visitor.page.querySelector('main li a')?.text).toBe('Grange');
});
