/**
 * Signing, declining and passing it on. By a link it takes two steps: what is pressed waits, and six digits that come to
 * the address of the link do it, for ten minutes and with at most five wrong ones. Who is second, too late, or reads a
 * version that is out no longer, is told so in a sentence.
 */
import { sql } from 'kysely';
import { type Ctx, today } from '../../../house/ctx.ts';
import { inTransaction } from '../../../house/db.ts';
import { allow, found, Invalid } from '../../../house/errors.ts';
import { hashOf, newCode, newId } from '../../../house/ids.ts';
import { membersOf } from '../../accounts/members.ts';
import type { Agreement, AgreementId } from '../agreement.ts';
import { agreementForUpdate, findAgreement } from '../agreement-list.ts';
import { type AgreementVersion, findVersionIn, isOpen, record } from '../agreement-versions.ts';
import { tellOf } from '../agreements.ts';
import { completeVersion } from './completing.ts';
import { askNext } from './sending.ts';
import {
  CODE_MINUTES,
  isComplete,
  maySignAsMember,
  maySignByLink,
  type Pending,
  pressedAs,
  type Signer,
  type SignerId,
  toSignNow,
  WRONG_CODES,
  WRONG_IN_ALL,
} from './signer.ts';
import { type Doors, sendCode, tellOwnerOf } from './signing-mail.ts';

export type Signing = { agreement: Agreement; version: AgreementVersion; signer: Signer };

/** Throws NotFound. */
export async function findSigning(ctx: Ctx, id: SignerId): Promise<Signing> {
  const { rows } = await sql<{ agreement_id: AgreementId; number: number }>`select agreement_id, number
    from agreement_signers where library_id = ${ctx.library.id} and id = ${id}`.execute(ctx.db);
  const { agreement_id, number } = found(rows[0]);
  const version = await findVersionIn(ctx, agreement_id, number);
  const signer = found(version.signers.find((each) => each.id === id));
  return { agreement: await findAgreement(ctx, agreement_id), version, signer };
}

/** Why this person cannot sign it now; null where they can. */
export const CLOSED = ['withdrawn', 'done', 'signed', 'declined', 'delegated', 'refused', 'late', 'not_now'] as const;
export type Closed = (typeof CLOSED)[number];
export function closedTo(ctx: Ctx, { version, signer }: Pick<Signing, 'version' | 'signer'>): Closed | null {
  if (version.withdrawn_at) return 'withdrawn';
  // Also to who signed before: a "no" of another side ends it, and nobody is waited for any more.
  if (version.signers.some(({ id, outcome }) => outcome === 'declined' && id !== signer.id)) return 'refused';
  if (signer.outcome) return signer.outcome;
  if (!isOpen(version)) return 'done';
  if ((version.sign_by ?? '') < today(ctx)) return 'late';
  return toSignNow(version.signers).some(({ id }) => id === signer.id) ? null : 'not_now';
}

/** Holds the agreement: of two who press at once, the second finds what the first did. */
async function held(ctx: Ctx, id: SignerId): Promise<Signing> {
  const before = await findSigning(ctx, id);
  await agreementForUpdate(ctx, before.agreement.id);
  return findSigning(ctx, id);
}

function stillOpen(ctx: Ctx, signing: Signing, read: string): void {
  const why = closedTo(ctx, signing);
  if (why) throw new Invalid({ form: { key: `error.signing_${why}` } });
  if (signing.version.sha256 !== read) throw new Invalid({ form: { key: 'error.signing_changed' } });
}

