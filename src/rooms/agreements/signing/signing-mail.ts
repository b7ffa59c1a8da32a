/** The mails of signing: who is asked, the digits, and what became of it; each in its reader's language. */

import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { Ctx, MemberId } from '../../../house/ctx.ts';
import { speak } from '../../../house/messages.ts';
import { outbox } from '../../../house/work/mail.ts';
import { membersOf } from '../../accounts/members.ts';
import { sendLink, type Ways } from '../../guests/guest-links.ts';
import type { Agreement, AgreementId } from '../agreement.ts';
import { type AgreementVersion, record } from '../agreement-versions.ts';
import { CODE_MINUTES, type Signer } from './signer.ts';

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
  await sendLink(
    ctx,
    {
      ...{ purpose: 'signature', subject_id, partner_id, person_id, name, email, locale },
      asks: t('signing.asks', { name: it.name, day: day(sign_by) }),
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

/** To the address that the link was sent to, and to no other. */
export async function sendCode(ctx: Ctx, { signer, code }: { signer: Signer; code: string }): Promise<void> {
  const { t, locale } = speak(signer.locale, ctx.library.timeZone);
  const values = { code, minutes: CODE_MINUTES, library: ctx.library.name };
  const words = { subject: t('mail.signing_code.subject', values), body: t('mail.signing_code.body', values) };
  await outbox(ctx, { to: signer.email, locale, carries: signer.id, private: true, ...words });
}

type Outcome = { it: Agreement; key: 'declined' | 'completed'; who: string; reason?: string; doors: Doors };

/** Whoever looks after it is told what became of it. */
export async function tellOwnerOf(ctx: Ctx, { it, key, who, reason = '', doors }: Outcome): Promise<void> {
  const owner = (await membersOf(ctx)).find(({ id }) => id === it.owner_id);
  if (!owner || owner.id === ctx.actor.id) return;
  const { t, locale } = speak(owner.locale ?? ctx.library.locale, ctx.library.timeZone);
  const values = { name: it.name, who, reason: reason || '–', link: doors.linkTo(it.id) };
  const words = { subject: t(`mail.agreement_${key}.subject`, values), body: t(`mail.agreement_${key}.body`, values) };
  await outbox(ctx, { to: owner.email, locale, carries: it.id, ...words });
}

/** Those who were asked and are asked no longer. */
export async function tellWithdrawn(ctx: Ctx, it: Agreement, { signers, why }: { signers: Signer[]; why: string }) {
  for (const { email, locale } of signers.filter((each) => each.email !== '' && each.asked_at)) {
    const { t } = speak(locale, ctx.library.timeZone);
    const values = { name: it.name, library: ctx.library.name, why: why || '–' };
    const words = { subject: t('mail.signing_over.subject', values), body: t('mail.signing_over.body', values) };
    await outbox(ctx, { to: email, locale, carries: it.id, ...words });
  }
}
