import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { aLibrary, aMember } from '../../../test/factories.ts';
import { NOW, useDatabase } from '../../../test/support.ts';
import { openCounters, TooMany } from '../../house/counters.ts';
import { type Ctx, systemActor } from '../../house/ctx.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '../../house/errors.ts';
import { type Id, newId } from '../../house/ids.ts';
import { parse } from '../../house/parse.ts';
import { librarySettings, newPassword } from './account.ts';
import { isKnownDevice } from './devices.ts';
import { eraseLibrary } from './erasing.ts';
import { acceptInvitation, invitationByCode, inviteMember } from './invitations.ts';
import { createLibrary, enter, findLibrary } from './libraries.ts';
import { changeLibrary } from './library-settings.ts';
import { changeMember, joinLibrary, membershipsOf, membersOf, removeMember } from './members.ts';
import { openSession, signIn, signOutEverywhere, whoIs } from './sessions.ts';
import { askForReset, changePassword, createUser, resetByCode, resetIsOpen, resetPassword } from './users.ts';

const world = useDatabase();
let admin: Ctx;

beforeEach(async () => {
  admin = await aMember(await aLibrary(world.host, 'Alder Library'), 'administrator', 'Ana');
});

const later = <C extends { now: Date }>(ctx: C, minutes: number): C => ({
  ...ctx,
  now: new Date(NOW.getTime() + minutes * 60_000),
});
const lastMail = async () =>
  (await world.db.selectFrom('outbox').selectAll().orderBy('id', 'desc').limit(1).execute())[0];
const lastAccountMail = async () =>
  (await world.db.selectFrom('account_mail').selectAll().orderBy('id', 'desc').limit(1).execute())[0];
const linkIn = (body = '') => /to=(\S+)/.exec(body)?.[1] ?? '';
const codeIn = (body = '') => /: (\d{6})/.exec(body)?.[1] ?? '';
const from = (address = '192.0.2.1', device?: string, counters = openCounters()) => ({
  address,
  device,
  counters,
  userAgent: 'Firefox',
});
const link = (token: string) => `to=${token}`;