/** What a guest pressed waits for the digits, which are sent now. The form may come twice: the last digits hold. */
export async function press(ctx: Ctx, id: SignerId, { pending, address }: { pending: Pending; address: string }) {
  allow(maySignByLink(ctx.actor, id));
  await inTransaction(ctx, async (ctx) => {
    const signing = await held(ctx, id);
    stillOpen(ctx, signing, pending.read);
    if ((await codeOf(ctx, id)).wrong_in_all >= WRONG_IN_ALL)
      throw new Invalid({ form: { key: 'error.signing_tries' } });
    if (pending.what === 'delegate') await mayPassOn(ctx, signing, pending.colleague_email);
    const code = newCode();
    const code_until = new Date(ctx.now.getTime() + CODE_MINUTES * 60_000);
    await ctx.db
      .updateTable('agreement_signers')
      .set({ pending: JSON.stringify(pending), code_hash: hashOf(code), code_until, wrong_codes: 0 })
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id)
      .execute();
    const { name: who, party, email } = signing.signer;
    await record(ctx, signing.version, { kind: 'code_sent', who, party, address, more: { email } });
    await sendCode(ctx, { signer: signing.signer, code, pending });
  });
}

/** So often one side passes it on. */
const MOST_DELEGATES = 5;

/** Who is asked already signs by their own link, and nobody of the library signs for the other side. */
async function mayPassOn(ctx: Ctx, { version: { signers }, signer }: Signing, email: string): Promise<void> {
  if (signers.filter(({ partner_id }) => partner_id === signer.partner_id).length > MOST_DELEGATES)
    throw new Invalid({ colleague_email: { key: 'error.signer_passed' } });
  if ((await membersOf(ctx)).some((member) => member.email.toLowerCase() === email.toLowerCase()))
    throw new Invalid({ colleague_email: { key: 'error.signer_ours' } });
  if (signers.some((each) => each.email === email && each.outcome !== 'delegated'))
    throw new Invalid({ colleague_email: { key: 'error.signer_twice' } });
}

/** What was pressed is taken back before it is confirmed. */
export async function unpress(ctx: Ctx, id: SignerId): Promise<void> {
  allow(maySignByLink(ctx.actor, id));
  await sql`update agreement_signers set pending = null, code_hash = null, code_until = null
    where library_id = ${ctx.library.id} and id = ${id} and outcome is null`.execute(ctx.db);
}

type Confirming = { code: string; of: string; address: string; doors: Doors };

/**
 * The digits do what was pressed. Returns 'wrong' for others, 'over' where they have run out or there were too many wrong
 * ones, and 'other' where something else was pressed since the page was shown: not thrown, because what is
 * thrown is rolled back, and tries are counted.
 */
export async function confirm(ctx: Ctx, id: SignerId, given: Confirming): Promise<'done' | 'wrong' | 'over' | 'other'> {
  allow(maySignByLink(ctx.actor, id));
  return inTransaction(ctx, async (ctx) => {
    const signing = await held(ctx, id);
    const { signer, version } = signing;
    // Pressed twice, it is done once.
    if (signer.outcome && !signer.pending) return 'done';
    const { code_hash, code_until, wrong_codes } = await codeOf(ctx, id);
    if (!signer.pending || !code_hash || !code_until || code_until <= ctx.now || wrong_codes >= WRONG_CODES)
      return 'over';
    stillOpen(ctx, signing, signer.pending.read);
    if (given.of !== pressedAs(signer.pending)) return 'other';
    if (!hashOf(given.code).equals(code_hash)) {
      await sql`update agreement_signers set wrong_codes = wrong_codes + 1,
        wrong_in_all = wrong_in_all + 1 where library_id = ${ctx.library.id}
        and id = ${id}`.execute(ctx.db);
      const { name: who, party } = signer;
      await record(ctx, version, { kind: 'code_wrong', who, party, address: given.address });
      return 'wrong';
    }
    await perform(ctx, signing, { pending: signer.pending, way: 'link', ...given });
    return 'done';
  });
}

type Code = { code_hash: Buffer | null; code_until: Date | null; wrong_codes: number; wrong_in_all: number };

async function codeOf(ctx: Ctx, id: SignerId) {
  const { rows } = await sql<Code>`
    select code_hash, code_until, wrong_codes, wrong_in_all from agreement_signers where library_id = ${ctx.library.id}
      and id = ${id}`.execute(ctx.db);
  return found(rows[0]);
}

type AsMember = { pending: Pending; address: string; doors: Doors };

