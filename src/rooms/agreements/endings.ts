/**
 * An agreement ends well: what came of it, thanks, what goes back, whether the door is open; the partners hear it, and
 * their stage follows. The way on is a proposal with everything filled in.
 */
import { sql } from 'kysely';
import { z } from 'zod';
import { type Ctx, memberId, today } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, found, Invalid, translating } from '../../house/errors.ts';
import { speak } from '../../house/messages.ts';
import { checkbox, longText, requiredDay, requiredText, several } from '../../house/parse.ts';
import { outbox } from '../../house/work/mail.ts';
import { addressOf } from '../accounts/users.ts';
import type { PartnerId, Stage } from '../partners/partner.ts';
import { changeStage, findPartner } from '../partners/partners.ts';
import { type Agreement, type AgreementId, mayEnd } from './agreement.ts';
import { agreementForUpdate, agreementsOf } from './agreement-list.ts';
import { tellOf } from './agreements.ts';
import { whomToTell } from './signing/amending.ts';
import { openVersion, takeBack } from './signing/sending.ts';

export const ENDING_WHYS = ['done', 'term', 'both', 'ours', 'theirs', 'renewed'] as const;
export type EndingWhy = (typeof ENDING_WHYS)[number];
/** What a partner becomes; '' leaves it as it is. */
export const ENDING_STAGES = ['', 'dormant', 'ended'] as const;

export const endingDraft = z.object({
  ended_on: requiredDay,
  why: z.enum(ENDING_WHYS, 'error.choice'),
  reason: longText(1000),
  came_of_it: requiredText(3000),
  thanks: longText(1000),
  returned: longText(1000),
  door_open: checkbox,
  stage: z.enum(ENDING_STAGES, 'error.choice').default(''),
  /** The partners that it is sent to. */
  send: several(z.guid('error.choice')),
});
export type EndingDraft = z.output<typeof endingDraft>;
export type Ending = Omit<EndingDraft, 'stage' | 'send'> & { sent_to: string[]; made_by: string; made_at: Date };

export async function endingOf(ctx: Ctx, id: AgreementId): Promise<Ending | null> {
  const { rows } = await sql<Ending>`
    select e.ended_on, e.why, e.reason, e.came_of_it, e.thanks, e.returned, e.door_open, e.sent_to, u.name as made_by,
      e.made_at
    from agreement_endings e join members m on m.library_id = e.library_id and m.id = e.made_by
    join users u on u.id = m.user_id
    where e.library_id = ${ctx.library.id} and e.agreement_id = ${id}`.execute(ctx.db);
  return rows[0] ?? null;
}

/** Closes it, once. Returns the names of partners that nobody could be written to at. Throws Invalid. */
export async function endAgreement(ctx: Ctx, id: AgreementId, draft: EndingDraft): Promise<string[]> {
  const { stage, send, ...said } = draft;
  return inTransaction(ctx, async (ctx) => {
    const it = await agreementForUpdate(ctx, id);
    if (it.ended_on) throw new Invalid({ form: { key: 'error.agreement_over' } });
    allow(mayEnd(ctx.actor, it));
    if (said.ended_on > today(ctx)) throw new Invalid({ ended_on: { key: 'error.ending_future' } });
    const open = await openVersion(ctx, id);
    if (open) await takeBack(ctx, it, { version: open, why: '' });
    const { told, nobody } = await whomToTell(ctx, it);
    const recipients = told.filter(({ partner_id }) => send.includes(partner_id));
    const sent_to = recipients.map(({ name, email }) => `${name} <${email}>`);
    await translating({ agreement_endings_pkey: ['form', 'error.agreement_over'] }, () =>
      ctx.db
        .insertInto('agreement_endings')
        .values({
          ...{ library_id: ctx.library.id, agreement_id: id, ...said, sent_to },
          ...{ made_by: memberId(ctx), made_at: ctx.now },
        })
        .execute(),
    );
    for (const who of recipients) await sendResults(ctx, it, { who, said });
    for (const { id: partner } of it.partners) await stageFollows(ctx, it, { partner, stage, said });
    await tellOf(ctx, 'agreement.ended', it, { came_of_it: said.came_of_it.slice(0, 140) });
    return it.partners.filter(({ id, name }) => send.includes(id) && nobody.includes(name)).map(({ name }) => name);
  });
}

type Results = { who: { name: string; email: string; locale: 'en' | 'es' }; said: Omit<EndingDraft, 'stage' | 'send'> };

async function sendResults(ctx: Ctx, it: Agreement, { who, said }: Results): Promise<void> {
  const { t, day } = speak(who.locale, ctx.library.timeZone);
  const parts = [
    t('mail.ending.body', { person: who.name, name: it.name, library: ctx.library.name, day: day(said.ended_on) }),
    said.came_of_it,
    said.thanks,
    said.returned && t('mail.ending.returned', { words: said.returned }),
    said.door_open && t('mail.ending.door'),
    ctx.actor.name,
  ];
  await outbox(ctx, {
    ...{ to: who.email, locale: who.locale, replyTo: await addressOf(ctx), carries: it.id },
    subject: t('mail.ending.subject', { name: it.name }),
    body: parts.filter(Boolean).join('\n\n'),
  });
}

type Following = { partner: PartnerId; stage: Stage | ''; said: Pick<EndingDraft, 'thanks' | 'returned' | 'reason'> };

/** A partner with another agreement that holds stays what it is. */
async function stageFollows(ctx: Ctx, it: Agreement, { partner, stage, said }: Following): Promise<void> {
  if (stage === '' || (await othersHold(ctx, it, partner))) return;
  const { version, stage: was } = await findPartner(ctx, partner);
  if (was === stage) return;
  const { t } = speak(ctx.library.locale, ctx.library.timeZone);
  const reason = [t('agreement.ended_reason', { name: it.name }), said.reason].filter(Boolean).join(' ').slice(0, 1000);
  const farewell = [said.returned, said.thanks].filter(Boolean).join(' ').slice(0, 1000);
  await changeStage(ctx, partner, { stage, reason, farewell, version });
}

const HOLDS = ['agreed', 'in_force', 'suspended'];
export const othersHold = async (ctx: Ctx, it: Pick<Agreement, 'id'>, partner: PartnerId): Promise<boolean> =>
  (await agreementsOf(ctx, { partner })).some(({ id, state }) => id !== it.id && HOLDS.includes(state));

/** Opened again, where it was closed by mistake: mail that went out stays out. */
export async function reopenAgreement(ctx: Ctx, id: AgreementId): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const it = await agreementForUpdate(ctx, id);
    found(it.ended_on ?? undefined);
    allow(mayReopen(ctx.actor, it));
    await sql`delete from agreement_endings where library_id = ${ctx.library.id} and agreement_id = ${id}`.execute(
      ctx.db,
    );
    await tellOf(ctx, 'agreement.reopened', it);
  });
}
export const mayReopen = (actor: Ctx['actor'], it: Pick<Agreement, 'ended_on' | 'number' | 'owner_id'>) =>
  it.ended_on !== null && mayEnd(actor, { ...it, state: 'in_force' });
