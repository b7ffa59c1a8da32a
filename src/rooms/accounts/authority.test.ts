/** What somebody set going ends with their right to it: at the removal, and asked again where it would act. */
import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { aLibrary, aMember } from '../../../test/factories.ts';
import { copyOfTemplate, NOW, useDatabase } from '../../../test/support.ts';
import { openCounters } from '../../house/counters.ts';
import { type Ctx, systemActor } from '../../house/ctx.ts';
import { borrow } from '../../house/db.ts';
import { Forbidden, Invalid, NotFound } from '../../house/errors.ts';
import { newId } from '../../house/ids.ts';
import { historyOf } from '../../views/history/history.ts';
import { mayManageMembers } from './account.ts';
import { stillMay } from './authority.ts';
import { endedInvitations, openInvitations } from './invitation.ts';
import { acceptInvitation, endedByItself, inviteMember } from './invitations.ts';
import { enter } from './libraries.ts';
import { changeMember, findMember, joinLibrary, membersOf, removeMember } from './members.ts';
import { openSession, whoIs } from './sessions.ts';
import { askForReset, changePassword, createUser, resetIsOpen } from './users.ts';

const world = useDatabase();
type Member = Awaited<ReturnType<typeof aMember>>;
let ana: Member;
let kim: Member;
beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host, 'Alder Library'), 'administrator', 'Ana');
  kim = await aMember(ana, 'administrator', 'Kim');
});

const fresh = { name: 'Newcomer', password: 'a long enough one' };
const later = <C extends { now: Date }>(ctx: C, minutes: number): C => ({
  ...ctx,
  now: new Date(NOW.getTime() + minutes * 60_000),
});
async function invite(by: Ctx, email: string, role: 'reader' | 'administrator' = 'administrator'): Promise<string> {
  let said = '';
  await inviteMember(by, { email, role }, (token) => {
    said = token;
    return token;
  });
  return said;
}
/** As on the page, which belongs to no library. */
async function askFor(email: string): Promise<string> {
  await sql`select set_config('app.library_id', '', false)`.execute(world.db);
  let said = '';
  await askForReset(world.host, email, (token) => {
    said = token;
    return token;
  });
  await enter(world.host, ana.library);
  return said;
}
const ended = { fields: { form: { key: 'error.invitation_ended' } } };

describe('an invitation', () => {
  test('ends when the administrator who wrote it is removed, and the others are told', async () => {
    const token = await invite(kim, 'kim-at-home@example.org');
    const other = await invite(ana, 'new@example.org', 'reader');
    await removeMember(ana, kim.actor.id);

    await expect(acceptInvitation(ana, token, fresh)).rejects.toThrow(NotFound);
    expect(await endedByItself(ana, token)).toBe(true);
    expect(await endedInvitations(ana)).toMatchObject([
      { email: 'kim-at-home@example.org', because: 'inviter_left', inviter: 'Kim' },
    ]);
    expect((await historyOf(ana, [ana.library.id])).map((line) => line.action)).toContain('member.invitation_ended');
    expect(await endedByItself(ana, other)).toBe(false);
    await acceptInvitation(ana, other, fresh);
  });

  test('ends when its writer may no longer invite', async () => {
    const token = await invite(kim, 'friend@example.org');
    await changeMember(ana, kim.actor.id, { role: 'coordinator', version: 1 });

    await expect(acceptInvitation(ana, token, fresh)).rejects.toThrow(NotFound);
    expect(await endedInvitations(ana)).toMatchObject([{ because: 'inviter_role' }]);
    await changeMember(ana, kim.actor.id, { role: 'administrator', version: 2 });
    await expect(acceptInvitation(ana, token, fresh)).rejects.toThrow(NotFound);
  });

  test('is refused where it would act, however its writer lost the right', async () => {
    const token = await invite(kim, 'friend@example.org');
    await world.db.updateTable('members').set({ left_at: NOW }).where('id', '=', kim.actor.id).execute();
    await expect(acceptInvitation(ana, token, fresh)).rejects.toMatchObject(ended);

    await world.db
      .updateTable('members')
      .set({ left_at: null, role: 'reader' })
      .where('id', '=', kim.actor.id)
      .execute();
    await expect(acceptInvitation(ana, token, fresh)).rejects.toMatchObject(ended);
    expect(await membersOf(ana)).toHaveLength(2);
  });

  test('that was waiting for somebody does not bring them back after a removal; one written afterwards does, with its role', async () => {
    const ben = await createUser(world.host, { email: 'ben@example.org', name: 'Ben', password: 'a long enough one' });
    const early = await invite(ana, 'ben@example.org');
    await enter(world.host, ana.library);
    const id = await joinLibrary(ana, ben, 'reader');
    await removeMember(later(ana, 10), id);

    expect(await openInvitations(ana)).toEqual([]);
    await expect(acceptInvitation(ana, early, { userId: ben })).rejects.toThrow(NotFound);
    await world.db
      .updateTable('invitations')
      .set({ revoked_at: null, revoked_because: null })
      .where('email', '=', 'ben@example.org')
      .execute();
    await expect(acceptInvitation(ana, early, { userId: ben })).rejects.toMatchObject(ended);

    const again = await invite(later(ana, 20), 'ben@example.org', 'administrator');
    await acceptInvitation(later(ana, 30), again, { userId: ben });
    expect(await findMember(ana, id)).toMatchObject({ role: 'administrator', version: 2 });
  });

  test('cannot be taken once it was withdrawn, also at the same moment', async () => {
    const token = await invite(ana, 'new@example.org', 'reader');
    await world.db.updateTable('invitations').set({ revoked_at: NOW }).execute();

    await expect(acceptInvitation(ana, token, fresh)).rejects.toThrow(NotFound);
  });
});

