/** What one can do with agreements: write one, change what it says, say who signs for each side, take it away. */
import { sql } from 'kysely';
import { atLeast, type Ctx, memberId, today } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, Invalid, translating } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import { moneyTyped } from '../../house/parse.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import { type Prepared, storeFile } from '../../house/stored-files.ts';
import { membersOf } from '../accounts/members.ts';
import type { PersonId } from '../directory/person.ts';
import type { PartnerId } from '../partners/partner.ts';
import {
  type Agreement,
  type AgreementDraft,
  type AgreementEdit,
  type AgreementId,
  beganLongAgo,
  mayBind,
  mayChangeAgreement,
  mayRemoveAgreement,
  mayWrite,
} from './agreement.ts';
import { writeClauses } from './agreement-clauses.ts';
import { agreementForUpdate, findAgreement, touchAgreement } from './agreement-list.ts';
import { findProposal } from './proposal-list.ts';
import { peopleAt } from './speakers.ts';

const STRANGE: Record<string, [string, string]> = {
  agreements_library_id_proposal_id_fkey: ['form', 'error.choice'],
  agreements_library_id_renews_id_fkey: ['form', 'error.choice'],
  agreements_library_id_owner_id_fkey: ['owner_id', 'error.choice'],
  agreement_partners_library_id_partner_id_fkey: ['partners', 'error.choice'],
};

/** Their paper, as it came. */
export type Paper = (Prepared & { name: string }) | null;
const NAME = 200;

/** Written from the clauses of its kind; or their paper, beside which its terms are typed. Throws Invalid. */
export async function addAgreement(ctx: Ctx, draft: AgreementDraft, paper: Paper = null): Promise<AgreementId> {
  allow(mayWrite(ctx.actor));
  const { partners, ...words } = draft;
  if (beganLongAgo(ctx, words)) throw new Invalid({ effective_on: { key: 'error.agreement_long_ago' } });
  checkPaper(draft, paper);
  await checkOwner(ctx, draft.owner_id);
  return inTransaction(ctx, async (ctx) => {
    const id = newId<'agreements'>();
    const made = { made_by: memberId(ctx), made_at: ctx.now, changed_at: ctx.now };
    const theirs = paper && { sha256: await storeFile(ctx, paper), file_name: paper.name.slice(0, NAME) };
    await translating(STRANGE, () =>
      ctx.db
        .insertInto('agreements')
        .values({ library_id: ctx.library.id, id, ...words, ...made, ...theirs })
        .execute(),
    );
    await setPartners(ctx, id, partners);
    if (draft.proposal_id) await takeSpeakers(ctx, id, draft.proposal_id);
    if (!paper) await writeClauses(ctx, id, draft);
    await tellOf(ctx, 'agreement.added', await findAgreement(ctx, id));
    return id;
  });
}

/** Somebody who is here and may do what is to be done. Throws Invalid. */
async function checkOwner(ctx: Ctx, owner: AgreementDraft['owner_id']): Promise<void> {
  const member = (await membersOf(ctx)).find(({ id }) => id === owner);
  if (!member || !atLeast(member, 'contributor')) throw new Invalid({ owner_id: { key: 'error.choice' } });
}

/** What holds since a day holds since that day: another beginning is another agreement. */
const hasBegun = (ctx: Ctx, { force }: Agreement): boolean =>
  Boolean(force?.effective_on && force.effective_on <= today(ctx));

/** What is on their paper nobody finds by searching, so its terms are typed. */
function checkPaper({ kind, terms }: Pick<AgreementDraft, 'kind' | 'terms'>, paper: unknown): void {
  if (paper && kind === 'handshake') throw new Invalid({ files: { key: 'error.agreement_handshake_paper' } });
  if (paper && terms === '') throw new Invalid({ terms: { key: 'error.agreement_paper_terms' } });
}

/** In the story of each partner, and of the library. */
export async function tellOf(
  ctx: Ctx,
  action: string,
  { name, partners }: Pick<Agreement, 'name' | 'partners'>,
  more: Record<string, string> = {},
): Promise<void> {
  const details = { name, ...more };
  await history(ctx, action, { subject: theLibrary(ctx), details });
  for (const { id } of partners) await history(ctx, action, { subject: { type: 'partner', id }, details });
}

async function setPartners(ctx: Ctx, id: AgreementId, partners: readonly PartnerId[]): Promise<void> {
  await sql`delete from agreement_partners where library_id = ${ctx.library.id} and agreement_id = ${id}
    and partner_id <> all(${[...partners]}::uuid[])`.execute(ctx.db);
  for (const partner_id of new Set(partners))
    await translating(STRANGE, () =>
      ctx.db
        .insertInto('agreement_partners')
        .values({ library_id: ctx.library.id, agreement_id: id, partner_id })
        .onConflict((same) => same.doNothing())
        .execute(),
    );
}

/** Who speaks for a partner in the proposal signs for it, until somebody says otherwise. */
async function takeSpeakers(ctx: Ctx, id: AgreementId, proposal: NonNullable<AgreementDraft['proposal_id']>) {
  for (const partner of (await findProposal(ctx, proposal)).partners)
    if (partner.person_id)
      await sql`update agreement_partners set person_id = ${partner.person_id} where library_id = ${ctx.library.id}
        and agreement_id = ${id} and partner_id = ${partner.id}`.execute(ctx.db);
}

