/**
 * What this room does without anybody waiting, each morning where the library is: reminding those whose word is due,
 * asking once a year whether each side got what it hoped for, and making tasks of an accepted grid. The last two are
 * done as whoever looks after the proposal; where they have left, nobody is asked in their name. Agreements that renew by
 * themselves begin their next term, and whoever has not signed is reminded.
 */
import { type Ctx, type MemberId, systemActor } from '../../house/ctx.ts';
import { borrow, inTransaction } from '../../house/db.ts';
import type { At } from '../../house/work/handler.ts';
import type { Schedules } from '../../house/work/schedules.ts';
import { enter, findLibrary, librariesIn } from '../accounts/libraries.ts';
import { remindApprovers } from './approval-mail.ts';
import { gridsToWorkOff, makeGridTasks } from './grid-tasks.ts';
import { renewByItself, toRenew } from './lasting.ts';
import { mayPropose } from './proposal.ts';
import { askReward, rewardsToAsk } from './rewards.ts';
import { remindSigner, signersToRemind } from './signing/reminding.ts';
import type { Doors } from './signing/signing-mail.ts';

type Work<T> = {
  find: (ctx: Ctx) => Promise<readonly T[]>;
  each: (ctx: Ctx, item: T, base: string) => Promise<unknown>;
};

/**
 * In each library of a zone, each item in a transaction of its own: one that fails is tried again with the schedule, and
 * stops no other.
 */
async function inEach<T>(at: At, zone: string, { find, each }: Work<T>): Promise<void> {
  const failed: unknown[] = [];
  for (const library of await librariesIn({ db: at.db, now: at.now() }, zone)) {
    const inLibrary = <R>(work: (ctx: Ctx) => Promise<R>): Promise<R> =>
      borrow(at.db, { libraryId: library.id }, (db) =>
        inTransaction({ db, now: at.now() }, async (host) =>
          work({ ...(await enter(host, await findLibrary(host, library.slug))), actor: systemActor }),
        ),
      );
    const items = await inLibrary(find);
    for (const item of items)
      await inLibrary((ctx) => each(ctx, item, `${at.postman.baseUrl}/l/${library.slug}`)).catch((error) =>
        failed.push(error),
      );
  }
  if (failed.length > 0) throw new AggregateError(failed, 'Some of it could not be done.');
}

/** As this member, if they may still propose; else not at all: Today says that nobody looks after it. */
async function as(at: At, ctx: Ctx, member: string, work: (ctx: Ctx) => Promise<unknown>): Promise<void> {
  const asker = { libraryId: ctx.library.id, memberId: member as MemberId };
  const acting = await at.actFor(ctx, asker, mayPropose);
  if (acting?.still === 'may') await work(acting.ctx);
}

const remind = (at: At, zone: string) =>
  inEach(at, zone, {
    find: async () => [null],
    each: (ctx, _, here) =>
      remindApprovers(ctx, (id, approval) => `${here}/${approval ? `approvals/${approval}` : `proposals/${id}`}`),
  });

const askRewards = (at: At, zone: string) =>
  inEach(at, zone, {
    find: rewardsToAsk,
    each: (ctx, { id, owner_id }, here) => {
      const link = (purpose: string, token: string) => `${here}/guest/${purpose}/${token}`;
      const ways = { link, code: () => `${here}/guest` };
      const linkTo = (id: string) => `${here}/reward-answers/${id}`;
      return as(at, ctx, owner_id, (ctx) => askReward(ctx, id, { ways, linkTo }));
    },
  });

const makeTasks = (at: At, zone: string) =>
  inEach(at, zone, {
    find: gridsToWorkOff,
    each: (ctx, { id, owner_id }) => as(at, ctx, owner_id, (ctx) => makeGridTasks(ctx, id)),
  });

const doorsAt = (here: string): Doors => ({
  ways: { link: (purpose, token) => `${here}/guest/${purpose}/${token}`, code: () => `${here}/guest` },
  linkTo: (id) => `${here}/agreements/${id}`,
});

const remindOfSigning = (at: At, zone: string) =>
  inEach(at, zone, {
    find: signersToRemind,
    each: (ctx, { id }, here) => remindSigner(ctx, id, doorsAt(here)),
  });

const renewAll = (at: At, zone: string) =>
  inEach(at, zone, { find: toRenew, each: (ctx, { id }) => renewByItself(ctx, id) });

export const schedules: Schedules = {
  'agreements.renew': { cron: '15 0 * * *', each: 'zone', run: renewAll },
  'signers.remind': { cron: '30 7 * * *', each: 'zone', run: remindOfSigning },
  'approvals.remind': { cron: '10 7 * * *', each: 'zone', run: remind },
  'rewards.ask': { cron: '20 7 * * *', each: 'zone', run: askRewards },
  'responsibilities.tasks': { cron: '40 4 * * *', each: 'zone', run: makeTasks },
};
