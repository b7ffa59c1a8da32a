/** Sending an agreement for signing, asking those whose turn it is, and taking it back. */
import { sql } from 'kysely';
import { atLeast, type Ctx, type Locale, memberId, today } from '../../../house/ctx.ts';
import { inTransaction } from '../../../house/db.ts';
import { allow, found, Invalid } from '../../../house/errors.ts';
import { newId } from '../../../house/ids.ts';
import { insertMany } from '../../../house/many.ts';
import { membersOf } from '../../accounts/members.ts';
import { extendFor, revokeFor } from '../../guests/guest-links.ts';
import { type Agreement, type AgreementId, mayBind } from '../agreement.ts';
import { agreementForUpdate } from '../agreement-list.ts';
import {
  type AgreementVersion,
  complete,
  findVersionIn,
  isOpen,
  keepVersion,
  record,
  says,
  versionsIn,
} from '../agreement-versions.ts';
import { tellOf } from '../agreements.ts';
import { commentsOf } from '../comments.ts';
import { writtenOf } from '../document/writing.ts';
import { findProposal } from '../proposal-list.ts';
import { reachableAt } from '../readers.ts';
import { daysFrom } from '../term.ts';
import { type Asked, mayBeAsked, type Signer, type SignerId, toSignNow } from './signer.ts';
import { askSigner, type Doors, endOf, tellWithdrawn } from './signing-mail.ts';

/** It can be signed for so many days. */
export const MOST_DAYS = 180;

/** The version that is out for signing; null for none. */
export const openVersion = async (ctx: Ctx, id: AgreementId): Promise<AgreementVersion | null> =>
  (await versionsIn(ctx, id)).find(isOpen) ?? null;

/** What was approved is what is signed; without a proposal, whoever gives work to others answers for it. */
export async function checkApproved(ctx: Ctx, it: Agreement): Promise<void> {
  if (!it.proposal_id || !it.proposal) {
    if (!atLeast(ctx.actor, 'coordinator')) throw new Invalid({ form: { key: 'error.agreement_no_proposal' } });
    return;
  }
  const proposal = await findProposal(ctx, it.proposal_id);
  if (proposal.state !== 'approved') throw new Invalid({ form: { key: 'error.agreement_unapproved' } });
  const other = it.partners.find(({ id }) => !proposal.partners.some((each) => each.id === id));
  if (other) throw new Invalid({ form: { key: 'error.agreement_other_partner', values: { name: other.name } } });
}

/** A version that goes out, or is signed on paper, is complete, approved, and the only one. */
export async function readyToSign(ctx: Ctx, it: Agreement, { reason }: { reason: string }): Promise<AgreementVersion> {
  allow(mayBind(ctx.actor, it));
  if (await openVersion(ctx, it.id)) throw new Invalid({ form: { key: 'error.agreement_out' } });
  await checkApproved(ctx, it);
  const written = await writtenOf(ctx, it);
  complete(written);
  if (it.number !== null && says(await findVersionIn(ctx, it.id, it.number), written.document))
    throw new Invalid({ form: { key: 'error.agreement_same' } });
  if (it.number !== null && reason === '') throw new Invalid({ reason: { key: 'error.agreement_reason' } });
  const number = await keepVersion(ctx, it, { change: it.number === null ? 'first' : 'major', reason }, written);
  return findVersionIn(ctx, it.id, number);
}

type Sending = { signers: Asked[]; sign_by: string; reason: string; unsettled: boolean; doors: Doors };

/**
 * Freezes it and asks the first to sign. Throws Invalid where a blank is empty, a side has nobody, the proposal is not
 * approved, or comments are not settled and nobody said to go on all the same.
 */
export async function sendForSigning(ctx: Ctx, id: AgreementId, { doors, ...sending }: Sending): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const it = await agreementForUpdate(ctx, id);
    allow(mayBind(ctx.actor, it));
    const { signers, sign_by } = sending;
    if (sign_by < today(ctx) || sign_by > today(ctx, MOST_DAYS))
      throw new Invalid({ sign_by: { key: 'error.sign_by', values: { days: MOST_DAYS } } });
    const open = (await commentsOf(ctx, id)).filter(({ settled_at }) => !settled_at);
    if (open.length > 0 && !sending.unsettled) throw new Invalid({ unsettled: { key: 'error.agreement_unsettled' } });
    const rows = await signersAsked(ctx, it, signers);
    const version = await readyToSign(ctx, it, sending);
    await ctx.db
      .updateTable('agreement_versions')
      .set({ sent_by: memberId(ctx), sent_at: ctx.now, sign_by })
      .where('library_id', '=', ctx.library.id)
      .where('agreement_id', '=', id)
      .where('number', '=', version.number)
      .execute();
    const of = { library_id: ctx.library.id, agreement_id: id, number: version.number };
    await insertMany(
      ctx.db,
      'agreement_signers',
      rows.map((row) => ({ ...of, id: newId(), ...row })),
    );
    await record(ctx, version, { kind: 'sent', who: ctx.actor.name, party: ctx.library.name, more: { sign_by } });
    await tellOf(ctx, 'agreement.sent', it);
    await askNext(ctx, it, await findVersionIn(ctx, id, version.number), doors);
  });
}

type Row = Pick<Signer, 'partner_id' | 'party' | 'person_id' | 'member_id' | 'name' | 'email' | 'place'> & {
  locale: Locale;
};

