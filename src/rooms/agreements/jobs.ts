/**
 * What this room does without anybody waiting, each morning where the library is: reminding those whose word is due,
 * asking once a year whether each side got what it hoped for, and making tasks of an accepted grid. The last two are
 * done as whoever looks after the proposal; where they have left, nobody is asked in their name.
 */
import { sql } from 'kysely';
import { type Ctx, type MemberId, systemActor } from '../../house/ctx.ts';
import { borrow, inTransaction } from '../../house/db.ts';
import type { At } from '../../house/work/handler.ts';
import type { Schedules } from '../../house/work/schedules.ts';
import { enter, findLibrary, librariesIn } from '../accounts/libraries.ts';
import { remindApprovers } from './approvals.ts';
import { makeGridTasks } from './grid-tasks.ts';
import { mayPropose, type ProposalId } from './proposal.ts';
import { askReward, rewardsToAsk } from './rewards.ts';

/** In each library of a zone, in a transaction of its own. */
async function inEach(at: At, zone: string, work: (ctx: Ctx, base: string) => Promise<void>): Promise<void> {
  for (const library of await librariesIn({ db: at.db, now: at.now() }, zone))
    await borrow(at.db, { libraryId: library.id }, (db) =>
      inTransaction({ db, now: at.now() }, async (host) => {
        const ctx = { ...(await enter(host, await findLibrary(host, library.slug))), actor: systemActor };
        await work(ctx, at.postman.baseUrl);
      }),
    );
}

/** As this member, if they may still propose; else not at all. */
async function as(at: At, ctx: Ctx, member: string, work: (ctx: Ctx) => Promise<unknown>): Promise<void> {
  const asker = { libraryId: ctx.library.id, memberId: member as MemberId };
  const acting = await at.actFor(ctx, asker, mayPropose);
  if (acting?.still === 'may') await work(acting.ctx);
}

const remind = (at: At, zone: string) =>
  inEach(at, zone, async (ctx, base) => {
    const here = `${base}/l/${ctx.library.slug}`;
    await remindApprovers(ctx, (id, approval) => `${here}/${approval ? `approvals/${approval}` : `proposals/${id}`}`);
  });

const askRewards = (at: At, zone: string) =>
  inEach(at, zone, async (ctx, base) => {
    const ways = {
      link: (purpose: string, token: string) => `${base}/l/${ctx.library.slug}/guest/${purpose}/${token}`,
      code: () => `${base}/l/${ctx.library.slug}/guest`,
    };
    const linkTo = (id: string) => `${base}/l/${ctx.library.slug}/reward-answers/${id}`;
    for (const { id, owner_id } of await rewardsToAsk(ctx))
      await as(at, ctx, owner_id, (ctx) => askReward(ctx, id, { ways, linkTo }));
  });

const makeTasks = (at: At, zone: string) =>
  inEach(at, zone, async (ctx) => {
    const { rows } = await sql<{ id: ProposalId; owner_id: string }>`select p.id, p.owner_id from proposals p
      where p.library_id = ${ctx.library.id} and p.removed_at is null
        and exists (select 1 from responsibility_versions v where v.library_id = ${ctx.library.id}
          and v.proposal_id = p.id)`.execute(ctx.db);
    for (const { id, owner_id } of rows) await as(at, ctx, owner_id, (ctx) => makeGridTasks(ctx, id));
  });

export const schedules: Schedules = {
  'approvals.remind': { cron: '10 7 * * *', each: 'zone', run: remind },
  'rewards.ask': { cron: '20 7 * * *', each: 'zone', run: askRewards },
  'responsibilities.tasks': { cron: '40 4 * * *', each: 'zone', run: makeTasks },
};
