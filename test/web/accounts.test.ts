/** Getting in, as people and as others try it: what is counted, what is told, and what an invitation gives away. */

import { beforeEach, describe, expect, test } from 'vitest';
import { openCounters } from '../../src/house/counters.ts';
import type { Ctx } from '../../src/house/ctx.ts';
import { type House, networkOf } from '../../src/house/furnish.ts';
import { newId } from '../../src/house/ids.ts';
import { inviteMember } from '../../src/rooms/accounts/invitations.ts';
import { enter } from '../../src/rooms/accounts/libraries.ts';
import { removeMember } from '../../src/rooms/accounts/members.ts';
import { createUser } from '../../src/rooms/accounts/users.ts';
import { aLibrary, aMember, aSession, PASSWORD } from '../factories.ts';
import { houseOn, useDatabase, Visitor } from '../support.ts';

const world = useDatabase();
let ana: Ctx;
let house: House;
/** The address that the next visitor comes from. */
let address: string;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host, 'Alder Library'), 'administrator', 'Ana');
  address = '192.0.2.1';
  house = houseOn(world.db, { limits: openCounters(), clientAddress: () => address });
});

const visitor = () => new Visitor(house);
async function invite(email: string): Promise<string> {
  let path = '';
  await enter(world.host, ana.library);
  await inviteMember(ana, { email, role: 'contributor' }, (token) => {
    path = `/l/${ana.library.slug}/invitations/${token}`;
    return path;
  });
  return path;
}
const aPerson = (email: string) => createUser(world.host, { email, name: 'Kim', password: PASSWORD });

describe('an invitation', () => {
  test('looks the same whether or not its address has an account, and says the same of a password that is too short', async () => {
    await aPerson('kim@example.org');
    const pages: string[] = [];
    for (const email of ['kim@example.org', 'new@example.org']) {
      const path = await invite(email);
      const guest = await visitor().get(path);
      const shown = guest.html;
      await guest.resubmit(path, { name: 'Guess', password: 'short' });
      expect(guest.status).toBe(422);
      const bare = (html: string) =>
        html
          .replaceAll(email, '')
          .replace(/invitations(\/|%2F)[\w-]+/g, '')
          .replace(/name="_key" value="[^"]*"/g, '');
      pages.push(bare(shown) + bare(guest.html));
    }

    expect(pages[0]).toBe(pages[1]);
  });

  test('somebody with an account signs in, comes back to it, and joins with a press', async () => {
    await aPerson('kim@example.org');
    const path = await invite('kim@example.org');
    const kim = await visitor().get(path);
    const link = kim.page.querySelector('main a.button')?.getAttribute('href') ?? '';
    await kim.submit(link, { email: 'kim@example.org', password: PASSWORD });
    expect(kim.path).toBe(path);
    await kim.resubmit(path);

    expect(kim.page.querySelector('.me summary')?.text).toContain('Kim');
  });

  test('to somebody with an account makes no second one, tells no password right from wrong, and is counted', async () => {
    await aPerson('kim@example.org');
    const path = await invite('kim@example.org');
    const guest = visitor();
    const statuses: number[] = [];
    for (const password of [PASSWORD, 'a wrong long password', PASSWORD, PASSWORD, PASSWORD, PASSWORD]) {
      await guest.submit(path, { name: 'Guess', password });
      statuses.push(guest.status);
    }

    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
    expect(guest.text).toContain('Too many tries. Please wait 15 minutes');
  });

  test('does not join who is signed in as somebody else', async () => {
    const path = await invite('kim@example.org');
    const other = await aMember(await aLibrary(world.host), 'administrator');
    const guest = visitor().arrive((await aSession(other)).cookie);
    await guest.post(path, {});

    expect(guest.status).toBe(422);
  });

  test('says that it no longer holds when its writer was removed', async () => {
    const path = await invite('kim@example.org');
    await removeMember(await aMember(ana, 'administrator'), ana.actor.id ?? newId());

    expect((await visitor().get(path)).text).toContain('This invitation no longer holds. Ask an administrator');
  });
});