/** Who they are, and at which address. Throws Invalid where a side has nobody, or somebody is asked twice. */
async function signersAsked(ctx: Ctx, it: Agreement, asked: readonly Asked[]): Promise<Row[]> {
  const people = await reachableAt(
    ctx,
    it.partners.map((partner) => partner.id),
  );
  const members = (await membersOf(ctx)).filter(mayBeAsked);
  const rows = asked.map(({ who, place }, at): Row => {
    const [kind, one, two] = who.split(' ');
    const member = kind === 'member' ? members.find(({ id }) => id === one) : undefined;
    const person = people.find(({ partner_id, person_id }) => partner_id === one && person_id === two);
    if (member)
      return {
        ...{
          partner_id: null,
          party: ctx.library.name,
          person_id: null,
          member_id: member.id,
          name: member.name,
          email: '',
          place,
        },
        locale: member.locale ?? ctx.library.locale,
      };
    if (!person) throw new Invalid({ [`signers.${at}.who`]: { key: 'error.choice' } });
    const { partner_id, person_id, name, email } = person;
    const party = it.partners.find(({ id }) => id === partner_id)?.name ?? '';
    return { partner_id, party, person_id, member_id: null, name, email, place, locale: it.locale };
  });
  const twice = rows.findIndex(({ member_id, email }, at) =>
    rows.slice(0, at).some((other) => (member_id ? other.member_id === member_id : other.email === email)),
  );
  if (twice >= 0) throw new Invalid({ [`signers.${twice}.who`]: { key: 'error.signer_twice' } });
  const without = [null, ...it.partners.map(({ id }) => id)].find(
    (id) => !rows.some(({ partner_id }) => partner_id === id),
  );
  if (without !== undefined) {
    const name = it.partners.find(({ id }) => id === without)?.name ?? ctx.library.name;
    throw new Invalid({ 'signers.0.who': { key: 'error.signer_missing', values: { name } } });
  }
  return rows;
}

/** Those whose turn has come; whoever is asked already is not asked twice. */
export async function askNext(ctx: Ctx, it: Agreement, version: AgreementVersion, doors: Doors): Promise<void> {
  for (const signer of toSignNow(version.signers))
    if (!signer.asked_at) await askSigner(ctx, { it, version, signer, doors });
}

/** Nobody can sign it any more; whoever was asked is told, and their links say so. */
export async function withdrawSigning(ctx: Ctx, id: AgreementId, why: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const it = await agreementForUpdate(ctx, id);
    allow(mayBind(ctx.actor, it));
    const version = await openVersion(ctx, id);
    if (!version) throw new Invalid({ form: { key: 'error.agreement_not_out' } });
    if (why === '') throw new Invalid({ why: { key: 'error.agreement_why' } });
    await takeBack(ctx, it, { version, why });
    await tellOf(ctx, 'agreement.withdrawn', it, { reason: why });
  });
}

type Taking = { version: AgreementVersion; why: string };

export async function takeBack(ctx: Ctx, it: Agreement, { version, why }: Taking): Promise<void> {
  await sql`update agreement_versions set withdrawn_at = ${ctx.now}, withdrawn_by = ${ctx.actor.id},
    withdrawn_why = ${why} where library_id = ${ctx.library.id} and agreement_id = ${it.id}
    and number = ${version.number}`.execute(ctx.db);
  await sql`update agreement_signers set pending = null, code_hash = null, code_until = null
    where library_id = ${ctx.library.id} and agreement_id = ${it.id} and number = ${version.number}`.execute(ctx.db);
  await record(ctx, version, {
    ...{ kind: 'withdrawn', who: ctx.actor.name, party: ctx.library.name },
    ...(why && { more: { reason: why } }),
  });
  // Their links stay open, and say that it was withdrawn and why: a link that only ended would leave them guessing.
  await tellWithdrawn(ctx, it, { signers: version.signers.filter(({ outcome }) => outcome !== 'delegated'), why });
}

/** Another last day; who is asked is asked until then. Throws Invalid. */
export async function extendSigning(ctx: Ctx, id: AgreementId, sign_by: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const it = await agreementForUpdate(ctx, id);
    allow(mayBind(ctx.actor, it));
    const version = found(await openVersion(ctx, id));
    if (sign_by < today(ctx) || sign_by > daysFrom(today(ctx), MOST_DAYS))
      throw new Invalid({ sign_by: { key: 'error.sign_by', values: { days: MOST_DAYS } } });
    await sql`update agreement_versions set sign_by = ${sign_by} where library_id = ${ctx.library.id}
      and agreement_id = ${id} and number = ${version.number}`.execute(ctx.db);
    for (const { id: subject_id } of version.signers)
      await extendFor(ctx, { purpose: 'signature', subject_id }, endOf(ctx, sign_by));
    await record(ctx, version, { kind: 'extended', who: ctx.actor.name, party: ctx.library.name, more: { sign_by } });
    await tellOf(ctx, 'agreement.extended', it);
  });
}

/** Asks somebody whose turn it is once more, by a link that takes the place of the one before. Throws Invalid. */
export async function askAgain(ctx: Ctx, id: SignerId, doors: Doors): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const { rows } = await sql<{ agreement_id: AgreementId }>`select agreement_id from agreement_signers
      where library_id = ${ctx.library.id} and id = ${id}`.execute(ctx.db);
    const it = await agreementForUpdate(ctx, found(rows[0]).agreement_id);
    allow(mayBind(ctx.actor, it));
    const version = await openVersion(ctx, it.id);
    const signer = version && toSignNow(version.signers).find((each) => each.id === id);
    if (!version || !signer || (version.sign_by ?? '') < today(ctx))
      throw new Invalid({ form: { key: 'error.signer_not_now' } });
    await revokeFor(ctx, { purpose: 'signature', subject_id: id });
    await sql`update agreement_signers set wrong_in_all = 0 where library_id = ${ctx.library.id} and id = ${id}`.execute(
      ctx.db,
    );
    await askSigner(ctx, { it, version, signer, doors });
  });
}
