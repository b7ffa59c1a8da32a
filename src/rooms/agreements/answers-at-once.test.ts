/**
 * Two who answer at the same moment, and one who changes what another approves: on a database that really commits.
 *
 * @module-tag long
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aLibrary, aMember, aProposal, aStep, submitted } from '../../../test/factories.ts';
import { copyOfTemplate } from '../../../test/support.ts';
import type { Ctx } from '../../house/ctx.ts';
import { borrow } from '../../house/db.ts';
import { found, type Invalid } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import type { ApprovalAnswer } from './approval.ts';
import { answerApproval, withdrawProposal } from './approvals.ts';
import { proposalEdit } from './proposal.ts';
import { findProposal } from './proposal-list.ts';
import { versionsOf } from './proposal-versions.ts';
import { changeProposal, proposalAsTyped } from './proposals.ts';

let database: Awaited<ReturnType<typeof copyOfTemplate>>;
beforeAll(async () => {
  database = await copyOfTemplate();
});
afterAll(() => database.drop());

const as = <T>(me: Ctx, work: (ctx: Ctx) => Promise<T>) =>
  borrow(database.db, { libraryId: me.library.id }, (db) => work({ ...me, db }));

async function scene() {
  return borrow(database.db, { libraryId: null }, async (db) => {
    const ana = await aMember(await aLibrary({ db, now: new Date('2026-03-09T15:00:00Z') }), 'administrator', 'Ana');
    const eve = await aMember(ana, 'administrator', 'Eve');
    const id = await aProposal(ana);
    const [step] = await submitted(ana, id, [aStep('administrator')]);
    return { ana, eve, id, step: found(step) };
  });
}

test('of two who approve and decline at once one is heard, and the other is told who it was', async () => {
  for (let n = 0; n < 5; n++) {
    const { ana, eve, id, step } = await scene();
    const say = (me: Ctx, answer: ApprovalAnswer) =>
      as(me, (ctx) =>
        answerApproval(ctx, { proposal: id, approval: step }, { answer, comment: 'So', linkTo: () => '' }),
      );

    const said = await Promise.allSettled([say(ana, 'approved'), say(eve, 'declined')]);

    const refused = said.flatMap((each) => (each.status === 'rejected' ? [each.reason as Invalid] : []));
    expect(refused.map((each) => each.fields?.form?.key)).toEqual(['error.approval_answered']);
    const [version] = await as(ana, (ctx) => versionsOf(ctx, id));
    const { state } = await as(ana, (ctx) => findProposal(ctx, id));
    expect(version?.approvals.map(({ answer }) => answer)).toEqual([state]);
  }
});

test('what is withdrawn and changed while somebody approves it is not approved as it was not read', async () => {
  for (let n = 0; n < 5; n++) {
    const { ana, eve, id, step } = await scene();
    const change = async (ctx: Ctx) => {
      await withdrawProposal(ctx, id);
      const it = await findProposal(ctx, id);
      await changeProposal(
        ctx,
        id,
        parse(proposalEdit, { ...proposalAsTyped(it), we_do: 'Less', version: it.version }),
      );
    };
    const said = { answer: 'approved', comment: '', linkTo: () => '' } as const;

    await Promise.allSettled([
      as(ana, change),
      as(eve, (ctx) => answerApproval(ctx, { proposal: id, approval: step }, said)),
    ]);

    const it = await as(ana, (ctx) => findProposal(ctx, id));
    // Either it was approved before it could be withdrawn, or nobody has approved what it says now.
    expect(it.state === 'approved' ? it.we_do : it.state).toBe(it.state === 'approved' ? 'Rooms on Tuesdays' : 'draft');
    expect(it.state === 'approved' && it.changed).toBe(false);
  }
});