describe('signing in', () => {
  test('needs the right e-mail and password, and says the same whichever was wrong', async () => {
    await createUser(world.host, { email: 'kim@example.org', name: 'Kim', password: 'a long enough one' });

    const { session } = await signIn(world.host, { email: 'kim@example.org', password: 'a long enough one' }, from());
    expect((await whoIs({ db: world.db, now: NOW }, session, undefined)).visitor?.name).toBe('Kim');
    const wrong = { fields: { password: { key: 'error.sign_in' } } };
    await expect(signIn(world.host, { email: 'kim@example.org', password: 'wrong' }, from())).rejects.toMatchObject(
      wrong,
    );
    await expect(signIn(world.host, { email: 'nobody@example.org', password: 'wrong' }, from())).rejects.toMatchObject(
      wrong,
    );
  });

  describe('counts wrong passwords', () => {
    const wrong = { email: 'kim@example.org', password: 'wrong' };
    const right = { email: 'kim@example.org', password: 'a long enough one' };
    let kim: Id<'users'>;
    beforeEach(async () => {
      kim = await createUser(world.host, { email: 'kim@example.org', name: 'Kim', password: 'a long enough one' });
    });
    const tryWrongly = async (times: number, at: (n: number) => ReturnType<typeof from>, email = wrong.email) => {
      for (let n = 0; n < times; n++)
        await expect(signIn(world.host, { ...wrong, email }, at(n))).rejects.toThrow(Invalid);
    };

    test('of an account at one address: ten, and then not even the right one, with the time to wait; elsewhere nothing happened', {
      tags: 'long',
    }, async () => {
      const counters = openCounters();
      await tryWrongly(10, () => from('192.0.2.66', undefined, counters));

      const refused = await signIn(world.host, right, from('192.0.2.66', undefined, counters)).catch((error) => error);
      expect(refused).toBeInstanceOf(TooMany);
      expect(refused.seconds).toBeGreaterThan(890);
      expect(await signIn(world.host, right, from('192.0.2.1', undefined, counters))).toBeTruthy();
    });

    test('of an account everywhere, a hundred; who signed in on their device before still can, for ten wrong ones of their own', {
      tags: 'long',
    }, async () => {
      const counters = openCounters();
      const { device } = await signIn(world.host, right, from());
      await tryWrongly(3, (n) => from(`198.51.100.${n}`, undefined, counters));
      for (let n = 0; n < 97; n++) await counters.take('passwordAccount', right.email);

      await expect(signIn(world.host, right, from('192.0.2.9', undefined, counters))).rejects.toThrow(TooMany);
      await expect(signIn(world.host, right, from('192.0.2.9', 'forged', counters))).rejects.toThrow(TooMany);
      await tryWrongly(10, () => from('192.0.2.9', device, counters));
      await expect(signIn(world.host, right, from('192.0.2.9', device, counters))).rejects.toThrow(TooMany);
    });

    test('of all accounts at one address, sixty', async () => {
      const counters = openCounters();
      for (let n = 0; n < 3; n++)
        await tryWrongly(1, () => from('192.0.2.66', undefined, counters), `person-${n}@example.org`);
      for (let n = 0; n < 57; n++) await counters.take('passwordAddress', '192.0.2.66');

      await expect(signIn(world.host, right, from('192.0.2.66', undefined, counters))).rejects.toThrow(TooMany);
    });

    test('and not the right ones', async () => {
      const counters = openCounters();
      for (let n = 0; n < 11; n++) await signIn(world.host, right, from('192.0.2.1', undefined, counters));
    });

    test('of one who is signed in, on the page for a new password, without closing the way in', async () => {
      const counters = openCounters();
      const who = { userId: kim, email: 'kim@example.org', sessionId: newId<'sessions'>(), counters };
      const given = { current: 'wrong', password: 'another long enough' };
      for (let n = 0; n < 10; n++) await expect(changePassword(world.host, who, given)).rejects.toThrow(Invalid);

      await expect(changePassword(world.host, who, { ...given, current: right.password })).rejects.toThrow(TooMany);
      await signIn(world.host, right, from('192.0.2.1', undefined, counters));
    });

    test('a device is trusted for those who signed in on it, with its newest token, until they end their sessions', async () => {
      const first = await signIn(world.host, right, from());
      await createUser(world.host, { email: 'lou@example.org', name: 'Lou', password: 'a long enough one' });
      expect(await isKnownDevice(world.host, first.device, 'lou@example.org')).toBe(false);
      const second = await signIn(world.host, { ...right, email: 'lou@example.org' }, from('192.0.2.1', first.device));

      expect(await isKnownDevice(world.host, first.device, 'kim@example.org')).toBe(false);
      for (const email of ['kim@example.org', 'lou@example.org'])
        expect(await isKnownDevice(world.host, second.device, email)).toBe(true);
      await signOutEverywhere(world.host, kim);
      expect(await isKnownDevice(world.host, second.device, 'kim@example.org')).toBe(false);
      expect(await isKnownDevice(world.host, second.device, 'lou@example.org')).toBe(true);
    });
  });

  test('a session ends after 14 days, and at once when it is ended everywhere', async () => {
    const { token } = await openSession(admin, admin.actor.userId ?? newId(), '');
    expect((await whoIs({ db: world.db, now: later(admin, 13 * 1440).now }, token, undefined)).visitor).not.toBeNull();
    expect((await whoIs({ db: world.db, now: later(admin, 15 * 1440).now }, token, undefined)).visitor).toBeNull();

    await signOutEverywhere(admin, admin.actor.userId ?? newId());
    expect((await whoIs({ db: world.db, now: NOW }, token, undefined)).visitor).toBeNull();
  });

  test('a library that is not theirs looks like one that does not exist', async () => {
    const other = await aLibrary(world.host, 'Birch Library');
    const { token } = await openSession(admin, admin.actor.userId ?? newId(), '');

    expect((await whoIs({ db: world.db, now: NOW }, token, admin.library.slug)).ctx?.actor.name).toBe('Ana');
    expect((await whoIs({ db: world.db, now: NOW }, token, other.library.slug)).ctx).toBeNull();
    expect((await whoIs({ db: world.db, now: NOW }, token, 'no-such')).ctx).toBeNull();
    expect((await whoIs({ db: world.db, now: NOW }, 'forged', admin.library.slug)).ctx).toBeNull();
  });

  test('passwords are at least 12 characters of some variety', () => {
    expect(() => parse(newPassword, 'short')).toThrow(Invalid);
    expect(() => parse(newPassword, 'aaaaaaaaaaaaaaaa')).toThrow(Invalid);
    expect(parse(newPassword, 'correct horse battery')).toBe('correct horse battery');
  });
});

