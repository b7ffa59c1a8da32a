/** Sending the grid to the partners, and what they say to it. */
import { sql } from 'kysely';
import { type Ctx, daysAfter, memberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, found, Invalid } from '../../house/errors.ts';
import { newId } from '../../house/ids.ts';
import { speak } from '../../house/messages.ts';
import { outbox } from '../../house/work/mail.ts';
import { addressOf } from '../accounts/users.ts';
import { revokeFor, sendLink, type Ways } from '../guests/guest-links.ts';
import type { PartnerId } from '../partners/partner.ts';
import type { Proposal, ProposalId } from './proposal.ts';
import { findProposal, proposalForUpdate } from './proposal-list.ts';
import { tell } from './proposals.ts';
import { gridOf } from './responsibilities.ts';
import {
  asSent,
  type GridAnswer,
  type GridAnswerId,
  type GridVersion,
  isSameGrid,
  mayAnswerGrid,
  mayKeepGrid,
  needsWord,
  type SentRow,
} from './responsibility.ts';
import { type Speaker, speakerOf } from './speakers.ts';

/** Days in which a link to the grid can be answered. */
const DAYS = 45;

/** The last first. */
export async function gridVersions(ctx: Ctx, id: ProposalId): Promise<GridVersion[]> {
  const { rows } = await sql<GridVersion>`
    select v.number, v.content, u.name as sent_by, v.sent_at,
      coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'proposal_id', a.proposal_id, 'number', a.number,
          'partner_id', a.partner_id, 'partner', o.name, 'person_id', a.person_id, 'asked', a.asked,
          'answer', a.answer, 'words', a.words, 'said_by', a.said_by, 'said_at', a.said_at,
          'noted', a.noted) order by o.name_key)
        from responsibility_answers a join partners p on p.library_id = a.library_id and p.id = a.partner_id
        join organizations o on o.library_id = p.library_id and o.id = p.organization_id
        where a.library_id = ${ctx.library.id} and a.proposal_id = v.proposal_id and a.number = v.number), '[]')
        as answers
    from responsibility_versions v join members m on m.library_id = v.library_id and m.id = v.sent_by
    join users u on u.id = m.user_id
    where v.library_id = ${ctx.library.id} and v.proposal_id = ${id} order by v.number desc`.execute(ctx.db);
  const now = await partnersNow(ctx, rows);
  const nowOf = (id: PartnerId | null) => (id && now.get(id)) ?? id;
  return rows.map((row) => ({
    ...row,
    content: row.content.map((each) => ({
      ...each,
      cells: each.cells.map((cell) => ({ ...cell, partner_id: nowOf(cell.partner_id) })),
    })),
    answers: row.answers.map((each) => ({ ...each, said_at: each.said_at && new Date(each.said_at) })),
  }));
}

/** A partner that became part of another is called by what it is now. */
async function partnersNow(ctx: Ctx, versions: readonly GridVersion[]): Promise<Map<string, PartnerId>> {
  const ids = versions.flatMap(({ content }) => content.flatMap(({ cells }) => cells.map((cell) => cell.partner_id)));
  const { rows } = await sql<{ former_id: string; partner_id: PartnerId }>`select former_id, partner_id
    from former_partners where library_id = ${ctx.library.id}
      and former_id = any(${[...new Set(ids)].filter((id) => id !== null)}::uuid[])`.execute(ctx.db);
  return new Map(rows.map(({ former_id, partner_id }) => [former_id, partner_id]));
}

/** What a partner accepted last; null for nothing. */
export const acceptedBy = (versions: readonly GridVersion[], partner: string): SentRow[] | null =>
  versions.find(({ answers }) => answers.some((each) => each.partner_id === partner && each.answer === 'accepted'))
    ?.content ?? null;

export type Sent = { accept: string[]; told: string[]; nobody: string[] };

/**
 * Keeps the grid as it is and sends it: to each partner that has something to accept a link, to those that are to know a
 * mail; one that nobody speaks for is named. Throws Invalid where there is nothing to send.
 */
export async function sendGrid(ctx: Ctx, id: ProposalId, ways: Ways): Promise<Sent> {
  allow(mayKeepGrid(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const proposal = await proposalForUpdate(ctx, id);
    const content = asSent(await gridOf(ctx, proposal));
    const versions = await gridVersions(ctx, id);
    if (content.length === 0) throw new Invalid({ form: { key: 'error.grid_empty' } });
    const [last] = versions;
    if (last && isSameGrid(last.content, content)) return sendAgain(ctx, proposal, { version: last, ways });
    const number = (versions[0]?.number ?? 0) + 1;
    await sql`insert into responsibility_versions (library_id, proposal_id, number, content, sent_by, sent_at)
      values (${ctx.library.id}, ${id}, ${number}, ${JSON.stringify(content)}, ${memberId(ctx)}, ${ctx.now})`.execute(
      ctx.db,
    );
    // What was asked before is asked in this one, or not any more.
    for (const { answers } of versions)
      for (const answer of answers.filter((each) => !each.answer))
        await revokeFor(ctx, { purpose: 'grid', subject_id: answer.id });
    const sent: Sent = { accept: [], told: [], nobody: [] };
    for (const partner of proposal.partners) {
      const asked = needsWord(partner.id, acceptedBy(versions, partner.id), content);
      if (asked === 'nothing') continue;
      const speaker = await speakerOf(ctx, proposal, partner.id);
      sent[speaker ? asked : 'nobody'].push(partner.name);
      await ask(ctx, { proposal, number, partner, asked, speaker, ways });
    }
    await tell(ctx, 'responsibility.sent', proposal);
    return sent;
  });
}

