/** Checking a proposal by the library's policy, and answering what its rules ask. */
import { sql } from 'kysely';
import { type Ctx, memberId, today } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, type FieldErrors, Invalid } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { electionPeriods } from '../officials/election-periods.ts';
import { type Facts, type PolicyRule, rulesFor } from './policy-rule.ts';
import { policyRules } from './policy-rules.ts';
import { mayChangeProposal, type Proposal, type ProposalId } from './proposal.ts';
import { answerFor, type CheckAnswer, checkField, markOfAnswer, type ProposalCheck } from './proposal-check.ts';
import { proposalForUpdate, touchProposal } from './proposal-list.ts';

/** By rule, in the order in which they were asked. */
export async function checksOf(ctx: Ctx, id: ProposalId): Promise<ProposalCheck[]> {
  const { rows } = await sql<ProposalCheck>`
    select c.rule_key, c.what, c.rule_version, c.rule_name, c.ask, c.role, c.answer, c.answer_on, c.answer_yes,
      u.name as answered_by, c.answered_at
    from proposal_checks c left join members m on m.library_id = c.library_id and m.id = c.answered_by
    left join users u on u.id = m.user_id
    where c.library_id = ${ctx.library.id} and c.proposal_id = ${id} and c.dropped_at is null
    order by c.checked_at, c.rule_key, c.what`.execute(ctx.db);
  return rows;
}

async function factsOf(ctx: Ctx, it: Proposal): Promise<Facts> {
  const { kind, given_cents, populations, starts_on, ends_on, partners } = it;
  const sectors = [...new Set(partners.flatMap((each) => each.sectors))];
  return { kind, given_cents, populations, starts_on, ends_on, sectors, elections: await electionPeriods(ctx) };
}

type Wanted = Pick<ProposalCheck, 'rule_key' | 'what' | 'rule_version' | 'rule_name' | 'ask' | 'role'>;

const wantedBy = (rule: PolicyRule): Wanted[] =>
  rule.requires.map(({ what, ask, role }) => ({
    ...{ rule_key: rule.key, what, rule_version: rule.version, rule_name: rule.name, ask },
    role: what === 'approver' ? (role ?? 'administrator') : null,
  }));

const same = (one: Pick<ProposalCheck, 'rule_key' | 'what'>) => (other: Pick<ProposalCheck, 'rule_key' | 'what'>) =>
  one.rule_key === other.rule_key && one.what === other.what;

/**
 * Asks what the rules of today ask of it. What was asked before stays as it was asked, and what is asked no more goes.
 * With `anew`, each is asked in the words that it has today; an answer to other words is asked for again.
 */
export async function checkProposal(ctx: Ctx, it: Proposal, { anew = false } = {}): Promise<void> {
  const wanted = rulesFor(await policyRules(ctx), await factsOf(ctx, it)).flatMap(wantedBy);
  const before = await checksOf(ctx, it.id);
  const kept = before.filter((each) => wanted.some(same(each)) || (!anew && stillAsked(each, before, wanted)));
  for (const { rule_key, what } of before.filter((each) => !kept.includes(each)))
    await sql`update proposal_checks set dropped_at = ${ctx.now} where library_id = ${ctx.library.id}
      and proposal_id = ${it.id} and rule_key = ${rule_key} and what = ${what}`.execute(ctx.db);
  for (const each of wanted.filter((each) => !before.some(same(each)))) await ask(ctx, it.id, each);
  if (!anew) return;
  for (const each of wanted) {
    const was = before.find(same(each));
    if (was && (was.ask.en !== each.ask.en || was.ask.es !== each.ask.es)) await ask(ctx, it.id, each);
    else if (was) await relabel(ctx, it.id, each);
  }
}

/** A rule that holds for it as before, of which somebody has struck a part meanwhile, asks what it asked. */
const stillAsked = (each: ProposalCheck, before: ProposalCheck[], wanted: Wanted[]): boolean =>
  before.includes(each) &&
  wanted.some(({ rule_key, rule_version }) => rule_key === each.rule_key && rule_version !== each.rule_version);

/** Without an answer; what was asked before in these words keeps the one that it had. */
async function ask(ctx: Ctx, id: ProposalId, { rule_key, what, rule_version, rule_name, ask, role }: Wanted) {
  await sql`insert into proposal_checks as c (library_id, proposal_id, rule_key, what, rule_version, rule_name, ask, role,
      checked_at)
    values (${ctx.library.id}, ${id}, ${rule_key}, ${what}, ${rule_version}, ${JSON.stringify(rule_name)},
      ${JSON.stringify(ask)}, ${role}, ${ctx.now})
    on conflict (library_id, proposal_id, rule_key, what) do update set rule_version = excluded.rule_version,
      rule_name = excluded.rule_name, ask = excluded.ask, role = excluded.role, dropped_at = null,
      answer = case when c.ask = excluded.ask then c.answer else '' end,
      answer_on = case when c.ask = excluded.ask then c.answer_on end,
      answer_yes = case when c.ask = excluded.ask then c.answer_yes end,
      answered_by = case when c.ask = excluded.ask then c.answered_by end,
      answered_at = case when c.ask = excluded.ask then c.answered_at end`.execute(ctx.db);
}