describe('invitations', () => {
  const invite = () => inviteMember(admin, { email: 'new@example.org', role: 'contributor' }, link);

  test('the link of the mail makes an account and a member, once', async () => {
    await invite();
    const token = linkIn((await lastMail())?.body);
    const userId = await acceptInvitation({ ...admin, actor: systemActor }, token, {
      name: 'Newcomer',
      password: 'a long enough one',
    });

    expect(await membershipsOf(world.host, userId)).toMatchObject([
      { slug: 'alder-library', name: 'Alder Library', role: 'contributor' },
    ]);
    await expect(acceptInvitation(admin, token, { name: 'Again', password: 'a long enough one' })).rejects.toThrow(
      NotFound,
    );
  });

  test('the code works too; five wrong ones end it', async () => {
    await invite();
    const code = codeIn((await lastMail())?.body);
    const wrong = code === '000000' ? '111111' : '000000';
    for (let n = 0; n < 4; n++)
      expect(await invitationByCode(admin, { email: 'new@example.org', code: wrong })).toBeNull();
    expect(await invitationByCode(admin, { email: 'new@example.org', code })).not.toBeNull();
    await invitationByCode(admin, { email: 'new@example.org', code: wrong });

    expect(await invitationByCode(admin, { email: 'new@example.org', code })).toBeNull();
  });

  test('it lapses after five days, and a newer one replaces it', async () => {
    await invite();
    const first = linkIn((await lastMail())?.body);
    const given = { name: 'N', password: 'a long enough one' };
    await expect(acceptInvitation(later(admin, 5 * 1440 + 1), first, given)).rejects.toThrow(NotFound);
    await invite();

    await expect(acceptInvitation(admin, first, given)).rejects.toThrow(NotFound);
  });

  test('someone with an account joins a second library by signing in to it, and nobody else can', async () => {
    const userId = await createUser(world.host, {
      email: 'new@example.org',
      name: 'Kim',
      password: 'a long enough one',
    });
    await invite();
    const token = linkIn((await lastMail())?.body);

    // No password is asked, or told right from wrong, by the invitation.
    const taken = { fields: { form: { key: 'error.invitation_account' } } };
    await expect(acceptInvitation(admin, token, { name: 'Kim', password: 'a long enough one' })).rejects.toMatchObject(
      taken,
    );
    await expect(acceptInvitation(admin, token, { userId: admin.actor.userId ?? newId() })).rejects.toThrow(NotFound);
    expect(await acceptInvitation(admin, token, { userId })).toBe(userId);
  });

  test('only administrators invite', async () => {
    const coordinator = await aMember(admin, 'coordinator');

    await expect(inviteMember(coordinator, { email: 'x@example.org', role: 'administrator' }, link)).rejects.toThrow(
      Forbidden,
    );
  });

  test('the token and the code are stored only as hashes', async () => {
    await invite();
    const mail = await lastMail();
    const stored = JSON.stringify(await world.db.selectFrom('invitations').selectAll().execute());

    expect(stored).not.toContain(linkIn(mail?.body));
    expect(stored).not.toContain(codeIn(mail?.body));
  });
});

describe('members', () => {
  test('the last administrator can neither leave nor be made less', async () => {
    await expect(removeMember(admin, admin.actor.id ?? newId())).rejects.toThrow(Invalid);
    await expect(changeMember(admin, admin.actor.id ?? newId(), { role: 'reader', version: 1 })).rejects.toThrow(
      Invalid,
    );
    const second = await aMember(admin, 'administrator');

    await removeMember(admin, second.actor.id ?? newId<never>());
    expect(await membersOf(admin)).toHaveLength(1);
  });

  test('who was removed no longer gets in, and comes back as the same member', async () => {
    const kim = await aMember(admin, 'contributor');
    const { token } = await openSession(kim, kim.actor.userId, '');
    await removeMember(admin, kim.actor.id);
    expect((await whoIs({ db: world.db, now: NOW }, token, admin.library.slug)).ctx).toBeNull();
    await enter(world.host, admin.library);

    expect(await joinLibrary(admin, kim.actor.userId, 'reader')).toBe(kim.actor.id);
  });

  test('an old invitation does not change the role of someone who belongs by now; the host’s own word does', async () => {
    const userId = await createUser(world.host, {
      email: 'kim@example.org',
      name: 'Kim',
      password: 'a long enough one',
    });
    await inviteMember(admin, { email: 'kim@example.org', role: 'reader' }, link);
    const token = linkIn((await lastMail())?.body);
    await joinLibrary(admin, userId, 'coordinator');
    await acceptInvitation(admin, token, { userId });
    const roleOfKim = async () => (await membersOf(admin)).find((member) => member.email === 'kim@example.org')?.role;
    expect(await roleOfKim()).toBe('coordinator');

    await joinLibrary({ ...admin, actor: systemActor }, userId, 'administrator');
    expect(await roleOfKim()).toBe('administrator');
  });

  test('members of another library cannot be touched', async () => {
    const stranger = await aMember(await aLibrary(world.host), 'administrator');
    await enter(world.host, admin.library);

    await expect(removeMember(admin, stranger.actor.id)).rejects.toThrow(NotFound);
  });
});

