/** Addresses of earlier releases, as people kept them. */
import { beforeEach, expect, test } from 'vitest';
import { aLibrary, aMember, aPartner, aSession } from '../factories.ts';
import { houseOn, useDatabase, Visitor } from '../support.ts';

const world = useDatabase();
let session: { cookie: string };
let base: string;
let visitor: Visitor;
beforeEach(async () => {
  const ana = await aMember(await aLibrary(world.host), 'coordinator', 'Ana');
  await aPartner(ana, { name: 'Haven House', sectors: ['homelessness'] });
  await aPartner(ana, { name: 'Way Back', sectors: ['reentry'] });
  session = await aSession(ana);
  base = `/l/${ana.library.slug}`;
  visitor = new Visitor(houseOn(world.db));
});

async function moved(path: string): Promise<string> {
  await visitor.get(base + path, session);
  expect(visitor.status).toBe(301);
  return visitor.headers.get('location') ?? '';
}

test('what was called the catalogue leads to the public lists, with all that was asked', async () => {
  expect(await moved('/catalogue?q=a+b&near=04240')).toBe(`${base}/public-lists?q=a+b&near=04240`);
  expect(await moved('/catalogue/dismissed')).toBe(`${base}/public-lists/dismissed`);
  expect((await visitor.get(await moved('/catalogue'), session)).status).toBe(200);
});

test('a form of the catalogue that was open during the upgrade keeps what it holds', async () => {
  await visitor.post(`${base}/catalogue?q=a`, { answer: 'dismiss' }, session);

  expect([visitor.status, visitor.headers.get('location')]).toEqual([308, `${base}/public-lists?q=a`]);
});

test('a sector’s old key leads to its new one', async () => {
  await visitor.get(await moved('/partners?sector=homeless&stage=potential'), session);
  expect(visitor.path).toBe(`${base}/partners?sector=homelessness&stage=potential`);
  expect(visitor.text).toContain('Haven House');
  expect(visitor.text).not.toContain('Way Back');

  await visitor.get(await moved('/partners?sector=ex_offender'), session);
  expect(visitor.text).toContain('Way Back');
});
