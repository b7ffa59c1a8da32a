/** A proposal as it was handed in, version by version, with the steps of each. */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { found } from '../../house/errors.ts';
import type { Approval, ApprovalId, ProposalVersion } from './approval.ts';
import type { Goal } from './goal.ts';
import { asSaid } from './goals.ts';
import type { Content, Proposal, ProposalId } from './proposal.ts';

/** What is approved, with the names that it has today. */
export const contentOf = (it: Proposal, goals: readonly Goal[]): Content => {
  const {
    id: _i,
    from_worksheet_id: _w,
    renews_id: _r,
    state: _s,
    number: _n,
    changed: _c,
    made_at: _m,
    version: _v,
    ...words
  } = it;
  return {
    ...words,
    partners: it.partners.map(({ id, name, person }) => ({ id, name, person })),
    goals: goals.map(asSaid),
  };
};

/** The last first. */
export async function versionsOf(ctx: Ctx, id: ProposalId): Promise<ProposalVersion[]> {
  const { rows } = await sql<ProposalVersion>`
    select v.proposal_id, v.number, v.content, v.checks, u.name as submitted_by, v.submitted_at, v.withdrawn_at
    from proposal_versions v join members m on m.library_id = v.library_id and m.id = v.submitted_by
    join users u on u.id = m.user_id
    where v.library_id = ${ctx.library.id} and v.proposal_id = ${id} order by v.number desc`.execute(ctx.db);
  const { rows: steps } = await sql<Approval & { number: number }>`
    select a.id, a.number, a.place, a.role, a.member_id, u.name as member, a.due_on, a.answer, a.comment,
      b.name as answered_by, a.answered_by as answered_by_id, a.answered_at
    from approvals a left join members m on m.library_id = a.library_id and m.id = a.member_id
    left join users u on u.id = m.user_id
    left join members n on n.library_id = a.library_id and n.id = a.answered_by left join users b on b.id = n.user_id
    where a.library_id = ${ctx.library.id} and a.proposal_id = ${id} order by a.place, a.id`.execute(ctx.db);
  return rows.map((row) => ({
    ...row,
    approvals: steps
      .filter(({ number }) => number === row.number)
      .map((step) => ({ ...step, answered_at: step.answered_at && new Date(step.answered_at) })),
  }));
}

export const findVersion = async (ctx: Ctx, id: ProposalId, number: number): Promise<ProposalVersion> =>
  found((await versionsOf(ctx, id)).find((each) => each.number === number));

/** A step, the version that it is of, and the one before that. */
export async function findApproval(ctx: Ctx, id: ApprovalId) {
  const { rows } = await sql<{ proposal_id: ProposalId }>`select proposal_id from approvals
    where library_id = ${ctx.library.id} and id = ${id}`.execute(ctx.db);
  const versions = await versionsOf(ctx, found(rows[0]).proposal_id);
  const version = found(versions.find(({ approvals }) => approvals.some((step) => step.id === id)));
  const before = versions.find(({ number }) => number < version.number) ?? null;
  return { version, before, step: found(version.approvals.find((step) => step.id === id)) };
}
