/** What stands in the log: never a token, and an error only where something of ours went wrong. */
import { once } from 'node:events';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newToken } from '../../src/house/ids.ts';
import { type Log, openLog } from '../../src/house/log.ts';
import { buildApp } from '../../src/server.ts';
import { aLibrary, aMember, aSession } from '../factories.ts';
import { houseOn, useDatabase } from '../support.ts';

const world = useDatabase();
let said: { level: string; line: Record<string, unknown>; message: string }[];
let log: Log;
beforeEach(() => {
  said = [];
  const note = (level: string) => (line: Record<string, unknown>, message: string) =>
    said.push({ level, line, message });
  log = { ...openLog('silent'), info: note('info'), warn: note('warn'), error: note('error') } as unknown as Log;
});

test('no token of any address is in the log, however the address is written', async () => {
  const app = buildApp(houseOn(world.db, { log }));
  const withTokens = [...new Set(app.routes.map((route) => route.path).filter((path) => path.includes(':token')))];
  expect(withTokens.length).toBeGreaterThan(4);
  const token = newToken();
  const written = (path: string) => path.replace(':library', 'alder').replace(':token', token);
  // A library may be called like a part of an address.
  withTokens.push(...withTokens.map((path) => path.replace(':library', 'invitations')));
  const paths = withTokens.flatMap((path) => [
    written(path),
    `${written(path)}/`,
    written(path).replace('s', '%73'),
    written(path).replace('e', '%65'),
  ]);
  for (const path of [
    ...paths,
    `/sign-in?next=/password-reset/${token}`,
    `/l/alder/invitations/${token}/more`,
    `//password-reset/${token}`,
  ]) {
    for (const method of ['GET', 'POST'])
      await app.request(`http://library.test${path}`, { method, headers: { origin: 'http://library.test' } });
  }

  expect(said.length).toBeGreaterThan(20);
  expect(said.filter(({ line }) => JSON.stringify(line).includes(token))).toEqual([]);
});

let server: ServerType | undefined;
afterEach(() => new Promise<void>((done) => (server ? server.close(() => done()) : done())));

test('who goes away in the middle of a form or a file is no error', { tags: 'long' }, async () => {
  const ana = await aMember(await aLibrary(world.host, 'Alder Library'));
  const { cookie } = await aSession(ana);
  const app = buildApp(houseOn(world.db, { log }));
  server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  for (const [path, type] of [
    ['partners/new', 'application/x-www-form-urlencoded'],
    ['imports', 'multipart/form-data; boundary=x'],
  ]) {
    const headers = { cookie, origin: 'http://library.test', 'content-type': type, 'content-length': '100000' };
    const sent = request({ port, host: '127.0.0.1', method: 'POST', path: `/l/alder-library/${path}`, headers });
    sent.on('error', () => {});
    sent.write('name=Half of');
    await new Promise((done) => setTimeout(done, 300));
    sent.destroy();
  }
  await expect.poll(() => said.filter(({ message }) => message === 'request').length, { timeout: 5000 }).toBe(2);

  expect(said.filter(({ level }) => level === 'error')).toEqual([]);
});
