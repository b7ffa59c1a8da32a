/** What one can do with rewards: say what a side hopes for, ask it once a year, say whether it got it. */
import { sql } from 'kysely';
import { type Ctx, daysAfter, memberId, today } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Forbidden, found, Invalid } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import { speak } from '../../house/messages.ts';
import { outbox } from '../../house/work/mail.ts';
import { membersOf } from '../accounts/members.ts';
import { sendLink, type Ways } from '../guests/guest-links.ts';
import type { PartnerId } from '../partners/partner.ts';
import { mayPropose, type Proposal, type ProposalId } from './proposal.ts';
import { findProposal, proposalForUpdate } from './proposal-list.ts';
import { ASKED_DAYS, type GotDraft, maySayGot, type Reward, type RewardAnswerId, type RewardId } from './reward.ts';
import { type Speaker, speakerOf } from './speakers.ts';

/** The library's own first, then by the partner's name. */
export async function rewardsOf(ctx: Ctx, id: ProposalId): Promise<Reward[]> {
  const { rows } = await sql<Reward>`
    select w.id, w.proposal_id, w.partner_id, o.name as partner, w.hope,
      coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'asked_on', a.asked_on, 'got', a.got,
          'words', a.words, 'said_by', a.said_by, 'said_at', a.said_at) order by a.asked_on desc)
        from reward_answers a where a.library_id = ${ctx.library.id} and a.reward_id = w.id), '[]') as answers
    from rewards w left join partners p on p.library_id = w.library_id and p.id = w.partner_id
    left join organizations o on o.library_id = p.library_id and o.id = p.organization_id
    where w.library_id = ${ctx.library.id} and w.proposal_id = ${id}
    order by w.partner_id is not null, o.name_key, w.id`.execute(ctx.db);
  return rows.map((row) => ({
    ...row,
    answers: row.answers.map((each) => ({ ...each, said_at: each.said_at && new Date(each.said_at) })),
  }));
}

export type Hope = { partner: PartnerId | null; hope: string };

/** Of each side that is named; without words there is none, unless somebody was asked about it. */
export async function setHopes(ctx: Ctx, id: ProposalId, hopes: readonly Hope[]): Promise<void> {
  allow(mayPropose(ctx.actor));
  if (hopes.length === 0) return;
  await inTransaction(ctx, async (ctx) => {
    const proposal = await proposalForUpdate(ctx, id);
    const before = await rewardsOf(ctx, id);
    for (const { partner, hope } of hopes) {
      if (partner && !proposal.partners.some((each) => each.id === partner)) throw new Forbidden();
      const was = before.find(({ partner_id }) => partner_id === partner);
      if (was && hope === '' && was.answers.length === 0)
        await sql`delete from rewards where library_id = ${ctx.library.id} and id = ${was.id}`.execute(ctx.db);
      else if (was && hope !== '')
        await sql`update rewards set hope = ${hope} where library_id = ${ctx.library.id}
          and id = ${was.id}`.execute(ctx.db);
      else if (hope !== '')
        await sql`insert into rewards (library_id, id, proposal_id, partner_id, hope, made_by, made_at)
          values (${ctx.library.id}, ${newId()}, ${id}, ${partner}, ${hope}, ${memberId(ctx)},
            ${ctx.now})`.execute(ctx.db);
    }
    await history(ctx, 'reward.hopes', { subject: theLibrary(ctx), details: { name: proposal.name } });
  });
}

/**
 * Whose turn it is to be asked today: a year after it was approved, or on its last day where that is earlier, and a year
 * after each time it was asked.
 */
export async function rewardsToAsk(ctx: Ctx): Promise<{ id: RewardId; proposal_id: ProposalId; owner_id: string }[]> {
  const { rows } = await sql<{ id: RewardId; proposal_id: ProposalId; owner_id: string }>`
    select w.id, w.proposal_id, p.owner_id from rewards w
    join proposals p on p.library_id = w.library_id and p.id = w.proposal_id
    join lateral (select min(d.at) as at from (
        select max(a.answered_at) as at from approvals a where a.library_id = ${ctx.library.id} and a.proposal_id = p.id
        group by a.number having bool_and(coalesce(a.answer = 'approved', false))) d) approved on approved.at is not null
    where w.library_id = ${ctx.library.id} and p.removed_at is null
      and coalesce((select max(a.asked_on) from reward_answers a where a.library_id = ${ctx.library.id}
          and a.reward_id = w.id) + interval '1 year',
        least((approved.at at time zone ${ctx.library.timeZone})::date + interval '1 year', p.ends_on)) <= ${today(ctx)}::date
      and (p.ends_on is null or p.ends_on >= ${today(ctx, -ASKED_DAYS)})
    order by w.id`.execute(ctx.db);
  return rows;
}