describe('forgotten passwords', () => {
  // Asked for outside any library, as on the page.
  beforeEach(() => sql`select set_config('app.library_id', '', false)`.execute(world.db));

  test('the mail’s link or code lets one set a new one, once, and ends all sessions', async () => {
    const userId = await createUser(world.host, {
      email: 'kim@example.org',
      name: 'Kim',
      password: 'a long enough one',
    });
    const { token: session } = await openSession(world.host, userId, '');
    await askForReset(world.host, 'kim@example.org', link);
    const reset = await resetByCode(world.host, {
      email: 'kim@example.org',
      code: codeIn((await lastAccountMail())?.body),
    });
    await resetPassword(world.host, reset?.token ?? '', 'another long enough');

    expect((await whoIs({ db: world.db, now: NOW }, session, undefined)).visitor).toBeNull();
    expect(await resetIsOpen(world.host, reset?.token ?? '')).toBe(false);
    await signIn(world.host, { email: 'kim@example.org', password: 'another long enough' }, from());
    await expect(
      signIn(world.host, { email: 'kim@example.org', password: 'a long enough one' }, from()),
    ).rejects.toThrow(Invalid);
  });

  test('asking again leaves the link that somebody is just opening; the first that is used ends them all', async () => {
    await createUser(world.host, { email: 'kim@example.org', name: 'Kim', password: 'a long enough one' });
    await askForReset(world.host, 'kim@example.org', link);
    const first = await lastAccountMail();
    await askForReset(later(world.host, 1), 'kim@example.org', link);
    const second = linkIn((await lastAccountMail())?.body);

    expect(await resetIsOpen(world.host, linkIn(first?.body))).toBe(true);
    expect(await resetByCode(later(world.host, 2), { email: 'kim@example.org', code: codeIn(first?.body) })).toBeNull();
    await resetPassword(world.host, linkIn(first?.body), 'another long enough');
    expect(await resetIsOpen(world.host, second)).toBe(false);
  });

  test('an address without an account gets no mail and no other answer', async () => {
    await askForReset(world.host, 'nobody@example.org', link);

    expect(await lastAccountMail()).toBeUndefined();
  });
});

describe('libraries', () => {
  test('two of the same name get addresses of their own', async () => {
    const second = await createLibrary(world.host, { name: 'Alder Library', time_zone: 'UTC', locale: 'es' });

    expect(second.library.slug).toBe('alder-library-2');
  });

  test('settings are checked, and a stale form is a conflict', async () => {
    const given = {
      name: 'Alder',
      time_zone: 'America/Denver',
      locale: 'en',
      holds_up_from: '4,2',
      mixed_from: '3',
      version: '1',
    };
    await changeLibrary(admin, parse(librarySettings, given));

    expect((await findLibrary(world.host, 'alder-library')).bands).toEqual({ holdsUpFrom: 42, mixedFrom: 30 });
    await expect(changeLibrary(admin, parse(librarySettings, given))).rejects.toThrow(Conflict);
    expect(() => parse(librarySettings, { ...given, time_zone: 'Mars/Base' })).toThrow(Invalid);
    expect(() => parse(librarySettings, { ...given, mixed_from: '4.5' })).toThrow(Invalid);
  });

  test('erasing one takes everything of it and nothing of another', async () => {
    const other = await aMember(await aLibrary(world.host, 'Birch Library'), 'administrator');
    await enter(world.host, admin.library);
    await eraseLibrary({ ...admin, actor: systemActor });

    await expect(findLibrary(world.host, 'alder-library')).rejects.toThrow(NotFound);
    await enter(world.host, other.library);
    expect(await membersOf(other)).toHaveLength(1);
  });
});
