/** The mails of signing: who is asked, the digits, and what became of it; each in its reader's language. */

import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { Ctx, MemberId } from '../../../house/ctx.ts';
import { type Language, speak } from '../../../house/messages.ts';
import { outbox } from '../../../house/work/mail.ts';
import { membersOf } from '../../accounts/members.ts';
import { sendLink, type Ways } from '../../guests/guest-links.ts';
import type { Agreement, AgreementId } from '../agreement.ts';
import { type AgreementVersion, record } from '../agreement-versions.ts';
import { CODE_MINUTES, type Pending, type Signer } from './signer.ts';

/** Where mails lead: given by the door, which knows its own address. */
export type Doors = { ways: Ways; linkTo: (id: AgreementId) => string };

/** When a day is over where the library is. */
export const endOf = (ctx: Ctx, day: string): Date =>
  new Date(
    Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime({ timeZone: ctx.library.timeZone }).epochMilliseconds,
  );

type Asking = { it: Agreement; version: AgreementVersion; signer: Signer; doors: Doors };

/** By a link of their own; a member by the page. Says so in the record. */
export async function askSigner(ctx: Ctx, { it, version, signer, doors }: Asking): Promise<void> {
  await sql`update agreement_signers set asked_at = ${ctx.now} where library_id = ${ctx.library.id}
    and id = ${signer.id}`.execute(ctx.db);
  if (signer.member_id) await askMember(ctx, { it, version, signer, doors });
  else await askGuest(ctx, { it, version, signer, doors });
  const { name: who, party, email } = signer;
  await record(ctx, version, { kind: 'asked', who, party, more: email ? { email } : {} });
}

async function askGuest(ctx: Ctx, { it, version, signer, doors }: Asking): Promise<void> {
  const { t, day } = speak(signer.locale, ctx.library.timeZone);
  const { id: subject_id, partner_id, person_id, name, email, locale } = signer;
  const sign_by = version.sign_by ?? '';
  const asks = t('signing.asks', { name: it.name, day: day(sign_by) });
  await sendLink(
    ctx,
    {
      ...{ purpose: 'signature', subject_id, partner_id, person_id, name, email, locale },
      asks,
      letter: `${asks} ${t('signing.letter')}`,
      expires_at: endOf(ctx, sign_by),
      ...(version.sent_by_id && { made_by: version.sent_by_id as MemberId }),
    },
    doors.ways,
  );
}

async function askMember(ctx: Ctx, { it, version, signer, doors }: Asking): Promise<void> {
  if (signer.member_id === ctx.actor.id) return;
  const member = (await membersOf(ctx)).find(({ id }) => id === signer.member_id);
  if (!member) return;
  const { t, day, list, locale } = speak(member.locale ?? ctx.library.locale, ctx.library.timeZone);
  const values = {
    ...{ name: it.name, library: ctx.library.name, partners: list(it.partners.map(({ name }) => name)) },
    ...{ day: day(version.sign_by ?? ''), link: doors.linkTo(it.id) },
  };
  const words = { subject: t('mail.signing.subject', values), body: t('mail.signing.body', values) };
  await outbox(ctx, { to: member.email, locale, carries: it.id, ...words });
}

/** What the digits do, on the page and in the mail. */
export function pendingSaid({ t }: Pick<Language, 't'>, pending: Pending): string {
  if (pending.what === 'sign')
    return t('signing.you_sign', { name: [pending.name, pending.title].filter(Boolean).join(', ') });
  if (pending.what === 'decline') return t('signing.you_decline', { reason: pending.reason });
  return t('signing.you_delegate', { name: pending.colleague, email: pending.colleague_email });
}

type Coding = { signer: Signer; code: string; pending: Pending };

/** To the address that the link was sent to, and to no other. */
export async function sendCode(ctx: Ctx, { signer, code, pending }: Coding): Promise<void> {
  const { t, locale } = speak(signer.locale, ctx.library.timeZone);
  const values = { code, does: pendingSaid({ t }, pending), minutes: CODE_MINUTES, library: ctx.library.name };
  const words = { subject: t('mail.signing_code.subject', values), body: t('mail.signing_code.body', values) };
  await outbox(ctx, { to: signer.email, locale, carries: signer.id, private: true, ...words });
}

type Outcome = { it: Agreement; key: 'declined' | 'completed'; who: string; reason?: string; doors: Doors };

type Member = Awaited<ReturnType<typeof membersOf>>[number];

/** Whoever looks after it is told what became of it; where they have left, the administrators. */
export async function tellOwnerOf(ctx: Ctx, { it, key, who, reason = '', doors }: Outcome): Promise<void> {
  const members = await membersOf(ctx);
  const owner = members.find(({ id }) => id === it.owner_id);
  for (const to of owner ? [owner] : members.filter(({ role }) => role === 'administrator'))
    if (to.id !== ctx.actor.id) await tellOne(ctx, to, { it, key, who, reason, doors });
}

async function tellOne(ctx: Ctx, owner: Member, { it, key, who, reason, doors }: Outcome): Promise<void> {
  const { t, locale } = speak(owner.locale ?? ctx.library.locale, ctx.library.timeZone);
  const values = { name: it.name, who, reason: reason || '–', link: doors.linkTo(it.id) };
  const words = { subject: t(`mail.agreement_${key}.subject`, values), body: t(`mail.agreement_${key}.body`, values) };
  await outbox(ctx, { to: owner.email, locale, carries: it.id, ...words });
}

/** Those who were asked and are asked no longer. */
export async function tellWithdrawn(ctx: Ctx, it: Agreement, { signers, why }: { signers: Signer[]; why: string }) {
  const members = await membersOf(ctx);
  for (const { email: theirs, locale, member_id } of signers.filter(({ asked_at }) => asked_at)) {
    const email = theirs || members.find(({ id }) => id === member_id && id !== ctx.actor.id)?.email;
    if (!email) continue;
    const { t } = speak(locale, ctx.library.timeZone);
    const values = { name: it.name, library: ctx.library.name, why: why || '–' };
    const words = { subject: t('mail.signing_over.subject', values), body: t('mail.signing_over.body', values) };
    await outbox(ctx, { to: email, locale, carries: it.id, ...words });
  }
}
