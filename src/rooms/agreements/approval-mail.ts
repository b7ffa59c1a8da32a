/** Who is asked for their word, told what became of it, and reminded once: by mail, in their language. */
import { sql } from 'kysely';
import { type Ctx, type MemberId, today } from '../../house/ctx.ts';
import { speak } from '../../house/messages.ts';
import { outbox } from '../../house/work/mail.ts';
import { absencesOf } from '../accounts/absences.ts';
import { type Member, membersOf } from '../accounts/members.ts';
import { type Approval, type ApprovalId, answerersOf, type ProposalVersion, waitingNow } from './approval.ts';
import type { Proposal, ProposalId } from './proposal.ts';
import { findProposal } from './proposal-list.ts';
import { findVersion } from './proposal-versions.ts';

/** Where the page is on which a proposal is answered: given by the door, which knows its own address. */
export type LinkTo = (proposal: ProposalId, approval?: ApprovalId) => string;

/** Who may answer each step today. */
export async function answerersToday(ctx: Ctx): Promise<(step: Approval) => MemberId[]> {
  const members = await membersOf(ctx);
  const absences = await absencesOf(ctx);
  return (step) => answerersOf(step, members, { absences, day: today(ctx) });
}

/** Mail to those whose turn has come with this; whoever is asked already is not asked twice. */
export async function askNow(ctx: Ctx, it: Proposal, version: ProposalVersion, linkTo: LinkTo): Promise<void> {
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

export async function tellOwner(ctx: Ctx, it: Proposal, { comment, linkTo }: { comment: string; linkTo: LinkTo }) {
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
