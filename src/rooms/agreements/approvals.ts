/** What one can do with approvals: hand a proposal in, take it back, answer. */
import { sql } from 'kysely';
import { type Ctx, memberId, today } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Forbidden, found, Invalid, translating } from '../../house/errors.ts';
import { newId } from '../../house/ids.ts';
import { insertMany } from '../../house/many.ts';
import { membersOf } from '../accounts/members.ts';
import { type ApprovalAnswer, type ApprovalId, mayAnswer, type NewStep, waitingNow } from './approval.ts';
import { answerersToday, askNow, type LinkTo, tellOwner } from './approval-mail.ts';
import { goalsOf } from './goals.ts';
import { type Content, maySubmit, mayWithdraw, type ProposalId } from './proposal.ts';
import { unanswered } from './proposal-check.ts';
import { checksOf, heldUntil } from './proposal-checks.ts';
import { findProposal, proposalForUpdate } from './proposal-list.ts';
import { contentOf, findVersion, versionsOf } from './proposal-versions.ts';
import { tell } from './proposals.ts';

/** After the others, each in a place of its own: approvers that the policy asks for and nobody chose. */
export function withApprovers(steps: readonly NewStep[], roles: readonly NewStep['role'][]): NewStep[] {
  const missing = [...new Set(roles)].filter((role) => role && !steps.some((step) => step.role === role));
  const last = Math.max(0, ...steps.map(({ place }) => place));
  return [...steps, ...missing.map((role, at) => ({ role, member_id: null, place: last + at + 1, due_on: null }))];
}

/** Freezes it as a version and asks for approval. Throws Invalid where something is still to be answered. */
export async function submitProposal(
  ctx: Ctx,
  id: ProposalId,
  { steps, linkTo }: { steps: NewStep[]; linkTo: LinkTo },
) {
  await inTransaction(ctx, async (ctx) => {
    const it = await proposalForUpdate(ctx, id);
    if (it.state === 'waiting') throw new Invalid({ form: { key: 'error.proposal_waiting' } });
    allow(maySubmit(ctx.actor, it));
    const checks = await checksOf(ctx, id);
    if (unanswered(checks, heldUntil(ctx, it)).length > 0)
      throw new Invalid({ form: { key: 'error.proposal_unanswered' } });
    const all = withApprovers(
      steps,
      checks.map(({ role }) => role),
    );
    if (all.length === 0) throw new Invalid({ 'steps.0.who': { key: 'error.approval_nobody' } });
    if (all.some(({ due_on }) => due_on && due_on < today(ctx)))
      throw new Invalid({ form: { key: 'error.approval_past' } });
    const staff = (await membersOf(ctx)).filter(({ role }) => role !== 'reader').map(({ id }) => id);
    if (all.some(({ member_id }) => member_id && !staff.includes(member_id)))
      throw new Invalid({ 'steps.0.who': { key: 'error.choice' } });
    const number = ((await versionsOf(ctx, id))[0]?.number ?? 0) + 1;
    await keepVersion(ctx, { id, number, content: contentOf(it, await goalsOf(ctx, [id])), checks, steps: all });
    await tell(ctx, 'proposal.submitted', it);
    await askNow(ctx, it, await findVersion(ctx, id, number), linkTo);
  });
}

type Kept = { id: ProposalId; number: number; content: Content; checks: unknown; steps: NewStep[] };

async function keepVersion(ctx: Ctx, { id, number, content, checks, steps }: Kept): Promise<void> {
  const of = { library_id: ctx.library.id, proposal_id: id, number };
  await sql`insert into proposal_versions (library_id, proposal_id, number, content, checks, submitted_by, submitted_at)
    values (${ctx.library.id}, ${id}, ${number}, ${JSON.stringify(content)}, ${JSON.stringify(checks)},
      ${memberId(ctx)}, ${ctx.now})`.execute(ctx.db);
  await translating({ approvals_library_id_member_id_fkey: ['steps.0.who', 'error.choice'] }, () =>
    insertMany(
      ctx.db,
      'approvals',
      steps.map((step) => ({ ...of, id: newId(), ...step })),
    ),
  );
}

/** Takes it back, to change it: nobody can answer it any more. */
export async function withdrawProposal(ctx: Ctx, id: ProposalId): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const it = await proposalForUpdate(ctx, id);
    if (it.state !== 'waiting') throw new Invalid({ form: { key: 'error.proposal_not_waiting' } });
    allow(mayWithdraw(ctx.actor, it));
    await sql`update proposal_versions set withdrawn_at = ${ctx.now}, withdrawn_by = ${memberId(ctx)}
      where library_id = ${ctx.library.id} and proposal_id = ${id} and number = ${it.number}`.execute(ctx.db);
    await tell(ctx, 'proposal.withdrawn', it);
  });
}

type Said = { answer: ApprovalAnswer; comment: string };

/**
 * Answers a step, once: of two who answer at the same moment, the second is told who was first. Whoever looks after the
 * proposal is told when it is decided, and the next are asked when all before them said yes.
 */
export async function answerApproval(
  ctx: Ctx,
  { proposal, approval }: { proposal: ProposalId; approval: ApprovalId },
  { answer, comment, linkTo }: Said & { linkTo: LinkTo },
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const it = await proposalForUpdate(ctx, proposal);
    const version = found(await versionOfStep(ctx, proposal, approval));
    const step = found(version.approvals.find(({ id }) => id === approval));
    if (step.answer)
      throw new Invalid({ form: { key: 'error.approval_answered', values: { who: step.answered_by ?? '' } } });
    if (version.withdrawn_at || version.number !== it.number)
      throw new Invalid({ form: { key: 'error.approval_withdrawn' } });
    if (!waitingNow(version).includes(step)) throw new Invalid({ form: { key: 'error.approval_not_now' } });
    if (!mayAnswer(ctx.actor, (await answerersToday(ctx))(step))) throw new Forbidden();
    await sql`update approvals set answer = ${answer}, comment = ${comment}, answered_by = ${memberId(ctx)},
      answered_at = ${ctx.now} where library_id = ${ctx.library.id} and id = ${approval} and answer is null`.execute(
      ctx.db,
    );
    await tell(ctx, `proposal.step_${answer}`, it, comment ? { reason: comment } : {});
    const now = await findProposal(ctx, proposal);
    if (now.state === 'waiting') await askNow(ctx, now, await findVersion(ctx, proposal, version.number), linkTo);
    else await tellOwner(ctx, now, { comment, linkTo });
  });
}

const versionOfStep = async (ctx: Ctx, id: ProposalId, approval: ApprovalId) =>
  (await versionsOf(ctx, id)).find(({ approvals }) => approvals.some((step) => step.id === approval));