describe('wrong tries', () => {
  const wrong = { email: 'kim@example.org', password: 'wrong' };

  test('are refused for a while, with the time in words and in Retry-After, and the address stays typed', {
    tags: 'long',
  }, async () => {
    const guest = visitor();
    for (let n = 0; n < 11; n++) await guest.submit('/sign-in', wrong);

    expect(guest.status).toBe(429);
    expect(Number(guest.headers.get('retry-after'))).toBeGreaterThan(800);
    expect(guest.text).toContain('Please wait 15 minutes');
    expect(guest.fieldsOn('/sign-in').email).toEqual(['kim@example.org']);
  });

  test('from elsewhere lock nobody out, neither of signing in nor of a new password nor of a code', {
    tags: 'long',
  }, async () => {
    await aPerson('kim@example.org');
    address = '198.51.100.7';
    for (let n = 0; n < 12; n++) await visitor().submit('/sign-in', wrong);
    for (let n = 0; n < 12; n++)
      await visitor().submit('/password-reset-code', { email: 'kim@example.org', code: '000000' });
    for (let n = 0; n < 7; n++) await visitor().submit('/password-reset', { email: 'kim@example.org' });
    address = '192.0.2.1';

    expect((await visitor().submit('/sign-in', { email: 'kim@example.org', password: PASSWORD })).path).toBe(
      '/libraries',
    );
    expect((await visitor().submit('/password-reset', { email: 'kim@example.org' })).path).toBe('/password-reset-code');
    expect((await visitor().submit('/password-reset-code', { email: 'kim@example.org', code: '000000' })).path).toBe(
      '/password-reset-code?wrong=1',
    );
  });

  test('of a password leave the way to a new one open from the same place', { tags: 'long' }, async () => {
    const guest = visitor();
    for (let n = 0; n < 11; n++) await guest.submit('/sign-in', wrong);

    expect((await guest.submit('/password-reset', { email: 'kim@example.org' })).path).toBe('/password-reset-code');
  });

  test('at the same desk do not keep out who signed in there before', { tags: 'long' }, async () => {
    await aPerson('kim@example.org');
    const kim = await visitor().submit('/sign-in', { email: 'kim@example.org', password: PASSWORD });
    await kim.submit('/sign-out');
    const stranger = visitor();
    for (let n = 0; n < 11; n++) await stranger.submit('/sign-in', wrong);
    expect((await stranger.submit('/sign-in', { email: 'kim@example.org', password: PASSWORD })).status).toBe(429);

    expect((await kim.submit('/sign-in', { email: 'kim@example.org', password: PASSWORD })).path).toBe('/libraries');
  });

  test('with the same network of addresses count as from one address', () => {
    expect(networkOf('2001:db8:1:2:aaaa::1')).toBe(networkOf('2001:0db8:1:2:ffff:1:2:3'));
    expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0::/64');
    expect(networkOf('2001:db8:1:3::1')).not.toBe(networkOf('2001:db8:1:2::1'));
    expect([networkOf('::1'), networkOf('fe80::1%eth0')]).toEqual(['0:0:0:0::/64', 'fe80:0:0:0::/64']);
    expect([networkOf('::ffff:192.0.2.1'), networkOf('192.0.2.1'), networkOf('unknown')]).toEqual([
      '192.0.2.1',
      '192.0.2.1',
      'unknown',
    ]);
  });

  test('at a new password or a code, from however many places, do not keep out a device that signed in before', {
    tags: 'long',
  }, async () => {
    await aPerson('kim@example.org');
    const kim = await visitor().submit('/sign-in', { email: 'kim@example.org', password: PASSWORD });
    await kim.submit('/sign-out');
    for (let n = 0; n < 51; n++) {
      address = `198.51.100.${n}`;
      if (n < 21) await visitor().submit('/password-reset', { email: 'kim@example.org' });
      await visitor().submit('/password-reset-code', { email: 'kim@example.org', code: '000000' });
    }
    expect((await visitor().submit('/password-reset', { email: 'kim@example.org' })).status).toBe(429);

    expect((await kim.submit('/password-reset', { email: 'kim@example.org' })).path).toBe('/password-reset-code');
    expect((await kim.submit('/password-reset-code', { email: 'kim@example.org', code: '000000' })).path).toBe(
      '/password-reset-code?wrong=1',
    );
  });

  test('the device’s cookie is for the server alone, and says nothing', async () => {
    await aPerson('kim@example.org');
    const body = new URLSearchParams({ email: 'kim@example.org', password: PASSWORD });
    const { buildApp } = await import('../../src/server.ts');
    const secure = { ...house, secure: true, deviceCookie: '__Host-device' };
    const request = { method: 'POST', body, headers: { origin: 'http://library.test' } };
    const cookies = (await buildApp(secure).request('http://library.test/sign-in', request)).headers.getSetCookie();
    const device = cookies.find((cookie) => cookie.startsWith('__Host-device=')) ?? '';

    expect(device).toMatch(/^__Host-device=[\w-]{43}; Max-Age=15552000; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });
});