async function relabel(ctx: Ctx, id: ProposalId, { rule_key, what, rule_version, rule_name, role }: Wanted) {
  await sql`update proposal_checks set rule_version = ${rule_version}, rule_name = ${JSON.stringify(rule_name)},
      role = ${role}
    where library_id = ${ctx.library.id} and proposal_id = ${id} and rule_key = ${rule_key}
      and what = ${what}`.execute(ctx.db);
}

/** In the same words, of the same version: a rule that was switched on again begins to count anew. */
const isAsAsked = (check: ProposalCheck, { rule_version, ask }: Wanted): boolean =>
  check.rule_version === rule_version && check.ask.en === ask.en && check.ask.es === ask.es;

/** Whether the policy says something else today than when it was checked. */
export async function isOutOfDate(ctx: Ctx, it: Proposal, checks: readonly ProposalCheck[]): Promise<boolean> {
  const wanted = rulesFor(await policyRules(ctx), await factsOf(ctx, it)).flatMap(wantedBy);
  return (
    wanted.length !== checks.length ||
    wanted.some((each) => !checks.some((check) => same(each)(check) && isAsAsked(check, each)))
  );
}

export async function checkAgain(ctx: Ctx, id: ProposalId): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const it = await proposalForUpdate(ctx, id);
    if (it.state === 'waiting') throw new Invalid({ form: { key: 'error.proposal_waiting' } });
    allow(mayChangeProposal(ctx.actor, it));
    await checkProposal(ctx, it, { anew: true });
  });
}

/** Fields as the form calls them: "<rule>-<what>.text", ".on", ".yes". What was left open stays open. Throws Invalid. */
export async function answerChecks(ctx: Ctx, id: ProposalId, fields: Record<string, unknown>): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const it = await proposalForUpdate(ctx, id);
    if (it.state === 'waiting') throw new Invalid({ form: { key: 'error.proposal_waiting' } });
    allow(mayChangeProposal(ctx.actor, it));
    const wrong: FieldErrors = {};
    let changed = false;
    for (const check of await checksOf(ctx, id)) {
      const name = checkField(check);
      if (check.what === 'approver' || !(name in fields)) continue;
      try {
        const { seen, given } = parse(answerFor(check.what, heldUntil(ctx, it)), fields[name]);
        changed = (await keepAnswer(ctx, id, { check, seen, given })) || changed;
      } catch (error) {
        if (!(error instanceof Invalid)) throw error;
        for (const [field, message] of Object.entries(error.fields)) wrong[`${name}.${field}`] = message;
      }
    }
    if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
    // What was approved was approved with other answers.
    if (changed) await touchProposal(ctx, id);
  });
}

/** The day until which a paper has to hold. */
export const heldUntil = (ctx: Ctx, { ends_on }: Pick<Proposal, 'ends_on'>): string =>
  ends_on && ends_on > today(ctx) ? ends_on : today(ctx);

const NOTHING: CheckAnswer = { answer: '', answer_on: null, answer_yes: null };
type Kept = { check: ProposalCheck; seen: string; given: CheckAnswer | null };

/** Returns whether it is another answer. Throws Invalid where a colleague answered while it was typed. */
async function keepAnswer(ctx: Ctx, id: ProposalId, { check, seen, given }: Kept): Promise<boolean> {
  const [stored, typed] = [markOfAnswer(check), markOfAnswer(given ?? NOTHING)];
  if (typed === stored || typed === seen) return false;
  if (seen !== '' && seen !== stored)
    throw new Invalid({
      text: {
        key: 'error.check_meanwhile',
        values: { who: check.answered_by ?? '', said: check.answer || (check.answer_on ?? '') },
      },
    });
  const { answer, answer_on, answer_yes } = given ?? NOTHING;
  await sql`update proposal_checks set answer = ${answer}, answer_on = ${answer_on}, answer_yes = ${answer_yes},
      answered_by = ${given ? memberId(ctx) : null}, answered_at = ${given ? ctx.now : null}
    where library_id = ${ctx.library.id} and proposal_id = ${id} and rule_key = ${check.rule_key}
      and what = ${check.what}`.execute(ctx.db);
  return true;
}