/** By a member who is asked to sign for the library: their own sign-in says who they are. Throws Invalid. */
export async function signAsMember(ctx: Ctx, id: SignerId, given: AsMember): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const signing = await held(ctx, id);
    allow(maySignAsMember(ctx.actor, signing.signer));
    stillOpen(ctx, signing, given.pending.read);
    if (given.pending.what === 'delegate') throw new Invalid({ form: { key: 'error.choice' } });
    await perform(ctx, signing, { ...given, way: 'member' });
  });
}

type Performing = { pending: Pending; way: 'link' | 'member'; address: string; doors: Doors };

async function perform(ctx: Ctx, signing: Signing, { pending, way, address, doors }: Performing): Promise<void> {
  if (pending.what === 'sign') return sign(ctx, signing, { ...pending, way, address, doors });
  if (pending.what === 'decline') return decline(ctx, signing, { reason: pending.reason, way, address, doors });
  const { colleague: name, colleague_email: email } = pending;
  return delegate(ctx, signing, { name, email, address, doors });
}

type Done = { outcome: 'signed' | 'declined' | 'delegated' } & Record<string, unknown>;

const end = (ctx: Ctx, id: SignerId, done: Done) =>
  ctx.db
    .updateTable('agreement_signers')
    .set({ ...done, outcome_at: ctx.now, pending: null, code_hash: null, code_until: null })
    .where('library_id', '=', ctx.library.id)
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .execute();

type Common = { address: string; doors: Doors };
type Signed = Common & { name: string; title: string; mark: string; way: 'link' | 'member' };

async function sign(ctx: Ctx, signing: Signing, { name, title, mark, way, address, doors }: Signed): Promise<void> {
  const { agreement, version, signer } = signing;
  await end(ctx, signer.id, { outcome: 'signed', way, signed_name: name, signed_title: title, mark });
  const more = { name, title, way, ...(signer.email && { email: signer.email }), drawn: mark ? 'yes' : 'no' };
  await record(ctx, version, { kind: 'signed', who: signer.name, party: signer.party, address, more });
  await tellOf(ctx, 'agreement.signed', agreement, { who: name });
  const now = await findVersionIn(ctx, agreement.id, version.number);
  if (isComplete(now.signers)) await completeVersion(ctx, agreement, now, doors);
  else await askNext(ctx, agreement, now, doors);
}

type Declined = Common & { reason: string; way: 'link' | 'member' };

/** One "no" ends it: nobody else is asked, and what was signed before binds nobody. */
async function decline(ctx: Ctx, { agreement, version, signer }: Signing, { reason, way, address, doors }: Declined) {
  await end(ctx, signer.id, { outcome: 'declined', way, reason });
  const { name: who, party } = signer;
  await record(ctx, version, { kind: 'declined', who, party, address, more: { reason } });
  await tellOf(ctx, 'agreement.declined', agreement, { reason });
  await tellOwnerOf(ctx, { it: agreement, key: 'declined', who: `${who}, ${party}`, reason, doors });
}

type Delegated = Common & { name: string; email: string };

/** A colleague of theirs gets a link of their own, in the same place; this one signs no more. */
async function delegate(ctx: Ctx, signing: Signing, { name, email, address, doors }: Delegated): Promise<void> {
  const { agreement, version, signer } = signing;
  await mayPassOn(ctx, signing, email);
  const id: SignerId = newId();
  const { partner_id, party: side, locale, place } = signer;
  const of = { library_id: ctx.library.id, agreement_id: agreement.id, number: version.number };
  await ctx.db
    .insertInto('agreement_signers')
    .values({ ...of, id, partner_id, party: side, name, email, locale, place })
    .execute();
  await end(ctx, signer.id, { outcome: 'delegated', delegate_id: id, way: 'link' });
  const { name: who, party } = signer;
  await record(ctx, version, { kind: 'delegated', who, party, address, more: { name, email } });
  await tellOf(ctx, 'agreement.delegated', agreement, { who: name });
  await askNext(ctx, agreement, await findVersionIn(ctx, agreement.id, version.number), doors);
}