describe('who was removed', () => {
  test('while their own request was on its way neither invites nor removes nor promotes anybody', async () => {
    await removeMember(ana, kim.actor.id);

    await expect(invite(kim, 'friend@example.org')).rejects.toThrow(Forbidden);
    await expect(removeMember(kim, ana.actor.id)).rejects.toThrow(Forbidden);
    await expect(changeMember(kim, ana.actor.id, { role: 'reader', version: 1 })).rejects.toThrow(Forbidden);
    expect(await membersOf(ana)).toHaveLength(1);
  });

  test('from the last library is signed out, and no link sets a new password; with another library both stay', async () => {
    const birch = await aMember(await aLibrary(world.host, 'Birch Library'), 'administrator');
    await joinLibrary(birch, ana.actor.userId, 'reader');
    await enter(world.host, ana.library);
    await aMember(ana, 'administrator', 'Lou');
    const sessions = {
      kim: (await openSession(kim, kim.actor.userId, '')).token,
      ana: (await openSession(ana, ana.actor.userId, '')).token,
    };
    const { email } = await findMember(ana, kim.actor.id);
    const reset = await askFor(email);
    await removeMember(ana, kim.actor.id);

    expect((await whoIs({ db: world.db, now: NOW }, sessions.kim, undefined)).visitor).toBeNull();
    expect(await resetIsOpen(world.host, reset)).toBe(false);
    await enter(world.host, ana.library);
    await removeMember(ana, ana.actor.id);
    expect((await whoIs({ db: world.db, now: NOW }, sessions.ana, birch.library.slug)).ctx?.actor.role).toBe('reader');
  });
});

test('a link to set a password ends when the password is changed', async () => {
  const user = await createUser(world.host, { email: 'pat@example.org', name: 'Pat', password: 'a long enough one' });
  const reset = await askFor('pat@example.org');
  await changePassword(
    world.host,
    { userId: user, email: 'pat@example.org', sessionId: newId(), counters: openCounters() },
    { current: 'a long enough one', password: 'another long one' },
  );

  expect(await resetIsOpen(world.host, reset)).toBe(false);
});

describe('at the same moment', () => {
  let database: Awaited<ReturnType<typeof copyOfTemplate>> | undefined;
  afterAll(() => database?.drop());

  test('an invitation and the removal of its writer: either the guest joined before, or not at all', {
    tags: 'long',
  }, async () => {
    database = await copyOfTemplate();
    const { db } = database;
    for (let n = 0; n < 5; n++) {
      const { root, writer } = await borrow(db, { libraryId: null }, async (db) => {
        const root = await aMember(await aLibrary({ db, now: NOW }), 'administrator');
        return { root, writer: await aMember(root, 'administrator') };
      });
      const as = <T>(ctx: Ctx, work: (ctx: Ctx) => Promise<T>) =>
        borrow(db, { libraryId: ctx.library.id }, (db) => work({ ...ctx, db }));
      const token = await as(writer, (ctx) => invite(ctx, `guest-${n}@example.org`));

      const [joined, removed] = await Promise.allSettled([
        as({ ...root, actor: systemActor }, (ctx) => acceptInvitation(ctx, token, fresh)),
        as(root, (ctx) => removeMember(ctx, writer.actor.id)),
      ]);

      expect(removed.status).toBe('fulfilled');
      if (joined.status === 'rejected')
        expect([Invalid, NotFound].some((kind) => joined.reason instanceof kind)).toBe(true);
      const { still } = await as(root, (ctx) =>
        stillMay(ctx, { libraryId: root.library.id, memberId: writer.actor.id }, { may: mayManageMembers }),
      );
      expect(still).toBe('left');
    }
  });
});