/** As it was sent, to those for whom nobody spoke then and somebody does now. Throws Invalid where there are none. */
async function sendAgain(
  ctx: Ctx,
  proposal: Proposal,
  { version, ways }: { version: GridVersion; ways: Ways },
): Promise<Sent> {
  const sent: Sent = { accept: [], told: [], nobody: [] };
  for (const answer of version.answers.filter((each) => !each.answer && !each.person_id)) {
    const speaker = await speakerOf(ctx, proposal, answer.partner_id);
    if (!speaker) continue;
    sent[answer.asked].push(answer.partner);
    await sql`update responsibility_answers set person_id = ${speaker.person_id} where library_id = ${ctx.library.id}
      and id = ${answer.id}`.execute(ctx.db);
    const { id, asked, partner_id } = answer;
    await write(ctx, { id, asked, proposal, partner: { id: partner_id }, speaker, ways });
  }
  if (sent.accept.length + sent.told.length === 0) throw new Invalid({ form: { key: 'error.grid_same' } });
  return sent;
}

type Asking = {
  proposal: Proposal;
  number: number;
  partner: Proposal['partners'][number];
  asked: 'accept' | 'told';
  speaker: Speaker | null;
  ways: Ways;
};

async function ask(ctx: Ctx, { proposal, number, partner, asked, speaker, ways }: Asking): Promise<void> {
  const id: GridAnswerId = newId();
  await sql`insert into responsibility_answers (library_id, id, proposal_id, number, partner_id, person_id, asked)
    values (${ctx.library.id}, ${id}, ${proposal.id}, ${number}, ${partner.id}, ${speaker?.person_id ?? null},
      ${asked})`.execute(ctx.db);
  if (speaker) await write(ctx, { id, proposal, partner, asked, speaker, ways });
}

type Written = Pick<Asking, 'proposal' | 'asked' | 'ways'> & {
  id: GridAnswerId;
  partner: { id: PartnerId };
  speaker: Speaker;
};

/** The link, or a mail that says what it reads now. */
async function write(ctx: Ctx, { id, proposal, partner, asked, speaker, ways }: Written): Promise<void> {
  const { t } = speak(speaker.locale, ctx.library.timeZone);
  const values = { name: proposal.name, library: ctx.library.name };
  if (asked === 'accept') {
    const link = { purpose: 'grid', subject_id: id, partner_id: partner.id, ...speaker } as const;
    await sendLink(ctx, { ...link, asks: t('grid.asks', values), expires_at: daysAfter(ctx.now, DAYS) }, ways);
    return;
  }
  const rows = (await gridVersions(ctx, proposal.id))[0]?.content ?? [];
  const lines = rows.map(({ what }) => `– ${what}`).join('\n');
  await outbox(ctx, {
    ...{ to: speaker.email, locale: speaker.locale, replyTo: await addressOf(ctx), carries: proposal.id },
    subject: t('mail.grid_told.subject', values),
    body: t('mail.grid_told.body', { ...values, lines }),
  });
}

/** `open`: it is the last that was sent, to one that is still in it. */
export type AskedGrid = { proposal: Proposal; version: GridVersion; answer: GridAnswer; open: boolean };

export async function findGridAnswer(ctx: Ctx, id: GridAnswerId): Promise<AskedGrid> {
  const { rows } = await sql<{ proposal_id: ProposalId }>`select proposal_id from responsibility_answers
    where library_id = ${ctx.library.id} and id = ${id}`.execute(ctx.db);
  const proposal = await findProposal(ctx, found(rows[0]).proposal_id);
  const versions = await gridVersions(ctx, proposal.id);
  const version = found(versions.find(({ answers }) => answers.some((each) => each.id === id)));
  const answer = found(version.answers.find((each) => each.id === id));
  const isIn = proposal.partners.some((each) => each.id === answer.partner_id);
  return { proposal, version, answer, open: version === versions[0] && isIn };
}

type Said = { answer: 'accepted' | 'changes'; words: string };

/**
 * By the guest who was asked, or noted by staff from paper or a call. Of a grid that was sent anew meanwhile nobody says
 * anything any more. Throws Invalid.
 */
export async function answerGrid(ctx: Ctx, id: GridAnswerId, { answer, words }: Said): Promise<void> {
  allow(mayKeepGrid(ctx.actor) || mayAnswerGrid(ctx.actor, id));
  await inTransaction(ctx, async (ctx) => {
    const asked = await findGridAnswer(ctx, id);
    await proposalForUpdate(ctx, asked.proposal.id);
    const { proposal, open, answer: before } = await findGridAnswer(ctx, id);
    if (!open) throw new Invalid({ form: { key: 'error.grid_newer' } });
    // What they said themselves is theirs to change.
    if (ctx.actor.kind !== 'guest' && before.answer) throw new Invalid({ form: { key: 'error.grid_answered' } });
    if (answer === 'changes' && words === '') throw new Invalid({ words: { key: 'error.grid_words' } });
    await sql`update responsibility_answers set answer = ${answer}, words = ${words}, said_by = ${ctx.actor.name},
      said_at = ${ctx.now}, noted = ${ctx.actor.kind !== 'guest'}
      where library_id = ${ctx.library.id} and id = ${id}`.execute(ctx.db);
    await tell(ctx, `responsibility.${answer}`, proposal);
  });
}
