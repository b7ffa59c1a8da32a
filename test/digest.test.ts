/**
 * The Monday digest, with the real queue, on a database that really commits.
 *
 * @module-tag long
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { digestSchedules } from '../src/digest.ts';
import type { Ctx, MemberId } from '../src/house/ctx.ts';
import { borrow } from '../src/house/db.ts';
import { openLog } from '../src/house/log.ts';
import { openBoss } from '../src/house/work/boss.ts';
import type { At } from '../src/house/work/handler.ts';
import { openPostman } from '../src/house/work/postman.ts';
import { doNext, prepareWork } from '../src/house/work/worker.ts';
import { actFor, nameOfLibrary, zonesInUse } from '../src/rooms/accounts/libraries.ts';
import { removeMember } from '../src/rooms/accounts/members.ts';
import { setNextStep } from '../src/rooms/partners/next-steps.ts';
import { work } from '../src/worker.ts';
import { aLibrary, aMember, anAgreementInForce, anInteraction, aPartner } from './factories.ts';
import { copyOfTemplate, houseOn, NOW } from './support.ts';

let database: Awaited<ReturnType<typeof copyOfTemplate>>;
let boss: ReturnType<typeof openBoss>;
beforeAll(async () => {
  database = await copyOfTemplate();
  await prepareWork(database, work);
  boss = openBoss(database.pool, {});
  boss.on('error', () => {});
  await boss.start();
});
afterAll(async () => {
  await boss.stop({ graceful: false });
  await database.drop();
});

const at = (now = NOW): At => ({
  ...{ pool: database.pool, db: database.db, boss, now: () => now, actFor, nameOf: nameOfLibrary },
  zones: () => zonesInUse({ db: database.db, now }),
  house: houseOn(database.db),
  postman: openPostman({ from: '', baseUrl: 'http://library.test' }, openLog('silent'), undefined),
});
const monday = (now?: Date) => {
  const scheduled = digestSchedules['digest.monday'];
  if (scheduled?.each !== 'zone') throw new Error('The digest is made by zone.');
  return scheduled.run(at(now), 'America/Denver');
};
const sendAll = async (now?: Date) => {
  while (await doNext(at(now), work, { kinds: ['digest.send'] }));
};
const mails = (ctx: Ctx) =>
  borrow(database.db, { libraryId: ctx.library.id }, (db) =>
    db
      .selectFrom('outbox as o')
      .innerJoin('users as u', 'u.email', 'o.recipient')
      .select(['u.name', 'o.subject', 'o.body', 'o.locale', 'o.kind'])
      .where('o.library_id', '=', ctx.library.id)
      .orderBy('u.name')
      .execute(),
  );

/** Ana has a step that is late, a partner to call and one for later; Ben nothing; Carla reads Spanish. */
async function aWeek(): Promise<{ ana: Ctx; carla: Ctx }> {
  return borrow(database.db, { libraryId: null }, async (db) => {
    const ana = await aMember(await aLibrary({ db, now: NOW }, 'Elm Library'), 'administrator', 'Ana');
    const partner = await aPartner(ana, { name: 'Grange' });
    await setNextStep(ana, partner, { what: 'Call about chairs', due_on: '2026-03-02' });
    await setNextStep(ana, await aPartner(ana, { name: 'Much later' }), { what: 'Ask', due_on: '2026-06-02' });
    await anInteraction(ana, { partners: [partner], happened_on: '2025-03-01' });
    await aMember(ana, 'contributor', 'Ben');
    const carla = await aMember(ana, 'contributor', 'Carla');
    await db
      .updateTable('users')
      .set({ locale: 'es' })
      .where('id', '=', carla.actor.userId as never)
      .execute();
    await setNextStep(carla, await aPartner(carla, { name: 'Raíces' }), { what: 'Llamar', due_on: '2026-03-12' });
    return { ana, carla };
  });
}

test('is one mail to each for whom something waits, in their language, with what is theirs and when', async () => {
  const { ana } = await aWeek();
  await monday();
  await sendAll();
  const [to, also, ...nobody] = await mails(ana);

  expect(nobody).toEqual([]);
  expect(to).toMatchObject({
    name: 'Ana',
    locale: 'en',
    kind: 'digest',
    subject: '2 things wait for you at Elm Library',
  });
  expect(to?.body).toContain('* Grange: Call about chairs (was due Mar 2, 2026)');
  expect(to?.body).toContain('1 partner to be in touch with');
  expect(to?.body).toMatch(/http:\/\/library\.test\/l\/[\w-]+\/partners\/[0-9a-f-]{36}/);
  expect(to?.body).not.toContain('Much later');
  expect(also).toMatchObject({ name: 'Carla', locale: 'es', subject: '1 pendiente le espera en Elm Library' });
  expect(also?.body).toContain('* Raíces: Llamar (para el 12 mar 2026)');
});

test('is made once a Monday, however often it is asked for and whoever does it', async () => {
  const { ana } = await aWeek();
  await monday();
  await monday();
  await Promise.all([sendAll(), sendAll()]);
  await monday();
  await sendAll();
  expect(await mails(ana)).toHaveLength(2);

  const next = new Date(NOW.getTime() + 7 * 86_400_000);
  await monday(next);
  await sendAll(next);
  expect(await mails(ana)).toHaveLength(4);
});

test('is not made by half when the worker dies over it, and not for whoever left while it was made', async () => {
  const { ana, carla } = await aWeek();
  await monday();
  const dying = { ...at(), boss: { ...boss, complete: () => Promise.reject(new Error('killed')) } } as unknown as At;
  const job = { kind: 'digest.send', subject: ana.actor.id as MemberId, libraryId: ana.library.id } as never;
  await expect(work.jobs['digest.send']?.run(dying, job)).rejects.toThrow('killed');
  expect(await mails(ana)).toEqual([]);

  await borrow(database.db, { libraryId: ana.library.id }, (db) =>
    removeMember({ ...ana, db }, carla.actor.id as MemberId),
  );
  await sendAll();
  expect((await mails(ana)).map(({ name }) => name)).toEqual(['Ana']);
});

test('reminds of an agreement in the mail of the right Monday and of no other, before and after the clocks change', async () => {
  const before = new Date('2026-03-02T14:00:00Z');
  const ana = await borrow(database.db, { libraryId: null }, async (db) => {
    const ana = await aMember(await aLibrary({ db, now: before }, 'Oak Library'), 'administrator', 'Ana');
    // Clocks change on March 8; 30 days before April 10 is Wednesday March 11.
    await anAgreementInForce(ana, { name: 'Lab evenings', effective_on: '2026-01-01', ends_on: '2026-04-10' });
    return ana;
  });
  const reminded = async () => (await mails(ana)).filter(({ body }) => body.includes('Lab evenings')).length;
  const on = async (now: Date) => {
    await monday(now);
    await sendAll(now);
    return reminded();
  };

  expect(await on(before)).toBe(0);
  expect(await on(new Date('2026-03-09T13:00:00Z'))).toBe(1);
  expect((await mails(ana)).at(-1)?.body).toContain('1 agreement will end\n* Lab evenings (by Apr 10, 2026)');
  expect(await on(new Date('2026-03-09T13:00:00Z'))).toBe(1);
  expect(await on(new Date('2026-03-16T13:00:00Z'))).toBe(1);
});
