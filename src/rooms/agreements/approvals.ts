/** What one can do with approvals: hand a proposal in, take it back, answer, be reminded once. */
import { sql } from 'kysely';
import { type Ctx, type MemberId, memberId, today } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Forbidden, found, Invalid, translating } from '../../house/errors.ts';
import { newId } from '../../house/ids.ts';
import { insertMany } from '../../house/many.ts';
import { speak } from '../../house/messages.ts';
import { outbox } from '../../house/work/mail.ts';
import { absencesOf } from '../accounts/absences.ts';
import { type Member, membersOf } from '../accounts/members.ts';
import {
  type Approval,
  type ApprovalAnswer,
  type ApprovalId,
  answerersOf,
  mayAnswer,
  type NewStep,
  type ProposalVersion,
  waitingNow,
} from './approval.ts';
import type { Goal } from './goal.ts';
import { asSaid, goalsOf } from './goals.ts';
import { type Content, maySubmit, mayWithdraw, type Proposal, type ProposalId } from './proposal.ts';
import { unanswered } from './proposal-check.ts';
import { checksOf, heldUntil } from './proposal-checks.ts';
import { findProposal, proposalForUpdate } from './proposal-list.ts';
import { tell } from './proposals.ts';

/** Where the page is on which a proposal is answered: given by the door, which knows its own address. */
export type LinkTo = (proposal: ProposalId, approval?: ApprovalId) => string;

/** What is approved, with the names that it has today. */
export const contentOf = (it: Proposal, goals: readonly Goal[]): Content => {
  const { id: _i, from_worksheet_id: _w, state: _s, number: _n, changed: _c, made_at: _m, version: _v, ...words } = it;
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

/** Who may answer each step today. */
export async function answerersToday(ctx: Ctx): Promise<(step: Approval) => MemberId[]> {
  const members = await membersOf(ctx);
  const absences = await absencesOf(ctx);
  return (step) => answerersOf(step, members, { absences, day: today(ctx) });
}

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

/** Mail to those whose turn has come with this; whoever is asked already is not asked twice. */
async function askNow(ctx: Ctx, it: Proposal, version: ProposalVersion, linkTo: LinkTo): Promise<void> {
  const answered = version.approvals.filter(({ answer }) => answer).map(({ place }) => place);
  for (const step of waitingNow(version))
    if (!answered.includes(step.place)) await askStep(ctx, it, { step, linkTo, mail: 'approval' });
}

type Asking = { step: Approval; linkTo: LinkTo; mail: 'approval' | 'approval_reminder' };

async function askStep(ctx: Ctx, it: Proposal, { step, linkTo, mail }: Asking): Promise<void> {
  const answerers = (await answerersToday(ctx))(step);
  for (const member of (await membersOf(ctx)).filter(({ id }) => answerers.includes(id) && id !== ctx.actor.id)) {
    const language = speak(localeOf(ctx, member), ctx.library.timeZone);
    const values = {
      ...{ name: it.name, who: ctx.actor.name, library: ctx.library.name, link: linkTo(it.id, step.id) },
      partners: language.list(it.partners.map(({ name }) => name)),
      day: step.due_on ? language.day(step.due_on) : '',
    };
    await outbox(ctx, {
      ...{ to: member.email, locale: language.locale, carries: it.id },
      subject: language.message({ key: `mail.${mail}.subject`, values }),
      body: language.message({ key: `mail.${mail}.body`, values }),
    });
  }
}

const localeOf = (ctx: Ctx, member: Member) => member.locale ?? ctx.library.locale;

async function tellOwner(ctx: Ctx, it: Proposal, { comment, linkTo }: { comment: string; linkTo: LinkTo }) {
  const owner = (await membersOf(ctx)).find(({ id }) => id === it.owner_id);
  if (!owner || owner.id === ctx.actor.id) return;
  const language = speak(localeOf(ctx, owner), ctx.library.timeZone);
  const values = { name: it.name, who: ctx.actor.name, comment: comment || '–', link: linkTo(it.id) };
  await outbox(ctx, {
    ...{ to: owner.email, locale: language.locale, carries: it.id },
    subject: language.message({ key: `mail.proposal_${it.state}.subject`, values }),
    body: language.message({ key: `mail.proposal_${it.state}.body`, values }),
  });
}

/** Reminds of steps whose day is tomorrow, today or over, once each. Returns how many. */
export async function remindApprovers(ctx: Ctx, linkTo: LinkTo): Promise<number> {
  const { rows } = await sql<{ id: ApprovalId; proposal_id: ProposalId; number: number }>`
    select a.id, a.proposal_id, a.number from approvals a
    where a.library_id = ${ctx.library.id} and a.answer is null and a.reminded_at is null
      and a.due_on <= ${today(ctx, 1)} and exists (select 1 from proposal_versions v
        join proposals p on p.library_id = v.library_id and p.id = v.proposal_id
        where v.library_id = ${ctx.library.id} and v.proposal_id = a.proposal_id and v.number = a.number
          and v.withdrawn_at is null and p.removed_at is null)
      and not exists (select 1 from approvals o where o.library_id = ${ctx.library.id}
        and o.proposal_id = a.proposal_id and o.number = a.number and o.answer in ('declined', 'changes'))`.execute(
    ctx.db,
  );
  let reminded = 0;
  for (const row of rows) {
    const it = await findProposal(ctx, row.proposal_id).catch(() => null);
    const version = it?.number === row.number ? await findVersion(ctx, row.proposal_id, row.number) : null;
    const step = version && waitingNow(version).find(({ id }) => id === row.id);
    if (!it || !step) continue;
    await sql`update approvals set reminded_at = ${ctx.now} where library_id = ${ctx.library.id}
      and id = ${row.id}`.execute(ctx.db);
    await askStep(ctx, it, { step, linkTo, mail: 'approval_reminder' });
    reminded++;
  }
  return reminded;
}