type Asking = { ways: Ways; linkTo: (id: RewardAnswerId) => string };

/** Asks one side by one mail. Returns whether there was somebody to ask. */
export async function askReward(ctx: Ctx, id: RewardId, { ways, linkTo }: Asking): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const { rows } = await sql<{ proposal_id: ProposalId }>`select proposal_id from rewards
      where library_id = ${ctx.library.id} and id = ${id} for update`.execute(ctx.db);
    const proposal = await findProposal(ctx, found(rows[0]).proposal_id);
    const reward = found((await rewardsOf(ctx, proposal.id)).find((each) => each.id === id));
    const speaker = reward.partner_id && (await speakerOf(ctx, proposal, reward.partner_id));
    if (reward.partner_id && !speaker) return false;
    const answer = newId<'reward_answers'>();
    const asked = await sql`insert into reward_answers (library_id, id, reward_id, asked_on)
      values (${ctx.library.id}, ${answer}, ${id}, ${today(ctx)}) on conflict do nothing returning 1`.execute(ctx.db);
    if (asked.rows.length === 0) return false;
    if (speaker) await askPartner(ctx, { proposal, reward, answer, ways, speaker });
    else await askOwner(ctx, { proposal, reward, link: linkTo(answer) });
    return true;
  });
}

type Asked = { proposal: Proposal; reward: Reward };

async function askPartner(
  ctx: Ctx,
  { proposal, reward, answer, ways, speaker }: Asked & { answer: RewardAnswerId; ways: Ways; speaker: Speaker },
): Promise<void> {
  const { t } = speak(speaker.locale, ctx.library.timeZone);
  await sendLink(
    ctx,
    {
      ...{ purpose: 'reward', subject_id: answer, partner_id: reward.partner_id, ...speaker },
      asks: t('reward.asks', { name: proposal.name, hope: reward.hope }),
      expires_at: daysAfter(ctx.now, ASKED_DAYS),
    },
    ways,
  );
}

async function askOwner(ctx: Ctx, { proposal, reward, link }: Asked & { link: string }): Promise<void> {
  const owner = (await membersOf(ctx)).find(({ id }) => id === proposal.owner_id);
  if (!owner) return;
  const { t, locale } = speak(owner.locale ?? ctx.library.locale, ctx.library.timeZone);
  const values = { name: proposal.name, hope: reward.hope, link };
  const words = { subject: t('mail.reward.subject', values), body: t('mail.reward.body', values) };
  await outbox(ctx, { to: owner.email, locale, carries: proposal.id, ...words });
}

/** `open`: it can still be answered, by one that is still in it. */
export type AskedReward = {
  id: RewardAnswerId;
  proposal: Proposal;
  reward: Reward;
  answer: Reward['answers'][number];
  open: boolean;
};

export async function findRewardAnswer(ctx: Ctx, id: RewardAnswerId): Promise<AskedReward> {
  const { rows } = await sql<{ proposal_id: ProposalId }>`select w.proposal_id from reward_answers a
    join rewards w on w.library_id = a.library_id and w.id = a.reward_id
    where a.library_id = ${ctx.library.id} and a.id = ${id}`.execute(ctx.db);
  const proposal = await findProposal(ctx, found(rows[0]).proposal_id);
  const rewards = await rewardsOf(ctx, proposal.id);
  const reward = found(rewards.find(({ answers }) => answers.some((each) => each.id === id)));
  const answer = found(reward.answers.find((each) => each.id === id));
  const isIn = !reward.partner_id || proposal.partners.some((each) => each.id === reward.partner_id);
  return { id, proposal, reward, answer, open: isIn && answer.asked_on >= today(ctx, -ASKED_DAYS) };
}

/** For the library's own: by whoever looks after it. For a partner: by the guest, or noted for them by staff. */
export async function sayGot(ctx: Ctx, id: RewardAnswerId, { got, words }: GotDraft): Promise<void> {
  allow(mayPropose(ctx.actor) || maySayGot(ctx.actor, id));
  await inTransaction(ctx, async (ctx) => {
    const { proposal, answer, reward, open } = await findRewardAnswer(ctx, id);
    // What they said themselves is theirs to change.
    if (ctx.actor.kind !== 'guest' && reward.partner_id && answer.got)
      throw new Invalid({ form: { key: 'error.reward_answered' } });
    if (!open) throw new Invalid({ form: { key: 'error.reward_closed' } });
    await sql`update reward_answers set got = ${got}, words = ${words}, said_by = ${ctx.actor.name},
      said_at = ${ctx.now} where library_id = ${ctx.library.id} and id = ${id}`.execute(ctx.db);
    const details = { name: proposal.name };
    await history(ctx, 'reward.said', { subject: theLibrary(ctx), details });
  });
}