/** As the fields of its form. */
export const agreementAsTyped = (it: Agreement) => ({
  ...{ name: it.name, kind: it.kind as string, locale: it.locale as string, owner_id: it.owner_id as string },
  ...{ effective_on: it.effective_on ?? '', ends_on: it.ends_on ?? '', notice_days: String(it.notice_days ?? '') },
  ...{ renewal: it.renewal as string, renewal_months: String(it.renewal_months ?? '') },
  ...{ given_cents: moneyTyped(it.given_cents), given_by: it.given_by as string, logo: it.logo as string },
  ...{ insurance: it.insurance, our_notices: it.our_notices, terms: it.terms },
  partners: it.partners.map(({ id }) => id as string),
});

/** What was sent and signed stays as it was. Throws Conflict, Invalid. */
export async function changeAgreement(ctx: Ctx, id: AgreementId, edit: AgreementEdit): Promise<void> {
  const { version, partners, ...words } = edit;
  await inTransaction(ctx, async (ctx) => {
    const was = await agreementForUpdate(ctx, id);
    allow(mayChangeAgreement(ctx.actor, was));
    if (words.effective_on !== was.effective_on && beganLongAgo(ctx, words))
      throw new Invalid({ effective_on: { key: 'error.agreement_long_ago' } });
    checkPaper(words, was.sha256);
    if (words.owner_id !== was.owner_id) {
      allow(mayBind(ctx.actor, was));
      await checkOwner(ctx, words.owner_id);
    }
    if (hasBegun(ctx, was) && words.effective_on !== was.force?.effective_on)
      throw new Invalid({ effective_on: { key: 'error.agreement_begun' } });
    const changed = await translating(STRANGE, () =>
      ctx.db
        .updateTable('agreements')
        .set({ ...words, version: version + 1 })
        .where('library_id', '=', ctx.library.id)
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst(),
    );
    if (!changed.numUpdatedRows) {
      const { partners, ...typed } = agreementAsTyped(was);
      throw new Conflict({ ...typed, partners: partners.join(', ') }, was.version);
    }
    await setPartners(ctx, id, partners);
    await touchAgreement(ctx, id);
    await tellOf(ctx, 'agreement.changed', await findAgreement(ctx, id));
  });
}

export type Side = { partner: PartnerId; person: PersonId | null; notices: string };

/** Who signs for each partner, somebody who works there, and who of them receives notices. Throws Invalid. */
export async function setSides(ctx: Ctx, id: AgreementId, sides: readonly Side[], ours: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const it = await agreementForUpdate(ctx, id);
    allow(mayChangeAgreement(ctx.actor, it));
    const people = await peopleAt(
      ctx,
      it.partners.map((partner) => partner.id),
    );
    for (const { partner, person, notices } of sides) {
      const was = it.partners.find((each) => each.id === partner);
      if (!was) continue;
      // Who was named and has left stays named until somebody else is.
      const works = people.some(({ partner_id, person_id }) => partner_id === partner && person_id === person);
      if (person && !works && person !== was.person_id)
        throw new Invalid({ [`signer-${partner}`]: { key: 'error.choice' } });
      await sql`update agreement_partners set person_id = ${person}, notices = ${notices}
        where library_id = ${ctx.library.id} and agreement_id = ${id} and partner_id = ${partner}`.execute(ctx.db);
    }
    await sql`update agreements set our_notices = ${ours}, version = version + 1 where library_id = ${ctx.library.id}
      and id = ${id}`.execute(ctx.db);
    await touchAgreement(ctx, id);
    await tellOf(ctx, 'agreement.sides', it);
  });
}

/** Their paper, another one in its place, or clauses of ours again. Throws Invalid. */
export async function setPaper(ctx: Ctx, id: AgreementId, { paper, terms }: { paper: Paper; terms: string }) {
  await inTransaction(ctx, async (ctx) => {
    const it = await agreementForUpdate(ctx, id);
    allow(mayChangeAgreement(ctx.actor, it));
    checkPaper({ kind: it.kind, terms }, paper);
    const sha256 = paper && (await storeFile(ctx, paper));
    await sql`update agreements set sha256 = ${sha256}, file_name = ${paper?.name.slice(0, NAME) ?? ''},
      terms = ${terms}, version = version + 1 where library_id = ${ctx.library.id} and id = ${id}`.execute(ctx.db);
    if (!paper) await writeClauses(ctx, id, it, { unlessThere: true });
    await touchAgreement(ctx, id);
    await tellOf(ctx, 'agreement.changed', it);
  });
}

/** Returns the id that brings it back. */
export async function removeAgreement(ctx: Ctx, id: AgreementId): Promise<RemovalId> {
  return inTransaction(ctx, async (ctx) => {
    const it = await agreementForUpdate(ctx, id);
    if (it.state === 'signing') throw new Invalid({ form: { key: 'error.agreement_signing' } });
    allow(mayRemoveAgreement(ctx.actor, it));
    const about = { subject: id, label: it.name, about: theLibrary(ctx) };
    return removing(ctx, { kind: 'agreement', ...about }, async (ctx) => {
      await sql`update agreements set removed_at = ${ctx.now} where library_id = ${ctx.library.id}
        and id = ${id}`.execute(ctx.db);
      await tellOf(ctx, 'agreement.removed', it);
    });
  });
}
